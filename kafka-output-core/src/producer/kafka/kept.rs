//! A copy of a record, to be enqueued later: one that a broker refused, or that waits until it is known what the brokers can.

// Takes records over from a delivery callback, and enqueues them through the C interface.
#![allow(unsafe_code)]

use std::ffi::{CStr, c_void};
use std::time::{Duration, Instant};

use rdkafka_sys as sys;
use rdkafka_sys::RDKafkaRespErr as Code;

use super::NativeTopic;
use super::enqueue::{ANY_PARTITION, Parts};
use super::headers::Headers;
use crate::output::{FailedRecord, Output};
use crate::producer::call::Ticket;
use crate::producer::fault::Verdict;
use crate::producer::wake::wake;
use crate::record::Record;

/// A ticket in librdkafka's shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Opaque(pub(super) *mut c_void);

/// Where a record goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Target {
    pub(super) topic: *mut sys::rd_kafka_topic_t,
    pub(super) partition: i32,
}

/// A copy of a record, and its ticket.
#[derive(Debug)]
pub(super) struct Kept {
    target: Target,
    timestamp_millis: i64,
    key: Option<Vec<u8>>,
    value: Option<Vec<u8>>,
    /// Owned, until librdkafka takes it over again.
    headers: *mut sys::rd_kafka_headers_t,
    opaque: Opaque,
    /// When its time is over; its second try begins no later.
    deadline: Option<Instant>,
}

// SAFETY: a ticket, a topic that lives as long as the client, and a header list nobody else has: none is bound to a thread.
unsafe impl Send for Kept {}
// SAFETY: as above.
unsafe impl Send for Opaque {}
// SAFETY: as above.
unsafe impl Send for Target {}

impl Kept {
    /// A copy of a message. From its first try on it may take `timeout`.
    ///
    /// # Safety
    /// `message` is librdkafka's, in a delivery callback, and its topic outlives the client's callbacks.
    pub(super) unsafe fn of(message: *const sys::rd_kafka_message_t, timeout: Option<Duration>) -> Self {
        let mut headers = std::ptr::null_mut();
        // SAFETY: the caller's. Detached headers are ours; without any the pointer stays null. librdkafka gives out its messages as
        // constant, but its own manual detaches headers in this callback.
        unsafe {
            sys::rd_kafka_message_detach_headers(message.cast_mut(), &raw mut headers);
            let taken = u64::try_from(sys::rd_kafka_message_latency(message)).unwrap_or(0);
            let left = timeout.map(|timeout| timeout.saturating_sub(Duration::from_micros(taken)));
            Self {
                target: Target { topic: (*message).rkt, partition: (*message).partition },
                timestamp_millis: timestamp_of_failed(message),
                key: super::callbacks::bytes((*message).key, (*message).key_len),
                value: super::callbacks::bytes((*message).payload, (*message).len),
                headers,
                opaque: Opaque((*message)._private),
                deadline: left.and_then(|left| Instant::now().checked_add(left)),
            }
        }
    }

    /// A copy of a record that was never enqueued. It may take `timeout`.
    pub(super) fn new(
        topic: NativeTopic,
        record: &Record<'_>,
        ticket: Ticket,
        timeout: Option<Duration>,
    ) -> Self {
        let headers = Headers::of(record);
        let pointer = headers.as_ref().map_or(std::ptr::null_mut(), Headers::as_ptr);
        if let Some(headers) = headers {
            headers.taken_over();
        }
        Self {
            target: Target { topic: topic.0, partition: record.partition.unwrap_or(ANY_PARTITION) },
            timestamp_millis: record.timestamp_millis.unwrap_or(0),
            key: record.key.map(<[u8]>::to_vec),
            value: record.value.map(<[u8]>::to_vec),
            headers: pointer,
            opaque: Opaque(ticket.into_opaque()),
            deadline: timeout.and_then(|timeout| Instant::now().checked_add(timeout)),
        }
    }

    /// A record without bytes, for a test that does not send it.
    #[cfg(test)]
    pub(super) const fn empty(target: Target, opaque: Opaque, deadline: Option<Instant>) -> Self {
        let headers = std::ptr::null_mut();
        Self { target, timestamp_millis: 0, key: None, value: None, headers, opaque, deadline }
    }

    /// The ticket.
    pub(super) const fn opaque(&self) -> Opaque {
        self.opaque
    }

    /// Where it goes.
    pub(super) const fn target(&self) -> Target {
        self.target
    }

    /// When its time is over.
    pub(super) const fn deadline(&self) -> Option<Instant> {
        self.deadline
    }

    /// The same record, whose time is over then.
    pub(super) const fn due(mut self, deadline: Option<Instant>) -> Self {
        self.deadline = deadline;
        self
    }

    /// Whether its time is over.
    pub(super) fn is_over(&self, now: Instant) -> bool {
        self.deadline.is_some_and(|deadline| deadline <= now)
    }

    /// Enqueues the record again, if the code is none.
    ///
    /// # Safety
    /// `client` is the one of the message, and alive.
    pub(super) unsafe fn send(&mut self, client: *mut sys::rd_kafka_t) -> Code {
        let parts = Parts {
            partition: self.target.partition,
            value: self.value.as_deref(),
            key: self.key.as_deref(),
            timestamp_millis: self.timestamp_millis,
            headers: self.headers,
            opaque: self.opaque.0,
        };
        // SAFETY: the client is alive, and its topics with it; the headers are ours.
        let code = unsafe { parts.produce(client, self.target.topic) };
        if code == Code::RD_KAFKA_RESP_ERR_NO_ERROR {
            self.headers = std::ptr::null_mut();
        }
        code
    }

    /// Ends a record that is not sent again, with this code.
    pub(super) fn end(mut self, code: Code) {
        let verdict = Verdict { code, partition: self.target.partition, ..Verdict::UNKNOWN };
        // SAFETY: the ticket of a record that librdkafka no longer has, and whose one verdict this is; its topic is alive.
        let (ticket, topic) = unsafe {
            (Ticket::from_opaque(self.opaque.0), CStr::from_ptr(sys::rd_kafka_topic_name(self.target.topic)))
        };
        let (key, value) = (self.key.take(), self.value.take());
        // What the broker said when it refused it says nothing of another end.
        let of_refusal = code == Code::RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE;
        let reason = ticket.as_ref().filter(|_| of_refusal).and_then(Ticket::reason);
        if let (Some(ticket), None) = (&ticket, &reason) {
            ticket.note_reason(None);
        }
        let report = |output: &Output, verdict| {
            let topic = topic.to_string_lossy().into_owned();
            output.report_failure(FailedRecord { verdict, reason, topic, key, value });
        };
        wake(ticket.and_then(|ticket| ticket.complete(verdict, report)));
    }
}

/// The time a failed record was sent with, in milliseconds. librdkafka does not tell it of a message that has an error.
///
/// # Safety
/// `message` is librdkafka's, in a delivery callback.
unsafe fn timestamp_of_failed(message: *const sys::rd_kafka_message_t) -> i64 {
    let mut kind = sys::rd_kafka_timestamp_type_t::RD_KAFKA_TIMESTAMP_NOT_AVAILABLE;
    // SAFETY: the message is part of librdkafka's own, on the heap, which nobody else looks at during the callback, and is given back as
    // it was. The code is handled as a number: a newer broker's may be none of the enumeration.
    unsafe {
        let code = (&raw mut (*message.cast_mut()).err).cast::<i32>();
        let error = code.replace(0);
        let millis = sys::rd_kafka_message_timestamp(message, &raw mut kind);
        code.write(error);
        // To librdkafka, 0 is the present.
        millis.max(0)
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        if !self.headers.is_null() {
            // SAFETY: still ours.
            unsafe { sys::rd_kafka_headers_destroy(self.headers) };
        }
    }
}
