//! The words of the options that choose among some.

use crate::spec::Word;

const fn word(word: &'static str, property: &'static str) -> Word {
    Word { word, property, aliases: &[], feature: None }
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
    word("all", "all").also(&["-1"]),
    word("one", "1").also(&["1", "leader"]),
    word("none", "0").also(&["0"]),
];

pub(crate) const COMPRESSION: &[Word] = &[
    word("none", "none"),
    word("gzip", "gzip").needs("gzip"),
    word("snappy", "snappy"),
    word("lz4", "lz4"),
    word("zstd", "zstd").needs("zstd"),
];

/// `round_robin` has no property: librdkafka has no such partitioner, so the runtime chooses each record's partition in
/// turn, whatever its key, as Java's `RoundRobinPartitioner` does.
pub(crate) const PARTITIONERS: &[Word] = &[
    word("murmur2_random", "murmur2_random"),
    word("murmur2", "murmur2"),
    word("consistent_random", "consistent_random"),
    word("consistent", "consistent"),
    word("fnv1a_random", "fnv1a_random"),
    word("fnv1a", "fnv1a"),
    word("random", "random"),
    word("round_robin", ""),
];

pub(crate) const DELIVERY: &[Word] = &[word("confirmed", ""), word("enqueued", "")];

pub(crate) const PROTOCOLS: &[Word] = &[
    word("plaintext", "plaintext"),
    word("ssl", "ssl").needs("ssl"),
    word("sasl_plaintext", "sasl_plaintext"),
    word("sasl_ssl", "sasl_ssl").needs("ssl"),
];

pub(crate) const MODES: &[Word] = &[
    word("plain", "PLAIN"),
    word("gssapi", "GSSAPI").needs("gssapi"),
    word("scram_sha256", "SCRAM-SHA-256").needs("ssl"),
    word("scram_sha512", "SCRAM-SHA-512").needs("ssl"),
    word("oauth_bearer", "OAUTHBEARER").needs("ssl"),
];

pub(crate) const OAUTH_METHODS: &[Word] =
    &[word("oidc", "oidc").needs("oidc"), word("token_provider", "default").needs("token-provider")];

pub(crate) const FORMATS: &[Word] = &[
    word("string", ""),
    word("binary", ""),
    word("json", ""),
    word("csv", "").needs("csv"),
    word("avro", "").needs("avro"),
    word("protobuf", "").needs("protobuf"),
];

pub(crate) const DELIMITERS: &[Word] = &[
    word("comma", ",").also(&[","]),
    word("semicolon", ";").also(&[";"]),
    word("space", " ").also(&[" "]),
    word("tab", "\t").also(&["\t"]),
    word("bar", "|").also(&["|"]),
];

pub(crate) const SUBJECTS: &[Word] =
    &[word("topic_name", ""), word("record_name", ""), word("topic_record_name", "")];
