//! Every return type, what a call of it sends, and what it returns.
#![allow(clippy::unwrap_used, reason = "a panic is how a test reports")]

mod fallible;
mod many;
mod unconfirmed;

use std::time::{Duration, UNIX_EPOCH};

use kafka_output::{Deliveries, Delivery, Error, KafkaEventData, kafka_output};

use crate::support::consume::TimestampType;
use crate::support::runtime::{topic, topic_with};

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-one")]
async fn returns_value(value: &str) -> &str {
    value
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-one")]
async fn returns_event(value: &str) -> KafkaEventData<&str> {
    KafkaEventData::new(value).key("k")
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-one")]
async fn returns_event_with_key(value: &str) -> KafkaEventData<&str, i64> {
    KafkaEventData::new(value).key(1)
}

#[tokio::test]
async fn a_value_or_an_event_is_one_record_and_one_delivery() {
    let topic = topic("returns-one", 1);

    let value: Result<Delivery, Error> = returns_value("value").await;
    let event: Result<Delivery, Error> = returns_event("event").await;
    let with_key: Result<Delivery, Error> = returns_event_with_key("event with key").await;

    assert_eq!([value, event, with_key].map(|delivery| delivery.unwrap().offset()), [0, 1, 2]);
    assert_eq!(topic.texts(), ["value", "event", "event with key"]);
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-delivery")]
async fn returns_with_timestamp(millis: i64) -> Vec<KafkaEventData<&'static str>> {
    let event = |partition| KafkaEventData::new("x").partition(partition);
    vec![event(0), event(2).timestamp_millis(millis), event(2), event(1)]
}

#[tokio::test]
async fn a_delivery_says_where_and_when_the_record_is_as_others_read_it() {
    let topic = topic("returns-delivery", 3);

    returns_with_timestamp(1).await.unwrap();
    let deliveries: Deliveries = returns_with_timestamp(1_234_567_890_123).await.unwrap();

    assert_eq!(deliveries.len(), 4);
    assert!(deliveries.iter().all(|delivery| delivery.topic() == "returns-delivery"));
    let places = deliveries.iter().map(|delivery| (delivery.partition(), delivery.offset()));
    assert_eq!(places.collect::<Vec<_>>(), [(0, 1), (2, 2), (2, 3), (1, 1)]);
    let records: [_; 8] = topic.read();
    for delivery in &deliveries {
        let place = (delivery.partition(), delivery.offset());
        let record = records.iter().find(|record| (record.partition, record.offset) == place).unwrap();
        let read = UNIX_EPOCH + Duration::from_millis(record.timestamp_ms.unsigned_abs());
        assert_eq!(delivery.timestamp(), Some(read));
    }
    assert_eq!(deliveries[1].timestamp(), Some(UNIX_EPOCH + Duration::from_millis(1_234_567_890_123)));
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-append-time")]
async fn returns_to_append_time() -> KafkaEventData<&'static str> {
    KafkaEventData::new("x").timestamp_millis(5)
}

#[tokio::test]
async fn a_deliverys_timestamp_is_the_brokers_where_the_broker_sets_it() {
    let topic = topic_with("returns-append-time", 1, &[("message.timestamp.type", "LogAppendTime")]);

    let delivery = returns_to_append_time().await.unwrap();

    let [record] = topic.read();
    assert_eq!(record.timestamp_type, TimestampType::LogAppend);
    let read = UNIX_EPOCH + Duration::from_millis(record.timestamp_ms.unsigned_abs());
    assert_eq!(delivery.timestamp(), Some(read));
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-option")]
async fn returns_option(value: Option<&str>) -> Option<&str> {
    value
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-option")]
fn returns_option_of_event(value: Option<&str>) -> Option<KafkaEventData<&str, Vec<u8>>> {
    value.map(KafkaEventData::new)
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-option")]
async fn returns_option_of_bytes(value: Option<&str>) -> Option<Vec<u8>> {
    Some(value?.into())
}

#[tokio::test]
async fn none_sends_nothing_and_is_a_success() {
    let topic = topic("returns-option", 1);

    let none: [Result<Option<Delivery>, Error>; 3] =
        [returns_option(None).await, returns_option_of_event(None), returns_option_of_bytes(None).await];
    assert!(none.into_iter().all(|delivery| delivery.unwrap().is_none()));
    let some = [
        returns_option(Some("a")).await,
        returns_option_of_event(Some("b")),
        returns_option_of_bytes(Some("")).await,
    ];

    assert_eq!(some.map(|delivery| delivery.unwrap().unwrap().offset()), [0, 1, 2]);
    assert_eq!(topic.texts(), ["a", "b", ""]);
}
