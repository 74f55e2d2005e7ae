//! The words of the options that choose among some.

use crate::spec::Word;

const fn word(word: &'static str, property: &'static str, doc: &'static str) -> Word {
    Word { word, property, aliases: &[], others: &[], feature: None, doc }
}

impl Word {
    const fn also(self, aliases: &'static [&'static str]) -> Self {
        Self { aliases, ..self }
    }

    const fn called(self, others: &'static [&'static str]) -> Self {
        Self { others, ..self }
    }

    const fn needs(self, feature: &'static str) -> Self {
        Self { feature: Some(feature), ..self }
    }
}

pub(crate) const ACKS: &[Word] = &[
    word("all", "all", "Every in-sync replica has the record.")
        .called(&["quorum", "in_sync", "isr"])
        .also(&["-1"]),
    word("one", "1", "The leader has it; a leader lost at once takes it along.").also(&["1", "leader"]),
    word(
        "none",
        "0",
        "Nobody is asked, so that a record may be lost unnoticed; needs `delivery = enqueued`.",
    )
    .called(&["no", "zero", "never"])
    .also(&["0"]),
];

pub(crate) const COMPRESSION: &[Word] = &[
    word("none", "none", "Batches go as they are.").called(&["off", "no", "uncompressed", "plain"]),
    word("gzip", "gzip", "Smaller than snappy and lz4, and slower.")
        .called(&["gz", "zip", "deflate", "zlib"])
        .needs("gzip"),
    word("snappy", "snappy", "Fast and light; has no levels.").called(&["snap"]),
    word("lz4", "lz4", "The fastest to unpack."),
    word("zstd", "zstd", "The smallest for its speed; needs brokers of Kafka 2.1 or newer.")
        .called(&["zst", "zstandard"])
        .needs("zstd"),
];

/// `round_robin` has no property: librdkafka has no such partitioner, so the runtime chooses each record's partition in
/// turn, whatever its key, as Java's `RoundRobinPartitioner` does.
pub(crate) const PARTITIONERS: &[Word] = &[
    word(
        "murmur2_random",
        "murmur2_random",
        "Java's hash of the key; a record without a key goes to a random partition.",
    )
    .called(&["java", "default", "sticky", "murmur"]),
    word("murmur2", "murmur2", "Java's hash of the key; all records without a key share one partition."),
    word(
        "consistent_random",
        "consistent_random",
        "CRC32 of the key, librdkafka's own default; a record without a key goes to a random partition.",
    )
    .called(&["crc", "crc32", "hash"]),
    word("consistent", "consistent", "CRC32 of the key; all records without a key share one partition."),
    word(
        "fnv1a_random",
        "fnv1a_random",
        "FNV-1a of the key, as Go's Sarama; a record without a key goes to a random partition.",
    )
    .called(&["fnv", "fnv1", "sarama"]),
    word("fnv1a", "fnv1a", "FNV-1a of the key; all records without a key share one partition."),
    word("random", "random", "A random partition, whatever the key.").called(&["rand", "uniform"]),
    word("round_robin", "", "Each partition in turn, whatever the key.").called(&["rr"]),
];

pub(crate) const AVRO_ENCODINGS: &[Word] = &[
    word("datum", "", "Nothing: the data as they are, for readers that know the schema.")
        .called(&["plain", "raw", "binary"]),
    word(
        "single_object",
        "",
        "Avro's single-object encoding: two bytes of mark, and the CRC-64-AVRO fingerprint of the schema.",
    )
    .called(&["single", "object"]),
];

pub(crate) const DELIVERY: &[Word] = &[
    word("confirmed", "", "A call returns once the brokers have acknowledged its records.").called(&[
        "sync",
        "synchronous",
        "acked",
        "acknowledged",
        "delivered",
        "confirm",
        "wait",
        "at_least_once",
    ]),
    word(
        "enqueued",
        "",
        "A call returns once its records are in the local queue; failures reach `on_delivery_error`.",
    )
    .called(&["async", "asynchronous", "queued", "queue", "enqueue", "background", "fire_and_forget"]),
];

pub(crate) const PROTOCOLS: &[Word] = &[
    word("plaintext", "plaintext", "In the clear, without authentication.").called(&["plain", "none", "tcp"]),
    word("ssl", "ssl", "By TLS; who the client is, a certificate may tell.")
        .called(&["tls", "https", "mtls"])
        .needs("ssl"),
    word("sasl_plaintext", "sasl_plaintext", "Authentication by SASL in the clear: for networks one trusts.")
        .called(&["sasl", "sasl_plain"]),
    word("sasl_ssl", "sasl_ssl", "Authentication by SASL over TLS, as clouds want it.")
        .called(&["sasl", "sasl_tls"])
        .needs("ssl"),
];

pub(crate) const MODES: &[Word] = &[
    word(
        "plain",
        "PLAIN",
        "User and password, sent as they are; over `sasl_ssl`, else anybody can read them.",
    )
    .called(&["basic", "password"]),
    word("gssapi", "GSSAPI", "Kerberos.").called(&["kerberos", "krb5"]).needs("gssapi"),
    word("scram_sha256", "SCRAM-SHA-256", "User and password, proved without being sent; by SHA-256.")
        .called(&["scram", "sha256", "scram256", "scram_256"])
        .needs("ssl"),
    word("scram_sha512", "SCRAM-SHA-512", "User and password, proved without being sent; by SHA-512.")
        .called(&["scram", "sha512", "scram512", "scram_512"])
        .needs("ssl"),
    word("oauth_bearer", "OAUTHBEARER", "A token, from where `oauth_bearer_method` says.")
        .called(&["oauth", "oauth2", "oidc", "bearer", "token", "jwt", "iam"])
        .needs("ssl"),
];

pub(crate) const OAUTH_METHODS: &[Word] = &[
    word("oidc", "oidc", "An OpenID Connect endpoint, asked with the `oauth_bearer_…` options.")
        .called(&["openid", "openid_connect", "client_credentials"])
        .needs("oidc"),
    // It is librdkafka's own default, and a build without OIDC refuses to hear of the property at all.
    word("token_provider", "", "The runtime's token provider, `Builder::token_provider`.")
        .also(&["default"])
        .called(&["provider", "token", "custom", "callback"]),
];

pub(crate) const FORMATS: &[Word] = &[
    word("string", "", "Text as it is, UTF-8.").called(&["text", "str", "utf8"]),
    word("binary", "", "Bytes as they are.").called(&["bytes", "raw", "byte_array", "blob"]),
    word("json", "", "JSON, by serde.").called(&["serde", "jsonl"]),
    word("csv", "", "A line of CSV, by serde.").needs("csv"),
    word("avro", "", "Avro, by a schema.").called(&["avsc"]).needs("avro"),
    word("protobuf", "", "Protobuf, of a prost message.")
        .called(&["proto", "proto3", "pb", "prost"])
        .needs("protobuf"),
];

pub(crate) const DELIMITERS: &[Word] = &[
    word("comma", ",", "`,`").also(&[","]),
    word("semicolon", ";", "`;`").called(&["semi"]).also(&[";"]),
    word("space", " ", "A space.").called(&["blank"]).also(&[" "]),
    word("tab", "\t", "A tab.").called(&["tabulator", "tsv"]).also(&["\t"]),
    word("bar", "|", "`|`").called(&["pipe"]).also(&["|"]),
];

pub(crate) const SUBJECTS: &[Word] = &[
    word("topic_name", "", "The topic: one schema for all its values.")
        .called(&["topic", "topic_name_strategy"]),
    word("record_name", "", "The record's type, whatever the topic.")
        .called(&["record", "record_name_strategy"]),
    word("topic_record_name", "", "The topic and the record's type.")
        .called(&["topic_record", "topic_record_name_strategy"]),
];
