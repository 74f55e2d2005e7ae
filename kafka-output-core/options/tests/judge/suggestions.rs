//! "Did you mean …?"

use kafka_output_options::{nearest, unknown_option};
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
    ];
    for (name, near) in cases {
        assert_eq!(unknown_option(name), format!("unknown option `{name}`; did you mean `{near}`?"));
    }
    assert!(!unknown_option("colour").contains("did you mean"));
    assert_eq!(nearest("zst", ["none", "zstd"].into_iter()), Some("zstd"));
    assert_eq!(nearest("x", ["none", "zstd"].into_iter()), None);
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
