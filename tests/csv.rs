//! CSV, as other readers see it.
#![allow(clippy::unwrap_used, reason = "a panic is how a test reports")]

use kafka_output::{ErrorKind, KafkaEventData, kafka_output};
use serde::Serialize;

use crate::support::runtime::topic;

#[derive(Serialize)]
struct Reading {
    sensor: String,
    celsius: f64,
    note: Option<String>,
    raw: Raw,
}

/// What the compiler is not told, since only serde sees through it.
#[derive(Serialize)]
struct Raw(Vec<u8>);

#[derive(Serialize)]
struct Flat<'a> {
    sensor: &'a str,
    celsius: f64,
    note: Option<&'a str>,
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "csv-plain", value_format = csv)]
async fn readings() -> Vec<Flat<'static>> {
    vec![
        Flat { sensor: "north, 1", celsius: -3.5, note: None },
        Flat { sensor: "south", celsius: 20.0, note: Some("said \"warm\"") },
    ]
}

#[tokio::test]
async fn each_value_is_a_line_quoted_where_it_must_be() {
    let topic = topic("csv-plain", 1);

    readings().await.unwrap();

    assert_eq!(topic.texts(), ["\"north, 1\",-3.5,", "south,20.0,\"said \"\"warm\"\"\""]);
}

#[kafka_output(
    broker_list = "%KAFKA_BROKERS%", topic = "csv-header",
    value_format = csv, key_format = csv, csv_delimiter = semicolon, csv_header = true
)]
fn with_header(reading: Flat<'static>) -> KafkaEventData<Flat<'static>, Flat<'static>> {
    KafkaEventData::new(reading).key(Flat { sensor: "key", celsius: 0.5, note: None })
}

#[tokio::test]
async fn the_header_is_a_line_of_each_record_and_keys_are_lines_too() {
    let topic = topic("csv-header", 1);

    with_header(Flat { sensor: "a;b", celsius: 1.0, note: Some("") }).unwrap();

    let [record] = topic.read();
    assert_eq!(record.value_text(), Some("sensor;celsius;note\r\n\"a;b\";1.0;"));
    assert_eq!(record.key_text(), Some("sensor;celsius;note\r\nkey;0.5;"));
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "csv-nested", value_format = csv)]
async fn nested(readings: Vec<Reading>) -> Vec<Reading> {
    readings
}

#[tokio::test]
async fn a_nested_value_is_an_error_that_names_the_field() {
    let _topic = topic("csv-nested", 1);
    let reading = Reading { sensor: "a".to_owned(), celsius: 1.0, note: None, raw: Raw(vec![1]) };

    let error = nested(vec![reading]).await.unwrap_err();

    assert_eq!(error.kind(), ErrorKind::Encoding);
    assert!(error.to_string().contains("its field `raw` holds a list"), "{error}");
}
