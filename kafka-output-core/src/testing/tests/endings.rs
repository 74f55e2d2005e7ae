//! Calls, records and runtimes come to their ends in time.

use std::future::poll_fn;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::cluster;
use super::orders::{Event, Running, event, listener, orders_placed, place, place_all};
use crate::error::{ErrorKind, RecordError};
use crate::private;
use crate::testing::BrokerError;

fn numbered(numbers: std::ops::Range<i32>) -> Vec<Event> {
    numbers.map(|number| event(&number.to_string())).collect()
}

#[test]
fn a_time_without_an_end_is_one_to_close_within() {
    let cluster = cluster(&[("orders", 1)]);
    let running = Running::on(&cluster, &[]);
    place(event("x")).expect("a delivery");
    assert_eq!(running.close_within(Duration::MAX).delivered, 1);
}

#[test]
fn a_batch_that_fails_is_told_of_at_once() {
    let cluster = cluster(&[("orders", 1)]);
    let running = Running::on(&cluster, &[]);
    place(event("warm")).expect("a delivery");
    // The first request may have left before the others are enqueued; it holds them up meanwhile.
    cluster.latency(Duration::from_millis(50));
    cluster.fail_next(BrokerError::InvalidRecord, 10);
    let started = Instant::now();
    let error = place_all(numbered(0..300)).expect_err("no deliveries");
    assert!(started.elapsed() < Duration::from_secs(2), "{:?}", started.elapsed());
    assert_eq!(error.outcomes().iter().filter(|outcome| outcome.is_err()).count(), 300);
    assert_eq!(running.close().failed, 300);
}

#[test]
fn records_sent_once_more_follow_each_other_at_once() {
    let cluster = cluster(&[("orders", 1)]);
    let running = Running::on(&cluster, &[]);
    place(event("warm")).expect("a delivery");
    cluster.latency(Duration::from_millis(5));
    cluster.fail_next(BrokerError::MessageTooLarge, 5);
    let started = Instant::now();
    // Those refused twice are the few whose second try is among the five requests.
    let failed = match place_all(numbered(0..100)) {
        Ok(_) => 0,
        Err(error) => {
            assert_eq!(error.kind(), ErrorKind::TooLarge, "{error}");
            error.outcomes().iter().filter(|outcome| outcome.is_err()).count()
        }
    };
    assert!(started.elapsed() < Duration::from_secs(3), "{:?}", started.elapsed());
    let report = running.close();
    assert_eq!((report.delivered, report.failed), (101 - failed as u64, failed as u64));
}

#[tokio::test]
async fn a_call_that_waits_for_space_does_not_hold_up_the_end() {
    let cluster = cluster(&[("orders", 1)]);
    let running = Running::on(&cluster, &[("QUEUE", "5")]);
    place(event("warm")).expect("a delivery");
    cluster.latency(Duration::from_millis(300));
    let mut call = Box::pin(private::confirmed_many(orders_placed(numbered(0..20))));
    assert!(poll_fn(|context| Poll::Ready(call.as_mut().poll(context).is_pending())).await);
    // Nobody polls it meanwhile.
    let started = Instant::now();
    let report = running.close_within(Duration::from_secs(2));
    assert!(started.elapsed() < Duration::from_secs(2), "{:?}", started.elapsed());
    assert_eq!((report.failed, report.undelivered), (0, 0));
    let error = call.await.expect_err("closed");
    let delivered = error.outcomes().iter().filter(|outcome| outcome.is_ok()).count();
    assert_eq!((error.kind(), report.delivered), (ErrorKind::Shutdown, delivered as u64 + 1));
}

#[test]
fn a_second_try_is_within_the_time_of_the_call() {
    let cluster = cluster(&[("orders", 1)]);
    let (reporter, failures) = listener();
    let running = Running::reporting(&cluster, &[("TIMEOUT", "2200")], reporter);
    place(event("warm")).expect("a delivery");
    // The second tries begin after 800 ms and take as long each.
    cluster.latency(Duration::from_millis(800));
    cluster.fail_next(BrokerError::MessageTooLarge, 5);
    let started = Instant::now();
    let error = place_all(numbered(0..100)).expect_err("there is no time for all of them");
    assert!(started.elapsed() < Duration::from_millis(2_600), "{:?}", started.elapsed());
    let timed_out = |outcome: &Result<_, RecordError>| outcome.as_ref().is_err_and(RecordError::is_retriable);
    assert!(error.outcomes().iter().any(timed_out), "{error}");
    cluster.latency(Duration::ZERO);
    let report = running.close();
    assert_eq!((report.delivered + report.failed, report.undelivered), (101, 0));
    assert_eq!(failures.iter().count(), 0, "the caller knows");
}

/// A waker that holds up the thread which wakes it.
struct HoldsUp(Mutex<Receiver<()>>);

impl Wake for HoldsUp {
    fn wake(self: Arc<Self>) {
        let _ = self.0.lock().expect("used once").recv_timeout(Duration::from_secs(9));
    }
}

#[tokio::test]
async fn a_thread_of_librdkafkas_that_is_held_up_does_not_hold_up_the_end() {
    let cluster = cluster(&[("orders", 1)]);
    let running = Running::on(&cluster, &[]);
    place(event("warm")).expect("a delivery");
    cluster.latency(Duration::from_millis(300));
    let (release, released) = channel();
    let waker = Waker::from(Arc::new(HoldsUp(Mutex::new(released))));
    let mut first = Box::pin(private::confirmed_many(orders_placed(numbered(0..1))));
    assert!(first.as_mut().poll(&mut Context::from_waker(&waker)).is_pending());
    sleep(Duration::from_millis(100));
    let mut second = Box::pin(private::confirmed_many(orders_placed(numbered(1..2))));
    assert!(second.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
    sleep(Duration::from_millis(500));
    // The broker's thread is inside the first call's waker, and has the second's record.
    let started = Instant::now();
    let report = running.close_within(Duration::from_millis(100));
    assert!(started.elapsed() < Duration::from_secs(7), "{:?}", started.elapsed());
    assert_eq!((report.delivered, report.failed, report.undelivered), (1, 0, 2));
    release.send(()).expect("the thread waits");
    first.await.expect("a delivery");
    // Whether its answer or the purge is seen first.
    if let Err(error) = tokio::time::timeout(Duration::from_secs(10), second).await.expect("a verdict") {
        assert_eq!(error.kind(), ErrorKind::Shutdown, "{error}");
    }
}
