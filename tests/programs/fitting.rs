//! Outputs whose types tell Avro schemas that fit: `fitting SCHEMA` starts with this schema for the one from a setting, and says what became of it.

use std::collections::HashMap;
use std::time::Duration;

use apache_avro::AvroSchema;
use kafka_output::{KafkaEventData, Runtime, kafka_output};
use serde::Serialize;

#[derive(Serialize, AvroSchema)]
struct Parcel {
    lines: Vec<Priced>,
    id: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    remark: Option<String>,
}

#[derive(Serialize, AvroSchema)]
struct Priced {
    price: f64,
    tags: HashMap<String, String>,
}

fn parcel() -> Parcel {
    let tags = HashMap::from([("a".to_owned(), "b".to_owned())]);
    Parcel { lines: vec![Priced { price: 2.0, tags }], id: 1, remark: None }
}

#[kafka_output(broker_list = "127.0.0.1:1", topic = "by-file", avro_schema_file = "schemas/parcel.avsc", key_avro_schema = "\"long\"", key = id)]
async fn by_file() -> KafkaEventData<Parcel> {
    KafkaEventData::new(parcel())
}

#[kafka_output(broker_list = "127.0.0.1:1", topic = "by-setting", avro_schema = "%SCHEMA%")]
async fn by_setting() -> Parcel {
    parcel()
}

#[kafka_output(broker_list = "127.0.0.1:1", topic = "generic", avro_schema = "\"string\"")]
async fn generic<T: Serialize + AvroSchema>(value: T) -> T {
    value
}

#[tokio::main]
async fn main() {
    let _ = (by_file, by_setting, generic::<String>);
    let schema = std::env::args().nth(1).unwrap_or_default();
    match Runtime::builder().setting("SCHEMA", schema).start().await {
        Ok(runtime) => {
            println!("started");
            let _ = runtime.shutdown(Duration::ZERO).await;
        }
        Err(error) => println!("{:?} {error}", error.kind()),
    }
}
