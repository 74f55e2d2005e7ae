//! Into librdkafka's queue: one record, or a run of plain ones, each a single C call.

// Enqueues through the C interface.
#![allow(unsafe_code)]

use std::ffi::c_void;

use rdkafka_sys as sys;
use rdkafka_sys::RDKafkaRespErr as Code;
use rdkafka_sys::rd_kafka_vtype_t as V;

use super::KafkaTransport;
use super::client::last_error;
use super::headers::Headers;
use super::held::Turn;
use super::kept::Kept;
use crate::error::ErrorKind;
use crate::producer::call::Ticket;
use crate::producer::fault::{Fault, Verdict};
use crate::producer::wake::wake;
use crate::producer::{PlainRecord, TopicHandle, Transport};
use crate::record::Record;

/// `RD_KAFKA_PARTITION_UA`: the partitioner chooses.
pub(super) const ANY_PARTITION: i32 = -1;

/// A record with all that the C call of most arguments takes.
pub(super) struct Parts<'a> {
    pub(super) partition: i32,
    pub(super) value: Option<&'a [u8]>,
    pub(super) key: Option<&'a [u8]>,
    /// The time of enqueuing, where it is 0.
    pub(super) timestamp_millis: i64,
    pub(super) headers: *mut sys::rd_kafka_headers_t,
    pub(super) opaque: *mut c_void,
}

impl Parts<'_> {
    /// Enqueues it. Value and key are copied; the headers and the opaque are taken over, but not if the code is an error.
    ///
    /// # Safety
    /// The client is alive, and the topic is its own; the headers are the caller's, or null.
    pub(super) unsafe fn produce(
        &self,
        client: *mut sys::rd_kafka_t,
        topic: *mut sys::rd_kafka_topic_t,
    ) -> Code {
        let ((value, value_size), (key, key_size)) = (part(self.value), part(self.key));
        // SAFETY: the caller's; each tag is followed by what librdkafka's manual says of it, and the list ends.
        unsafe {
            sys::rd_kafka_producev(
                client,
                V::RD_KAFKA_VTYPE_RKT,
                topic,
                V::RD_KAFKA_VTYPE_PARTITION,
                self.partition,
                V::RD_KAFKA_VTYPE_MSGFLAGS,
                sys::RD_KAFKA_MSG_F_COPY,
                V::RD_KAFKA_VTYPE_VALUE,
                value,
                value_size,
                V::RD_KAFKA_VTYPE_KEY,
                key,
                key_size,
                V::RD_KAFKA_VTYPE_TIMESTAMP,
                self.timestamp_millis,
                V::RD_KAFKA_VTYPE_HEADERS,
                self.headers,
                V::RD_KAFKA_VTYPE_OPAQUE,
                self.opaque,
                V::RD_KAFKA_VTYPE_END,
            )
        }
    }
}

impl KafkaTransport {
    /// Takes a record of any kind over, or says why not; then nobody completes its ticket.
    pub(super) fn enqueue_one(
        &self,
        topic: &TopicHandle,
        record: &Record<'_>,
        ticket: Ticket,
    ) -> Result<(), Fault> {
        if self.shared.is_closing() {
            return Err(Fault::shut_down());
        }
        if self.shared.alone.holds(topic.native) {
            return Err(Fault::queue_full());
        }
        match self.shared.held.turn(record) {
            Turn::Enqueue => {}
            Turn::Hold => return self.hold(topic, record, ticket),
            Turn::Refuse(need, metadata) => {
                return Err(need.unmet(&topic.name, &self.shared.brokers, metadata));
            }
        }
        let partition = record.partition.unwrap_or(ANY_PARTITION);
        let headers = Headers::of(record);
        let opaque = ticket.into_opaque();
        // SAFETY: the client and the topic are alive as long as the transport; librdkafka copies value and key before it returns,
        // and takes the headers and the opaque over only if it returns no error.
        let code = unsafe {
            if headers.is_none() && record.timestamp_millis.is_none() {
                let ((value, value_size), (key, key_size)) = (part(record.value), part(record.key));
                let copy = sys::RD_KAFKA_MSG_F_COPY;
                match sys::rd_kafka_produce(
                    topic.native.0,
                    partition,
                    copy,
                    value,
                    value_size,
                    key.cast_const(),
                    key_size,
                    opaque,
                ) {
                    0 => Code::RD_KAFKA_RESP_ERR_NO_ERROR,
                    _ => last_error(),
                }
            } else {
                let parts = Parts {
                    partition,
                    value: record.value,
                    key: record.key,
                    timestamp_millis: record.timestamp_millis.unwrap_or(0),
                    headers: headers.as_ref().map_or(std::ptr::null_mut(), Headers::as_ptr),
                    opaque,
                };
                parts.produce(self.client.as_ptr(), topic.native.0)
            }
        };
        if code == Code::RD_KAFKA_RESP_ERR_NO_ERROR {
            if let Some(headers) = headers {
                headers.taken_over();
            }
            return Ok(());
        }
        Err(self.why_not_enqueued(code, &topic.name, record))
    }

    /// Takes records over that have neither headers nor a partition, a time or a topic of their own; those that were not, by index.
    pub(super) fn enqueue_plain(
        &self,
        topic: &TopicHandle,
        records: Vec<PlainRecord<'_>>,
    ) -> Vec<(usize, Fault)> {
        if self.shared.is_closing() {
            return (0..records.len()).map(|at| (at, Fault::shut_down())).collect();
        }
        if self.shared.alone.holds(topic.native) {
            return (0..records.len()).map(|at| (at, Fault::queue_full())).collect();
        }
        if self.shared.held.turn(&Record::bare(None, None)) != Turn::Enqueue {
            return self.enqueue_each(topic, records);
        }
        let mut messages: Vec<sys::rd_kafka_message_t> = records
            .into_iter()
            .map(|(value, key, ticket)| {
                let ((payload, len), (key, key_len)) = (part(value), part(key));
                sys::rd_kafka_message_t {
                    err: Code::RD_KAFKA_RESP_ERR_NO_ERROR,
                    rkt: std::ptr::null_mut(),
                    partition: ANY_PARTITION,
                    payload,
                    len,
                    key,
                    key_len,
                    offset: 0,
                    _private: ticket.into_opaque(),
                }
            })
            .collect();
        let count = i32::try_from(messages.len()).unwrap_or(i32::MAX);
        // SAFETY: the topic is alive as long as the transport; librdkafka copies values and keys before it returns, and takes
        // over the opaques of those messages only whose `err` it leaves zero.
        let enqueued = unsafe {
            let copy = sys::RD_KAFKA_MSG_F_COPY;
            sys::rd_kafka_produce_batch(topic.native.0, ANY_PARTITION, copy, messages.as_mut_ptr(), count)
        };
        if enqueued == count {
            return Vec::new();
        }
        let refused = messages
            .iter()
            .enumerate()
            .filter(|(_, message)| message.err != Code::RD_KAFKA_RESP_ERR_NO_ERROR);
        let fault = |message: &sys::rd_kafka_message_t| {
            // SAFETY: the parts that `part` made of slices, which are still borrowed.
            let record = unsafe {
                Record::bare(slice_of(message.payload, message.len), slice_of(message.key, message.key_len))
            };
            self.why_not_enqueued(message.err, &topic.name, &record)
        };
        refused.map(|(at, message)| (at, fault(message))).collect()
    }

    /// Keeps a record until it is known whether the brokers take it.
    fn hold(&self, topic: &TopicHandle, record: &Record<'_>, ticket: Ticket) -> Result<(), Fault> {
        // By now the delivery thread hands them over; they must not become more meanwhile, or the gate would never open.
        if self.shared.held.is_known() {
            return Err(Fault::queue_full());
        }
        // librdkafka's clock will start later than the call's.
        wake(ticket.note_sent_again());
        let kept = Kept::new(topic.native, record, ticket, self.shared.timeout());
        let full = self.shared.held.hold(kept, record, self.shared.capacity);
        full.map_err(|_| Fault::queue_full())
    }

    /// A run of records that may have to be held.
    fn enqueue_each(&self, topic: &TopicHandle, records: Vec<PlainRecord<'_>>) -> Vec<(usize, Fault)> {
        let mut is_full = false;
        let mut faults = Vec::new();
        for (at, (value, key, ticket)) in records.into_iter().enumerate() {
            // Once one has found the queue full, so do all that follow.
            let outcome = if is_full {
                Err(Fault::queue_full())
            } else {
                self.enqueue_one(topic, &Record::bare(value, key), ticket)
            };
            if let Err(fault) = outcome {
                is_full |= fault.kind == ErrorKind::QueueFull;
                faults.push((at, fault));
            }
        }
        faults
    }

    fn why_not_enqueued(&self, code: Code, topic: &str, record: &Record<'_>) -> Fault {
        match code {
            Code::RD_KAFKA_RESP_ERR__QUEUE_FULL => Fault::queue_full(),
            Code::RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE => {
                Fault::too_large(topic, record, &self.shared.max_message_bytes)
            }
            code => self.explain(topic, Verdict { code, ..Verdict::UNKNOWN }),
        }
    }
}

/// A part of a record as C takes it; null is not the same as empty.
pub(super) fn part(bytes: Option<&[u8]>) -> (*mut c_void, usize) {
    bytes.map_or((std::ptr::null_mut(), 0), |bytes| (bytes.as_ptr().cast_mut().cast(), bytes.len()))
}

/// What [`part`] was made of.
///
/// # Safety
/// `data` and `length` come from `part`, whose slice is still borrowed.
unsafe fn slice_of<'a>(data: *mut c_void, length: usize) -> Option<&'a [u8]> {
    // SAFETY: the caller's.
    (!data.is_null()).then(|| unsafe { std::slice::from_raw_parts(data.cast_const().cast(), length) })
}
