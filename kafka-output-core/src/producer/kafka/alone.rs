//! Records whose request the broker refused as too large: each is sent once more, alone.
//!
//! A broker refuses a whole request for one record in it that is larger than the topic allows, or because they are too large
//! together. librdkafka then fails all of them. Here each gets a second try, one at a time and in order, so that only those fail
//! that are too large by themselves.

// Takes records over from a delivery callback, and enqueues them through the C interface.
#![allow(unsafe_code)]

use std::collections::VecDeque;
use std::ffi::{CStr, c_void};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use rdkafka_sys as sys;
use rdkafka_sys::RDKafkaRespErr as Code;
use rdkafka_sys::rd_kafka_vtype_t as V;

use crate::output::{FailedRecord, Output};
use crate::producer::call::Ticket;
use crate::producer::fault::Verdict;
use crate::producer::wake::wake;

/// The records that wait for their second try. Only the delivery thread uses it.
#[derive(Debug, Default)]
pub(super) struct Alone {
    count: AtomicUsize,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    waiting: VecDeque<Refused>,
    /// The ticket of the record that is on its way alone.
    under_way: Option<Opaque>,
}

/// A ticket in librdkafka's shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Opaque(*mut c_void);

/// A copy of a refused record, and its ticket.
#[derive(Debug)]
pub(super) struct Refused {
    topic: *mut sys::rd_kafka_topic_t,
    partition: i32,
    timestamp_millis: i64,
    key: Option<Vec<u8>>,
    value: Option<Vec<u8>>,
    /// Owned, until librdkafka takes it over again.
    headers: *mut sys::rd_kafka_headers_t,
    opaque: Opaque,
}

// SAFETY: a ticket, a topic that lives as long as the client, and a header list nobody else has: none is bound to a thread.
unsafe impl Send for Refused {}
// SAFETY: as above.
unsafe impl Send for Opaque {}

impl Refused {
    /// Ends a record that is not sent again, with this code.
    pub(super) fn end(mut self, code: Code) {
        let verdict = Verdict { code, partition: self.partition, ..Verdict::UNKNOWN };
        // SAFETY: the ticket of a record that librdkafka no longer has, and whose one verdict this is; its topic is alive.
        let (ticket, topic) = unsafe {
            (Ticket::from_opaque(self.opaque.0), CStr::from_ptr(sys::rd_kafka_topic_name(self.topic)))
        };
        let (key, value) = (self.key.take(), self.value.take());
        let report = |output: &Output, verdict| {
            let topic = topic.to_string_lossy().into_owned();
            output.report_failure(FailedRecord { verdict, reason: None, topic, key, value });
        };
        wake(ticket.and_then(|ticket| ticket.complete(verdict, report)));
    }
}

impl Drop for Refused {
    fn drop(&mut self) {
        if !self.headers.is_null() {
            // SAFETY: still ours.
            unsafe { sys::rd_kafka_headers_destroy(self.headers) };
        }
    }
}

impl Alone {
    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a refused record over, in its delivery callback; `false` if this was its second try.
    ///
    /// # Safety
    /// `message` is librdkafka's, in a delivery callback, and its topic outlives the client's callbacks.
    pub(super) unsafe fn take_over(&self, message: *const sys::rd_kafka_message_t) -> bool {
        // SAFETY: the caller's.
        let opaque = Opaque(unsafe { (*message)._private });
        if self.was_under_way(opaque.0) {
            return false;
        }
        let mut headers = std::ptr::null_mut();
        // SAFETY: the caller's. Detached headers are ours; without any the pointer stays null. librdkafka gives out its messages as
        // constant, but its own manual detaches headers in this callback.
        let refused = unsafe {
            let mut kind = sys::rd_kafka_timestamp_type_t::RD_KAFKA_TIMESTAMP_NOT_AVAILABLE;
            sys::rd_kafka_message_detach_headers(message.cast_mut(), &raw mut headers);
            Refused {
                topic: (*message).rkt,
                partition: (*message).partition,
                timestamp_millis: sys::rd_kafka_message_timestamp(message, &raw mut kind).max(0),
                key: super::callbacks::bytes((*message).key, (*message).key_len),
                value: super::callbacks::bytes((*message).payload, (*message).len),
                headers,
                opaque,
            }
        };
        self.state().waiting.push_back(refused);
        self.count.fetch_add(1, Ordering::Relaxed);
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
    pub(super) fn send_next(&self, client: *mut sys::rd_kafka_t) -> Option<(Refused, Code)> {
        if !self.is_busy() {
            return None;
        }
        let mut state = self.state();
        if state.under_way.is_some() {
            return None;
        }
        let mut record = state.waiting.pop_front()?;
        let (value, value_size) = super::part(record.value.as_deref());
        let (key, key_size) = super::part(record.key.as_deref());
        // SAFETY: the client is alive, and its topics with it; value and key are copied, the headers taken over if there is no error.
        let code = unsafe {
            sys::rd_kafka_producev(
                client,
                V::RD_KAFKA_VTYPE_RKT,
                record.topic,
                V::RD_KAFKA_VTYPE_PARTITION,
                record.partition,
                V::RD_KAFKA_VTYPE_MSGFLAGS,
                sys::RD_KAFKA_MSG_F_COPY,
                V::RD_KAFKA_VTYPE_VALUE,
                value,
                value_size,
                V::RD_KAFKA_VTYPE_KEY,
                key,
                key_size,
                V::RD_KAFKA_VTYPE_TIMESTAMP,
                record.timestamp_millis,
                V::RD_KAFKA_VTYPE_HEADERS,
                record.headers,
                V::RD_KAFKA_VTYPE_OPAQUE,
                record.opaque.0,
                V::RD_KAFKA_VTYPE_END,
            )
        };
        match code {
            Code::RD_KAFKA_RESP_ERR_NO_ERROR => {
                record.headers = std::ptr::null_mut();
                state.under_way = Some(record.opaque);
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

    /// All that wait: the client is closing, and they will not be sent.
    pub(super) fn give_up(&self) -> VecDeque<Refused> {
        let waiting = std::mem::take(&mut self.state().waiting);
        self.count.fetch_sub(waiting.len(), Ordering::Relaxed);
        waiting
    }
}
