//! Every type of a list against every schema of another: where a type is refused, the writer refuses one of its values.

use std::collections::HashMap;
use std::time::Duration;

use apache_avro::AvroSchema as Described;
use serde::Serialize;

use super::super::Shape;
use super::is_written;
use crate::encode::avro::AvroSchema;

#[derive(Serialize, Described)]
struct Pair {
    a: i64,
    b: String,
}

#[derive(Serialize, Described)]
struct Optional {
    a: Option<i64>,
    b: Option<String>,
}

#[derive(Serialize, Described)]
struct Skipping {
    a: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    b: Option<String>,
    #[serde(skip_serializing_if = "is_zero")]
    #[avro(default = "0")]
    c: i32,
    #[serde(skip)]
    #[expect(dead_code, reason = "neither written nor in the schema")]
    d: u8,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn is_zero(number: &i32) -> bool {
    *number == 0
}

#[derive(Serialize, Described)]
struct Flat {
    a: i64,
    #[serde(flatten)]
    rest: Rest,
}

#[derive(Serialize, Described)]
struct Rest {
    b: String,
}

#[derive(Serialize, Described)]
struct Number(i64);

#[derive(Serialize, Described)]
struct Text(String);

#[derive(Serialize, Described)]
#[serde(transparent)]
struct Transparent {
    number: i64,
}

#[derive(Serialize, Described)]
struct Wrapped(Pair);

#[derive(Serialize, Described)]
struct Two(i32, i32);

#[derive(Serialize, Described)]
struct Mixed(i32, String);

#[derive(Serialize, Described)]
struct A;

#[derive(Serialize, Described)]
struct Nothing {}

#[derive(Serialize, Described)]
enum Letter {
    A,
    B,
}

#[derive(Serialize, Described)]
#[serde(rename_all = "lowercase")]
enum Lower {
    A,
}

#[derive(Serialize, Described)]
enum OnlyNull {
    Null,
}

#[derive(Serialize, Described)]
#[avro(repr = "bare_union")]
enum Bare {
    A,
    Long(i64),
    Other(String),
}

#[derive(Serialize, Described)]
#[avro(repr = "bare_union")]
enum NothingOrText {
    A,
    Text(String),
}

#[derive(Serialize, Described)]
#[serde(untagged)]
enum Untagged {
    Long(i64),
    Pair(Pair),
}

#[derive(Serialize, Described)]
enum OfRecords {
    A,
    Pair { a: i64, b: String },
    Number(i64),
}

#[derive(Serialize, Described)]
#[serde(tag = "a", content = "b")]
enum Adjacent {
    A,
    B(String),
}

#[derive(Serialize, Described)]
#[serde(tag = "b")]
enum Internal {
    A { a: i64 },
    B,
}

#[derive(Serialize, Described)]
struct Node {
    a: i64,
    next: Option<Box<Node>>,
}

#[derive(Serialize, Described)]
struct Calendar {
    months: u32,
    days: u32,
    milliseconds: u32,
}

#[derive(Serialize, Described)]
struct Blob(#[avro(with = apache_avro::serde::bytes::get_schema_in_ctxt)] Vec<u8>);

const SCHEMAS: &[&str] = &[
    r#""null""#,
    r#""boolean""#,
    r#""int""#,
    r#""long""#,
    r#""float""#,
    r#""double""#,
    r#""bytes""#,
    r#""string""#,
    r#"{"type": "string", "logicalType": "uuid"}"#,
    r#"{"type": "int", "logicalType": "date"}"#,
    r#"{"type": "long", "logicalType": "timestamp-millis"}"#,
    r#"{"type": "long", "logicalType": "local-timestamp-micros"}"#,
    r#"{"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 0}"#,
    r#"{"type": "bytes", "logicalType": "big-decimal"}"#,
    r#"{"type": "fixed", "name": "D", "size": 8, "logicalType": "decimal", "precision": 9, "scale": 0}"#,
    r#"{"type": "fixed", "name": "P", "size": 12, "logicalType": "duration"}"#,
    r#"{"type": "fixed", "name": "F", "size": 1}"#,
    r#"{"type": "fixed", "name": "F", "size": 16}"#,
    r#"{"type": "enum", "name": "E", "symbols": ["A", "B"]}"#,
    r#"{"type": "enum", "name": "E", "symbols": ["A"]}"#,
    r#"{"type": "array", "items": "long"}"#,
    r#"{"type": "array", "items": "string"}"#,
    r#"{"type": "array", "items": "bytes"}"#,
    r#"{"type": "array", "items": ["null", "long"]}"#,
    r#"{"type": "map", "values": "long"}"#,
    r#"{"type": "map", "values": "string"}"#,
    r#"["null", "long"]"#,
    r#"["null", "string"]"#,
    r#"["string", "null"]"#,
    r#"["null", "double"]"#,
    r#"["null", "boolean"]"#,
    r#"["long", "string"]"#,
    r#"["null", "long", "string"]"#,
    r#"["null", {"type": "enum", "name": "E", "symbols": ["A", "B"]}]"#,
    r#"["null", {"type": "array", "items": "long"}]"#,
    r#"["long", {"type": "record", "name": "Pair", "fields": [{"name": "a", "type": "long"}, {"name": "b", "type": "string"}]}]"#,
    r#"["null", "string", {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 0}]"#,
    r#"{"type": "record", "name": "Pair", "fields": []}"#,
    r#"{"type": "record", "name": "Pair", "fields": [{"name": "a", "type": "long"}]}"#,
    r#"{"type": "record", "name": "Pair", "fields": [{"name": "a", "type": "long"}, {"name": "b", "type": "string"}]}"#,
    r#"{"type": "record", "name": "Pair", "fields": [{"name": "b", "type": "string"}, {"name": "a", "type": "double"}]}"#,
    r#"{"type": "record", "name": "Pair", "fields": [{"name": "a", "type": "long"}, {"name": "b", "type": ["null", "string"]}]}"#,
    r#"{"type": "record", "name": "Pair", "fields": [{"name": "a", "type": ["null", "long"]}, {"name": "b", "type": ["null", "long"]}]}"#,
    r#"{"type": "record", "name": "Pair", "fields": [{"name": "a", "type": "string"}, {"name": "b", "type": ["null", "string"]}]}"#,
    r#"{"type": "record", "name": "Pair", "fields": [{"name": "a", "type": "long"}, {"name": "b", "type": "string", "default": "x"}, {"name": "c", "type": "int", "default": 1}]}"#,
    r#"{"type": "record", "name": "Pair", "fields": [{"name": "a", "type": {"type": "enum", "name": "E", "symbols": ["A", "B"]}}, {"name": "b", "type": ["null", "string"]}]}"#,
    r#"{"type": "record", "name": "Node", "fields": [{"name": "a", "type": "long"}, {"name": "next", "type": ["null", "Node"]}]}"#,
    r#"{"type": "record", "name": "Node", "fields": [{"name": "a", "type": "long"}, {"name": "next", "type": ["null", {"type": "record", "name": "End", "fields": [{"name": "a", "type": "string"}]}]}]}"#,
    r#"{"type": "record", "name": "Time", "fields": [{"name": "secs", "type": "long"}, {"name": "nanos", "type": "int"}]}"#,
];

struct Case {
    name: &'static str,
    shape: Shape,
    /// Whether the writer takes each value of a list that has all kinds of them.
    written: Box<dyn Fn(&'static AvroSchema) -> Vec<bool>>,
}

fn case<T: Serialize + Described + 'static>(values: impl IntoIterator<Item = T>) -> Case {
    let values: Vec<T> = values.into_iter().collect();
    Case {
        name: std::any::type_name::<T>(),
        shape: Shape::of::<T>(None),
        written: Box::new(move |schema| values.iter().map(|value| is_written(value, schema)).collect()),
    }
}

fn text() -> String {
    "7".to_owned()
}

fn pair() -> Pair {
    Pair { a: 1, b: text() }
}

fn plain() -> Vec<Case> {
    vec![
        case([true]),
        case([1_i8]),
        case([1_i32]),
        case([1_u32]),
        case([1_i64]),
        case([1_u64]),
        case([1_i128]),
        case([1_f32]),
        case([1_f64]),
        case(['c']),
        case([text()]),
        case([()]),
        case([[1_u8]]),
        case([[1_u8, 2]]),
        case([[text()]]),
        case([[Some(1_i64)], [None]]),
        case([[0_i64; 0]]),
        case([(1_i64,)]),
        case([(1_i32, 2_i32)]),
        case([(1_i32, text(), true)]),
        case([vec![1_u8]]),
        case([vec![1_i64, 2, 3]]),
        case([vec![text()]]),
        case([vec![Some(1_i64), None]]),
        case([vec![pair()]]),
        case([HashMap::from([(text(), 1_i64)]), HashMap::from([("a".to_owned(), 1)])]),
        case([HashMap::from([("b".to_owned(), text())])]),
        case([Some(1_i64), None]),
        case([Some(text()), None]),
        case([Some(vec![1_i64]), None]),
        case([Duration::new(1, 2)]),
    ]
}

fn own() -> Vec<Case> {
    let node = || Node { a: 1, next: Some(Box::new(Node { a: 2, next: None })) };
    vec![
        case([pair()]),
        case([
            Optional { a: Some(1), b: Some(text()) },
            Optional { a: None, b: Some(text()) },
            Optional { a: Some(1), b: None },
        ]),
        case([
            Skipping { a: 1, b: None, c: 0, d: 0 },
            Skipping { a: 1, b: Some(text()), c: 0, d: 0 },
            Skipping { a: 1, b: None, c: 1, d: 0 },
        ]),
        case([Flat { a: 1, rest: Rest { b: text() } }]),
        case([Number(1)]),
        case([Text(text())]),
        case([Transparent { number: 1 }]),
        case([Wrapped(pair())]),
        case([Two(1, 2)]),
        case([Mixed(1, text())]),
        case([A]),
        case([Nothing {}]),
        case([Letter::A, Letter::B]),
        case([Lower::A]),
        case([OnlyNull::Null]),
        case([Bare::A, Bare::Long(1), Bare::Other(text())]),
        case([NothingOrText::A, NothingOrText::Text(text())]),
        case([Untagged::Long(1), Untagged::Pair(pair())]),
        case([OfRecords::A, OfRecords::Pair { a: 1, b: text() }, OfRecords::Number(1)]),
        case([Adjacent::A, Adjacent::B(text())]),
        case([Internal::A { a: 1 }, Internal::B]),
        case([node()]),
        case([Calendar { months: 1, days: 2, milliseconds: 3 }]),
        case([Blob(vec![1])]),
    ]
}

#[test]
fn what_is_refused_is_never_written() {
    let (mut refused, mut missed) = (0, Vec::new());
    for Case { name, shape, written } in plain().into_iter().chain(own()) {
        for schema in SCHEMAS {
            let written = written(AvroSchema::leak((*schema).to_owned()));
            let misfits = shape.misfits(schema);
            if misfits.is_empty() {
                if !written.contains(&true) {
                    missed.push(format!("{name} by {schema}"));
                }
                continue;
            }
            refused += 1;
            assert!(written.contains(&false), "{name} by {schema}: {misfits:?}, but {written:?}");
        }
    }
    // What apache-avro's schemas leave open is little beside what they tell.
    assert!(missed.len() * 6 < refused, "{} missed of {refused}: {missed:#?}", missed.len());
}
