//! The thread that hears the broker's verdicts, and decides whether librdkafka lingers.
//!
//! librdkafka does not linger while `rd_kafka_flush` runs. So with few records in flight this thread hears the verdicts
//! *inside* flush, and with nothing in flight it waits inside flush's last callback for the next record, up to
//! [`HOLD`](super::shared::HOLD): an awaited call then takes what it takes with `linger.ms=0`. With many records in flight it
//! polls, and `linger.ms` holds as it always does; the tail of a batch is flushed again.

// Serves librdkafka's queue through the C interface.
#![allow(unsafe_code)]

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use rdkafka_sys as sys;
use rdkafka_sys::RDKafkaRespErr as Code;

use super::client::Client;
use super::kept::Kept;
use super::shared::{EAGER, Shared, Sleep};
use crate::panics::tell;
use crate::producer::{Closed, LAST};

/// How long one flush or poll may take before the thread looks up again.
const TURN: Duration = Duration::from_millis(100);

/// How many milliseconds it waits where librdkafka has nothing and a record may come any moment: what came would linger meanwhile.
const MOMENT: i32 = 1;

/// The same when no record may come any more.
const PAUSE: i32 = 10;

/// What a purge takes. It does not wait for librdkafka's threads, one of which may be looking a broker's name up; each gives back what
/// it has when it comes to it.
const EVERYTHING: i32 =
    sys::RD_KAFKA_PURGE_F_QUEUE | sys::RD_KAFKA_PURGE_F_INFLIGHT | sys::RD_KAFKA_PURGE_F_NON_BLOCKING;

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
    let mut closed = counted(shared);
    // SAFETY: the client is alive.
    let left = unsafe { sys::rd_kafka_outq_len(client.as_ptr()) };
    let left = shared.in_flight().min(usize::try_from(left).unwrap_or(0));
    if left > 0 {
        closed.undelivered += left as u64;
        hear_the_rest(Arc::clone(client), Arc::clone(shared));
    }
    closed
}

fn counted(shared: &Shared) -> Closed {
    let read = |counter: &AtomicU64| counter.load(Ordering::SeqCst);
    Closed {
        delivered: read(&shared.delivered),
        failed: read(&shared.failed),
        undelivered: read(&shared.undelivered),
    }
}

/// What is known where this thread ended by a panic; the line about it.
pub(super) fn cut_short(shared: &Shared, panic: &str) -> Closed {
    let left = shared.in_flight();
    tell(|| {
        tracing::error!(
            target: "kafka_output",
            "the delivery thread of the producer to `{}` panicked: {panic}; {left} records have no verdict",
            shared.brokers
        );
    });
    let closed = counted(shared);
    Closed { undelivered: closed.undelivered + left as u64, ..closed }
}

/// One of librdkafka's threads is slow to give back what was purged, and its calls still wait: they are told when it has.
fn hear_the_rest(client: Arc<Client>, shared: Arc<Shared>) {
    let rest = move || {
        let _on_library_thread = crate::runtime::thread::enter();
        // SAFETY: the client is alive; its callbacks run in here, on this thread.
        unsafe {
            while sys::rd_kafka_outq_len(client.as_ptr()) > 0 {
                sys::rd_kafka_poll(client.as_ptr(), PAUSE);
                give_up(&shared, Code::RD_KAFKA_RESP_ERR__PURGE_QUEUE);
            }
        }
        // The client first: its callbacks look at `shared`.
        drop(client);
        drop(shared);
    };
    let _ = std::thread::Builder::new().name("kafka-output-rest".to_owned()).spawn(rest);
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
                // That it closes is a reason to wake up, so there is no sleep then.
                sys::rd_kafka_poll(client.as_ptr(), if shared.is_closing() { PAUSE } else { 0 });
            }
            0 => {
                shared.sleep(Sleep::Idle, TURN);
                // Errors and the like also come with nothing in flight.
                if shared.in_flight() == 0 {
                    sys::rd_kafka_poll(client.as_ptr(), 0);
                }
            }
            _ if before <= EAGER || shared.alone.is_busy() => {
                if sys::rd_kafka_outq_len(client.as_ptr()) == 0 {
                    // Announced, and not enqueued yet.
                    let millis = if shared.is_closing() { PAUSE } else { MOMENT };
                    sys::rd_kafka_poll(client.as_ptr(), millis);
                } else {
                    Shared::set_eager(true);
                    sys::rd_kafka_flush(client.as_ptr(), millis);
                    Shared::set_eager(false);
                }
            }
            _ => {
                sys::rd_kafka_poll(client.as_ptr(), millis);
            }
        }
    }
    if before > 0
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
    give_up(shared, code);
    // SAFETY: as for `purge`. The verdicts come with the next turns.
    unsafe { sys::rd_kafka_purge(client.as_ptr(), EVERYTHING) };
}

/// The time is over: everything still queued or in flight gets its verdict now.
fn purge(client: &Client, shared: &Shared) {
    shared.purge_as(None);
    let limit = Instant::now() + LAST;
    while shared.in_flight() > 0 && Instant::now() < limit {
        give_up(shared, Code::RD_KAFKA_RESP_ERR__PURGE_QUEUE);
        // SAFETY: the client is alive; purging and polling are allowed at any time.
        unsafe {
            sys::rd_kafka_purge(client.as_ptr(), EVERYTHING);
            sys::rd_kafka_poll(client.as_ptr(), PAUSE);
        }
    }
}

/// What waits outside librdkafka's queue ends with this code. While closing it is to be called again: the broker may refuse some more
/// meanwhile, which now get no second try.
fn give_up(shared: &Shared, code: Code) {
    for record in shared.alone.give_up().into_iter().chain(shared.held.give_up()) {
        end(shared, record, code);
    }
}

/// The end of a refused record that is not sent again.
fn end(shared: &Shared, record: Kept, code: Code) {
    shared.count(code);
    record.end(code);
    shared.answered(code);
}

#[cfg(test)]
mod tests;
