//! Azure Event Hubs: what its brokers ask, and how they are known.

use kafka_output_options::OptionId::{
    AuthenticationMode, BrokerList, CompressionType, KerberosPrincipal, OauthBearerMethod, Password,
    Protocol, Username,
};
use kafka_output_options::grammar::hosts::{Hosts, hosts_in};
use kafka_output_options::{OptionId, Place, Value, has_reference, parse_literal, spec};

use super::{judged, sentences};

const HUB: &str = "shop.servicebus.windows.net:9093";

/// What is broken, and where.
fn broken(options: &[(OptionId, Value<'_>)]) -> Vec<(&'static str, OptionId, Place)> {
    judged(options).iter().map(|told| (told.rule.unwrap_or("a row"), told.option, told.place)).collect()
}

fn with_brokers(brokers: &str) -> Vec<(&'static str, OptionId, Place)> {
    broken(&[
        (BrokerList, Value::Text(brokers)),
        (Protocol, Value::Word("sasl_ssl")),
        (Username, Value::Text("$ConnectionString")),
        (Password, Value::Setting("%CONNECTION%")),
    ])
}

#[test]
fn a_namespace_is_known_in_each_cloud() {
    for domain in ["servicebus.windows.net", "servicebus.usgovcloudapi.net", "servicebus.chinacloudapi.cn"] {
        assert_eq!(with_brokers(&format!("shop.{domain}:9093")), []);
        for at_fault in [
            format!("shop.{domain}:9092"),
            format!("SHOP.{}:443", domain.to_ascii_uppercase()),
            format!("shop.{domain}.:5671"),
            format!("a:1 , shop.privatelink.{domain}:9092"),
        ] {
            assert_eq!(
                with_brokers(&at_fault),
                [("event-hubs-port", BrokerList, Place::Value)],
                "{at_fault}"
            );
        }
    }
    for other in [
        "localhost:9092",
        "servicebus.windows.net:1",
        "notservicebus.windows.net:1",
        "shop.servicebus.windows.net.example.com:1",
        "[::1]:9092",
    ] {
        assert_eq!(hosts_in(other, &["servicebus.windows.net"], 9093), Hosts::None, "{other}");
    }
    assert_eq!(hosts_in(HUB, &["servicebus.windows.net"], 9093), Hosts::AtPort);
}

#[test]
fn each_wrong_word_is_told_at_itself() {
    let found = broken(&[
        (BrokerList, Value::Text("shop.servicebus.windows.net:9092")),
        (Protocol, Value::Word("sasl_plaintext")),
        (AuthenticationMode, Value::Word("scram_sha512")),
        (Username, Value::Text("ann")),
        (Password, Value::Setting("%CONNECTION%")),
        (CompressionType, Value::Word("zstd")),
    ]);
    assert_eq!(
        found,
        [
            ("event-hubs-protocol", Protocol, Place::Value),
            ("event-hubs-mode", AuthenticationMode, Place::Value),
            ("event-hubs-username", Username, Place::Value),
            ("event-hubs-compression", CompressionType, Place::Value),
            ("event-hubs-port", BrokerList, Place::Value),
        ]
    );
}

#[test]
fn a_token_is_as_good_as_a_connection_string() {
    let with_token = |more: &[(OptionId, Value<'static>)]| {
        let mut options = vec![
            (BrokerList, Value::Text(HUB)),
            (Protocol, Value::Word("sasl_ssl")),
            (AuthenticationMode, Value::Word("oauth_bearer")),
            (OauthBearerMethod, Value::Word("token_provider")),
        ];
        options.extend(more);
        broken(&options)
    };
    assert_eq!(with_token(&[]), []);
    let found = with_token(&[(Username, Value::Text("ann"))]);
    assert_eq!(found, [("ticket-excludes-password", Username, Place::Key)]);
}

#[test]
fn the_broker_alone_needs_a_protocol_and_nothing_is_said_twice() {
    let hub = (BrokerList, Value::Text(HUB));
    let user = (Username, Value::Text("$ConnectionString"));
    let password = (Password, Value::Setting("%CONNECTION%"));
    let needs_both = ("event-hubs-needs-protocol-and-credentials", BrokerList, Place::Value);
    assert_eq!(broken(&[hub]), [needs_both]);
    let needs_protocol = ("event-hubs-needs-protocol", BrokerList, Place::Value);
    assert_eq!(broken(&[hub, user, password]), [needs_protocol]);
    let needs_password = ("username-needs-password", Username, Place::Key);
    assert_eq!(broken(&[hub, user]), [needs_protocol, needs_password]);
    let needs_credentials = ("event-hubs-needs-credentials", BrokerList, Place::Value);
    for other in ["ssl", "plaintext", "sasl_plaintext"] {
        let other = (Protocol, Value::Word(other));
        let wrong = ("event-hubs-protocol", Protocol, Place::Value);
        assert_eq!(broken(&[hub, other]), [needs_credentials, wrong]);
        assert_eq!(broken(&[hub, other, user, password]), [wrong]);
    }
    let principal = (KerberosPrincipal, Value::Text("orders"));
    let kerberos = ("kerberos-needs-gssapi", KerberosPrincipal, Place::Key);
    assert_eq!(broken(&[hub, principal]), [needs_both, kerberos]);
    assert_eq!(broken(&[hub, (Protocol, Value::Word("sasl_ssl")), principal]), [needs_credentials, kerberos]);
    for right in [Value::Word("sasl_ssl"), Value::Setting("%P%")] {
        assert_eq!(broken(&[hub, (Protocol, right)]), [needs_credentials]);
    }
    let plain = (AuthenticationMode, Value::Word("plain"));
    assert_eq!(
        broken(&[hub, plain]),
        [needs_protocol, ("mode-needs-credentials", AuthenticationMode, Place::Value)]
    );
    let method = (OauthBearerMethod, Value::Word("token_provider"));
    assert_eq!(broken(&[hub, method]), [needs_protocol, ("oauth-needs-mode", OauthBearerMethod, Place::Key)]);
}

#[test]
fn a_setting_is_not_judged_before_it_is_known() {
    let hub = (BrokerList, Value::Text(HUB));
    let setting = Value::Setting("%X%");
    assert_eq!(with_brokers("shop.servicebus.windows.net:9093"), []);
    let ids = [Protocol, AuthenticationMode, Username, Password, CompressionType];
    let settings = ids.map(|id| (id, setting));
    assert_eq!(broken(&[&[hub], &settings[..]].concat()), []);
    for unknown in [
        "%B%",
        "%HOST%:9092",
        "${B:shop.servicebus.windows.net:9092}",
        "%HOST%servicebus.windows.net:9092",
        "shop.servicebus.windows.net%DOMAIN%:9092",
        "servicebus.windows.net:%PORT%",
        "%A%.servicebus.windows.net.%DOMAIN%:9092",
        "a:9092,%A%,b.example.com:9092",
        "@File(/run/%NAMESPACE%.servicebus.windows.net:9092)",
        "@Environment(%A%.servicebus.windows.net:9092)",
    ] {
        let list = (BrokerList, Value::Setting(unknown));
        assert_eq!(broken(&[list, (CompressionType, Value::Word("zstd"))]), [], "{unknown}");
    }
}

#[test]
fn a_namespace_is_known_by_what_is_written_around_its_setting() {
    let codec = (CompressionType, Value::Word("zstd"));
    let sound = [
        (Protocol, Value::Word("sasl_ssl")),
        (Username, Value::Text("$ConnectionString")),
        (Password, Value::Setting("%CONNECTION%")),
    ];
    for (list, at_other_port) in [
        ("%NAMESPACE%.servicebus.windows.net:9093", false),
        ("${NAMESPACE:shop}.servicebus.windows.net:9093", false),
        ("shop-%ENV%.SERVICEBUS.windows.net.:9093", false),
        ("%NAMESPACE%.servicebus.windows.net:%PORT%", false),
        ("%NAMESPACE%.servicebus.windows.net:90%PORT%", false),
        ("shop.servicebus.windows.net:%PORT%", false),
        ("%A%, a:9092, shop.servicebus.chinacloudapi.cn:9093", false),
        ("%NAMESPACE%.servicebus.windows.net:9092", true),
        ("%NAMESPACE%.servicebus.windows.net:443,%A%:9093", true),
        ("a:9092,%NAMESPACE%.servicebus.windows.net:9093 , shop.servicebus.usgovcloudapi.net:1", true),
    ] {
        let found = broken(&[&[(BrokerList, Value::Setting(list)), codec], &sound[..]].concat());
        let mut expected = vec![("event-hubs-compression", CompressionType, Place::Value)];
        expected.extend(at_other_port.then_some(("event-hubs-port", BrokerList, Place::Value)));
        assert_eq!(found, expected, "{list}");
    }
    let hub = (BrokerList, Value::Setting("%NAMESPACE%.servicebus.windows.net:9093"));
    assert_eq!(broken(&[hub]), [("event-hubs-needs-protocol-and-credentials", BrokerList, Place::Value)]);
    let found =
        broken(&[hub, (Protocol, Value::Word("sasl_plaintext")), (Username, Value::Text("Root")), sound[2]]);
    assert_eq!(
        found,
        [("event-hubs-protocol", Protocol, Place::Value), ("event-hubs-username", Username, Place::Value)]
    );
}

#[test]
fn the_user_name_is_no_reference() {
    assert!(!has_reference("$ConnectionString"));
    let name = parse_literal(spec(Username), "$ConnectionString");
    assert_eq!(name, Ok(Value::Text("$ConnectionString")));
}

#[test]
fn a_port_left_out_is_event_hubs_own() {
    let found = sentences(&[
        (BrokerList, Value::Text("shop.servicebus.windows.net")),
        (Protocol, Value::Word("sasl_ssl")),
        (Username, Value::Text("$ConnectionString")),
        (Password, Value::Setting("%CONNECTION%")),
    ]);
    assert_eq!(
        found,
        [
            "`broker_list` has no port in `shop.servicebus.windows.net`; write `shop.servicebus.windows.net:9093`"
        ]
    );
}

#[test]
fn a_port_left_out_hides_nothing_else_that_event_hubs_asks() {
    for list in ["shop.servicebus.windows.net", "a, shop.servicebus.windows.net:9093"] {
        let found = broken(&[
            (BrokerList, Value::Text(list)),
            (Protocol, Value::Word("ssl")),
            (AuthenticationMode, Value::Word("scram_sha512")),
            (Username, Value::Text("ann")),
            (Password, Value::Setting("%CONNECTION%")),
            (CompressionType, Value::Word("snappy")),
        ]);
        assert_eq!(
            found,
            [
                ("a row", BrokerList, Place::Value),
                ("event-hubs-protocol", Protocol, Place::Value),
                ("event-hubs-mode", AuthenticationMode, Place::Value),
                ("event-hubs-username", Username, Place::Value),
                ("event-hubs-compression", CompressionType, Place::Value),
            ],
            "{list}"
        );
    }
    // Without TLS is no way out there.
    let hub = (BrokerList, Value::Text("shop.servicebus.windows.net"));
    let user = [(Username, Value::Text("$ConnectionString")), (Password, Value::Setting("%CONNECTION%"))];
    let found = sentences(&[&[hub], &user[..]].concat());
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(found[1].ends_with("; write `protocol = sasl_ssl` too"), "{found:#?}");
    // What is wrong besides a port may be of anybody.
    let codec = (CompressionType, Value::Word("snappy"));
    let other = (BrokerList, Value::Text("shop.servicebus.windows.net,b c"));
    assert!(
        broken(&[&[other, codec, (Protocol, Value::Word("sasl_ssl"))], &user[..]].concat())
            .iter()
            .all(|(rule, ..)| *rule == "a row")
    );
}

#[test]
fn a_connection_string_is_no_broker_list_and_never_shown() {
    let way_out = "`broker_list` is a connection string of Event Hubs, not a broker; write \
                   `broker_list = \"ns.servicebus.windows.net:9093\"`, and the string as `password`, best by a setting, with \
                   `username = \"$ConnectionString\"` and `protocol = sasl_ssl`";
    for list in [
        "Endpoint=sb://ns.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=SECRET=",
        "endpoint=sb://ns.servicebus.windows.net;sharedaccesskeyname=Root;sharedaccesskey=SECRET=",
        "ns.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=SECRET=",
        " sb://ns.servicebus.windows.net/;SharedAccessSignature=SECRET@",
        "Endpoint=sb://ns.servicebus.windows.net/;SharedAccessKeyName=%NAME%;SharedAccessKey=SECRET",
        "${BROKERS:Endpoint=sb://ns.servicebus.windows.net/;SharedAccessKey=SECRET}",
    ] {
        let value = parse_literal(spec(BrokerList), list).expect("text");
        let told = sentences(&[(BrokerList, value)]);
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].starts_with(way_out), "{told:?}");
        assert!(!told[0].contains("SECRET"), "{told:?}");
        let debug = format!("{:?}", kafka_output_options::OptionSet::new(&[(BrokerList, value)]));
        assert!(!debug.contains("SECRET"), "{debug}");
    }
    let told = sentences(&[(BrokerList, Value::Text("SharedAccessKey=SECRET"))]).join("");
    assert!(told.contains("NAMESPACE.servicebus.windows.net:9093") && !told.contains("SECRET"), "{told}");
}
