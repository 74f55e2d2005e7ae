//! `judged_files SNAPSHOT`: reads `{"format": …, "topic": …}` in lines, and says of the schema file of that format what the check against the
//! snapshot says, in a line.

use std::io::stdin;

use kafka_output::testing::SchemaCheck;
use kafka_output::{kafka_connection, kafka_output};
use prost::Message;
use serde::Serialize;
use serde_json::Value;

#[kafka_connection(broker_list = "%KAFKA_BROKERS%", schema_registry_url = "%SCHEMA_REGISTRY%")]
struct Confluent;

#[derive(Clone, PartialEq, Message)]
struct Pageview {}

#[kafka_output(connection = Confluent, topic = "%PROTOBUF%", protobuf_schema_file = "schemas/pageview.proto")]
async fn protobuf() -> Pageview {
    Pageview {}
}

#[derive(Serialize)]
struct Customer {}

#[kafka_output(connection = Confluent, topic = "%JSON%", json_schema_file = "schemas/customer.schema.json")]
async fn json() -> Customer {
    Customer {}
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let _ = (protobuf, json);
    let snapshot = std::env::args().nth(1).unwrap_or_default();
    for line in stdin().lines() {
        let case: Value = serde_json::from_str(&line?)?;
        let topic = |format: &str| match case["topic"].as_str() {
            Some(topic) if case["format"] == format => topic.to_owned(),
            _ => "new".to_owned(),
        };
        let check =
            SchemaCheck::new(&snapshot).setting("PROTOBUF", topic("PROTOBUF")).setting("JSON", topic("JSON"));
        let told = match check.run() {
            Ok(report) => format!("fits: {report}"),
            Err(error) => format!("{:?}: {error}", error.kind()),
        };
        println!("{}", told.replace('\n', " "));
    }
    Ok(())
}
