//! What becomes of records: all at once, too many for the queue, larger than the output allows, to nobody, from callers who left.
#![allow(clippy::unwrap_used, reason = "a panic is how a test reports")]

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use kafka_output::{CallError, Error, ErrorKind, KafkaEventData, kafka_output};

use crate::support::broker::Broker;
use crate::support::consume::{ReadRecord, read_all};
use crate::support::runtime::runtime;

/// The shared broker, with the runtime started on it.
pub(crate) fn start() -> &'static Broker {
    runtime();
    Broker::shared()
}

fn created(topic: &str, partitions: i32) -> &'static Broker {
    let broker = start();
    broker.create_topic(topic, partitions);
    broker
}

/// The numbers each partition holds, in the order they stand there.
fn numbers(records: &[ReadRecord]) -> BTreeMap<i32, Vec<u32>> {
    let mut sorted: Vec<&ReadRecord> = records.iter().collect();
    sorted.sort_by_key(|record| (record.partition, record.offset));
    let mut numbers: BTreeMap<i32, Vec<u32>> = BTreeMap::new();
    for record in sorted {
        numbers.entry(record.partition).or_default().push(record.value_text().unwrap().parse().unwrap());
    }
    numbers
}

#[kafka_output(
    broker_list = "%KAFKA_BROKERS%",
    topic = "delivery-many",
    properties = { "queue.buffering.max.messages" = "10000" },
)]
async fn far_more_than_the_queue_takes(count: u32) -> impl Iterator<Item = KafkaEventData<String>> {
    (0..count).map(|number| KafkaEventData::new(number.to_string()).key((number % 7).to_string()))
}

#[tokio::test]
async fn two_hundred_thousand_records_go_through_a_queue_of_ten_thousand_in_order() {
    const COUNT: u32 = 200_000;
    let broker = created("delivery-many", 4);

    let deliveries = far_more_than_the_queue_takes(COUNT).await.unwrap();

    assert_eq!(deliveries.len(), COUNT as usize);
    let records = read_all(broker.bootstrap(), "delivery-many", COUNT as usize);
    assert_eq!(records.len(), COUNT as usize);
    let partitions = numbers(&records);
    assert!(partitions.values().all(|numbers| numbers.is_sorted()), "the order within a partition is kept");
    let mut all: Vec<u32> = partitions.into_values().flatten().collect();
    all.sort_unstable();
    assert!(all.into_iter().eq(0..COUNT));
    // Each delivery says where its own record is.
    let at: BTreeMap<(i32, i64), &ReadRecord> =
        records.iter().map(|record| ((record.partition, record.offset), record)).collect();
    for (number, delivery) in deliveries.iter().enumerate() {
        let record = at[&(delivery.partition(), delivery.offset())];
        assert_eq!(record.value_text(), Some(number.to_string().as_str()));
    }
}

#[kafka_output(
    broker_list = "%KAFKA_BROKERS%",
    topic = "delivery-neighbours",
    properties = { "queue.buffering.max.messages" = "500" },
)]
async fn neighbour(records: Vec<String>) -> Vec<String> {
    records
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_queue_makes_calls_wait_and_fails_none() {
    let broker = created("delivery-neighbours", 1);
    let calls: Vec<_> = (0..50)
        .map(|call| tokio::spawn(neighbour((0..400).map(|n| (call * 400 + n).to_string()).collect())))
        .collect();
    for call in calls {
        assert_eq!(call.await.unwrap().unwrap().len(), 400);
    }
    let records = read_all(broker.bootstrap(), "delivery-neighbours", 20_000);
    let mut all: Vec<u32> = numbers(&records).into_values().flatten().collect();
    // Calls interleave; within each, the order is its own.
    for call in 0..50 {
        let own: Vec<u32> = all.iter().copied().filter(|number| number / 400 == call).collect();
        assert!(own.is_sorted() && own.len() == 400);
    }
    all.sort_unstable();
    assert!(all.into_iter().eq(0..20_000));
}

#[kafka_output(broker_list = "127.0.0.1:1,127.0.0.1:2", topic = "delivery-nobody", message_timeout_ms = 1500)]
async fn to_nobody() -> Vec<String> {
    vec!["lost".to_owned(), "lost too".to_owned()]
}

#[kafka_output(broker_list = "127.0.0.1:1,127.0.0.1:2", topic = "delivery-nobody", message_timeout_ms = 4000)]
async fn to_nobody_with_patience() -> Vec<String> {
    vec!["lost".to_owned(), "lost too".to_owned()]
}

#[tokio::test]
async fn with_the_brokers_dead_a_call_fails_in_time_and_names_them() {
    start();
    let called = Instant::now();
    let error = to_nobody().await.unwrap_err();
    // Short times are kept by the delivery thread, which looks ten times a second; longer ones by librdkafka.
    assert!(called.elapsed() < Duration::from_millis(1_650), "{:?}", called.elapsed());
    say_all_that_is_known(&error, "to_nobody", "1500 ms");

    let called = Instant::now();
    let error = to_nobody_with_patience().await.unwrap_err();
    assert!(called.elapsed() < Duration::from_secs(4), "{:?}", called.elapsed());
    say_all_that_is_known(&error, "to_nobody_with_patience", "4000 ms");
}

fn say_all_that_is_known(error: &Error, output: &str, time: &str) {
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(error.is_retriable());
    assert_eq!((error.output(), error.topic()), (Some(output), Some("delivery-nobody")));
    let text = error.to_string();
    for part in [output, "127.0.0.1:1,127.0.0.1:2", "delivery-nobody", time, "refused"] {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert_eq!(error.outcomes().len(), 2);
    let timed_out = |error: &kafka_output::RecordError| error.kind() == ErrorKind::Timeout;
    assert!(error.outcomes().iter().all(|outcome| outcome.as_ref().is_err_and(timed_out)));
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "delivery-unknown")]
async fn to_an_unknown_topic() -> &'static str {
    "lost"
}

#[tokio::test]
async fn an_unknown_topic_is_an_error_that_names_it() {
    let broker = start();
    let called = Instant::now();
    let error = to_an_unknown_topic().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::UnknownTopic);
    assert!(error.to_string().contains("`delivery-unknown` does not exist"), "{error}");
    assert!(error.to_string().contains(broker.bootstrap()), "{error}");
    assert!(called.elapsed() < Duration::from_secs(20));
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "delivery-large", max_message_bytes = "2kB")]
async fn of_sizes(sizes: &[usize]) -> Vec<Vec<u8>> {
    sizes.iter().map(|size| vec![b'x'; *size]).collect()
}

#[tokio::test]
async fn a_record_too_large_harms_no_other() {
    let broker = created("delivery-large", 1);
    let error = of_sizes(&[10, 5000, 20, 6000, 30]).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge);
    assert!(!error.is_retriable());
    for part in ["2 of 5", "record 1", "5000 bytes", "2000", "delivery-large"] {
        assert!(error.to_string().contains(part), "{part} in {error}");
    }
    let outcomes: Vec<_> = error
        .outcomes()
        .iter()
        .map(|outcome| outcome.as_ref().map_or(-1, kafka_output::Delivery::offset))
        .collect();
    assert_eq!(outcomes, [0, -1, 1, -1, 2]);
    let sizes: Vec<_> = read_all(broker.bootstrap(), "delivery-large", 3)
        .iter()
        .map(|r| r.value.as_ref().unwrap().len())
        .collect();
    assert_eq!(sizes, [10, 20, 30]);
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "delivery-left")]
async fn and_leave(records: u32) -> Vec<String> {
    (0..records).map(|number| number.to_string()).collect()
}

#[tokio::test]
async fn what_a_dropped_future_enqueued_is_delivered() {
    let broker = created("delivery-left", 1);
    and_leave(1).await.unwrap();
    let mut call = Box::pin(and_leave(1000));
    // Polled once, so everything is enqueued; then its caller loses interest.
    assert!(
        std::future::poll_fn(|context| std::task::Poll::Ready(call.as_mut().poll(context).is_pending()))
            .await
    );
    drop(call);
    assert_eq!(read_all(broker.bootstrap(), "delivery-left", 1001).len(), 1001);
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "delivery-enqueued", delivery = enqueued)]
async fn only_enqueue(records: u32) -> Vec<String> {
    (0..records).map(|number| number.to_string()).collect()
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "delivery-enqueued", delivery = enqueued, acks = none)]
fn without_acks() -> &'static str {
    "4711"
}

#[tokio::test]
async fn enqueued_calls_return_at_once_and_their_records_arrive() {
    let broker = created("delivery-enqueued", 1);
    assert_eq!(only_enqueue(100).await.unwrap().len(), 100);
    assert!(only_enqueue(0).await.unwrap().is_empty());
    assert_eq!(without_acks().unwrap().len(), 1);
    assert_eq!(read_all(broker.bootstrap(), "delivery-enqueued", 101).len(), 101);
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "delivery-panic")]
async fn panics(items: Vec<u32>) -> impl Iterator<Item = String> {
    items.into_iter().map(|item| if item == 2 { panic!("two") } else { item.to_string() })
}

#[tokio::test]
async fn a_panic_in_a_lazy_iterator_sends_nothing() {
    let broker = created("delivery-panic", 1);
    assert!(tokio::spawn(panics(vec![1, 2, 3])).await.unwrap_err().is_panic());
    panics(vec![7]).await.unwrap();
    let records = read_all(broker.bootstrap(), "delivery-panic", 1);
    assert_eq!(records.iter().map(|record| record.value_text().unwrap()).collect::<Vec<_>>(), ["7"]);
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "delivery-fallible")]
async fn fallible(ok: bool) -> Result<String, std::fmt::Error> {
    if ok { Ok("sent".to_owned()) } else { Err(std::fmt::Error) }
}

#[tokio::test]
async fn the_functions_own_error_comes_back_and_sends_nothing() {
    let broker = created("delivery-fallible", 1);
    assert!(matches!(fallible(false).await, Err(CallError::Function(std::fmt::Error))));
    assert_eq!(fallible(true).await.unwrap().offset(), 0);
    assert_eq!(read_all(broker.bootstrap(), "delivery-fallible", 1).len(), 1);
}
