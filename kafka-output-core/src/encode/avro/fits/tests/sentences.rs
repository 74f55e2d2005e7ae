//! What is said of each part, and where.

use apache_avro::AvroSchema as Described;

use super::told;

#[derive(Described)]
#[expect(dead_code, reason = "only its schema is read")]
struct Order {
    id: String,
    lines: Vec<Line>,
    tier: Tier,
    note: Option<String>,
}

#[derive(Described)]
#[expect(dead_code, reason = "only its schema is read")]
struct Line {
    price: String,
    weight: f32,
    parts: Vec<Line>,
}

#[derive(Described)]
#[expect(dead_code, reason = "only its schema is read")]
enum Tier {
    Silver,
    Gold,
}

/// With these words for the parts.
fn order(id: &str, price: &str, weight: &str, symbols: &str, note: &str, more: &str) -> String {
    format!(
        r#"{{"type": "record", "name": "shop.Order", "fields": [
            {{"name": "id", "type": {id}}},
            {{"name": "lines", "type": {{"type": "array", "items": {{"type": "record", "name": "Line", "fields": [
                {{"name": "price", "type": {price}}}, {{"name": "weight", "type": {weight}}},
                {{"name": "parts", "type": {{"type": "array", "items": "Line"}}}}
            ]}}}}}},
            {{"name": "tier", "type": {{"type": "enum", "name": "Tier", "symbols": {symbols}}}}},
            {{"name": "note", "type": {note}}}
            {more}
        ]}}"#
    )
}

#[test]
fn what_fits_says_nothing() {
    let fitting = order(
        r#""string""#,
        r#""string""#,
        r#""float""#,
        r#"["Silver", "Gold", "Bronze"]"#,
        r#"["null", "string"]"#,
        "",
    );
    assert_eq!(told::<Order>(&fitting), Vec::<String>::new());
    let more = r#", {"name": "seen", "type": ["null", "long"]}, {"name": "nothing", "type": "null"}"#;
    let filled = order(
        r#"["null", "string"]"#,
        r#""bytes""#,
        r#"["null", "float"]"#,
        r#"["Gold", "Silver"]"#,
        r#"["string", "null"]"#,
        more,
    );
    assert_eq!(told::<Order>(&filled), Vec::<String>::new());
}

#[test]
fn each_part_is_named_once_with_its_path() {
    let more = r#", {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}}"#;
    let other =
        order(r#""long""#, r#"["null", "double"]"#, r#""double""#, r#"["Silver"]"#, r#""string""#, more);
    assert_eq!(
        told::<Order>(&other),
        [
            r#"id is written as "string", and the schema says "long""#,
            r#"lines[].price is written as "string", and the schema says "double""#,
            r#"lines[].weight is written as "float" (`f32`), and the schema says "double""#,
            "tier may be `Gold`, which the enum `shop.Tier` does not have",
            r#"note may be null, and the schema says "string", which cannot"#,
            r#"at is not written, and the schema says "long" (timestamp-millis), which cannot be left out"#,
        ]
    );
}

#[test]
fn a_field_that_the_schema_lacks_is_named() {
    let schema = r#"{"type": "record", "name": "Line", "fields": [
        {"name": "price", "type": "string"}, {"name": "weight", "type": "float"}
    ]}"#;
    assert_eq!(told::<Line>(schema), ["parts is written, and the schema's record `Line` has no such field"]);
}

#[test]
fn the_whole_value_has_no_path() {
    assert_eq!(told::<i64>(r#""string""#), [r#" is written as "long", and the schema says "string""#]);
    assert_eq!(
        told::<bool>(r#"["null", "long", "string"]"#),
        [r#" is written as "boolean", and the schema says a union of "null", "long", "string""#]
    );
    assert_eq!(
        told::<Line>(r#"{"type": "map", "values": "bytes"}"#),
        [" is written as the record `Line`, and the schema says a map"]
    );
}

#[test]
fn what_cannot_be_read_is_told_by_others() {
    assert_eq!(told::<i64>("no schema"), Vec::<String>::new());
    // apache-avro panics.
    assert_eq!(told::<Option<Option<i64>>>(r#""string""#), Vec::<String>::new());
}
