//! A local queue that is full: calls wait, and give up in time.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::{Duration, Instant};

use super::cluster;
use super::orders::{
    Event, Running, event, listener, order_placed, orders_placed, place, place_all, place_unconfirmed,
};
use crate::error::ErrorKind;
use crate::private;
use crate::runtime::thread;
use crate::testing::scope;

fn numbered(numbers: std::ops::Range<i32>) -> Vec<Event> {
    numbers.map(|number| event(&number.to_string())).collect()
}

#[test]
fn a_batch_larger_than_the_queue_arrives_in_order() {
    let cluster = cluster(&[("orders", 1)]);
    let running = Running::on(&cluster, &[("QUEUE", "10")]);
    let deliveries = place_all(numbered(0..1_000)).expect("deliveries");
    assert!((0..).zip(deliveries.iter()).all(|(number, delivery)| delivery.offset() == number));
    let records = cluster.records("orders");
    assert!(records.iter().all(|record| record.value_text() == Some(record.offset().to_string().as_str())));
    assert_eq!((records.len(), place_unconfirmed(numbered(0..100)).expect("enqueued").len()), (1_000, 100));
    let report = running.close();
    assert_eq!((report.delivered, report.failed, report.undelivered), (1_100, 0, 0));
}

#[test]
fn a_queue_of_one_record_is_not_slow() {
    let cluster = cluster(&[("orders", 1)]);
    let running = Running::on(&cluster, &[("QUEUE", "1")]);
    place(event("warm")).expect("a delivery");
    let started = Instant::now();
    for _ in 0..40 {
        place(event("x")).expect("a delivery");
    }
    assert!(started.elapsed() < Duration::from_secs(1), "{:?}", started.elapsed());
    running.close();
}

#[test]
fn many_callers_share_a_small_queue() {
    let cluster = cluster(&[("orders", 3)]);
    let running = Running::on(&cluster, &[("QUEUE", "4")]);
    let state = running.state();
    std::thread::scope(|threads| {
        for _ in 0..8 {
            threads.spawn(|| {
                let _scope = scope::enter_state(state);
                for _ in 0..50 {
                    place(event("x")).expect("a delivery");
                    place_all(numbered(0..3)).expect("deliveries");
                }
            });
        }
    });
    assert_eq!(running.close().delivered, 8 * 50 * 4);
}

#[tokio::test]
async fn many_calls_of_one_task_share_a_small_queue() {
    let cluster = cluster(&[("orders", 3)]);
    let running = Running::on(&cluster, &[("QUEUE", "4")]);
    place(event("warm")).expect("a delivery");
    let mut calls: Vec<_> =
        (0..200).map(|_| Box::pin(private::confirmed_many(orders_placed(numbered(0..3))))).collect();
    let started = Instant::now();
    let mut delivered = 0;
    poll_fn(|context| {
        calls.retain_mut(|call| match call.as_mut().poll(context) {
            Poll::Ready(deliveries) => {
                delivered += deliveries.expect("deliveries").len();
                false
            }
            Poll::Pending => true,
        });
        if calls.is_empty() { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    assert_eq!(delivered, 600);
    assert!(started.elapsed() < Duration::from_secs(10), "{:?}", started.elapsed());
    running.close();
}

#[test]
fn a_queue_that_stays_full_is_an_error_in_time() {
    let cluster = cluster(&[("orders", 1)]);
    let running = Running::on(&cluster, &[("QUEUE", "5"), ("TIMEOUT", "1500")]);
    place(event("warm")).expect("a delivery");
    cluster.broker_down();
    let started = Instant::now();
    let error = place_all(numbered(0..20)).expect_err("no deliveries");
    let took = started.elapsed();
    assert!(took >= Duration::from_secs(1) && took < Duration::from_secs(4), "{took:?}");
    let kinds: Vec<_> =
        error.outcomes().iter().map(|outcome| outcome.as_ref().err().map(crate::RecordError::kind)).collect();
    assert!(
        kinds.iter().all(|kind| matches!(kind, Some(ErrorKind::Timeout | ErrorKind::QueueFull))),
        "{kinds:?}"
    );
    assert!(kinds.contains(&Some(ErrorKind::Timeout)), "{kinds:?}");
    assert!(error.is_retriable() && error.to_string().contains("20 of 20 records failed"), "{error}");
    running.close();
}

#[tokio::test]
async fn a_call_dropped_while_it_waits_sends_no_more() {
    let cluster = cluster(&[("orders", 1)]);
    let (reporter, failures) = listener();
    let running = Running::reporting(&cluster, &[("QUEUE", "5")], reporter);
    place(event("warm")).expect("a delivery");
    cluster.latency(Duration::from_millis(300));
    {
        let mut call = pin!(private::confirmed_many(orders_placed(numbered(0..20))));
        let waits = poll_fn(|context| Poll::Ready(call.as_mut().poll(context).is_pending())).await;
        assert!(waits);
    }
    cluster.latency(Duration::ZERO);
    place(event("after")).expect("a delivery");
    let report = running.close();
    // Four or five of the twenty: the answered record may still have had its place.
    assert!((6..=7).contains(&report.delivered), "{report:?}");
    assert_eq!((report.failed, report.undelivered, failures.iter().count()), (0, 0, 0));
    assert_eq!(cluster.records("orders").len() as u64, report.delivered);
}

#[test]
fn what_is_queued_when_the_time_is_over_is_undelivered() {
    let cluster = cluster(&[("orders", 1)]);
    let (reporter, failures) = listener();
    let running = Running::reporting(&cluster, &[], reporter);
    place(event("warm")).expect("a delivery");
    cluster.broker_down();
    assert_eq!(place_unconfirmed(numbered(0..3)).expect("in the queue").len(), 3);
    let started = Instant::now();
    let report = running.close_within(Duration::from_millis(300));
    assert!(started.elapsed() < Duration::from_secs(3), "{:?}", started.elapsed());
    assert_eq!((report.delivered, report.failed, report.undelivered), (1, 0, 3));
    let failures: Vec<_> = failures.iter().collect();
    assert_eq!(failures.len(), 3);
    assert!(failures.iter().all(|failure| failure.kind() == ErrorKind::Shutdown));
}

#[test]
fn a_blocking_call_on_a_thread_of_the_library_is_an_error_and_sends_nothing() {
    let cluster = cluster(&[("orders", 1)]);
    let running = Running::on(&cluster, &[]);
    let error = {
        let _on_library_thread = thread::enter();
        place(event("x")).expect_err("it would wait for itself")
    };
    assert_eq!((error.kind(), error.output()), (ErrorKind::Configuration, Some("order_placed")));
    drop(order_placed(event("never resolved, never sent")));
    place(event("y")).expect("a delivery");
    assert_eq!(cluster.records("orders").len(), 1);
    running.close();
}
