//! What a sentence offers is right itself.

use std::path::Path;

use expect_test::expect;
use kafka_output_options::OptionId::{
    BrokerList, LingerMs, MessageTimeoutMs, Name, OauthBearerTokenEndpointUrl, Properties, SchemaRegistryUrl,
    SslCaLocation, Topic, UncheckedProperties,
};
use kafka_output_options::{Fault, OptionId, Value, Violation, missing_file, parse_literal, spec};

use super::{judged, sentences};

/// What is told of each text of an option, by its own row alone.
fn told(id: OptionId, texts: &[&str]) -> String {
    let each = texts.iter().flat_map(|text| {
        let value = parse_literal(spec(id), text).expect("text");
        let told = judged(&[(id, value)]);
        assert!(told.iter().any(|told| told.option == id && told.rule.is_none()), "{text}: {told:?}");
        told.into_iter()
            .filter(|told| told.rule.is_none())
            .map(|told| format!("{told}\n"))
            .collect::<Vec<_>>()
    });
    each.collect()
}

/// What stands in the last backticks behind the `;`, where it is a whole list.
fn offered(sentence: &str) -> Option<&str> {
    let (_, way_out) = sentence.split_once("; write")?;
    let (_, rest) = way_out.split_once('`')?;
    rest.split_once('`').map(|(offered, _)| offered).filter(|offered| offered.contains([':', '.']))
}

const BROKERS: &[&str] = &[
    "sb://shop.servicebus.windows.net/",
    "amqps://ns.servicebus.windows.net",
    "http://localhost",
    "https://pkc-1.example.com:443/kafka/v3?a=b",
    "http://[::1]/",
    "http://:9092",
    "http://%BROKER%/",
    "http://a.%DOMAIN%",
    "sb://%NAMESPACE%.servicebus.windows.net/",
    "https://%HOST%:443/${A:b}/c",
    "kafka.example.com/",
    "%B%/kafka",
    "zk1:2181/kafka",
    "localhost:9092 // dev",
    "localhost:9092 # dev",
    "localhost:9092 b",
    "['localhost:9092', 'b:9092']",
    "[\"%A%:9092\"]",
    "[::1]",
    "'localhost:9092'",
    "k1:9092\u{200b}",
    "k1:9092，k2:9092",
    "größe:9092",
];

#[test]
fn of_brokers() {
    expect![[r#"
        `broker_list` has a URL scheme in `sb://shop.servicebus.windows.net/`, but brokers have none; write `shop.servicebus.windows.net:9093`, and choose TLS and SASL by `protocol`
        `broker_list` has a URL scheme in `amqps://ns.servicebus.windows.net`, but brokers have none; write `ns.servicebus.windows.net:9093`, and choose TLS and SASL by `protocol`
        `broker_list` has a URL scheme in `http://localhost`, but brokers have none; write `localhost:9092`, and choose TLS and SASL by `protocol`
        `broker_list` has a URL scheme in `https://pkc-1.example.com:443/kafka/v3?a=b`, but brokers have none; write `pkc-1.example.com:443`, and choose TLS and SASL by `protocol`
        `broker_list` has a URL scheme in `http://[::1]/`, but brokers have none; write `[::1]:9092`, and choose TLS and SASL by `protocol`
        `broker_list` has a URL scheme in `http://:9092`, but brokers have none; write `host:port`, and choose TLS and SASL by `protocol`
        `broker_list` has a URL scheme in `http://%BROKER%/`, but brokers have none; write `%BROKER%`, and choose TLS and SASL by `protocol`
        `broker_list` has a URL scheme in `http://a.%DOMAIN%`, but brokers have none; write `a.%DOMAIN%`, and choose TLS and SASL by `protocol`
        `broker_list` has a URL scheme in `sb://%NAMESPACE%.servicebus.windows.net/`, but brokers have none; write `%NAMESPACE%.servicebus.windows.net:9093`, and choose TLS and SASL by `protocol`
        `broker_list` has a URL scheme in `https://%HOST%:443/${A:b}/c`, but brokers have none; write `host:port`, and choose TLS and SASL by `protocol`
        `broker_list` has a path in `kafka.example.com/`, as ZooKeeper's addresses have and brokers do not; write the broker's own `host:port`
        `broker_list` has a path in `%B%/kafka`, as ZooKeeper's addresses have and brokers do not; write the broker's own `host:port`
        `broker_list` has a path in `zk1:2181/kafka`, as ZooKeeper's addresses have and brokers do not; write the broker's own `host:port`
        `broker_list` has a remark in `localhost:9092 // dev`, which is part of the text here; leave it out: `localhost:9092`
        `broker_list` has a remark in `localhost:9092 # dev`, which is part of the text here; leave it out: `localhost:9092`
        `broker_list` has no comma in `localhost:9092 b`; write one between two brokers: `host:port,host:port`
        `broker_list` is a list in brackets; write the brokers alone, with commas between them: `localhost:9092,b:9092`
        `broker_list` is a list in brackets; write the brokers alone, with commas between them: `%A%:9092`
        `broker_list` has no port in `[::1]`; write `[::1]:9092`, or the port it listens on
        `broker_list` has quotes in `'localhost:9092'`, which are part of the text here; leave them out
        `broker_list` has `\u{200b}` in `k1:9092\u{200b}`, a character that cannot be seen; leave it out
        `broker_list` has `，` in `k1:9092，k2:9092`, which only looks like `,`; write `,`
        `broker_list` has no host in `größe:9092`; write `host:port`, the host of letters, digits, `-`, `_` and `.`
    "#]].assert_eq(&told(BrokerList, BROKERS));
    for line in told(BrokerList, BROKERS).lines() {
        let Some(list) = offered(line).filter(|list| !list.contains("port")) else { continue };
        let again = parse_literal(spec(BrokerList), list).expect("text");
        let again = judged(&[(BrokerList, again)]);
        assert!(again.iter().all(|told| told.rule.is_some()), "{line}: {again:?}");
    }
}

#[test]
fn of_references() {
    let texts = [
        "%KAFKA_HOST:9092",
        "${A:${B:localhost:9092}}",
        "${A:${B}}",
        "${A:%B%}",
        "x:9092,${A:${B:a:1,b:1}}",
        "#{'${spring.kafka.bootstrap-servers}'}",
        "%A%,${B:b:9092}!:9092",
    ];
    expect![[r#"
        `broker_list` has `%KAFKA_HOST:9092` without its second `%`; write `%KAFKA_HOST%:9092` for a setting and a port, `%%` for a percent sign
        `broker_list` has a setting in the default of another, `${A:${B:localhost:9092}}`, and settings do not nest; write one setting: `${A:localhost:9092}`
        `broker_list` has a setting in the default of another, `${A:${B}}`, and settings do not nest; write one setting: `${A}`
        `broker_list` has a setting in the default of another, `${A:%B%}`, and settings do not nest; write one setting: `${A}`
        `broker_list` has a setting in the default of another, `${A:${B:a:1,b:1}}`, and settings do not nest; write one setting: `${A:a:1,b:1}`
        `broker_list` has no host in `#{'${spring.kafka.bootstrap-servers}'}`; write `host:port`, the host of letters, digits, `-`, `_` and `.`
        `broker_list` has no host in `${B:b:9092}!:9092`; write `host:port`, the host of letters, digits, `-`, `_` and `.`
    "#]].assert_eq(&told(BrokerList, &texts));
    expect![[r#"
        `oauth_bearer_token_endpoint_url` has `%20b` without its second `%`; write `%%20b` for the sign as URLs have it, `%20b%` for a setting
    "#]].assert_eq(&told(OauthBearerTokenEndpointUrl, &["https://login/token?scope=a%20b"]));
    for fine in ["${A:localhost:9092}", "${A:b:1},%C%:9092"] {
        let value = parse_literal(spec(BrokerList), fine).expect("text");
        assert_eq!(judged(&[(BrokerList, value)]), [], "{fine}");
    }
    // What only looks alike is a password.
    for fine in ["${A:$B}", "${A:x%B%}", "${A:$ {B}"] {
        assert_eq!(judged(&[(OptionId::ClientId, Value::Setting(fine))]), [], "{fine}");
    }
}

#[test]
fn of_topics_and_names() {
    expect![[r#"
        `topic` has `\u{200b}`, which no topic has; write 1 to 249 letters, digits, `.`, `_` and `-`
        `topic` has `\u{a0}`, which no topic has; write 1 to 249 letters, digits, `.`, `_` and `-`
        `topic` has `{`, which no topic has; a setting is written `%tenant%`, and `.topic(…)` of a `KafkaEventData` says the topic of each record
        `topic` has `,`, which no topic has; write one topic; `.topic(…)` of a `KafkaEventData` says the topic of each record
        `topic` has `${` without its `}`; write `${NAME}` or `${NAME:default}` for a setting, `$${` for the two signs
        `topic` has `$`, which no topic has; a setting is written `%TOPIC%`
    "#]].assert_eq(&told(
        Topic,
        &["orders\u{200b}", "orders\u{a0}", "orders-{tenant}", "orders,audit", "${TOPIC", "$TOPIC"],
    ));
    expect![[r#"
        `name` has `\u{feff}`, which no name of an output has; write letters, digits, `_`, `-` and `.`
    "#]]
    .assert_eq(&told(Name, &["orders\u{feff}"]));
}

#[test]
fn of_urls() {
    let texts = [
        "http://a:8081,",
        "http://a:8081;http://b:8081",
        "http://a:8081 http://b:8081",
        "http://ann:secret@a:8081;http://b:8081",
        "%R%:8081/x y",
        "http://a?x=1,2",
        "a:8081?x,http://b#y",
        "http://a b?x",
        "%A%?x,%B%#y",
    ];
    expect![[r#"
        `schema_registry_url` has no URL where one should stand; write one comma between two URLs, and none behind the last
        `schema_registry_url` has no comma in `http://a:8081;http://b:8081`; write one between two URLs: `http://a:8081,http://b:8081`
        `schema_registry_url` has no comma in `http://a:8081 http://b:8081`; write one between two URLs: `http://a:8081,http://b:8081`
        `schema_registry_url` has no port from 1 to 65535 behind its host's `:`; write a URL such as `https://host:8081/path`
        `schema_registry_url` has white space in it; write a URL such as `https://host:8081/path`
        `schema_registry_url` has a query or fragment, which a registry's URL has not; leave out the `?` or `#` and what is behind it, and write a token as `schema_registry_token`, or a user and a password as `schema_registry_username` and `schema_registry_password`
        `schema_registry_url` has one among its URLs, which does not begin with `http://` or `https://`; write a URL such as `https://host:8081/path`
        `schema_registry_url` has a query or fragment, which a registry's URL has not; leave out the `?` or `#` and what is behind it, and write a token as `schema_registry_token`, or a user and a password as `schema_registry_username` and `schema_registry_password`
        `schema_registry_url` has white space in it; write a URL such as `https://host:8081/path`
        `schema_registry_url` has a query or fragment, which a registry's URL has not; leave out the `?` or `#` and what is behind it, and write a token as `schema_registry_token`, or a user and a password as `schema_registry_username` and `schema_registry_password`
        `schema_registry_url` has a query or fragment, which a registry's URL has not; leave out the `?` or `#` and what is behind it, and write a token as `schema_registry_token`, or a user and a password as `schema_registry_username` and `schema_registry_password`
    "#]].assert_eq(&told(SchemaRegistryUrl, &texts));
    for fine in ["%A% , %B%", "%A% %B%", "http://%A%:8081, http://b", " %A%"] {
        assert_eq!(judged(&[(SchemaRegistryUrl, Value::Setting(fine))]), [], "{fine}");
    }
}

#[test]
fn of_numbers() {
    expect![[r#"
        `message_timeout_ms` takes a whole number, not `%T%ms`; write the setting alone, `message_timeout_ms = "%NAME%"`, or a number from 0 to 2147483647; 0 is no limit
        `message_timeout_ms` takes a whole number, not `${T:5} seconds`; write the setting alone, `message_timeout_ms = "%NAME%"`, or a number from 0 to 2147483647; 0 is no limit
    "#]].assert_eq(&told(MessageTimeoutMs, &["%T%ms", "${T:5} seconds"]));
    for fine in ["%T%000", "1%T%", " %T% ", "-%T%"] {
        assert_eq!(judged(&[(LingerMs, Value::Setting(fine))]), [], "{fine}");
    }
    assert_eq!(
        sentences(&[(MessageTimeoutMs, Value::Integer(-1))]),
        ["`message_timeout_ms = -1` is out of range; write a number from 0 to 2147483647; 0 is no limit"]
    );
}

#[test]
fn of_two_names_of_one_property() {
    let by_another = [("max.in.flight", "4"), ("max.in.flight.requests.per.connection", "3")];
    for map in [Properties, UncheckedProperties] {
        let told = sentences(&[(map, Value::Map(&by_another))]);
        let name = map.name();
        assert_eq!(
            told,
            [format!(
                "`{name}` sets `max.in.flight` and `max.in.flight.requests.per.connection`, two names of one property; leave one \
                 of the two out"
            )]
        );
    }
}

#[test]
fn of_files() {
    let told =
        |path: &str| missing_file(spec(SslCaLocation), path, Path::new("/project").join(path).as_path());
    expect![[r#"`ssl_ca_location` names a URL, which is not fetched; write the path of a file, or write a setting, `ssl_ca_location = "%KAFKA_SSL_CA_LOCATION%"`"#]].assert_eq(&told("https://example.com/ca.pem"));
    expect![[r#"`ssl_ca_location` begins with `file://`, which is no part of a path; write `ssl_ca_location = "/etc/ca.pem"`, or write a setting, `ssl_ca_location = "%KAFKA_SSL_CA_LOCATION%"`"#]].assert_eq(&told("file:///etc/ca.pem"));
    expect![[r#"`ssl_ca_location` begins with `~`, which no shell expands here; write the whole path, or write a setting, `ssl_ca_location = "%KAFKA_SSL_CA_LOCATION%"`"#]].assert_eq(&told("~/ca.pem"));
    expect![[r#"`ssl_ca_location` names a file that is not there while compiling, `/project/ca.pem` (when the program runs, a relative path counts from the folder it is started in); mend the path, or write a setting, `ssl_ca_location = "%KAFKA_SSL_CA_LOCATION%"`, if only the machine it runs on has the file"#]].assert_eq(&told("ca.pem"));
    expect![[r#"`ssl_ca_location` names no file that is there while compiling, and is not shown, since it may be a secret; mend the path, or write a setting, `ssl_ca_location = "%KAFKA_SSL_CA_LOCATION%"`"#]].assert_eq(&told("Endpoint=sb://x/;SharedAccessKey=hush"));
    for hidden in [
        "file://ann:hush@host/ca.pem",
        "file:///ca/Endpoint=sb://x/;SharedAccessKey=hush",
        "https://ann:hush@host/ca.pem",
    ] {
        assert!(!told(hidden).contains("hush"), "{}", told(hidden));
    }
    assert!(told("s3://certs@eu/ca.pem").contains("names a URL"));
    assert!(told("~/certs@eu/ca.pem").contains("begins with `~`"));
}

#[test]
fn a_batch_counts_records() {
    let told = |text| {
        Violation::of_value(spec(OptionId::BatchSize), &Value::Text(text), Fault::WrongKind).to_string()
    };
    let counts = "; it counts records, and `max_message_bytes` bytes; write a number from 1 to 1000000";
    assert!(told("16KB").ends_with(counts) && !told("many").contains("counts"), "{}", told("16KB"));
}
