//! Records whose request the broker refused as too large: each is sent once more, alone.
//!
//! A broker refuses a whole request for one record in it that is larger than the topic allows, or because they are too large
//! together. librdkafka then fails all of them. Here each gets a second try, one at a time and in order, so that only those fail
//! that are too large by themselves. Meanwhile callers have no space for more records of the topic, which would share its request;
//! where some did all the same, they were refused together, and it is tried again.

// Looks into librdkafka's messages, and calls what does so.
#![allow(unsafe_code)]

mod state;

use std::collections::VecDeque;
use std::ffi::c_void;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rdkafka_sys as sys;
use rdkafka_sys::RDKafkaRespErr as Code;

use self::state::State;
use super::NativeTopic;
use super::kept::{Kept, Opaque};
use super::shared::Line;
use crate::producer::call::Ticket;
use crate::producer::wake::wake;

/// The records that are to be sent once more. Written by the delivery thread; callers ask whether their topic is among theirs.
#[derive(Debug, Default)]
pub(super) struct Alone {
    /// How many there are: read by every caller for every record.
    count: Line<AtomicUsize>,
    state: Mutex<State>,
}

impl Alone {
    /// What comes of the state; those who only read `count` are told of the change.
    fn with<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        let mut state = self.state();
        let outcome = change(&mut state);
        self.count.0.store(state.len(), Ordering::SeqCst);
        outcome
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a refused record over, in its delivery callback. From its first try, it may take `timeout`.
    ///
    /// # Safety
    /// `message` is librdkafka's, in a delivery callback, and its topic outlives the client's callbacks.
    pub(super) unsafe fn take_over(
        &self,
        message: *const sys::rd_kafka_message_t,
        timeout: Option<Duration>,
    ) {
        // SAFETY: the caller's.
        let (opaque, refused) = unsafe { (Opaque((*message)._private), Kept::of(message, timeout)) };
        self.with(|state| state.hear_refusal(refused));
        // SAFETY: the ticket of a message whose end is still to come.
        wake(unsafe { Ticket::from_opaque(opaque.0) }.and_then(|ticket| ticket.note_sent_again()));
    }

    /// A record has a verdict, which is its last. Returns whether it was on its way alone, and others wait for theirs.
    pub(super) fn hear_verdict(&self, opaque: *mut c_void) -> bool {
        self.is_busy() && self.with(|state| state.hear_verdict(Opaque(opaque)) && state.len() > 0)
    }

    /// Whether any record waits or is on its way: then nothing should linger.
    pub(super) fn is_busy(&self) -> bool {
        self.count.0.load(Ordering::SeqCst) > 0
    }

    /// Whether records of this topic are, so that others would be in their way.
    pub(super) fn holds(&self, topic: NativeTopic) -> bool {
        self.is_busy() && self.state().holds(topic.0)
    }

    /// Sends the next record, if none is on its way. One whose end this is comes back, with its code: refused when it was alone, or not
    /// taken by librdkafka any more.
    pub(super) fn send_next(&self, client: *mut sys::rd_kafka_t) -> Option<(Kept, Code)> {
        if !self.is_busy() {
            return None;
        }
        self.with(|state| {
            if let Some(refused) = state.take_refused_alone() {
                return Some((refused, Code::RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE));
            }
            let mut record = state.take_next()?;
            // SAFETY: the client is the one that refused the record, and is alive.
            match unsafe { record.send(client) } {
                Code::RD_KAFKA_RESP_ERR_NO_ERROR => state.set_under_way(&record),
                // No space now: after the next turn.
                Code::RD_KAFKA_RESP_ERR__QUEUE_FULL => state.put_back(record),
                code => return Some((record, code)),
            }
            None
        })
    }

    /// Those that wait and whose time is over.
    pub(super) fn expired(&self) -> Vec<Kept> {
        if !self.is_busy() {
            return Vec::new();
        }
        let now = Instant::now();
        self.with(|state| state.take_expired(now))
    }

    /// All that wait: the client is closing, and they will not be sent.
    pub(super) fn give_up(&self) -> VecDeque<Kept> {
        self.with(State::take_all)
    }
}
