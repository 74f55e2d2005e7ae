//! "Did you mean …?"

use kafka_output_options::suggest::nearest_option;
use kafka_output_options::{OPTIONS, nearest, unknown_option};
use proptest::prelude::*;

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
    // A consumer's, and one that would break the runtime: to write it elsewhere would be no way out.
    for property in ["group.id", "delivery.report.only.error"] {
        assert!(unknown_option(property).ends_with("lists what there is"), "{property}");
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
