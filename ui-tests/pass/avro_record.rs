//! Types that fit their schemas.
#![deny(warnings)]

use std::borrow::Cow;
use std::collections::HashMap;

use kafka_output as renamed;
use kafka_output::AvroRecord;

#[derive(AvroRecord)]
#[avro(schema = r#"{"type": "record", "name": "Order", "namespace": "shop", "fields": [
    {"name": "type", "type": "long"}, {"name": "out", "type": "string"}, {"name": "next", "type": ["null", "Order"]},
    {"name": "states", "type": {"type": "map", "values": {"type": "enum", "name": "State", "symbols": ["OPEN"]}}},
    {"name": "added", "type": {"type": "array", "items": "int"}, "default": [1]}
]}"#, name = "Order", crate = renamed)]
struct Order<'a> {
    states: HashMap<&'a str, State>,
    out: Cow<'a, str>,
    r#type: Id,
    next: Option<Box<Order<'a>>>,
    #[serde(skip)]
    _seen: u8,
}

// The specification wants no hyphen in a namespace; Java, and so registries, have them.
#[derive(AvroRecord)]
#[avro(schema = r#"{"type": "record", "name": "Matrix", "namespace": "io.8x8.order-service", "fields": [
    {"name": "T", "type": "double"}, {"name": "__T", "type": "double"}
]}"#)]
#[allow(non_snake_case)]
struct Matrix {
    T: f64,
    __T: f64,
}

#[derive(Clone, Copy, AvroRecord)]
#[avro(
    schema = r#"{"type": "enum", "name": "State", "namespace": "shop", "symbols": ["OPEN"]}"#,
    rename_all = "UPPERCASE"
)]
enum State {
    Open,
    #[avro(skip)]
    Unknown,
}

#[derive(AvroRecord)]
#[avro(transparent)]
struct Id(i64);

#[derive(AvroRecord)]
#[avro(schema = r#"["null", "string", {"type": "array", "items": "long"}]"#)]
enum Choice<'a> {
    Null,
    String(&'a str),
    Array([i64; 2]),
}

fn written(order: &Order<'_>) {
    let _ = order.write(&mut Vec::new());
    let _ = (State::Open, State::Unknown);
    for choice in [Choice::Null, Choice::String("a"), Choice::Array([1, 2])] {
        let _ = choice.write(&mut Vec::new());
    }
}

fn main() {
    let _ = (written, Id(1));
}
