//! Kafka 0.10: what it takes, and what is refused before it is sent there.

use std::time::{Duration, Instant};

use kafka_output::{Deliveries, Error, ErrorKind, KafkaEventData, kafka_output};

use crate::support::consume::read_all;
use crate::world::{runtime, world};

#[kafka_output(broker_list = "%OLDEST%", topic = "old-plain")]
async fn plain(values: Vec<String>) -> Vec<String> {
    values
}

#[kafka_output(broker_list = "%OLDEST%", topic = "old-plain")]
async fn with_key(value: &str) -> KafkaEventData<String> {
    KafkaEventData::new(value.to_owned()).key("c-42").timestamp_millis(1_500_000_000_123)
}

macro_rules! compressed {
    ($($function:ident = $codec:ident),*) => {$(
        #[kafka_output(broker_list = "%OLDEST%", topic = "old-compressed", compression_type = $codec)]
        async fn $function() -> Vec<String> {
            vec![stringify!($codec).repeat(500); 3]
        }
    )*};
}
compressed!(by_gzip = gzip, by_snappy = snappy, by_lz4 = lz4);

#[kafka_output(broker_list = "%OLDEST%", topic = "old-refused", headers = { "source" = "shop" })]
async fn with_the_options_headers() -> &'static str {
    "with headers"
}

#[kafka_output(
    broker_list = "%OLDEST%",
    topic = "old-refused",
    headers = { "source" = "shop" },
    properties = { "api.version.request" = "false" },
)]
async fn without_asking_for_versions() -> &'static str {
    "without asking"
}

#[kafka_output(broker_list = "%OLDEST%", topic = "old-refused")]
async fn with_own_headers(header: bool) -> Vec<KafkaEventData<String>> {
    let event = KafkaEventData::new("own".to_owned());
    vec![KafkaEventData::new("first".to_owned()), if header { event.header("source", "shop") } else { event }]
}

#[kafka_output(broker_list = "%OLDEST%", topic = "old-refused", enable_idempotence = true)]
async fn idempotent() -> &'static str {
    "idempotent"
}

#[kafka_output(broker_list = "%OLDEST%", topic = "old-refused", compression_type = zstd)]
async fn by_zstd() -> Vec<String> {
    vec!["zstd".repeat(500); 3]
}

/// A cluster whose brokers are of two ages: the one in `broker_list` is today's, and sends us to the oldest.
#[kafka_output(broker_list = "%MIXED%", topic = "mixed")]
async fn to_a_mixed_cluster(header: bool) -> KafkaEventData<String> {
    let event = KafkaEventData::new("mixed".to_owned());
    if header { event.header("source", "shop") } else { event }
}

fn assert_refused(error: &Error, output: &str, parts: &[&str]) {
    println!("{error}");
    assert_eq!((error.kind(), error.is_retriable()), (ErrorKind::Broker, false), "{error}");
    let text = format!("{error} {:?}", error.outcomes());
    for part in [output, "`old-refused`", world().oldest.bootstrap(), "was not sent"].iter().chain(parts) {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[tokio::test]
async fn plain_records_keys_timestamps_and_codecs_arrive() {
    runtime();
    let oldest = &world().oldest;
    oldest.create_topic("old-plain");
    oldest.create_topic("old-compressed");

    plain(vec!["one".to_owned(), "two".to_owned()]).await.unwrap();
    let delivery = with_key("three").await.unwrap();
    assert_eq!(delivery.offset(), 2);
    // Kafka's own consumer of that release.
    let lines = oldest.consume("old-plain", 3);
    let lines: Vec<Vec<&str>> = lines.lines().map(|line| line.split('\t').collect()).collect();
    let records: Vec<_> = lines.iter().map(|line| (line[1], line[2])).collect();
    assert_eq!(records, [("null", "one"), ("null", "two"), ("c-42", "three")]);
    assert_eq!(lines[2][0], "CreateTime:1500000000123");

    for sent in [by_gzip().await, by_snappy().await, by_lz4().await] {
        assert_eq!(sent.unwrap().len(), 3);
    }
    let values: Vec<_> = read_all(oldest.bootstrap(), "old-compressed", 9)
        .into_iter()
        .map(|record| String::from_utf8(record.value.unwrap()).unwrap())
        .collect();
    let expected: Vec<_> =
        ["gzip", "snappy", "lz4"].iter().flat_map(|codec| vec![codec.repeat(500); 3]).collect();
    assert_eq!(values, expected);
}

#[tokio::test]
async fn what_it_cannot_take_is_refused_before_it_is_sent() {
    runtime();
    let oldest = &world().oldest;
    oldest.create_topic("old-refused");
    let release = "are of Kafka 0.10, and";

    let called = Instant::now();
    // Twice: the first time nothing is known of the brokers yet.
    for _ in 0..2 {
        let error = with_the_options_headers().await.unwrap_err();
        assert_refused(
            &error,
            "with_the_options_headers",
            &[release, "headers came with 0.11; leave out the option `headers`"],
        );
    }
    let error = without_asking_for_versions().await.unwrap_err();
    assert_refused(&error, "without_asking_for_versions", &[release, "headers came with 0.11"]);
    for _ in 0..2 {
        let error = idempotent().await.unwrap_err();
        assert_refused(
            &error,
            "idempotent",
            &[release, "idempotent producers came with 0.11; leave out `enable_idempotence`"],
        );
        let error = by_zstd().await.unwrap_err();
        assert_refused(
            &error,
            "by_zstd",
            &[release, "`compression_type = zstd` came with 2.1; write `gzip`"],
        );
    }
    assert!(called.elapsed() < Duration::from_secs(20), "none waits for `message_timeout_ms`");

    // Of a batch those are sent that can be.
    let error = with_own_headers(true).await.unwrap_err();
    assert_refused(&error, "with_own_headers", &[release, "the headers of the event"]);
    assert!(error.outcomes()[0].is_ok() && error.outcomes()[1].is_err(), "{:?}", error.outcomes());
    let sent: Deliveries = with_own_headers(false).await.unwrap();
    assert_eq!(sent.len(), 2);

    let records = read_all(oldest.bootstrap(), "old-refused", 3);
    let values: Vec<_> = records.iter().map(|record| record.value_text().unwrap()).collect();
    assert_eq!(values, ["first", "first", "own"], "nothing of what was refused");
}

#[tokio::test]
async fn a_header_that_one_old_broker_of_many_dropped_is_an_error() {
    runtime();
    let oldest = &world().oldest;
    oldest.create_topic("mixed");
    world().broker.create_topic("mixed", 1);

    // Nothing tells that the broker is old until it is reached, which is when it is sent the record.
    let error = to_a_mixed_cluster(true).await.unwrap_err();
    println!("{error}");
    assert_eq!((error.kind(), error.is_retriable()), (ErrorKind::Broker, false), "{error}");
    assert!(
        error.to_string().contains("stored the record for topic `mixed` without its headers; "),
        "{error}"
    );
    assert_eq!(read_all(oldest.bootstrap(), "mixed", 1).len(), 1);

    let error = to_a_mixed_cluster(true).await.unwrap_err();
    assert!(error.to_string().contains("`mixed` was not sent"), "{error}");
    to_a_mixed_cluster(false).await.unwrap();
    assert_eq!(read_all(oldest.bootstrap(), "mixed", 2).len(), 2);
}
