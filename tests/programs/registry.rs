//! Outputs with a schema registry, as a program of its own.
//!
//! `registry start` starts and says what is wrong; `registry cold CALLS` starts nothing, and makes so many calls at once;
//! `registry tls` makes one call whose registry is reached as overrides say.

use std::sync::Arc;

use kafka_output::{KafkaEventData, Runtime, kafka_connection, kafka_output};
use serde::Serialize;
use tokio::sync::Barrier;

#[kafka_connection(broker_list = "%KAFKA_BROKERS%", schema_registry_url = "%SCHEMA_REGISTRY%")]
struct Confluent;

#[derive(Serialize)]
struct Pageview {
    viewtime: i64,
    userid: String,
    pageid: String,
}

impl Pageview {
    fn sample() -> Self {
        Self { viewtime: 4711, userid: "User4711".to_owned(), pageid: "Page4711".to_owned() }
    }
}

#[kafka_output(connection = Confluent, topic = "program-sound", avro_schema_file = "schemas/pageviews.avsc", key_avro_schema = "\"long\"")]
async fn sound(view: Pageview) -> KafkaEventData<Pageview, i64> {
    let key = view.viewtime;
    KafkaEventData::new(view).key(key)
}

#[kafka_output(connection = Confluent, topic = "program-changed", avro_schema_file = "schemas/pageviews.avsc")]
async fn changed(view: Pageview) -> Pageview {
    view
}

#[kafka_output(
    connection = Confluent,
    topic = "program-unknown",
    auto_register_schemas = false,
    avro_schema = "%PAGEVIEWS_SCHEMA%"
)]
async fn unknown(view: Pageview) -> Pageview {
    view
}

#[kafka_output(connection = Confluent, topic = "program-plain")]
async fn plain(text: String) -> String {
    text
}

/// Its schema is the attribute's own, so known without a call.
#[kafka_output(connection = Confluent, topic = "program-generic", avro_schema_file = "schemas/pageviews.avsc")]
async fn generic<T: Serialize>(value: T) -> T {
    value
}

/// Overridden, so that its registry is reached by TLS.
#[kafka_output(connection = Confluent, topic = "program-secure", avro_schema_file = "schemas/pageviews.avsc")]
async fn secure(view: Pageview) -> Pageview {
    view
}

#[tokio::main]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    match arguments.next().as_deref() {
        Some("start") => match Runtime::builder().start().await {
            Ok(_runtime) => println!("started"),
            Err(error) => println!("{:?} {error}", error.kind()),
        },
        Some("tls") => match secure(Pageview::sample()).await {
            Ok(delivery) => println!("{}", delivery.topic()),
            Err(error) => println!("{error}"),
        },
        Some("cold") => {
            let calls = arguments.next().and_then(|calls| calls.parse().ok()).unwrap_or(1);
            let barrier = Arc::new(Barrier::new(calls));
            let tasks: Vec<_> = (0..calls)
                .map(|_| {
                    let barrier = Arc::clone(&barrier);
                    tokio::spawn(async move {
                        barrier.wait().await;
                        sound(Pageview::sample()).await.map_err(|error| error.to_string())?;
                        generic(Pageview::sample()).await.map_err(|error| error.to_string())
                    })
                })
                .collect();
            for task in tasks {
                match task.await {
                    Ok(Ok(delivery)) => println!("{}", delivery.topic()),
                    Ok(Err(error)) => println!("failed: {error}"),
                    Err(error) => println!("failed: {error}"),
                }
            }
        }
        _ => {
            // Called never; linked, so declared.
            let _ = (changed, unknown, plain);
        }
    }
}
