//! The thread that hears the broker's verdicts, and decides whether librdkafka lingers.
//!
//! librdkafka does not linger while `rd_kafka_flush` runs. So with few records in flight this thread hears the verdicts
//! *inside* flush, and with nothing in flight it waits inside flush's last callback for the next record, up to
//! [`HOLD`](super::shared::HOLD): an awaited call then takes what it takes with `linger.ms=0`. With many records in flight it
//! polls, and `linger.ms` holds as it always does; the tail of a batch is flushed again.

// Serves librdkafka's queue through the C interface.
#![allow(unsafe_code)]

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use rdkafka_sys as sys;
use rdkafka_sys::RDKafkaRespErr as Code;

use super::client::Client;
use super::kept::Kept;
use super::shared::{EAGER, Shared, Sleep};
use crate::producer::Closed;

/// How long one flush or poll may take before the thread looks up again.
const TURN: Duration = Duration::from_millis(100);

/// What a purge takes.
const EVERYTHING: i32 = sys::RD_KAFKA_PURGE_F_QUEUE | sys::RD_KAFKA_PURGE_F_INFLIGHT;

/// Serves the client until it is told to close, then drains it.
pub(super) fn run(client: &Arc<Client>, shared: &Arc<Shared>, closing: &Receiver<Duration>) -> Closed {
    shared.adopt_thread();
    let limit = loop {
        if let Ok(timeout) = closing.try_recv() {
            // None for a time without an end, such as `Duration::MAX`.
            break Instant::now().checked_add(timeout);
        }
        turn(client, shared);
    };
    while shared.in_flight() > 0 && limit.is_none_or(|limit| Instant::now() < limit) {
        turn(client, shared);
    }
    if shared.in_flight() > 0 {
        purge(client, shared);
    }
    let read = |counter: &std::sync::atomic::AtomicU64| counter.load(Ordering::SeqCst);
    Closed {
        delivered: read(&shared.delivered),
        failed: read(&shared.failed),
        undelivered: read(&shared.undelivered),
    }
}

fn turn(client: &Client, shared: &Shared) {
    let millis = i32::try_from(TURN.as_millis()).unwrap_or(i32::MAX);
    let before = shared.in_flight();
    // SAFETY: the client is alive; its callbacks run in here, on this thread.
    unsafe {
        match before {
            // Flush returns at once where librdkafka has nothing.
            1.. if shared.held.is_busy() && !shared.held.is_known() => {
                shared.sleep(Sleep::Asking, TURN);
                sys::rd_kafka_poll(client.as_ptr(), 0);
            }
            0 => {
                shared.sleep(Sleep::Idle, TURN);
                // Errors and the like also come with nothing in flight.
                if shared.in_flight() == 0 {
                    sys::rd_kafka_poll(client.as_ptr(), 0);
                }
            }
            _ if before <= EAGER || shared.alone.is_busy() => {
                Shared::set_eager(true);
                sys::rd_kafka_flush(client.as_ptr(), millis);
                Shared::set_eager(false);
            }
            _ => {
                sys::rd_kafka_poll(client.as_ptr(), millis);
            }
        }
    }
    if before > 0
        && !shared.is_closing()
        && let Some(refusal) = shared.admission.is_final()
    {
        turn_away(client, shared, refusal.code);
    }
    for (record, code) in shared.held.release(client.as_ptr(), &shared.alone) {
        end(shared, record, code);
    }
    for record in shared.alone.expired().into_iter().chain(shared.held.expired()) {
        end(shared, record, Code::RD_KAFKA_RESP_ERR__MSG_TIMED_OUT);
    }
    if let Some((record, code)) = shared.alone.send_next(client.as_ptr()) {
        end(shared, record, code);
    }
    shared.space.wake(shared.capacity.saturating_sub(shared.in_flight()).max(1));
}

/// The brokers do not let us in: everything that waits fails with this code.
fn turn_away(client: &Client, shared: &Shared, code: Code) {
    shared.purge_as(Some(code));
    for record in shared.alone.give_up().into_iter().chain(shared.held.give_up()) {
        end(shared, record, code);
    }
    // SAFETY: as for `purge`. It returns when librdkafka's threads have given back what they had; the verdicts are then at hand.
    unsafe {
        sys::rd_kafka_purge(client.as_ptr(), EVERYTHING);
        while sys::rd_kafka_poll(client.as_ptr(), 0) > 0 {}
    }
    shared.purge_as(None);
}

/// The time is over: everything still queued or in flight gets its verdict now.
fn purge(client: &Client, shared: &Shared) {
    let limit = Instant::now() + Duration::from_secs(5);
    while shared.in_flight() > 0 && Instant::now() < limit {
        // Each time: the broker may refuse some more meanwhile, which now get no second try.
        for record in shared.alone.give_up().into_iter().chain(shared.held.give_up()) {
            end(shared, record, Code::RD_KAFKA_RESP_ERR__PURGE_QUEUE);
        }
        // SAFETY: the client is alive; purging and polling are allowed at any time.
        unsafe {
            sys::rd_kafka_purge(client.as_ptr(), EVERYTHING);
            sys::rd_kafka_poll(client.as_ptr(), 10);
        }
    }
}

/// The end of a refused record that is not sent again.
fn end(shared: &Shared, record: Kept, code: Code) {
    shared.count(code);
    record.end(code);
    shared.answered(code);
}
