//! A type that nobody knows is the compiler's to report, once.

use kafka_output::AvroRecord;

#[derive(AvroRecord)]
#[avro(schema = r#"{"type": "record", "name": "Order", "fields": [
    {"name": "state", "type": "string"},
    {"name": "tags", "type": {"type": "array", "items": "string"}}
]}"#)]
struct Order {
    state: Stte,
    tags: Vec<Tga>,
}

fn main() {}
