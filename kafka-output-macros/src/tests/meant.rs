//! What was meant is told with what is wrong: slips, and what other languages and tools write.

use super::sentences;

const FN: &str = "async fn placed(order: Order) -> Order { order }";

#[test]
fn the_value_of_a_misspelt_option_is_judged_too() {
    let of = |options: &str| sentences(&format!(r#"broker_list = "a:1", {options}"#), FN);
    let told = of(r#"topc = "a b", lingerMs = soon, deliveryy = enqueud"#);
    assert_eq!(told.len(), 6, "{told:#?}");
    assert!(told.iter().any(|told| told.starts_with("`topic` has a space, ")), "{told:#?}");
    assert!(
        told.iter().any(|told| told.starts_with("`linger_ms` takes a whole number, not `soon`; ")),
        "{told:#?}"
    );
    // What others call an option may have other values.
    assert_eq!(of(r#"topic = "a", tls = true, compression = 5"#).len(), 2);
}

#[test]
fn an_enums_path_is_told_the_word_it_means() {
    for (option, word) in [
        ("protocol = BrokerProtocol::SaslSsl, username = \"u\", password = \"%P%\"", "protocol = sasl_ssl"),
        ("compression_type = CompressionType::Lz4", "compression_type = lz4"),
        ("compression_type = CompressionType.Lz4", "compression_type = lz4"),
        ("delivery = Delivery::Enqueued", "delivery = enqueued"),
    ] {
        let sentences = sentences(&format!("broker_list = \"%B%\", topic = \"orders\", {option}"), FN);
        assert!(sentences[0].ends_with(&format!("; write `{word}`")), "{sentences:#?}");
    }
}

#[test]
fn behind_an_enums_path_nothing_else_hides() {
    let of = |option: &str| sentences(&format!("broker_list = \"%B%\", topic = \"orders\", {option}"), FN);
    let told =
        of("protocol = SecurityProtocol::Plaintext, authentication_mode = Sasl.Plain, username = \"u\"");
    assert_eq!(told.len(), 4, "{told:#?}");
    assert!(
        told.iter().any(|told| told.contains("`authentication_mode` needs a protocol with SASL")),
        "{told:#?}"
    );
    assert!(told.iter().any(|told| told.contains("needs `password`")), "{told:#?}");
    // What is only near to a word is no more than told.
    assert_eq!(of("protocol = Protocol::Plaintxt, ssl_ca_pem = \"%CA%\"").len(), 1);
}

#[test]
fn what_is_several_options_here_stands_for_those_that_are_not_written() {
    let of = |option: &str| sentences(&format!("broker_list = \"%B%\", topic = \"orders\", {option}"), FN);
    let connection_string =
        "unknown option `connection_string`; a connection string of Event Hubs is a password here; ";
    for besides in
        ["", ", protocol = sasl_ssl", ", username = \"$ConnectionString\"", ", authentication_mode = plain"]
    {
        let told = of(&format!("connection_string = \"%C%\"{besides}"));
        assert_eq!(told.len(), 1, "{told:#?}");
        assert!(told[0].starts_with(connection_string), "{told:#?}");
    }
    let told = of("protocol = sasl_ssl, authentication_mode = plain, sasl_jaas_config = \"%J%\"");
    assert_eq!(told.len(), 1, "{told:#?}");
}

#[test]
fn what_is_no_map_is_told_once() {
    let of = |option: &str| sentences(&format!("broker_list = \"%B%\", topic = \"orders\", {option}"), FN);
    let told = of("sasl = { username = \"u\" }");
    assert!(told[0].starts_with("unknown option `sasl`"), "{told:#?}");
    assert!(!told.iter().any(|told| told.contains("an entry of")), "{told:#?}");
    assert_eq!(of("linger_ms = { a = 1 }").len(), 1);
    assert_eq!(of("headers = { a = 1 }"), ["an entry of `headers` is two texts; write `\"a\" = \"1\"`"]);
}

#[test]
fn what_other_languages_write_is_told_what_to_write() {
    let of = |options: &str| sentences(&format!("{options}, topic = \"orders\""), FN);
    assert_eq!(
        of("broker_list = [\"a:1\", \"b:1\"]"),
        [
            "`broker_list` cannot be an array; write all brokers in one text, comma-separated: `\"a:9092,b:9092\"`"
        ]
    );
    let urls = of("broker_list = \"%B%\", schema_registry_url = [\"http://a:8081\"]");
    assert!(
        urls[0].starts_with("`schema_registry_url` cannot be an array; write all URLs in one text"),
        "{urls:?}"
    );
    assert_eq!(
        of("broker_list = \"%B%\", enable_idempotence"),
        ["`enable_idempotence` has no value; write `enable_idempotence = true`"]
    );
}

#[test]
fn a_name_near_to_an_option_that_is_written_is_not_offered() {
    let of = |options: &str| sentences(&format!(r#"broker_list = "a:1", {options}"#), FN);
    assert_eq!(
        of(r#"topic = "t", linger_ms = 5, LingerMs = 5"#),
        [
            "unknown option `LingerMs`; if `linger_ms` is meant, that is written already: leave one of the two out"
        ]
    );
    assert_eq!(of(r#"Topic = "a", topic = "b""#).len(), 1);
    assert_eq!(
        of(r#"Topic = "a", TOPIC = "b""#),
        [
            "unknown option `Topic`; did you mean `topic`?",
            "unknown option `TOPIC`; if `topic` is meant, that is written already: leave one of the two out"
        ]
    );
    assert_eq!(
        of(r#"topic = "t", acks = all, acks = all, acks = all"#),
        ["`acks` is written 3 times; leave all but one out"]
    );
}

#[test]
fn a_type_alone_is_taken_for_a_connection() {
    let way_out = "an option is written `name = value`; write `connection = Confluent`";
    assert_eq!(sentences(r#"Confluent, topic = "orders", username = "ann""#, FN), [way_out]);
    assert_eq!(sentences(r#"topic = "orders", Confluent"#, FN), [way_out]);
    for path in ["crate::Confluent", "shop::Kafka", "self::shop::Confluent"] {
        let told = sentences(&format!("{path}, topic = \"orders\""), FN);
        assert_eq!(told, [format!("an option is written `name = value`; write `connection = {path}`")]);
    }
    let of = |word: &str| sentences(&format!(r#"{word}, broker_list = "a:1", topic = "orders""#), FN);
    for other in ["confluent", "shop::confluent", "Topicc", "connection = Kafka, Confluent"] {
        assert!(of(other)[0].starts_with("unknown option"), "{other}");
    }
}

#[test]
fn a_type_under_a_name_that_nobody_knows_is_taken_for_a_connection() {
    let of = |options: &str| sentences(&format!(r#"{options}, topic = "orders""#), FN);
    let mean = |name: &str| [format!("unknown option `{name}`; did you mean `connection`?")];
    for name in ["using", "config", "colour"] {
        for value in ["Shop", "shop::Kafka", "crate::Confluent"] {
            assert_eq!(of(&format!("{name} = {value}")), mean(name), "{name} = {value}");
        }
    }
    assert_eq!(
        of("connection = Kafka, using = Shop"),
        [
            "unknown option `using`; if `connection` is meant, that is written already: leave one of the two out"
        ]
    );
    // What is no type, or an option's or another client's by its name, is what it was.
    let brokers = r#"broker_list = "a:1", "#;
    for (option, told) in [
        ("using = SHOP", "unknown option `using`; the manual's option table"),
        ("using = shop", "unknown option `using`; the manual's option table"),
        ("config = { \"debug\" = \"msg\" }", "unknown option `config`; did you mean `properties`?"),
        ("codec = Snappy", "unknown option `codec`; did you mean `compression_type`?"),
        ("socket_timeout_ms = Long", "unknown option `socket_timeout_ms`; librdkafka's property"),
    ] {
        let told_of = of(&format!("{brokers}{option}"));
        assert!(matches!(&told_of[..], [one] if one.starts_with(told)), "{option}: {told_of:#?}");
    }
    let slip = of(&format!("{brokers}propertes = Shop"));
    assert_eq!(slip[0], "unknown option `propertes`; did you mean `properties`?");
}

#[test]
fn a_merge_that_is_not_finished_is_told_once() {
    let attribute =
        "broker_list = \"a:1\",\n<<<<<<< HEAD\ntopic = \"a\",\n=======\ntopic = \"b\",\n>>>>>>> branch\n";
    assert_eq!(
        sentences(attribute, FN),
        [
            "a merge is not finished here; keep one of the two sides, and leave the lines of `<<<<<<<`, `=======` and `>>>>>>>` out"
        ]
    );
}

#[test]
fn an_entry_of_a_map_is_told_what_to_write() {
    let of = |map: &str| sentences(&format!("broker_list = \"%B%\", topic = \"orders\", {map}"), FN);
    let two = "two pairs without a comma between them; write `,` before this one";
    assert_eq!(of(r#"headers = { "a" = "b" "c" = "d" "e" = "f" }"#), [two, two]);
    assert_eq!(
        of(r#"properties = { "debug" = "msg" "sockt" = "d" }"#).len(),
        2,
        "what stands behind a missing comma is judged"
    );
    let one = |map: &str| {
        let told = of(map);
        assert_eq!(told.len(), 1, "{told:#?}");
        told.into_iter()
            .next()
            .and_then(|told| Some(told.split_once("is two texts; ")?.1.to_owned()))
            .unwrap_or_default()
    };
    for (map, way_out) in [
        (r#"properties = { "socket.timeout.ms" = 1_000 }"#, r#"write `"socket.timeout.ms" = "1000"`"#),
        (r"properties = { socket.timeout.ms = 1000 }", r#"write `"socket.timeout.ms" = "1000"`"#),
        (
            r#"properties = { "socket.keepalive.enable": true }"#,
            r#"write `"socket.keepalive.enable" = "true"`"#,
        ),
        (r#"properties = { socket.timeout.ms = "1000" }"#, r#"write `"socket.timeout.ms" = "…"`"#),
        (r#"properties = { "ssl.key.password" = 1234 }"#, r#"write `"ssl.key.password" = "…"`"#),
        (
            r#"properties = { "client.rack" = RACK }"#,
            r#"write `"client.rack" = "…"`, or a setting: `"%NAME%"`; a constant or an argument cannot be read here"#,
        ),
        (
            r#"headers = { "source" = source }"#,
            r#"write `"source" = "…"`; an argument cannot be read here, so return a `KafkaEventData`, and say it there: `.header("source", …)`"#,
        ),
        (
            r#"headers = { "source" = order.customer }"#,
            r#"write `"source" = "…"`; an argument cannot be read here, so return a `KafkaEventData`, and say it there: `.header("source", …)`"#,
        ),
        (
            r#"headers = { "source" = &order.customer.to_string() }"#,
            r#"write `"source" = "…"`; an argument cannot be read here, so return a `KafkaEventData`, and say it there: `.header("source", …)`"#,
        ),
        (r#"properties = { "client.rack" = order.customer }"#, r#"write `"client.rack" = "…"`"#),
        (r#"headers = { "a" }"#, r#"write `"name" = "value"`"#),
    ] {
        assert_eq!(one(map), way_out, "{map}");
    }
    assert_eq!(
        of(r#"properties("debug" = "msg")"#),
        ["an option is written `name = value`; write `properties = { … }`"]
    );
}

#[test]
fn a_character_is_no_text() {
    let of = |option: &str| sentences(&format!("broker_list = \"%B%\", {option}"), FN);
    assert_eq!(of("topic = 't'"), ["`topic` cannot be a character; write `topic = \"t\"`"]);
    let csv = of("topic = \"t\", value_format = csv, csv_delimiter = '\\t'");
    assert!(
        csv.contains(&"`csv_delimiter` cannot be a character; write `csv_delimiter = tab`".to_owned()),
        "{csv:?}"
    );
    assert_eq!(
        of("topic = \"t\", linger_ms = '5'"),
        ["`linger_ms` cannot be a character; write `linger_ms = 5`"]
    );
    assert_eq!(
        of("topic = '!'"),
        ["`topic` cannot be a character; write the text out, in quotes, or a setting: `\"%NAME%\"`"]
    );
    let secret = of("topic = \"t\", protocol = sasl_plaintext, username = \"u\", password = 'p'");
    assert!(secret[0].starts_with("`password` cannot be a character; write the text out"), "{secret:?}");
}
