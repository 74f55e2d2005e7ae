//! Outputs whose schemas are held against a snapshot: `offline SNAPSHOT [NAME=VALUE]…` says what the check says.

use std::process::ExitCode;

use kafka_output::testing::SchemaCheck;
use kafka_output::{KafkaEventData, kafka_connection, kafka_output};
use serde::Serialize;

#[kafka_connection(broker_list = "%KAFKA_BROKERS%", schema_registry_url = "%SCHEMA_REGISTRY%")]
struct Confluent;

#[derive(Serialize)]
struct Pageview {
    viewtime: i64,
    userid: String,
    pageid: String,
}

#[kafka_output(connection = Confluent, topic = "offline-sound", avro_schema_file = "schemas/pageviews.avsc", key_avro_schema = "\"long\"")]
async fn sound(view: Pageview) -> KafkaEventData<Pageview, i64> {
    KafkaEventData::new(view)
}

#[kafka_output(
    connection = Confluent,
    topic = "%TOPIC%",
    subject_name_strategy = topic_record_name,
    avro_schema_file = "schemas/pageviews.avsc"
)]
async fn by_record(view: Pageview) -> Pageview {
    view
}

#[kafka_output(
    connection = Confluent,
    topic = "offline-looked-up",
    auto_register_schemas = false,
    avro_schema = "%PAGEVIEWS_SCHEMA%"
)]
async fn looked_up(view: Pageview) -> Pageview {
    view
}

#[kafka_output(
    connection = Confluent,
    topic = "offline-latest",
    use_latest_version = true,
    avro_schema_file = "schemas/pageviews.avsc"
)]
async fn latest(view: Pageview) -> Pageview {
    view
}

#[kafka_output(connection = Confluent, topic = "offline-plain")]
async fn plain(text: String) -> String {
    text
}

/// Of no registry, so of no concern.
#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "offline-elsewhere")]
async fn elsewhere(text: String) -> String {
    text
}

fn main() -> ExitCode {
    let _ = (sound, by_record, looked_up, latest, plain, elsewhere);
    let mut arguments = std::env::args().skip(1);
    let mut check = SchemaCheck::new(arguments.next().unwrap_or_default());
    for setting in arguments {
        if let Some((name, value)) = setting.split_once('=') {
            check = check.setting(name, value);
        }
    }
    match check.run() {
        Ok(report) => {
            println!("{report}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            println!("{:?} {error}", error.kind());
            ExitCode::FAILURE
        }
    }
}
