//! This library's own producer sends, by the road that generated code takes.

use std::time::{Duration, Instant};

use super::cluster;
use super::orders::{Event, Running, event, listener, order_placed, place, place_all, place_unconfirmed};
use crate::HeaderValue;
use crate::error::ErrorKind;
use crate::testing::BrokerError;

#[test]
fn every_part_of_a_record_arrives() {
    let cluster = cluster(&[("orders", 2), ("audit", 1)]);
    let running = Running::on(&cluster, &[]);
    let delivery = place(
        event("body")
            .key("c-42")
            .header("source", "own")
            .header("trace", HeaderValue::NULL)
            .header("empty", "")
            .header("source", b"\xff\x00")
            .partition(1)
            .timestamp_millis(1_700_000_000_123),
    )
    .expect("a delivery");
    assert_eq!((delivery.topic(), delivery.partition(), delivery.offset()), ("orders", 1, 0));
    // The mock cluster's acknowledgement, whatever the record says.
    assert_eq!(delivery.timestamp(), Some(std::time::UNIX_EPOCH + Duration::from_millis(1_234)));
    place(Event::tombstone("gone").partition(1)).expect("a delivery");
    place(event("").key("").partition(1)).expect("a delivery");
    let elsewhere = place(event("seen").topic("audit")).expect("a delivery");
    assert_eq!((elsewhere.topic(), elsewhere.partition(), elsewhere.offset()), ("audit", 0, 0));

    let orders = cluster.records("orders");
    let [full, tombstone, empty] = &orders[..] else { panic!("{orders:?}") };
    assert_eq!(
        (full.key_text(), full.value_text(), full.timestamp_millis()),
        (Some("c-42"), Some("body"), Some(1_700_000_000_123))
    );
    let null = HeaderValue::NULL;
    let headers: [(&str, HeaderValue); 5] = [
        ("source", "checkout".into()),
        ("source", "own".into()),
        ("trace", null),
        ("empty", "".into()),
        ("source", b"\xff\x00".into()),
    ];
    assert_eq!(full.headers(), headers.map(|(name, value)| (name.to_owned(), value)));
    assert_eq!((tombstone.key_text(), tombstone.value()), (Some("gone"), None));
    assert_eq!((empty.key(), empty.value()), (Some(&b""[..]), Some(&b""[..])));
    assert_eq!(cluster.records("audit")[0].value_text(), Some("seen"));
    let report = running.close();
    assert_eq!((report.delivered, report.failed, report.undelivered), (4, 0, 0));
    assert_eq!(place(event("late")).expect_err("no delivery").kind(), ErrorKind::Shutdown);
}

#[test]
fn a_batch_arrives_in_order_and_as_a_whole() {
    let cluster = cluster(&[("orders", 3)]);
    let running = Running::on(&cluster, &[]);
    let events = (0..5_000).map(|number| event(&number.to_string()).partition(number % 3)).collect();
    let deliveries = place_all(events).expect("deliveries");
    assert_eq!(deliveries.len(), 5_000);
    assert!((0..).zip(deliveries.iter()).all(|(number, delivery)| {
        delivery.partition() == number % 3 && delivery.offset() == i64::from(number / 3)
    }));
    let records = cluster.records("orders");
    assert_eq!(records.len(), 5_000);
    assert!(records.iter().all(|record| {
        record.value_text()
            == Some((record.offset() * 3 + i64::from(record.partition())).to_string().as_str())
    }));
    assert_eq!(running.close().delivered, 5_000);
}

#[test]
fn a_dead_broker_is_a_timeout_that_names_brokers_and_topic() {
    let cluster = cluster(&[("orders", 1)]);
    let running = Running::on(&cluster, &[("TIMEOUT", "1500")]);
    place(event("before")).expect("a delivery");
    cluster.broker_down();
    let started = Instant::now();
    let error = place(event("into the dark")).expect_err("no delivery");
    let took = started.elapsed();
    assert!(took > Duration::from_secs(1) && took < Duration::from_secs(4), "{took:?}");
    assert_eq!((error.kind(), error.is_retriable()), (ErrorKind::Timeout, true));
    assert_eq!((error.output(), error.topic()), (Some("order_placed"), Some("orders")));
    let text = error.to_string();
    assert!(
        text.contains("`orders`") && text.contains(&cluster.brokers()) && text.contains("1500 ms"),
        "{text}"
    );
    cluster.broker_up();
    // librdkafka waits up to ten seconds before it connects again.
    let again = std::iter::repeat_with(|| place(event("after"))).take(15).find_map(Result::ok);
    assert!(again.is_some(), "the brokers are back");
    assert!(running.close().failed >= 1);
}

#[test]
fn a_broker_that_was_never_there_is_a_timeout_too() {
    let cluster = cluster(&[]);
    cluster.broker_down();
    let running = Running::on(&cluster, &[("TIMEOUT", "1000")]);
    let error = place(event("x")).expect_err("no delivery");
    assert_eq!(error.kind(), ErrorKind::Timeout, "{error}");
    let text = error.to_string();
    assert!(text.contains("`orders`") && text.contains(&cluster.brokers()), "{text}");
    running.close();
}

#[test]
fn latency_is_felt_and_ends() {
    let cluster = cluster(&[("orders", 1)]);
    let running = Running::on(&cluster, &[]);
    place(event("warm")).expect("a delivery");
    cluster.latency(Duration::from_millis(400));
    let started = Instant::now();
    place(event("slow")).expect("a delivery");
    assert!(started.elapsed() >= Duration::from_millis(400), "{:?}", started.elapsed());
    cluster.latency(Duration::ZERO);
    let started = Instant::now();
    place(event("fast")).expect("a delivery");
    assert!(started.elapsed() < Duration::from_millis(300), "{:?}", started.elapsed());
    running.close();
}

#[test]
fn a_retriable_error_is_retried_and_fails_when_it_stays() {
    let cluster = cluster(&[("orders", 1)]);
    let running = Running::on(&cluster, &[]);
    cluster.fail_next(BrokerError::NotEnoughReplicas, 1);
    place(event("second attempt")).expect("a delivery");
    cluster.fail_next(BrokerError::NotEnoughReplicas, 3);
    let error = place(event("never")).expect_err("no delivery");
    assert_eq!((error.kind(), error.is_retriable()), (ErrorKind::Broker, true), "{error}");
    assert_eq!(cluster.records("orders").len(), 1);
    let report = running.close();
    assert_eq!((report.delivered, report.failed), (1, 1));
}

#[test]
fn a_permanent_error_fails_at_once() {
    let cluster = cluster(&[("orders", 1)]);
    let running = Running::on(&cluster, &[]);
    for (error, requests, kind) in [
        // A request too large is no verdict on a record: each of it is sent once more, alone.
        (BrokerError::MessageTooLarge, 2, ErrorKind::TooLarge),
        (BrokerError::InvalidRecord, 1, ErrorKind::Broker),
        // Last: from here on librdkafka refuses the topic by itself for a while.
        (BrokerError::TopicAuthorization, 1, ErrorKind::Authentication),
    ] {
        cluster.fail_next(error, requests);
        let failed = place(event("x")).expect_err("no delivery");
        assert_eq!((failed.kind(), failed.is_retriable()), (kind, false), "{error:?}: {failed}");
    }
    cluster.topic_error("orders", None);
    assert_eq!(cluster.records("orders"), []);
    running.close();
}

#[test]
fn a_topic_that_is_not_there_is_named() {
    let cluster = cluster(&[]);
    cluster.topic_error("orders", BrokerError::UnknownTopic);
    let running = Running::on(&cluster, &[("TIMEOUT", "30000"), ("PROPAGATION", "1000")]);
    let error = place(event("x")).expect_err("no delivery");
    assert_eq!(error.kind(), ErrorKind::UnknownTopic, "{error}");
    assert!(error.to_string().contains("topic `orders` does not exist"), "{error}");
    running.close();
}

#[test]
fn a_topic_that_is_not_listed_may_be_out_of_sight_and_one_that_a_broker_calls_unknown_is_not() {
    let cluster = cluster(&[("orders", 1), ("unknown", 1)]);
    cluster.topic_error("unknown", BrokerError::UnknownTopic);
    let running = Running::on(&cluster, &[]);
    let told = running.verify(&["orders", "hidden", "unknown"]);
    let brokers = cluster.brokers();
    let unlisted = format!(
        "topic `hidden` does not exist at {brokers}, or this user may not see it; create it, correct the option `topic`, or grant \
         Describe on it"
    );
    let unknown =
        format!("topic `unknown` does not exist at {brokers}; create it, or correct the option `topic`");
    assert_eq!(told, [Ok(()), Err(unlisted), Err(unknown)]);
    running.close();
}

#[test]
fn a_partition_that_is_not_there_fails_alone() {
    let cluster = cluster(&[("orders", 2)]);
    let running = Running::on(&cluster, &[]);
    place(event("warm")).expect("a delivery");
    let error = place_all(vec![event("a").partition(1), event("b").partition(7), event("c").partition(0)])
        .expect_err("one fails");
    let outcomes: Vec<_> = error.outcomes().iter().map(Result::is_ok).collect();
    assert_eq!(outcomes, [true, false, true], "{error}");
    assert_eq!(error.kind(), ErrorKind::UnknownTopic, "{error}");
    assert!(error.to_string().contains("1 of 3 records failed; the first, record 1"), "{error}");
    running.close();
}

#[test]
fn the_largest_record_is_the_one_librdkafka_takes() {
    let cluster = cluster(&[("orders", 1)]);
    let running = Running::on(&cluster, &[]);
    let with = |size: usize| {
        Event::new(vec![b'x'; size])
            .key("key")
            .header("trace", HeaderValue::NULL)
            .header("long", vec![0; 200])
    };
    // 36 around the record, 3 of the key, 17 of `source=checkout` with two lengths, 7 of `trace`, 207 of `long`.
    let most = 1_000_000 - (36 + 3 + (6 + 1 + 8 + 1) + (5 + 1 + 1) + (4 + 1 + 200 + 2));
    place(with(most)).expect("a delivery");
    let error = place(with(most + 1)).expect_err("too large");
    assert_eq!(error.kind(), ErrorKind::TooLarge);
    assert!(
        error.to_string().contains(
            "999735 bytes, 1000001 with headers and the protocol's fields, `max_message_bytes` is 1000000"
        ),
        "{error}"
    );
    running.close();
}

#[test]
fn what_fails_after_enqueuing_is_reported_with_its_bytes() {
    let cluster = cluster(&[("orders", 1)]);
    let (reporter, failures) = listener();
    let running = Running::reporting(&cluster, &[], reporter);
    cluster.fail_next(BrokerError::TopicAuthorization, 1);
    let enqueued = place_unconfirmed(vec![event("a").key("k"), event("b")]).expect("two in the queue");
    assert_eq!(enqueued.len(), 2);
    let report = running.close();
    assert_eq!((report.delivered, report.failed, report.undelivered), (0, 2, 0));
    let failures: Vec<_> = failures.iter().collect();
    assert_eq!(failures.len(), 2);
    assert_eq!(
        (failures[0].output(), failures[0].topic(), failures[0].kind()),
        ("order_placed", "orders", ErrorKind::Authentication)
    );
    assert_eq!((failures[0].key(), failures[0].value()), (Some(&b"k"[..]), Some(&b"a"[..])));
    assert_eq!((failures[1].key(), failures[1].value()), (None, Some(&b"b"[..])));
}

#[test]
fn a_dropped_call_is_delivered_and_its_failure_is_reported() {
    let cluster = cluster(&[("orders", 1)]);
    let (reporter, failures) = listener();
    let running = Running::reporting(&cluster, &[], reporter);
    place(event("warm")).expect("a delivery");
    drop(order_placed(event("left")));
    place(event("next")).expect("a delivery");
    assert_eq!(cluster.records("orders").len(), 3);
    // Answered before it is dropped, and still nobody has looked.
    cluster.fail_next(BrokerError::TopicAuthorization, 1);
    let sending = order_placed(event("refused"));
    std::thread::sleep(Duration::from_secs(1));
    drop(sending);
    running.close();
    assert_eq!(failures.iter().count(), 1);
}

#[test]
fn a_runtime_left_with_records_in_flight_ends_by_itself() {
    let cluster = cluster(&[("orders", 1)]);
    let running = Running::on(&cluster, &[]);
    place(event("warm")).expect("a delivery");
    cluster.latency(Duration::from_millis(300));
    drop(order_placed(event("in flight")));
    drop(running);
    std::thread::sleep(Duration::from_secs(1));
    cluster.latency(Duration::ZERO);
    assert!(!cluster.records("orders").is_empty());
}

#[test]
fn records_that_wait_for_a_second_try_have_an_end_when_the_runtime_closes() {
    // Now and then librdkafka sends the first record before it has the others, which are then not refused.
    assert!((0..20).any(|_| closes_while_records_wait_for_a_second_try()));
}

/// Whether the refused request held so many records that some were left when the runtime closed.
fn closes_while_records_wait_for_a_second_try() -> bool {
    let cluster = cluster(&[("orders", 1)]);
    let running = Running::on(&cluster, &[]);
    place(event("warm")).expect("a delivery");
    // The first request is refused after 300 ms; then each record's own second try would take as long.
    cluster.fail_next(BrokerError::MessageTooLarge, 1);
    cluster.latency(Duration::from_millis(300));
    let sending = super::orders::orders_placed((0..100).map(|number| event(&number.to_string())).collect());
    let caller = std::thread::spawn(move || crate::private::wait_confirmed_many(sending));
    std::thread::sleep(Duration::from_millis(700));
    let report = running.close_within(Duration::from_millis(100));
    let Err(error) = caller.join().expect("no panic") else { return false };
    assert_eq!(error.kind(), ErrorKind::Shutdown, "{error}");
    let acknowledged = error.outcomes().iter().filter(|outcome| outcome.is_ok()).count();
    // Every one of them is accounted for, once.
    assert_eq!(error.outcomes().len(), 100);
    assert_eq!(usize::try_from(report.delivered).expect("few"), acknowledged + 1);
    assert_eq!((report.failed, report.delivered + report.undelivered), (0, 101));
    true
}
