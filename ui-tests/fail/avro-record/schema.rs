//! Schemas that are none, are not there, or are not of this type.
use kafka_output::AvroRecord;

#[derive(AvroRecord)]
struct None;

#[derive(AvroRecord)]
#[avro(schema_file = "schemas/no_such_order.avsc")]
struct Missing {
    id: i64,
}

#[derive(AvroRecord)]
#[avro(schema = r#"{"type": "record", "name": "Order""#)]
struct NoJson {
    id: i64,
}

#[derive(AvroRecord)]
#[avro(schema = r#"{"type": "record", "name": "Order", "fields": [{"name": "id", "type": "lnog"}]}"#)]
struct NoType {
    id: i64,
}

#[derive(AvroRecord)]
#[avro(schema = r#"{"type": "record", "name": "Order", "fields": [{"name": "id", "type": "int", "default": "one"}]}"#)]
struct NoDefault {
    id: i32,
}

#[derive(AvroRecord)]
#[avro(schema = r#""string""#, schema_file = "schemas/order.avsc")]
struct Both {
    id: i64,
}

#[derive(AvroRecord)]
#[avro(schema = r#"{"type": "enum", "name": "State", "symbols": ["OPEN"]}"#)]
struct AnEnum {
    id: i64,
}

#[derive(AvroRecord)]
#[avro(schema = r#"{"type": "record", "name": "State", "fields": []}"#)]
enum ARecord {
    Open,
}

#[derive(AvroRecord)]
#[avro(schema = r#""string""#)]
struct Text {
    id: i64,
}

#[derive(AvroRecord)]
#[avro(schema = r#"{"type": "record", "name": "State", "fields": []}"#)]
struct Tuple(i64);

const TWO: &str = "";

#[derive(AvroRecord)]
#[avro(schema = r#"{"type": "record", "name": "shop.Order", "fields": [
    {"name": "line", "type": {"type": "record", "name": "Line", "fields": []}}
]}"#)]
struct Lines;

#[derive(AvroRecord)]
#[avro(schema = r#"{"type": "record", "name": "shop.Order", "fields": [
    {"name": "line", "type": {"type": "record", "name": "Line", "fields": []}}
]}"#, name = "shop.Lin")]
struct Named;

fn callers_raise_no_errors_of_their_own(missing: &Missing) {
    let _ = missing.write(&mut Vec::new());
}

#[derive(AvroRecord)]
#[avro(schema = r#"{"type": "record", "name": "Holder", "fields": [{"name": "missing", "type": "string"}]}"#)]
struct Holder {
    missing: Missing,
}

fn main() {}
