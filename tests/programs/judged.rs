//! `judged SNAPSHOT`: reads `{"topic": …, "schema": …}` in lines, and says of each what the check against the snapshot says, in a line.

use std::io::stdin;

use kafka_output::kafka_output;
use kafka_output::testing::SchemaCheck;
use serde::Serialize;
use serde_json::Value;

#[derive(Serialize)]
struct Empty {}

#[kafka_output(
    broker_list = "%KAFKA_BROKERS%",
    topic = "%TOPIC%",
    schema_registry_url = "%SCHEMA_REGISTRY%",
    avro_schema = "%SCHEMA%"
)]
async fn judged() -> Empty {
    Empty {}
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let _ = judged;
    let snapshot = std::env::args().nth(1).unwrap_or_default();
    for line in stdin().lines() {
        let case: Value = serde_json::from_str(&line?)?;
        let text = |name: &str| case[name].as_str().unwrap_or_default();
        let check =
            SchemaCheck::new(&snapshot).setting("TOPIC", text("topic")).setting("SCHEMA", text("schema"));
        let told = match check.run() {
            Ok(report) => format!("fits: {report}"),
            Err(error) => format!("{:?}: {error}", error.kind()),
        };
        println!("{}", told.replace('\n', " "));
    }
    Ok(())
}
