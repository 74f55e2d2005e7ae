//! Events that the broker refuses: its own words, and whose fault it is.

use std::time::{Duration, SystemTime};

use kafka_output::{Error, ErrorKind, kafka_output};

use super::{Event, event};
use crate::support::runtime::{failure_of, topic_with};

/// The broker's words for a record without a key in a compacted topic, up to which partition.
const KEYLESS: &str = "Compacted topic cannot accept message without key in topic partition";

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "events-refused")]
async fn refused_by_the_broker(events: Vec<Event>) -> Vec<Event> {
    events
}

#[tokio::test]
async fn what_the_broker_refuses_fails_by_its_own_words_and_other_partitions_are_unharmed() {
    let topic = topic_with("events-refused", 3, &[("cleanup.policy", "compact")]);
    let in_a_week = SystemTime::now() + Duration::from_hours(24 * 7);
    let batch = vec![
        event("good").key("a").partition(0),
        event("too early").key("b").partition(1).timestamp(in_a_week),
        event("keyless in a compacted topic").partition(2),
        event("good too").key("c").partition(0),
    ];

    let error = refused_by_the_broker(batch).await.unwrap_err();

    let [Ok(first), Err(early), Err(keyless), Ok(last)] = error.outcomes() else { panic!("{error:?}") };
    assert_eq!((first.offset(), last.offset()), (0, 1));
    for (record, words) in [
        (early, "(Timestamp "),
        (early, " of message with offset 0 is out of range. The timestamp should be within ["),
        (keyless, &format!("({KEYLESS} events-refused-2)")),
    ] {
        assert_eq!((record.kind(), record.is_retriable()), (ErrorKind::Broker, false), "{record}");
        let text = record.to_string();
        assert!(text.contains("events-refused") && text.contains(words), "{words}: {text}");
    }
    assert_eq!(topic.texts(), ["good", "good too"]);
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "events-refused-unattended", delivery = enqueued)]
async fn refused_unattended(event: Event) -> Event {
    event
}

#[tokio::test]
async fn the_brokers_words_are_told_of_a_record_nobody_waits_for() {
    let _topic = topic_with("events-refused-unattended", 1, &[("cleanup.policy", "compact")]);

    refused_unattended(event("keyless")).await.unwrap();

    let text = failure_of("refused_unattended").to_string();
    assert!(text.contains(&format!("({KEYLESS} events-refused-unattended-0)")), "{text}");
}

/// So many records at once that they linger, and so share a request.
const RECORDS: usize = 5_000;

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "events-refused-for-others", linger_ms = 500)]
async fn refused_for_others(events: Vec<Event>) -> Vec<Event> {
    events
}

/// Sends a batch in which these records have no key, as a compacted topic asks for.
async fn send_without_keys(culprits: &[usize]) -> Error {
    let keyed = |index: usize| event("x").key(index.to_string());
    let event = |index| if culprits.contains(&index) { event("keyless") } else { keyed(index) };
    refused_for_others((0..RECORDS).map(event).collect()).await.unwrap_err()
}

#[tokio::test]
async fn who_shares_a_request_with_a_record_that_is_refused_may_try_again() {
    let _topic = topic_with("events-refused-for-others", 1, &[("cleanup.policy", "compact")]);
    // librdkafka gives codes of its own where there are several, and the batch's to all where there is one.
    for culprits in [&[700][..], &[700, 4_000]] {
        let error = send_without_keys(culprits).await;

        assert_eq!((error.outcomes().len(), error.is_retriable()), (RECORDS, false));
        for (index, outcome) in error.outcomes().iter().enumerate() {
            let Err(record) = outcome else { panic!("record {index} was not in the others' request") };
            let text = record.to_string();
            assert_eq!(record.is_retriable(), !culprits.contains(&index), "record {index}: {text}");
            let words = if record.is_retriable() { "refused another record of the batch" } else { KEYLESS };
            assert!(text.contains(words) && !text.contains("Failed to append"), "record {index}: {text}");
        }
    }
}
