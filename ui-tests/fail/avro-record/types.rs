//! Types that do not fit: each field is one error, and all show at once.
use std::collections::HashMap;

use kafka_output::{AvroDecimal, AvroRecord};

type Money = String;
type Line = u8;

#[derive(AvroRecord)]
#[avro(schema = r#"{"type": "record", "name": "Order", "namespace": "shop", "fields": [
    {"name": "id", "type": "long"},
    {"name": "total", "type": "double"},
    {"name": "email", "type": ["null", "string"]},
    {"name": "name", "type": "string"},
    {"name": "count", "type": "int"},
    {"name": "lines", "type": {"type": "array", "items": {"type": "record", "name": "Line", "fields": []}}},
    {"name": "state", "type": {"type": "enum", "name": "State", "symbols": ["OPEN"]}},
    {"name": "tags", "type": {"type": "map", "values": ["long", "null"]}},
    {"name": "digest", "type": {"type": "fixed", "name": "Digest", "size": 4}},
    {"name": "price", "type": {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}},
    {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}},
    {"name": "choice", "type": ["null", "string", "long"]},
    {"name": "good", "type": "boolean"}
]}"#)]
struct Order<'a> {
    id: u64,
    total: Money,
    email: String,
    name: Option<&'a str>,
    count: i64,
    lines: Vec<Line>,
    state: &'a str,
    tags: HashMap<String, i64>,
    digest: [u8; 5],
    price: AvroDecimal<3>,
    at: i32,
    choice: Option<String>,
    good: bool,
}

fn main() {}
