//! Calls that do not wait for the broker.

use kafka_output::{CallError, Enqueued, Error, KafkaEventData, kafka_output};

use super::fallible::AppError;
use crate::support::runtime::topic;

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-enqueued", delivery = enqueued)]
async fn enqueues_one() -> &'static str {
    "one"
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-enqueued", delivery = enqueued)]
fn enqueues_many(count: u8) -> Vec<String> {
    (0..count).map(|number| number.to_string()).collect()
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-enqueued", delivery = enqueued)]
async fn enqueues_perhaps(there: bool) -> Option<KafkaEventData<&'static str>> {
    there.then(|| KafkaEventData::new("perhaps"))
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-enqueued", delivery = enqueued)]
async fn enqueues_or_fails(text: &str) -> Result<[String; 1], AppError> {
    Ok([format!("parsed {}", text.parse::<u8>()?)])
}

#[tokio::test]
async fn with_delivery_enqueued_a_call_returns_how_many_are_in_the_queue() {
    let topic = topic("returns-enqueued", 1);

    let one: Result<Enqueued, Error> = enqueues_one().await;
    let many: Result<Enqueued, Error> = enqueues_many(3);
    let none: Result<Enqueued, Error> = enqueues_many(0);
    let perhaps: Result<Option<Enqueued>, Error> = enqueues_perhaps(true).await;
    let parsed: Result<Enqueued, CallError<AppError>> = enqueues_or_fails("7").await;

    assert_eq!(one.unwrap().len(), 1);
    assert_eq!(many.unwrap().len(), 3);
    assert!(none.unwrap().is_empty());
    assert_eq!(perhaps.unwrap().map(|enqueued| enqueued.len()), Some(1));
    assert!(enqueues_perhaps(false).await.unwrap().is_none());
    assert_eq!(parsed.unwrap().len(), 1);
    assert!(matches!(enqueues_or_fails("x").await, Err(CallError::Function(AppError(_)))));
    assert_eq!(topic.texts_before_a_mark(), ["one", "0", "1", "2", "perhaps", "parsed 7"]);
}

#[kafka_output(
    broker_list = "%KAFKA_BROKERS%",
    topic = "returns-unacknowledged",
    delivery = enqueued,
    acks = none
)]
async fn enqueues_without_acks() -> [&'static str; 2] {
    ["one", "two"]
}

#[tokio::test]
async fn without_acknowledgements_records_arrive_all_the_same() {
    let topic = topic("returns-unacknowledged", 1);

    assert_eq!(enqueues_without_acks().await.unwrap().len(), 2);

    assert_eq!(topic.texts(), ["one", "two"]);
}
