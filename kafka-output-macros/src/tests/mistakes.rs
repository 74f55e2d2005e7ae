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
            "`#[kafka_output]` belongs on a function, not on {what}; annotate the function that returns the record, or write `#[kafka_connection]` on a type for \
             options that several functions share"
        );
        assert_eq!(of(item), [expected], "{item}");
    }
}

#[test]
fn an_item_that_is_no_function_is_left_as_it_was() {
    let expanded = expand(r#"broker_list = "a:1", topic = "orders""#, "pub struct Order;");
    assert!(expanded.starts_with("pub struct Order;"), "{expanded}");
    assert_eq!(sentences(r#"broker_list = "a:1""#, "pub struct Order;").len(), 1);
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
fn what_stands_in_needless_quotes_breaks_its_rules_all_the_same() {
    let of = |options: &str| sentences(&format!(r#"broker_list = "a:1", topic = "orders", {options}"#), FN);
    let told = of(r#"enable_idempotence = "true", max_retries = "0", acks = "one""#);
    let quotes = told.iter().filter(|told| told.contains("leave the quotes out")).count();
    assert_eq!((told.len(), quotes), (5, 3), "{told:#?}");
    assert_eq!(of(r#"protocol = "plaintext", delivery = "enqueued", acks = none"#).len(), 2);
    assert_eq!(of(r#"protocol = "plaintxt""#).len(), 1);
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
