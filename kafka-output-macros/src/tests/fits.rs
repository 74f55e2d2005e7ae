//! What types that an Avro schema is for are asked in advance.
#![cfg(feature = "avro")]

use super::expand;

const BASE: &str = r#"broker_list = "a:1", topic = "orders""#;

/// What the expansion asks, without the spaces and breaks of the layout.
fn asked(options: &str, item: &str) -> Option<String> {
    let expanded: String = expand(&format!("{BASE}, {options}"), item).split_whitespace().collect();
    let (_, body) = expanded.split_once("fn__told")?;
    let (body, _) = body.split_once("fn__schemas")?;
    Some(body.to_owned())
}

#[test]
fn types_are_asked_where_there_is_a_schema_that_they_may_not_fit() {
    let by_text = asked(r#"avro_schema = "\"string\"""#, "async fn placed() -> Order { order() }").unwrap();
    assert!(
        by_text.starts_with("()->fn()->__kafka::Told{||{let__event=(&&__kafka::leaf::<Order>()).__event();"),
        "{by_text}"
    );
    let shapes = "[(&&&__event.__value()).__avro_shape(::core::option::Option::Some(&__VALUE_SCHEMA)),::core::option::Option::None,::core::option::Option::None,]";
    assert!(by_text.contains(&format!(".with_shapes({shapes})")), "{by_text}");

    let key = r#"key_avro_schema = "%KEY%", key = customer.id"#;
    let of_key = asked(key, "async fn placed() -> KafkaEventData<Order> { order() }").unwrap();
    assert!(of_key.contains("|__value|&__value.customer.id"), "{of_key}");
    let shapes = "(&&&__field.__key_type()).__avro_shape(::core::option::Option::None)";
    assert!(of_key.contains(shapes), "{of_key}");
}

#[test]
fn lifetimes_of_the_functions_own_hide_no_type() {
    for item in [
        "fn placed<'a>(order: &'a str) -> Order<'a> { order(order) }",
        "fn placed() -> Vec<Order<'static>> { orders() }",
        "fn placed(order: &str) -> Order<'_> { order(order) }",
    ] {
        assert!(asked(r#"avro_schema = "\"string\"""#, item).is_some(), "{item}");
    }
}

#[test]
fn others_are_not_and_pay_nothing() {
    for (options, item) in [
        ("value_format = json", "async fn placed() -> Order { order() }"),
        ("value_format = avro", "async fn placed() -> Order { order() }"),
        // Nobody can name its type from outside of the function.
        (r#"avro_schema = "\"string\"""#, "async fn placed<T: Serialize>(order: T) -> T { order }"),
        // Its lifetime is that of the `impl` around the function.
        (
            r#"avro_schema = "\"string\"""#,
            "async fn placed(&self) -> KafkaEventData<Order<'a>> { self.order() }",
        ),
    ] {
        assert_eq!(asked(options, item), None, "{options}");
    }
}
