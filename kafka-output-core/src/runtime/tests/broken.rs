//! Producers that panic: neither a start nor an end takes that for all being well.

use std::sync::Arc;
use std::time::Duration;

use super::state;
use crate::producer::call::Ticket;
use crate::producer::fault::{Fault, Verdict};
use crate::producer::space::Space;
use crate::producer::{Closed, PlainRecord, TopicHandle, Transport};
use crate::record::{Record, TopicName};
use crate::runtime::verify::Asked;

/// Has three records in flight, and panics when it is asked for anything.
#[derive(Debug)]
struct Breaks;

impl Transport for Breaks {
    fn topic(&self, _: &TopicName) -> Result<TopicHandle, Fault> {
        Err(Fault::shut_down())
    }

    fn announce(&self, _: usize) {}

    fn retract(&self, _: usize) {}

    fn enqueue(&self, _: &TopicHandle, _: &Record<'_>, _: Ticket) -> Result<(), Fault> {
        Err(Fault::shut_down())
    }

    fn enqueue_run(&self, _: &TopicHandle, _: Vec<PlainRecord<'_>>) -> Vec<(usize, Fault)> {
        panic!("no record")
    }

    fn nudge(&self) {}

    fn space(&self) -> &Space {
        panic!("no space")
    }

    fn explain(&self, _: &str, _: Verdict) -> Fault {
        Fault::shut_down()
    }

    fn verify(&self, _: &[&str], _: Duration) -> Vec<Result<(), Fault>> {
        panic!("no look")
    }

    fn close(&self, _: Duration) -> Closed {
        panic!("no end")
    }

    fn in_flight(&self) -> usize {
        3
    }

    fn brokers(&self) -> &'static str {
        "localhost:9092"
    }
}

#[test]
fn a_look_at_brokers_that_panics_is_a_fault_of_each_output() {
    let (mut asked, transport) = (Asked::default(), Arc::new(Breaks));
    for output in ["placed", "billed"] {
        asked.add(Arc::clone(&transport) as Arc<dyn Transport>, output, "orders".to_owned());
    }
    let faults: Vec<String> = asked.verify(Duration::from_secs(1)).iter().map(ToString::to_string).collect();
    assert_eq!(faults.len(), 2, "{faults:?}");
    assert_eq!(
        faults[0],
        "output `placed`: its brokers could not be verified, since something panicked: no look"
    );
}

#[test]
fn an_end_that_panics_has_not_delivered_what_was_in_flight() {
    let state = state(&[]);
    state.pool().retired.push(Arc::new(Breaks));
    assert_eq!(state.close(Duration::ZERO).undelivered, 3);
}
