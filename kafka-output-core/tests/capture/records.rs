//! What is captured is what would have been sent.

use std::time::{Duration, UNIX_EPOCH};

use kafka_output_core::{ErrorKind, HeaderValue, KafkaEventData};

use super::*;

#[tokio::test]
async fn a_record_has_its_options_and_its_own_parts() {
    let capture = capture();
    let event = placed(7)
        .header("trace", HeaderValue::NULL)
        .header("source", b"\xff")
        .header("empty", "")
        .partition(2)
        .timestamp(UNIX_EPOCH + Duration::from_millis(1_700_000_000_123));
    let delivery = capture.run(order_placed(event)).await.unwrap();
    assert_eq!((delivery.topic(), delivery.partition(), delivery.offset()), ("orders", 2, 0));
    assert_eq!(delivery.timestamp(), Some(UNIX_EPOCH + Duration::from_millis(1_700_000_000_123)));
    let published = capture
        .published_on("orders")
        .times(1)
        .key("c-42")
        .json(order(7))
        .json(serde_json::json!({"customer": "c-42", "id": 7}))
        .value(r#"{"id":7,"customer":"c-42"}"#)
        .header("source", "checkout")
        .header("source", b"\xff")
        .header("trace", HeaderValue::NULL)
        .no_header("absent")
        .headers(&[
            ("source", HeaderValue::from("checkout")),
            ("stage", "test".into()),
            ("trace", HeaderValue::NULL),
            ("source", b"\xff".into()),
            ("empty", "".into()),
        ])
        .partition(2)
        .timestamp_millis(1_700_000_000_123)
        .timestamp(UNIX_EPOCH + Duration::from_millis(1_700_000_000_123));
    assert_eq!(published.record().key_text(), Some("c-42"));
}

#[tokio::test]
async fn many_come_in_order_with_an_offset_of_their_partition() {
    let capture = capture();
    let events = vec![
        placed(0),
        placed(1).partition(1),
        placed(2),
        KafkaEventData::tombstone("gone"),
        placed(4).topic("late"),
    ];
    let deliveries = capture.run(orders_placed(events)).await.unwrap();
    let places: Vec<_> = deliveries
        .iter()
        .map(|delivery| (delivery.topic(), delivery.partition(), delivery.offset()))
        .collect();
    assert_eq!(
        places,
        [("orders", 0, 0), ("orders", 1, 0), ("orders", 0, 1), ("orders", 0, 2), ("late", 0, 0)]
    );
    let published = capture.published_on("orders").times(4);
    published.nth(1).json(order(1)).partition(1).nth(3).tombstone().key("gone");
    capture.published_on("late").json(order(4));
    assert_eq!(capture.records_on("orders").len(), 4);
    assert_eq!(capture.records().len(), 5);
    let enqueued = capture.run(orders_enqueued(vec![placed(5), placed(6)])).await.unwrap();
    assert_eq!(enqueued.len(), 2);
    capture.published_on("orders").times(6);
    assert!(capture.run(orders_placed(Vec::new())).await.unwrap().is_empty());
}

#[test]
fn a_plain_function_needs_no_runtime_and_two_outputs_share_a_capture() {
    let capture = capture();
    let before = std::time::SystemTime::now() - Duration::from_millis(1);
    let both = capture.run_blocking(|| (order_placed_plainly(placed(1)), audited("seen")));
    let (order, audit) = (both.0.unwrap(), both.1.unwrap());
    assert_eq!((order.topic(), audit.topic(), audit.offset()), ("orders", "audit", 0));
    assert!(order.timestamp().unwrap() >= before);
    capture.published_on("orders").times(1);
    capture.published_on("audit").value("seen").no_key().no_headers();
}

#[tokio::test]
async fn a_record_that_is_too_large_fails_as_it_would_in_production() {
    let capture = capture().setting("MAX", "2000");
    let large = |size| KafkaEventData::new(Order { id: 1, customer: "x".repeat(size) });
    let error = capture.run(order_placed(large(2_000))).await.unwrap_err();
    assert_eq!((error.kind(), error.topic()), (ErrorKind::TooLarge, Some("orders")));
    let text = error.to_string();
    assert!(
        text.starts_with("output `order_placed`: the record is too large for topic `orders`: 20"),
        "{text}"
    );
    assert!(text.contains("`max_message_bytes` is 2000; send less"), "{text}");
    capture.published_on("orders").none();
    capture.run(order_placed(large(1_800))).await.unwrap();
    let error = capture.run(orders_placed(vec![placed(0), large(3_000), placed(2)])).await.unwrap_err();
    assert_eq!(error.outcomes().iter().map(Result::is_ok).collect::<Vec<_>>(), [true, false, true]);
    capture.published_on("orders").times(3).nth(2).json(order(2));
}

#[tokio::test]
async fn what_an_event_cannot_be_is_refused_here_too() {
    let capture = capture();
    for event in [placed(1).partition(-1), placed(1).timestamp_millis(0), placed(1).topic("no topic!")] {
        assert!(capture.run(order_placed(event)).await.is_err());
    }
    assert!(capture.records().is_empty());
}
