//! All records of a call are written first, then enqueued in the order of the fields, then awaited together.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use kafka_output::{Delivery, KafkaOutputs, kafka_connection, kafka_output};
use serde::{Serialize, Serializer};

use super::Shop;
use crate::support::runtime::{runtime, topic};

/// A queue of two records.
#[kafka_connection(
    broker_list = "%KAFKA_BROKERS%",
    client_id = "outputs-small",
    properties = { "queue.buffering.max.messages" = "2" },
)]
struct Small;

#[derive(KafkaOutputs)]
struct Ordered {
    #[kafka_output(connection = Small, topic = "outputs-ordered")]
    many: Vec<String>,
    #[kafka_output(connection = Small, topic = "outputs-ordered")]
    one: String,
    #[kafka_output(connection = Small, topic = "outputs-ordered")]
    more: Vec<String>,
}

#[kafka_output]
async fn send_in_order(call: u32) -> Ordered {
    let numbered = |from: u32| (from..from + 20).map(|number| format!("{call}: {number}")).collect();
    Ordered { many: numbered(0), one: format!("{call}: 20"), more: numbered(21) }
}

#[tokio::test]
async fn records_keep_the_order_of_the_fields_though_the_queue_is_full() {
    let topic = topic("outputs-ordered", 1);

    // The first call resolves its outputs, which the second finds resolved.
    for call in 0..2 {
        let deliveries = send_in_order(call).await.unwrap();
        let first = i64::from(call) * 41;
        assert!(deliveries.iter().map(Delivery::offset).eq(first..first + 41));
    }

    let expected = (0..2).flat_map(|call| (0..41).map(move |number| format!("{call}: {number}")));
    assert_eq!(topic.texts::<82>().to_vec(), expected.collect::<Vec<_>>());
}

/// A queue of one kilobyte.
#[kafka_connection(
    broker_list = "%KAFKA_BROKERS%",
    client_id = "outputs-narrow",
    properties = { "queue.buffering.max.kbytes" = "1" },
)]
struct Narrow;

#[derive(KafkaOutputs)]
struct LargeAndSmall {
    #[kafka_output(connection = Narrow, topic = "outputs-narrow")]
    large: Vec<String>,
    #[kafka_output(connection = Narrow, topic = "outputs-narrow")]
    small: &'static str,
}

#[kafka_output]
async fn send_large_and_small() -> LargeAndSmall {
    LargeAndSmall { large: ["a", "b", "c"].map(|letter| letter.repeat(700)).to_vec(), small: "small" }
}

#[tokio::test]
async fn a_small_record_does_not_overtake_a_large_one_for_which_the_queue_has_no_space() {
    let topic = topic("outputs-narrow", 1);

    for call in 0..2 {
        let deliveries = send_large_and_small().await.unwrap();
        assert!(deliveries.iter().map(Delivery::offset).eq(call * 4..call * 4 + 4), "{deliveries:?}");
    }

    assert_eq!(topic.texts::<8>().map(|text| text.len()), [700, 700, 700, 5, 700, 700, 700, 5]);
}

/// A value whose writing panics.
struct Panics(bool);

impl Serialize for Panics {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        assert!(!self.0, "it panics");
        serializer.serialize_str("written")
    }
}

#[derive(KafkaOutputs)]
struct Panicking {
    #[kafka_output(connection = Shop, topic = "outputs-panicking")]
    first: String,
    #[kafka_output(connection = Shop, topic = "outputs-panicking")]
    second: Panics,
}

#[kafka_output]
fn send_panicking(panics: bool) -> Panicking {
    Panicking { first: "first".to_owned(), second: Panics(panics) }
}

#[test]
fn a_panic_while_a_later_field_is_written_sends_nothing() {
    let topic = topic("outputs-panicking", 1);

    assert_eq!(send_panicking(false).unwrap().len(), 2);
    assert!(catch_unwind(AssertUnwindSafe(|| send_panicking(true))).is_err());

    assert_eq!(topic.texts_before_a_mark(), ["first", r#""written""#]);
}

#[derive(KafkaOutputs)]
struct Dropped {
    #[kafka_output(connection = Shop, topic = "outputs-dropped")]
    first: String,
    #[kafka_output(connection = Shop, topic = "outputs-dropped")]
    second: Vec<String>,
}

#[kafka_output]
async fn send_dropped(text: &str) -> Dropped {
    Dropped { first: text.to_owned(), second: vec![text.to_owned(), text.to_owned()] }
}

#[tokio::test]
async fn of_a_dropped_future_what_is_enqueued_is_still_delivered() {
    let topic = topic("outputs-dropped", 1);
    send_dropped("before").await.unwrap();

    drop(send_dropped("never begun"));
    {
        let mut future = pin!(send_dropped("dropped"));
        let first = future.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        assert!(matches!(first, Poll::Pending), "no broker answers at once");
    }

    let expected = ["before", "before", "before", "dropped", "dropped", "dropped"];
    assert_eq!(topic.texts::<6>(), expected);
}

/// Nobody, and a queue of two records.
#[kafka_connection(
    broker_list = "127.0.0.1:1",
    message_timeout_ms = 4500,
    properties = { "queue.buffering.max.messages" = "2" },
)]
struct Nobody;

#[derive(KafkaOutputs)]
struct Crowded {
    #[kafka_output(connection = Nobody, topic = "outputs-crowded")]
    many: [&'static str; 3],
    #[kafka_output(connection = Nobody, topic = "outputs-crowded")]
    one: &'static str,
}

#[kafka_output]
async fn send_crowded() -> Crowded {
    Crowded { many: ["1", "2", "3"], one: "4" }
}

#[tokio::test]
async fn who_stood_behind_others_has_no_more_time_than_the_call() {
    runtime();
    let called = Instant::now();
    let error = send_crowded().await.unwrap_err();
    // It has its place when the first of the others are given up, after 3.5 s or more, and librdkafka would begin to count then.
    assert!(called.elapsed() < Duration::from_millis(5_500), "{:?}", called.elapsed());
    assert_eq!((error.outcomes().len(), error.is_retriable()), (4, true), "{error}");
    assert!(error.outcomes().iter().all(Result::is_err), "{error}");
}
