//! Declares outputs whose types tell Avro schemas of their own that the outputs' do not fit, starts, and prints the one error; then what a call
//! says without `start()`.

use std::collections::HashSet;

use apache_avro::schema::{Name, NamespaceRef};
use apache_avro::{AvroSchema, AvroSchemaComponent, Schema};
use kafka_output::{KafkaEventData, KafkaOutputs, Runtime, kafka_output};
use serde::Serialize;

#[derive(Serialize, AvroSchema)]
struct Order {
    id: String,
    lines: Vec<Line>,
    note: Option<String>,
}

#[derive(Serialize, AvroSchema)]
struct Line {
    price: String,
}

#[kafka_output(broker_list = "%BROKERS%", topic = "by-file", avro_schema_file = "schemas/parcel.avsc")]
async fn by_file() -> Order {
    Order { id: "1".to_owned(), lines: vec![Line { price: "2".to_owned() }], note: None }
}

#[kafka_output(
    broker_list = "%BROKERS%",
    topic = "by-text",
    value_format = json,
    key_avro_schema = "\"boolean\"",
    key = id
)]
async fn by_text() -> Order {
    by_value()
}

fn by_value() -> Order {
    Order { id: "1".to_owned(), lines: Vec::new(), note: None }
}

#[kafka_output(
    broker_list = "%BROKERS%",
    topic = "by-setting",
    avro_schema = "%SCHEMA%",
    key_avro_schema = "${KEY_SCHEMA:\"string\"}"
)]
async fn by_setting() -> Result<Option<KafkaEventData<Order, i64>>, std::io::Error> {
    Ok(Some(KafkaEventData::new(by_value()).key(1)))
}

#[derive(KafkaOutputs)]
struct Both {
    #[kafka_output(
        broker_list = "%BROKERS%",
        topic = "by-field",
        avro_schema = r#"{"type": "array", "items": "long"}"#
    )]
    wrong: Line,
}

#[kafka_output]
async fn both() -> Both {
    Both { wrong: Line { price: "2".to_owned() } }
}

/// Judged while compiling, whatever else it derives.
#[derive(kafka_output::AvroRecord)]
#[avro(schema = r#"{"type": "record", "name": "Judged", "fields": [{"name": "id", "type": "long"}]}"#)]
struct Judged {
    id: i64,
}

impl AvroSchemaComponent for Judged {
    fn get_schema_in_ctxt(_: &mut HashSet<Name>, _: NamespaceRef) -> Schema {
        Schema::String
    }
}

#[kafka_output(
    broker_list = "%BROKERS%",
    topic = "judged",
    avro_schema = r#"{"type": "record", "name": "Judged", "fields": [{"name": "id", "type": "long"}]}"#
)]
async fn judged() -> Judged {
    Judged { id: 1 }
}

#[tokio::main]
async fn main() {
    let _ = (by_setting, both, judged);
    let schema = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/parcel.avsc"));
    match Runtime::builder().setting("SCHEMA", schema.unwrap_or_default()).start().await {
        Ok(_) => println!("started"),
        Err(error) => println!("{:?}\n{error}", error.kind()),
    }
    // By the runtime that starts by itself.
    for called in [by_file().await, by_text().await] {
        match called {
            Ok(_) => println!("sent"),
            Err(error) => println!("called: {:?} {error}", error.kind()),
        }
    }
}
