//! Topics, broker lists, addresses and URLs: whatever the grammar makes is accepted, whatever breaks it is not.

use kafka_output_options::grammar::ip::is_ipv6;
use kafka_output_options::grammar::url::names_user;
use kafka_output_options::grammar::{
    UrlFault, broker_list_fault, pem_fault, topic_fault, url_fault, urls_fault,
};
use kafka_output_options::{OPTIONS, PemLabel, Value, check_value, parse_literal, parse_value};
use proptest::prelude::*;

fn topic() -> impl Strategy<Value = String> {
    "[a-zA-Z0-9._-]{1,249}".prop_filter("dots", |text| text != "." && text != "..")
}

fn broker() -> impl Strategy<Value = String> {
    let name = "[a-z0-9_][a-z0-9_-]{0,8}(\\.[a-z0-9_][a-z0-9_-]{0,8}){0,2}(\\.[a-z_][a-z0-9_-]{0,8})?";
    let name = name.prop_filter("numbers alone are an address", |name| {
        name.contains(|c: char| c != '.' && !c.is_ascii_digit())
    });
    let address = any::<[u16; 8]>().prop_map(|groups| format!("[{}]", std::net::Ipv6Addr::from(groups)));
    (prop_oneof![name, address], 1_u16..).prop_map(|(host, port)| format!("{host}:{port}"))
}

fn broker_list() -> impl Strategy<Value = String> {
    (prop::collection::vec(broker(), 1..5), prop_oneof![Just(","), Just(", "), Just(" , ")])
        .prop_map(|(brokers, comma)| brokers.join(comma))
}

proptest! {
    #[test]
    fn every_topic_of_the_grammar_is_one(text in topic()) {
        prop_assert_eq!(topic_fault(&text), None);
    }

    #[test]
    fn one_other_character_spoils_a_topic(text in topic(), at in any::<prop::sample::Index>(), bad in "[^a-zA-Z0-9._-]") {
        let at = at.index(text.len() + 1);
        let spoiled = format!("{}{bad}{}", &text[..at], &text[at..]);
        prop_assert!(topic_fault(&spoiled).is_some());
    }

    #[test]
    fn a_topic_is_not_longer_than_249(text in "[a-zA-Z0-9._-]{250,300}") {
        prop_assert!(topic_fault(&text).is_some());
    }

    #[test]
    fn every_broker_list_of_the_grammar_is_one(list in broker_list()) {
        prop_assert_eq!(broker_list_fault(&list), None);
    }

    #[test]
    fn a_broken_broker_spoils_a_list(
        list in broker_list(),
        bad in prop_oneof![
            Just(""), Just("host"), Just("host:"), Just(":9092"), Just("host:0"), Just("host:65536"), Just("host:x"),
            Just("host:+1"), Just("http://host:1"), Just("PLAINTEXT://host:9092"), Just("::1"), Just("fe80::1:9092"),
            Just("[::1]"), Just("[::1"), Just("[::1]9092"), Just("[host]:1"), Just("ho st:1"), Just("höst:1"),
            Just("a..b:1"), Just(".a:1"), Just("-a:1"), Just("host:1:2"), Just("host:9092/path"), Just("user@host:1"),
        ],
        first in any::<bool>(),
    ) {
        let spoiled = if first { format!("{bad},{list}") } else { format!("{list},{bad}") };
        prop_assert!(broker_list_fault(&spoiled).is_some(), "{}", spoiled);
    }

    #[test]
    fn ipv6_is_what_std_reads(text in prop_oneof![
        any::<[u16; 8]>().prop_map(|groups| std::net::Ipv6Addr::from(groups).to_string()),
        any::<[u8; 4]>().prop_map(|v4| format!("::ffff:{}", std::net::Ipv4Addr::from(v4))),
        "[0-9a-f:.]{0,20}",
        "([0-9a-f]{0,4}:){0,8}[0-9a-f]{0,4}",
        "(::)?([0-9a-f]{1,4}:){0,7}(:[0-9a-f]{1,4}){0,3}",
        "([0-9a-f]{1,4}:){5,6}[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}",
    ]) {
        prop_assert_eq!(is_ipv6(text.as_bytes()), text.parse::<std::net::Ipv6Addr>().is_ok(), "{}", text);
    }

    #[test]
    fn a_fault_points_into_the_list(text in ".{0,40}") {
        if let Some(fault) = broker_list_fault(&text) {
            prop_assert!(text.get(fault.from..fault.to).is_some());
        }
    }

    #[test]
    fn no_text_panics(text in any::<String>(), short in "[%${}:a, \\[\\]/.\\-=@]{0,12}") {
        for option in OPTIONS {
            for text in [&text, &short] {
                for value in [Value::Text(text), Value::Word(text), Value::Setting(text)] {
                    let _ = check_value(option, &value);
                    let _ = super::judged(&[(option.id, value)]).iter().map(ToString::to_string).count();
                }
                let _ = parse_value(option, text);
                let _ = parse_literal(option, text);
                let _ = super::judged(&[(option.id, Value::Map(&[(text, text)]))]).len();
            }
        }
    }
}

#[test]
fn topics_by_hand() {
    for good in ["a", "orders", "A.b_c-9", "...", &"x".repeat(249)] {
        assert_eq!(topic_fault(good), None, "{good}");
    }
    for bad in ["", ".", "..", "a b", "a/b", "größe", &"x".repeat(250)] {
        assert!(topic_fault(bad).is_some(), "{bad}");
    }
}

#[test]
fn brokers_by_hand() {
    for good in [
        "localhost:9092",
        "[::1]:9092,10.0.0.1:1",
        "kafka_1:65535",
        "a.b.c.:9093",
        "memory:1",
        "10.0.0.example:1",
        "[fe80::1%eth0]:9",
    ] {
        assert_eq!(broker_list_fault(good), None, "{good}");
    }
    for bad in [
        "",
        ",",
        "a:1,",
        ",a:1",
        "a:1,,b:2",
        "a;b:1",
        "a:1 b:2",
        "[::1%]:9092",
        "[]:1",
        "256.1.1.1:1",
        "1.2.3:1",
        "1.2.3.4.5:1",
    ] {
        assert!(broker_list_fault(bad).is_some(), "{bad}");
    }
}

#[test]
fn urls_by_hand() {
    for good in [
        "http://a",
        "HTTPS://a/token",
        "https://host:8081/path?q=a:b@c",
        "http://[::1]:8081/",
        "https://user:pass@host:1",
    ] {
        assert_eq!(url_fault(good), None, "{good}");
    }
    for bad in [
        "",
        "host",
        "ftp://host",
        "http://",
        "http:///path",
        "http://host:0",
        "http://host:x",
        "http://a b",
        "https://:1",
    ] {
        assert!(url_fault(bad).is_some(), "{bad}");
    }
}

#[test]
fn users_of_urls_by_hand() {
    for named in ["http://u@a", "https://u:p@a/", "http://a/x,http://u:@b", "http://u:p@a,http://b"] {
        assert!(names_user(named), "{named}");
    }
    for plain in ["http://a", "http://a:1/x@y,https://b?c@d", "a@b", "http://a,http://"] {
        assert!(!names_user(plain), "{plain}");
    }
    for good in ["https://user:pa%2Fss@host:1/path", "http://a,http://u:p@b/", "https://u@v:p@host"] {
        assert_eq!(urls_fault(good), None, "{good}");
    }
    // The host would be `user`, and the secret a port or a part of the path.
    for bad in ["http://a?x", "http://a/?apikey=b,http://b", "http://a,https://u:p@b/c#", "http://a#f?g", "?"]
    {
        assert_eq!(urls_fault(bad).map(|fault| fault.kind), Some(UrlFault::Query), "{bad}");
    }
    for bad in ["https://user:pa/ss@host", "https://user:1/2@host", "http://a,http://us?er@b", "http://u#p@b"]
    {
        assert_eq!(urls_fault(bad).map(|fault| fault.kind), Some(UrlFault::At), "{bad}");
    }
}

#[test]
fn pem_by_hand() {
    let certificate = "-----BEGIN CERTIFICATE-----\nMA==\n-----END CERTIFICATE-----";
    let key = "text before\n-----BEGIN RSA PRIVATE KEY-----\nMA==\n-----END RSA PRIVATE KEY-----\n";
    let one_line = "-----BEGIN CERTIFICATE-----\\nMA==\\n-----END CERTIFICATE-----";
    assert_eq!(pem_fault(certificate, PemLabel::Certificate), None);
    assert_eq!(pem_fault(one_line, PemLabel::Certificate), None);
    assert_eq!(pem_fault(key, PemLabel::PrivateKey), None);
    assert_eq!(pem_fault(&format!("{key}{certificate}"), PemLabel::Both), None);
    assert_eq!(pem_fault(certificate, PemLabel::Both), Some("PRIVATE KEY"));
    assert_eq!(pem_fault("/etc/ca.pem", PemLabel::Certificate), Some("CERTIFICATE"));
    assert_eq!(pem_fault("-----BEGIN CERTIFICATE-----\nMA==", PemLabel::Certificate), Some("CERTIFICATE"));
    assert_eq!(pem_fault("-----BEGIN CERTIFICATE REQUEST-----", PemLabel::Certificate), Some("CERTIFICATE"));
}
