//! Schemas for a registry: what is read while compiling, and what is said of it.
#![cfg(all(feature = "protobuf", feature = "schema-registry"))]

use super::{expand, sentences};

const FN: &str = "async fn placed(order: Order) -> Order { order }";
const BASE: &str = r#"broker_list = "a:1", topic = "orders", schema_registry_url = "http://a""#;

fn told(options: &str, item: &str) -> Vec<String> {
    sentences(&format!("{BASE}, {options}"), item)
}

/// Without the spaces and breaks that the layout puts anywhere.
fn dense(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

#[test]
fn a_file_and_its_imports_are_in_the_program_with_the_indexes_of_its_messages() {
    let options = format!(r#"{BASE}, protobuf_schema_file = "../tests/schemas/shop/order.proto""#);
    let expanded = dense(&expand(&options, FN));
    let has = |piece: &str| assert!(expanded.contains(&dense(piece)), "{piece} is not in {expanded}");
    has("static __VALUE_SCHEMA: __kafka::ProtobufSchema = __kafka::ProtobufSchema::new(");
    has(
        r#"name: "shop/money.proto", text: ::core::include_str!( ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/", "../tests/schemas/shop/money.proto") ), imports: &[2]"#,
    );
    has(r#"__kafka::ProtobufMessage { name: "shop.Order.Line", indexes: b"\x04\0\0", }"#);
    has("__protobuf().by(&__VALUE_SCHEMA)");
}

#[test]
fn a_json_schema_is_in_the_program() {
    let options = format!(r#"{BASE}, key_json_schema_file = "../tests/schemas/customer.schema.json""#);
    let expanded = dense(&expand(&options, FN));
    assert!(expanded.contains("static__KEY_SCHEMA:__kafka::JsonSchema"), "{expanded}");
    assert!(expanded.contains("JsonBy::new(&__KEY_SCHEMA"), "{expanded}");
}

#[test]
fn what_is_no_schema_is_told_with_its_place() {
    let [told_missing] = &told(r#"protobuf_schema_file = "schemas/none.proto""#, FN)[..] else { panic!() };
    assert!(told_missing.starts_with("`protobuf_schema_file`: /"), "{told_missing}");
    assert!(told_missing.ends_with("; a path counts from the crate's root"), "{told_missing}");
    let broken = r#"key_protobuf_schema_file = "../kafka-output-core/protobuf/tests/broken.proto""#;
    let [told_broken] = &told(broken, FN)[..] else { panic!() };
    let expected = "`key_protobuf_schema_file` is no Protobuf schema: kafka-output-core/protobuf/tests/broken.proto:4:12: ";
    assert!(told_broken.starts_with(expected), "{told_broken}");
    let [told_json] = &told(r#"json_schema_file = "../tests/schemas/pageview.proto""#, FN)[..] else {
        panic!()
    };
    assert!(
        told_json.starts_with("`json_schema_file` is no JSON schema: expected value at line 1"),
        "{told_json}"
    );
}

#[test]
fn what_is_no_schema_is_told_beside_another_format() {
    let avro = r#"avro_schema = "{\"type\": \"rekord\"}", value_format = json"#;
    let broken = "../kafka-output-core/protobuf/tests/broken.proto";
    let protobuf = format!(r#"key_protobuf_schema_file = "{broken}", key_format = string"#);
    let json = format!(r#"json_schema_file = "{broken}", value_format = string"#);
    for (options, form) in [(avro, "Avro"), (&protobuf, "Protobuf"), (&json, "JSON")] {
        let [rule, schema] = &told(options, "fn placed() -> KafkaEventData<Order, Id> { event }")[..] else {
            panic!("{options}")
        };
        assert!(rule.contains("` cannot go with another `"), "{rule}");
        assert!(schema.contains(&format!("` is no {form} schema: ")), "{schema}");
    }
    // What is not there may be written yet, and the rule says what to do with it.
    assert_eq!(told(r#"avro_schema_file = "none.avsc", value_format = json"#, FN).len(), 1);
}

#[test]
fn types_are_judged_by_the_format_of_a_schema_that_is_none() {
    let broken = "../kafka-output-core/protobuf/tests/broken.proto";
    for (options, ladder) in [
        (r#"avro_schema = "{\"type\": \"rekord\"}""#.to_owned(), ".__avro_unread()"),
        (format!(r#"protobuf_schema_file = "{broken}""#), ".__protobuf()"),
        (format!(r#"json_schema_file = "{broken}""#), ".__json()"),
    ] {
        let expanded = dense(&expand(&format!("{BASE}, {options}"), FN));
        assert!(expanded.contains("compile_error") && expanded.contains(ladder), "{expanded}");
    }
}

#[test]
fn a_registry_with_nothing_to_register_is_told_where_formats_tell_it() {
    let idle = |options: &str, item: &str| {
        let told = told(options, item);
        assert!(told.len() < 2, "{told:?}");
        told.iter().any(|told| told.starts_with("`schema_registry_url` has nothing to register, since"))
    };
    let plain = "fn placed() -> String { text }";
    let event = "fn placed() -> Vec<KafkaEventData<String>> { events }";
    assert!(idle("value_format = string", plain) && idle("value_format = binary", event));
    assert!(idle("value_format = string, key_format = string", FN));
    for bytes in ["Vec<u8>", "&'static [u8]", "[u8; 4]", "Option<Vec<u8>>", "Result<Vec<u8>, Failed>"] {
        assert!(idle("value_format = binary", &format!("fn placed() -> {bytes} {{ bytes }}")), "{bytes}");
    }
    assert!(!idle("value_format = string", "fn placed() -> KafkaEventData<String, Key> { event }"));
    // Of an alias nobody knows.
    assert!(!idle("value_format = csv", "fn placed() -> Row { row }"));
    assert!(
        !idle("value_format = string", FN)
            && !idle("value_format = json", plain)
            && !idle("key_format = string", plain)
    );
    assert!(!idle(
        "value_format = string, key_protobuf_schema_file = \"../tests/schemas/pageview.proto\"",
        event
    ));
}

#[test]
fn a_schema_beside_another_format_is_told_alone() {
    let [told] = &told(
        r#"json_schema_file = "../tests/schemas/customer.schema.json", value_format = string"#,
        "fn placed() -> String { text }",
    )[..] else {
        panic!()
    };
    assert!(told.starts_with("`json_schema_file` cannot go with another `value_format`"), "{told}");
}
