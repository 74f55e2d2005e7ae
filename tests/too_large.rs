//! Records larger than their topic allows, by themselves or together with others: what the broker refuses.
#![allow(clippy::unwrap_used, reason = "a panic is how a test reports")]

use std::time::Duration;

use kafka_output::{ErrorKind, KafkaEventData, kafka_output};

use crate::delivery::start;
use crate::support::consume::{ReadRecord, read_all};

/// The timestamp of a record of this size, long ago.
fn sent_at(size: usize) -> i64 {
    1_600_000_000_000 + i64::try_from(size).unwrap()
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "delivery-refused", key_format = string)]
async fn to_a_strict_topic(sizes: &[usize]) -> Vec<KafkaEventData<Vec<u8>>> {
    let event = |size: &usize| {
        let event = KafkaEventData::new(vec![b'x'; *size]).key("k").header("size", size.to_string());
        event.timestamp_millis(sent_at(*size))
    };
    sizes.iter().map(event).collect()
}

#[tokio::test]
async fn a_record_too_large_for_the_topic_alone_harms_no_other() {
    let broker = start();
    broker.create_topic_with("delivery-refused", 1, &[("max.message.bytes", "2000")]);
    // The broker refuses the whole request, which all five are in.
    let error = to_a_strict_topic(&[10, 5000, 20, 6000, 30]).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge, "{error}");
    assert!(error.to_string().contains("2 of 5 records failed; the first, record 1"), "{error}");
    let acknowledged: Vec<bool> = error.outcomes().iter().map(Result::is_ok).collect();
    assert_eq!(acknowledged, [true, false, true, false, true]);
    let read = read_all(broker.bootstrap(), "delivery-refused", 3);
    assert_eq!(
        read.iter().map(|record| record.value.as_ref().unwrap().len()).collect::<Vec<_>>(),
        [10, 20, 30]
    );
    assert!(read.iter().all(|record| record.key_text() == Some("k") && record.headers.len() == 1));
    let times: Vec<_> = read.iter().map(|record| record.timestamp_ms).collect();
    assert_eq!(times, [sent_at(10), sent_at(20), sent_at(30)], "the events' own, also at their second try");
    // Many that are too large together, each small enough by itself.
    let many = to_a_strict_topic(&[300; 40]).await.unwrap();
    assert_eq!(many.len(), 40);
    assert_eq!(read_all(broker.bootstrap(), "delivery-refused", 43).len(), 43);
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "too-large-traffic")]
async fn in_traffic(size: usize) -> Vec<u8> {
    vec![b'x'; size]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_steady_traffic_only_what_is_too_large_by_itself_fails() {
    const CALLERS: usize = 8;
    const CALLS: usize = 25;
    let broker = start();
    // One record fits, two in one request do not.
    broker.create_topic_with("too-large-traffic", 1, &[("max.message.bytes", "100000")]);
    let callers: Vec<_> = (0..CALLERS)
        .map(|_| {
            tokio::spawn(async {
                for _ in 0..CALLS {
                    in_traffic(60_000).await.unwrap();
                }
            })
        })
        .collect();
    let caller_of_large = tokio::spawn(async {
        for _ in 0..CALLS {
            let error = in_traffic(120_000).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::TooLarge, "{error}");
            assert!(error.to_string().contains("also sent alone"), "{error}");
        }
    });
    for caller in callers.into_iter().chain([caller_of_large]) {
        tokio::time::timeout(Duration::from_mins(1), caller).await.expect("none waits for ever").unwrap();
    }
    assert_eq!(read_all(broker.bootstrap(), "too-large-traffic", CALLERS * CALLS).len(), CALLERS * CALLS);
}

#[kafka_output(
    broker_list = "%KAFKA_BROKERS%",
    topic = "too-large-in-order",
    enable_idempotence = true,
    batch_size = 10
)]
async fn in_order(sizes: &[usize]) -> Vec<String> {
    sizes.iter().enumerate().map(|(number, &size)| format!("{number:0size$}")).collect()
}

#[tokio::test]
async fn where_the_order_is_promised_what_was_refused_does_not_follow_what_came_behind_it() {
    let broker = start();
    broker.create_topic_with("too-large-in-order", 1, &[("max.message.bytes", "4000")]);
    let mut sizes = [100; 200];
    sizes[5] = 5_000;

    let error = in_order(&sizes).await.unwrap_err();

    assert_eq!(error.kind(), ErrorKind::TooLarge, "{error}");
    let text = error.to_string();
    for part in ["`too-large-in-order`", "`enable_idempotence`", "lower `max_message_bytes`, here 1000000"] {
        assert!(text.contains(part), "{part} in {text}");
    }
    let acknowledged: Vec<usize> =
        (0..sizes.len()).filter(|number| error.outcomes()[*number].is_ok()).collect();
    assert!(acknowledged.len() >= 190 && !acknowledged.contains(&5), "{acknowledged:?}");
    let read = read_all(broker.bootstrap(), "too-large-in-order", acknowledged.len());
    let number = |record: &ReadRecord| record.value_text().unwrap().parse().unwrap();
    assert_eq!(read.iter().map(number).collect::<Vec<usize>>(), acknowledged, "each once, and in order");
}
