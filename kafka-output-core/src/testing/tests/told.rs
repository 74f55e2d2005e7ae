//! Who may send a request again: only who cannot have its records stored twice.

use std::future::poll_fn;
use std::task::Poll;
use std::time::Duration;

use super::cluster;
use super::orders::{Running, event, orders_placed, place};
use crate::error::{Error, ErrorKind};
use crate::private;
use crate::testing::BrokerError;
use crate::web::Problem;

/// The kind of an error, its status, and whether a client is to try again.
fn told(error: &Error) -> (ErrorKind, u16, bool) {
    let problem = Problem::of(error);
    (error.kind(), problem.status(), problem.retry_after().is_some())
}

#[tokio::test]
async fn what_a_shutdown_found_on_its_way_is_not_to_be_sent_again_and_what_it_refused_is() {
    let cluster = cluster(&[("orders", 1)]);
    let running = Running::on(&cluster, &[]);
    place(event("warm")).expect("a delivery");
    cluster.latency(Duration::from_secs(3));
    let mut call = Box::pin(private::confirmed_many(orders_placed(vec![event("a"), event("b")])));
    assert!(poll_fn(|context| Poll::Ready(call.as_mut().poll(context).is_pending())).await);
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(running.close_within(Duration::from_millis(100)).undelivered, 2);
    let error = call.await.expect_err("closed");
    assert_eq!(told(&error), (ErrorKind::Shutdown, 503, false));
    let error = place(event("late")).expect_err("closed");
    assert_eq!(told(&error), (ErrorKind::Shutdown, 503, true));
}

#[test]
fn what_a_broker_refused_may_be_sent_again_and_what_it_did_not_answer_may_not() {
    for (fault, again) in [(BrokerError::NotEnoughReplicas, true), (BrokerError::Disconnect, false)] {
        let cluster = cluster(&[("orders", 1)]);
        let running = Running::on(&cluster, &[]);
        place(event("warm")).expect("a delivery");
        cluster.fail_next(fault, 20);
        let error = place(event("again")).expect_err("it fails each time");
        assert_eq!(told(&error), (ErrorKind::Broker, 503, again), "{error}");
        running.close();
    }
}
