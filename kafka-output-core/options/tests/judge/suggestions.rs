//! "Did you mean …?"

use kafka_output_options::OptionId::{
    AuthenticationMode, BrokerList, CsvDelimiter, Delivery, KeyFormat, Properties, Protocol,
    SubjectNameStrategy, ValueFormat,
};
use kafka_output_options::librdkafka::VERSION;
use kafka_output_options::suggest::nearest_option;
use kafka_output_options::{Features, OPTIONS, OptionSet, Value, judge, nearest, unknown_option};
use proptest::prelude::*;

use super::sentences;

#[test]
fn near_names_are_found() {
    let cases = [
        ("brokers_list", "broker_list"),
        ("brokerlist", "broker_list"),
        ("BrokerList", "broker_list"),
        ("bootstrap_servers", "broker_list"),
        ("bootstrap.servers", "broker_list"),
        ("retries", "max_retries"),
        ("delivery_timeout_ms", "message_timeout_ms"),
        ("lingerms", "linger_ms"),
        ("topci", "topic"),
        ("compresion_type", "compression_type"),
        ("sslCaPEM", "ssl_ca_pem"),
        ("sslCertificateandKeyPEM", "ssl_certificate_and_key_pem"),
        ("oAuthBearerMethod", "oauth_bearer_method"),
        ("sasl_username", "username"),
        ("header", "headers"),
        // What other clients call them, and Stream Analytics.
        ("brokers", "broker_list"),
        ("topic_name", "topic"),
        ("user", "username"),
        ("compression", "compression_type"),
        ("tls", "protocol"),
        ("ca_location", "ssl_ca_location"),
        ("partition_key", "key"),
        ("securityProtocol", "protocol"),
        ("Idempotent", "enable_idempotence"),
        ("retrys", "max_retries"),
        ("acknowledgements", "acks"),
        ("sasl_mecanism", "authentication_mode"),
        ("api_key", "username"),
        ("token_url", "oauth_bearer_token_endpoint_url"),
        ("ssl_cafile", "ssl_ca_location"),
        ("delimiter", "csv_delimiter"),
        ("proto_file", "protobuf_schema_file"),
        ("registry_user", "schema_registry_username"),
        ("queueBufferingMaxMs", "linger_ms"),
    ];
    for (name, near) in cases {
        assert_eq!(unknown_option(name), format!("unknown option `{name}`; did you mean `{near}`?"));
    }
    assert!(!unknown_option("colour").contains("did you mean"));
    for property in ["socket.timeout.ms", "socket_timeout_ms"] {
        let told = unknown_option(property);
        assert!(told.ends_with("is set by `properties = { \"socket.timeout.ms\" = \"…\" }`"), "{told}");
    }
    assert!(
        unknown_option("LibkafkaDebug").contains("; a property of librdkafka's like any other: `properties")
    );
    // What is for later is told with its name: the right name would be refused too.
    for name in ["transactional.id", "transaction_id"] {
        assert_eq!(
            unknown_option(name),
            format!(
                "unknown option `{name}`; `transactional_id` needs transactions, which this version of kafka-output does \
                 not have yet; leave it out"
            )
        );
    }
    // A consumer's, one that would break the runtime, and one of Java's: to write it elsewhere would be no way out.
    for (name, told) in [
        ("group_id", "`group.id` is a consumer's property, and an output only produces; leave it out"),
        ("consumerGroup", "a consumer has a group, and an output only produces; leave it out"),
        (
            "delivery.report.only.error",
            "it is the property `delivery.report.only.error`, but every call waits for its delivery report; leave it out",
        ),
        (
            "sasl_jaas_config",
            "it is the property `sasl.jaas.config`, which only Java's clients have; write `authentication_mode`, `username` \
             and `password`",
        ),
        (
            "buffer_memory",
            "librdkafka's property `queue.buffering.max.kbytes` is set by `properties = { \"queue.buffering.max.kbytes\" = \"…\" }`",
        ),
        ("partitions", "a topic has its partitions and replicas from whoever creates it; leave it out"),
    ] {
        assert_eq!(unknown_option(name), format!("unknown option `{name}`; {told}"));
    }
    assert_eq!(nearest("zst", ["none", "zstd"].into_iter()), Some("zstd"));
    assert_eq!(nearest("x", ["none", "zstd"].into_iter()), None);
}

#[test]
fn no_name_of_ours_is_a_synonym() {
    for option in OPTIONS {
        assert_eq!(nearest_option(option.name), Some(option.name));
    }
}

proptest! {
    #[test]
    fn no_name_panics(name in any::<String>()) {
        prop_assert!(unknown_option(&name).starts_with("unknown option `"));
    }

    #[test]
    fn a_swap_is_one_step(at in 0_usize..10) {
        let mut name: Vec<char> = "broker_list".chars().collect();
        name.swap(at, at + 1);
        let name: String = name.into_iter().collect();
        prop_assert_eq!(nearest(&name, ["broker_list"].into_iter()), Some("broker_list"));
    }
}

#[test]
fn what_others_call_a_word_leads_to_it() {
    for (option, given, near) in [
        (ValueFormat, "proto", "`protobuf`"),
        (ValueFormat, "Bytes", "`binary`"),
        (KeyFormat, "text", "`string`"),
        (AuthenticationMode, "scram", "`scram_sha256` or `scram_sha512`"),
        (AuthenticationMode, "kerberos", "`gssapi`"),
        (Protocol, "tls", "`ssl`"),
        (Protocol, "sasl", "`sasl_plaintext` or `sasl_ssl`"),
        (SubjectNameStrategy, "TopicName_Strategy", "`topic_name`"),
        (Delivery, "async", "`enqueued`"),
        (Delivery, "enqueud", "`enqueued`"),
        (CsvDelimiter, "pipe", "`bar`"),
    ] {
        let told = sentences(&[(option, Value::Word(given))]).remove(0);
        let expected = format!("`{}` has no word `{given}`; did you mean {near}?", option.name());
        assert!(told.starts_with(&expected), "{told}");
    }
}

#[test]
fn what_others_call_a_property_leads_to_its_option() {
    for (name, near) in [
        ("linger", "the option `linger_ms`"),
        ("topic", "the option `topic`"),
        ("brokers", "the option `broker_list`"),
        ("retrys", "the option `max_retries`"),
        ("buffer.memory", "`queue.buffering.max.kbytes`"),
    ] {
        let told = sentences(&[(Properties, Value::Map(&[(name, "1")]))]);
        let expected = format!(
            "`properties` sets `{name}`, which librdkafka {VERSION} does not have; did you mean {near}?"
        );
        assert!(matches!(&told[..], [one] if one.starts_with(&expected)), "{told:?}");
    }
    // Nor is that option told to be missing.
    let pairs = [("topic", "orders")];
    let set = [(BrokerList, Value::Text("a:1")), (Properties, Value::Map(&pairs))];
    assert_eq!(judge(&OptionSet::new(&set), &Features::ALL).len(), 1);
}
