//! The words of the options that choose among some.

use crate::spec::Word;

const fn word(word: &'static str, property: &'static str, doc: &'static str) -> Word {
    Word { word, property, aliases: &[], feature: None, doc }
}

impl Word {
    const fn also(self, aliases: &'static [&'static str]) -> Self {
        Self { aliases, ..self }
    }

    const fn needs(self, feature: &'static str) -> Self {
        Self { feature: Some(feature), ..self }
    }
}

pub(crate) const ACKS: &[Word] = &[
    word("all", "all", "Every in-sync replica has the record.").also(&["-1"]),
    word("one", "1", "The leader has it; a leader lost at once takes it along.").also(&["1", "leader"]),
    word(
        "none",
        "0",
        "Nobody is asked, so that a record may be lost unnoticed; needs `delivery = enqueued`.",
    )
    .also(&["0"]),
];

pub(crate) const COMPRESSION: &[Word] = &[
    word("none", "none", "Batches go as they are."),
    word("gzip", "gzip", "Smaller than snappy and lz4, and slower.").needs("gzip"),
    word("snappy", "snappy", "Fast and light; has no levels."),
    word("lz4", "lz4", "The fastest to unpack."),
    word("zstd", "zstd", "The smallest for its speed; needs brokers of Kafka 2.1 or newer.").needs("zstd"),
];

/// `round_robin` has no property: librdkafka has no such partitioner, so the runtime chooses each record's partition in
/// turn, whatever its key, as Java's `RoundRobinPartitioner` does.
pub(crate) const PARTITIONERS: &[Word] = &[
    word(
        "murmur2_random",
        "murmur2_random",
        "Java's hash of the key; a record without a key goes to a random partition.",
    ),
    word("murmur2", "murmur2", "Java's hash of the key; all records without a key share one partition."),
    word(
        "consistent_random",
        "consistent_random",
        "CRC32 of the key, librdkafka's own default; a record without a key goes to a random partition.",
    ),
    word("consistent", "consistent", "CRC32 of the key; all records without a key share one partition."),
    word(
        "fnv1a_random",
        "fnv1a_random",
        "FNV-1a of the key, as Go's Sarama; a record without a key goes to a random partition.",
    ),
    word("fnv1a", "fnv1a", "FNV-1a of the key; all records without a key share one partition."),
    word("random", "random", "A random partition, whatever the key."),
    word("round_robin", "", "Each partition in turn, whatever the key."),
];

pub(crate) const AVRO_ENCODINGS: &[Word] = &[
    word("datum", "", "Nothing: the data as they are, for readers that know the schema."),
    word(
        "single_object",
        "",
        "Avro's single-object encoding: two bytes of mark, and the CRC-64-AVRO fingerprint of the schema.",
    ),
];

pub(crate) const DELIVERY: &[Word] = &[
    word("confirmed", "", "A call returns once the brokers have acknowledged its records."),
    word(
        "enqueued",
        "",
        "A call returns once its records are in the local queue; failures reach `on_delivery_error`.",
    ),
];

pub(crate) const PROTOCOLS: &[Word] = &[
    word("plaintext", "plaintext", "In the clear, without authentication."),
    word("ssl", "ssl", "By TLS; who the client is, a certificate may tell.").needs("ssl"),
    word("sasl_plaintext", "sasl_plaintext", "Authentication by SASL in the clear: for networks one trusts."),
    word("sasl_ssl", "sasl_ssl", "Authentication by SASL over TLS, as clouds want it.").needs("ssl"),
];

pub(crate) const MODES: &[Word] = &[
    word(
        "plain",
        "PLAIN",
        "User and password, sent as they are; over `sasl_ssl`, else anybody can read them.",
    ),
    word("gssapi", "GSSAPI", "Kerberos.").needs("gssapi"),
    word("scram_sha256", "SCRAM-SHA-256", "User and password, proved without being sent; by SHA-256.")
        .needs("ssl"),
    word("scram_sha512", "SCRAM-SHA-512", "User and password, proved without being sent; by SHA-512.")
        .needs("ssl"),
    word("oauth_bearer", "OAUTHBEARER", "A token, from where `oauth_bearer_method` says.").needs("ssl"),
];

pub(crate) const OAUTH_METHODS: &[Word] = &[
    word("oidc", "oidc", "An OpenID Connect endpoint, asked with the `oauth_bearer_…` options.")
        .needs("oidc"),
    word("token_provider", "default", "The runtime's token provider, `Builder::token_provider`."),
];

pub(crate) const FORMATS: &[Word] = &[
    word("string", "", "Text as it is, UTF-8."),
    word("binary", "", "Bytes as they are."),
    word("json", "", "JSON, by serde."),
    word("csv", "", "A line of CSV, by serde.").needs("csv"),
    word("avro", "", "Avro, by a schema.").needs("avro"),
    word("protobuf", "", "Protobuf, of a prost message.").needs("protobuf"),
];

pub(crate) const DELIMITERS: &[Word] = &[
    word("comma", ",", "`,`").also(&[","]),
    word("semicolon", ";", "`;`").also(&[";"]),
    word("space", " ", "A space.").also(&[" "]),
    word("tab", "\t", "A tab.").also(&["\t"]),
    word("bar", "|", "`|`").also(&["|"]),
];

pub(crate) const SUBJECTS: &[Word] = &[
    word("topic_name", "", "The topic: one schema for all its values."),
    word("record_name", "", "The record's type, whatever the topic."),
    word("topic_record_name", "", "The topic and the record's type."),
];
