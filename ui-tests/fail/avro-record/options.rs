//! What `#[avro(…)]` takes.
use kafka_output::AvroRecord;

#[derive(AvroRecord)]
#[avro(shema_file = "schemas/order.avsc")]
struct Misspelt {
    id: i64,
}

#[derive(AvroRecord)]
#[avro(schema = 7)]
struct Number {
    id: i64,
}

#[derive(AvroRecord)]
#[avro(schema = r#""string""#, schema = r#""string""#)]
struct Twice {
    id: i64,
}

#[derive(AvroRecord)]
#[avro(schema = r#"{"type": "record", "name": "Order", "fields": []}"#, rename_all = "Camel")]
struct Case {
    #[avro(skip = true)]
    id: i64,
    #[avro(renam = "x", what)]
    x: i64,
}

#[derive(AvroRecord)]
#[avro(schema = r#"{"type": "record", "name": "Order", "fields": [{"name": "id", "type": "long"}]}"#)]
struct Generic<'a, T: Clone> {
    id: &'a T,
}

#[derive(AvroRecord)]
#[avro(transparent)]
struct Two(i64, i64);

fn main() {}
