//! Records whose request the broker refused as too large: each is sent once more, alone.
//!
//! A broker refuses a whole request for one record in it that is larger than the topic allows, or because they are too large
//! together. librdkafka then fails all of them. Here each gets a second try, one at a time and in order, so that only those fail
//! that are too large by themselves.

// Looks into librdkafka's messages, and calls what does so.
#![allow(unsafe_code)]

use std::collections::VecDeque;
use std::ffi::c_void;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use rdkafka_sys as sys;
use rdkafka_sys::RDKafkaRespErr as Code;

use super::kept::{Kept, Opaque};
use crate::producer::call::Ticket;
use crate::producer::wake::wake;

/// The records that wait for their second try. Only the delivery thread uses it.
#[derive(Debug, Default)]
pub(super) struct Alone {
    count: AtomicUsize,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    waiting: VecDeque<Kept>,
    /// The ticket of the record that is on its way alone.
    under_way: Option<Opaque>,
}

impl Alone {
    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a refused record over, in its delivery callback; `false` if this was its second try. From its first, it may take
    /// `timeout`.
    ///
    /// # Safety
    /// `message` is librdkafka's, in a delivery callback, and its topic outlives the client's callbacks.
    pub(super) unsafe fn take_over(
        &self,
        message: *const sys::rd_kafka_message_t,
        timeout: Option<Duration>,
    ) -> bool {
        // SAFETY: the caller's.
        let opaque = Opaque(unsafe { (*message)._private });
        if self.was_under_way(opaque.0) {
            return false;
        }
        // SAFETY: the caller's.
        let refused = unsafe { Kept::of(message, timeout) };
        self.state().waiting.push_back(refused);
        self.count.fetch_add(1, Ordering::Relaxed);
        // SAFETY: the ticket of a message whose end is still to come.
        wake(unsafe { Ticket::from_opaque(opaque.0) }.and_then(|ticket| ticket.note_sent_again()));
        true
    }

    /// Whether this record was on its way alone; it no longer is.
    pub(super) fn was_under_way(&self, opaque: *mut c_void) -> bool {
        self.count.load(Ordering::Relaxed) > 0 && {
            let mut state = self.state();
            let was = state.under_way == Some(Opaque(opaque));
            if was {
                state.under_way = None;
                self.count.fetch_sub(1, Ordering::Relaxed);
            }
            was
        }
    }

    /// Whether any record waits or is on its way: then nothing should linger.
    pub(super) fn is_busy(&self) -> bool {
        self.count.load(Ordering::Relaxed) > 0
    }

    /// Sends the next record, if none is on its way. A record that librdkafka will not take any more comes back, with its code.
    pub(super) fn send_next(&self, client: *mut sys::rd_kafka_t) -> Option<(Kept, Code)> {
        if !self.is_busy() {
            return None;
        }
        let mut state = self.state();
        if state.under_way.is_some() {
            return None;
        }
        let mut record = state.waiting.pop_front()?;
        // SAFETY: the client is the one that refused the record, and is alive.
        match unsafe { record.send(client) } {
            Code::RD_KAFKA_RESP_ERR_NO_ERROR => {
                state.under_way = Some(record.opaque());
                None
            }
            // No space now: after the next turn.
            Code::RD_KAFKA_RESP_ERR__QUEUE_FULL => {
                state.waiting.push_front(record);
                None
            }
            code => {
                self.count.fetch_sub(1, Ordering::Relaxed);
                Some((record, code))
            }
        }
    }

    /// Those that wait and whose time is over.
    pub(super) fn expired(&self) -> Vec<Kept> {
        if !self.is_busy() {
            return Vec::new();
        }
        let now = Instant::now();
        let mut state = self.state();
        let mut expired = Vec::new();
        // They stand in the order of their times, or nearly.
        while let Some(record) = state.waiting.pop_front_if(|record| record.is_over(now)) {
            expired.push(record);
        }
        self.count.fetch_sub(expired.len(), Ordering::Relaxed);
        expired
    }

    /// All that wait: the client is closing, and they will not be sent.
    pub(super) fn give_up(&self) -> VecDeque<Kept> {
        let waiting = std::mem::take(&mut self.state().waiting);
        self.count.fetch_sub(waiting.len(), Ordering::Relaxed);
        waiting
    }
}
