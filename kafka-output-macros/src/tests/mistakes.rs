//! Mistakes: all at once, none twice.

use kafka_output_options::suggest::nearest_option;
use kafka_output_options::{OptionId, RULES, Value, attribute_text};

use super::{expand, sentences};

const FN: &str = "async fn placed(order: Order) -> Order { order }";

#[test]
fn seven_mistakes_are_seven_errors() {
    let attribute = r#"
        broker_lst = "localhost:9092",
        topic = "no topic",
        acks = sometimes,
        linger_ms = "soon",
        linger_ms = 5,
        max_message_bytes = 10,
        delivery = "%DELIVERY%",
        value_format
    "#;
    let sentences = sentences(attribute, FN);
    assert_eq!(sentences.len(), 8, "{sentences:#?}");
    assert!(sentences.contains(&"unknown option `broker_lst`; did you mean `broker_list`?".to_owned()));
}

#[test]
fn attribute_and_signature_are_judged_together() {
    let sentences = sentences("topic = \"orders\"", "const fn placed() {}");
    assert_eq!(sentences.len(), 3, "{sentences:#?}");
}

#[test]
fn nothing_but_functions() {
    let of = |item: &str| sentences(r#"broker_list = "a:1", topic = "orders""#, item);
    for (item, what) in [
        ("pub struct Order;", "a struct"),
        ("enum Order {}", "an enum"),
        ("impl Order {}", "an `impl` block"),
        ("trait Orders {}", "a trait"),
        ("pub(crate) mod orders {}", "a module"),
        ("const ORDERS: u8 = 1;", "a constant"),
        ("static ORDERS: u8 = 1;", "a static"),
        ("type Orders = u8;", "a type"),
        ("use orders;", "an import"),
        ("unsafe impl Send for Order {}", "an `impl` block"),
    ] {
        let expected = format!(
            "`#[kafka_output]` belongs on a function, not on {what}; annotate the function that returns the record"
        );
        assert_eq!(of(item), [expected], "{item}");
    }
}

#[test]
fn an_item_that_is_no_function_is_left_as_it_was() {
    let expanded = expand(r#"broker_list = "a:1", topic = "orders""#, "pub struct Order;");
    assert!(expanded.starts_with("pub struct Order;"), "{expanded}");
}

/// Whatever the other options need: the misspelt one is taken for the one that is meant.
#[test]
fn a_misspelt_option_is_one_mistake_whichever_options_need_it() {
    let required = [(OptionId::BrokerList, Value::Text("a:1")), (OptionId::Topic, Value::Text("orders"))];
    let mut misspelt = 0;
    for rule in RULES {
        let absent = required.iter().filter(|(id, _)| rule.right.iter().all(|(written, _)| written != id));
        let written: Vec<_> = rule.right.iter().chain(absent).collect();
        for wrong in &written {
            let name = wrong.0.name();
            let near = format!("{}{}", &name[..name.len() - 2], &name[name.len() - 1..]);
            if nearest_option(&near) != Some(name) {
                continue;
            }
            misspelt += 1;
            let attribute = |name_of_it: &str| {
                let texts = written.iter().map(|pair| {
                    let text = attribute_text(&[**pair]);
                    if pair.0 == wrong.0 { text.replacen(name, name_of_it, 1) } else { text }
                });
                texts.collect::<Vec<_>>().join(", ")
            };
            // Features that are off, and what is for later.
            let besides = sentences(&attribute(name), FN);
            let mut told = sentences(&attribute(&near), FN);
            told.retain(|told| !besides.contains(told));
            assert!(matches!(&told[..], [one] if one.starts_with("unknown option")), "{near}: {told:#?}");
        }
    }
    assert!(misspelt > RULES.len(), "{misspelt}");
}

/// An option that nobody knows, or that cannot be read, stands beside each.
#[test]
fn another_mistake_hides_no_rule() {
    for rule in RULES {
        let wrong = attribute_text(rule.wrong);
        let told = sentences(&wrong, FN);
        for beside in
            ["no_such_thing = 1", "client_id = {}", "name = orders, name = invoices", "max_message_bytes = 5"]
        {
            let with = sentences(&format!("{beside}, {wrong}"), FN);
            assert!(told.iter().all(|told| with.contains(told)), "{beside}, {wrong}: {told:#?} {with:#?}");
            assert!(with.len() > told.len(), "{beside}, {wrong}: {with:#?}");
        }
    }
}

#[test]
fn a_near_miss_is_not_missing_as_well() {
    assert_eq!(sentences(r#"brokerlist = "a:1", topic = "orders""#, FN).len(), 1);
    assert_eq!(sentences(r#"broker_list = "a:1", "topic" = "orders""#, FN).len(), 1);
    assert_eq!(sentences(r#"broker_list = "a:1", = "orders""#, FN).len(), 1);
    assert_eq!(sentences(r#"broker_list = , topic = "orders""#, FN).len(), 1);
}

#[test]
fn what_a_slip_may_have_meant_is_not_missing_as_well() {
    let of = |options: &str| sentences(&format!(r#"broker_list = "a:1", topic = "orders", {options}"#), FN);
    // An option by librdkafka's name, one without a name, and one that is misspelt.
    assert_eq!(of(r#"compression_level = 3, properties = { "compression.codec" = "lz4" }"#).len(), 1);
    assert_eq!(of(r#"protocol = sasl_plaintext, username = "ann", = "%P%""#).len(), 1);
    assert_eq!(of(r#"protocol = sasl_plaintext, username = "ann", pasword = "%P%""#).len(), 1);
    assert_eq!(sentences(r#"topic = "orders", properties = { "bootstrap.servers" = "a:1" }"#, FN).len(), 1);
}

#[test]
fn rules_of_presence_hold_for_settings_too() {
    let of = |options: &str| sentences(&format!(r#"broker_list = "%B%", topic = "%T%", {options}"#), FN);
    assert_eq!(of(r#"username = "%U%", protocol = "%P%""#).len(), 1);
    assert_eq!(of(r#"compression_level = "%L%""#).len(), 1);
    // What the values are shows when the program starts.
    assert_eq!(
        of(r#"username = "%U%", password = "%W%", protocol = "%P%", authentication_mode = "%M%""#),
        [""; 0]
    );
    assert_eq!(of(r#"compression_level = "%L%", compression_type = "%C%", acks = "%A%""#), [""; 0]);
}

#[test]
fn seven_mistakes_between_options_are_seven_errors() {
    let sentences = sentences(
        r#"
            broker_list = "shop.servicebus.windows.net:9092",
            topic = "orders",
            enable_idempotence = true,
            acks = one,
            max_retries = 0,
            message_timeout_ms = 10,
            linger_ms = 20,
            compression_level = 3,
            compression_type = none,
            protocol = sasl_plaintext,
            username = "ann",
        "#,
        FN,
    );
    // Acks, retries, timeout, codec, protocol, user name, port; and the password that is missing.
    assert_eq!(sentences.len(), 8, "{sentences:#?}");
}

#[test]
fn a_setting_may_stand_where_types_do_not_hang_on_it() {
    let attribute = r#"broker_list = "%B%", topic = "${T:orders}", acks = "%A%", linger_ms = "%L%",
        enable_idempotence = "%I%", max_message_bytes = "%M%", compression_type = "%C%""#;
    assert_eq!(sentences(attribute, FN), [""; 0]);
    assert_eq!(sentences(r#"broker_list = "%B%", topic = "t", delivery = "%D%""#, FN).len(), 1);
}

#[test]
fn bare_words_and_numbers_are_not_quoted() {
    let of = |option: &str| sentences(&format!(r#"broker_list = "a:1", topic = "orders", {option}"#), FN);
    assert_eq!(
        of(r#"partitioner = "murmur2""#),
        ["`partitioner` takes text for a setting only; leave the quotes out: `partitioner = murmur2`"]
    );
    assert_eq!(
        of(r#"linger_ms = "5""#),
        ["`linger_ms` takes text for a setting only; leave the quotes out: `linger_ms = 5`"]
    );
    assert!(of(r#"key = "customer.id""#)[0].ends_with("leave the quotes out: `key = customer.id`"));
    assert_eq!(of(r#"max_message_bytes = "1MB""#), [""; 0]);
}

#[test]
fn what_is_no_value_is_refused_by_name() {
    let of = |option: &str| sentences(&format!(r#"broker_list = "a:1", {option}"#), FN);
    assert_eq!(
        of(r#"topic = concat!("a", "b")"#),
        [
            "`topic` cannot be a macro, which is not expanded here; write the text out, in quotes, or a setting: `\"%NAME%\"`"
        ]
    );
    assert_eq!(of("topic = crate::TOPIC").len(), 1);
    assert_eq!(of("topic = TOPIC").len(), 1);
}

#[test]
fn a_handler_is_one_new_name() {
    let of = |option: &str| sentences(&format!(r#"broker_list = "a:1", topic = "orders", {option}"#), FN);
    assert_eq!(of("handler = event"), [""; 0]);
    assert_eq!(of("handler = Self::event"), [""; 0]);
    for wrong in [
        "handler = crate::event",
        "handler = Self",
        "handler = event::<u8>",
        "handler = \"event\"",
        "handler = 5",
    ] {
        assert_eq!(of(wrong).len(), 1, "{wrong}");
    }
}

#[test]
fn the_wrapper_keeps_its_signature_beside_the_errors() {
    let expanded = expand(
        "topic = \"orders\"",
        "pub async fn placed(order: Order) -> Result<Vec<Order>, AppError> { BODY }",
    );
    assert!(expanded.contains("kafka_output::CallError<AppError>"), "{expanded}");
    assert!(expanded.contains("BODY"), "{expanded}");
}

#[test]
fn each_pair_of_raw_properties_is_judged() {
    let of = |option: &str| sentences(&format!(r#"broker_list = "a:1", topic = "orders", {option}"#), FN);
    let fine = r#"properties = { "socket.timeout.ms" = "%T%", "client.rack" = "a" },
        unchecked_properties = { "new.property" = "%N%", "retry.backoff.ms" = "anything" }"#;
    assert_eq!(of(fine), [""; 0]);
    let wrong =
        of(r#"properties = { "sockt.timeout.ms" = "1", "group.id" = "g", "socket.timeout.ms" = "soon",
        "socket.max.fails" = "50%", "acks" = "all" }"#);
    assert_eq!(wrong.len(), 5, "{wrong:#?}");
    let twice = of(r#"properties = { "max.in.flight" = "1" },
        unchecked_properties = { "a" = "1", "max.in.flight.requests.per.connection" = "%N%", "enabled_events" = "1" }"#);
    // Pairs that are wrong by themselves hide nothing of the others.
    assert_eq!(twice.len(), 2, "{twice:#?}");
    let shared =
        of(r#"properties = { "max.in.flight" = "1" }, unchecked_properties = { "max.in.flight" = "2" }"#);
    assert_eq!(
        shared,
        [
            "`unchecked_properties` sets `max.in.flight`, which `properties` sets too; leave one of the two out"
        ]
    );
    assert_eq!(of(r#"unchecked_properties = "%ALL%""#).len(), 1);
}

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
