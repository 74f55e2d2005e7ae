//! The transport to Kafka: librdkafka through its C interface.
//!
//! Its `FutureProducer` in rdkafka costs two allocations and a channel for each record, its `BaseProducer` looks the topic up by
//! name for each, and both linger for a lone record. Here a record costs one C call with a topic handle at hand.

// Enqueues through the C interface; see above.
#![allow(unsafe_code)]

mod admission;
mod advertised;
mod advice;
mod alone;
mod answers;
mod bearer;
mod callbacks;
mod client;
mod delivery_thread;
mod headers;
mod held;
mod kept;
#[cfg(test)]
mod listing;
mod needs;
mod partitioner;
mod shared;
mod timeout;
mod tokens;
mod verify;
mod versions;

use std::collections::BTreeMap;
use std::ffi::c_void;
use std::mem::ManuallyDrop;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use rdkafka_sys as sys;
use rdkafka_sys::RDKafkaRespErr as Code;
use rdkafka_sys::rd_kafka_vtype_t as V;

use self::advice::Security;
use self::client::{Client, describe, last_error};
use self::headers::Headers;
use self::held::Turn;
use self::kept::Kept;
use self::shared::Shared;
use self::tokens::Tokens;
#[cfg(feature = "testing")]
pub(crate) use self::verify::refused;
use super::call::Ticket;
use super::fault::{Fault, Verdict, classify};
use super::space::Space;
use super::wake::wake;
use super::{Closed, PlainRecord, TopicHandle, Transport};
use crate::error::{Error, ErrorKind};
use crate::record::{Record, TopicName};
use crate::token::TokenSource;

/// librdkafka's handle of a topic; null where there is no librdkafka.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NativeTopic(*mut sys::rd_kafka_topic_t);

// SAFETY: librdkafka's topics may be used from any thread.
unsafe impl Send for NativeTopic {}
// SAFETY: as above.
unsafe impl Sync for NativeTopic {}

impl NativeTopic {
    /// No handle.
    #[cfg(feature = "testing")]
    pub(crate) const NONE: Self = Self(std::ptr::null_mut());
}

/// `RD_KAFKA_PARTITION_UA`: the partitioner chooses.
const ANY_PARTITION: i32 = -1;

/// A producer of librdkafka's, and its delivery thread.
#[derive(Debug)]
pub(crate) struct KafkaTransport {
    /// Taken out only when dropped.
    client: ManuallyDrop<Arc<Client>>,
    shared: Arc<Shared>,
    thread: Mutex<Option<DeliveryThread>>,
    tokens: Mutex<Option<Tokens>>,
}

#[derive(Debug)]
struct DeliveryThread {
    close: Sender<Duration>,
    handle: JoinHandle<Closed>,
}

impl KafkaTransport {
    /// A producer with exactly these properties of librdkafka's. Connects in the background; does not wait for a broker.
    pub(crate) fn start(properties: &BTreeMap<String, String>, round_robin: bool) -> Result<Self, Error> {
        let shared = Arc::new(Shared::new(properties));
        let client = Arc::new(Client::new(&timeout::in_time(properties), round_robin, &shared)?);
        let (close, closing) = channel();
        let handle = std::thread::Builder::new()
            .name("kafka-output".to_owned())
            .spawn({
                let (client, shared) = (Arc::clone(&client), Arc::clone(&shared));
                move || {
                    let _on_library_thread = crate::runtime::thread::enter();
                    delivery_thread::run(&client, &shared, &closing)
                }
            })
            .map_err(|error| {
                Error::new(ErrorKind::Configuration, "the thread for deliveries could not be started")
                    .with_source(Some(Box::new(error)))
            })?;
        Ok(Self {
            client: ManuallyDrop::new(client),
            shared,
            thread: Mutex::new(Some(DeliveryThread { close, handle })),
            tokens: Mutex::default(),
        })
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
                self.enqueue(topic, &Record::bare(value, key), ticket)
            };
            if let Err(fault) = outcome {
                is_full |= fault.kind == ErrorKind::QueueFull;
                faults.push((at, fault));
            }
        }
        faults
    }

    /// Whether a client with these properties of librdkafka's is to be given its tokens.
    pub(crate) fn needs_tokens(properties: &BTreeMap<String, String>) -> bool {
        Security::of(properties).has_token_provider()
    }

    /// Fetches the client's tokens from here, if it needs any, until it is closed.
    pub(crate) fn keep_tokens(&self, source: &TokenSource) -> Result<(), Error> {
        if let Some(provider) = source.provider()
            && self.shared.security.has_token_provider()
        {
            let tokens = Tokens::keep(&self.client, &self.shared, provider)?;
            *self.tokens.lock().unwrap_or_else(PoisonError::into_inner) = Some(tokens);
        }
        Ok(())
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

impl Transport for KafkaTransport {
    fn topic(&self, name: &TopicName) -> Result<TopicHandle, Fault> {
        match self.client.topic(name) {
            Ok(native) => Ok(TopicHandle { name: name.clone(), native }),
            Err(reason) => Err(Fault::new(
                ErrorKind::Configuration,
                format!("topic `{}` cannot be used: {reason}", name.escape_debug()),
            )),
        }
    }

    fn announce(&self, records: usize) {
        let before = self.shared.in_flight.0.fetch_add(records, Ordering::SeqCst);
        if before == 0 {
            self.shared.admission.begin();
        }
        // Many at once: the delivery thread must leave flush before they go out in small requests.
        if before <= shared::EAGER && before + records > shared::EAGER {
            self.shared.wake();
        }
    }

    fn retract(&self, records: usize) {
        self.shared.in_flight.0.fetch_sub(records, Ordering::SeqCst);
    }

    fn nudge(&self) {
        self.shared.wake();
    }

    fn enqueue(&self, topic: &TopicHandle, record: &Record<'_>, ticket: Ticket) -> Result<(), Fault> {
        if self.shared.is_closing() {
            return Err(Fault::shut_down());
        }
        match self.shared.held.turn(record) {
            Turn::Enqueue => {}
            Turn::Hold => return self.hold(topic, record, ticket),
            Turn::Refuse(need, metadata) => {
                return Err(need.unmet(&topic.name, &self.shared.brokers, metadata));
            }
        }
        let (value, value_size) = part(record.value);
        let (key, key_size) = part(record.key);
        let partition = record.partition.unwrap_or(ANY_PARTITION);
        let headers = Headers::of(record);
        let opaque = ticket.into_opaque();
        // SAFETY: the client and the topic are alive as long as the transport; librdkafka copies value and key before it returns,
        // and takes the headers and the opaque over only if it returns no error.
        let code = unsafe {
            if headers.is_none() && record.timestamp_millis.is_none() {
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
                sys::rd_kafka_producev(
                    self.client.as_ptr(),
                    V::RD_KAFKA_VTYPE_RKT,
                    topic.native.0,
                    V::RD_KAFKA_VTYPE_PARTITION,
                    partition,
                    V::RD_KAFKA_VTYPE_MSGFLAGS,
                    sys::RD_KAFKA_MSG_F_COPY,
                    V::RD_KAFKA_VTYPE_VALUE,
                    value,
                    value_size,
                    V::RD_KAFKA_VTYPE_KEY,
                    key,
                    key_size,
                    V::RD_KAFKA_VTYPE_TIMESTAMP,
                    record.timestamp_millis.unwrap_or(0),
                    V::RD_KAFKA_VTYPE_HEADERS,
                    headers.as_ref().map_or(std::ptr::null_mut(), Headers::as_ptr),
                    V::RD_KAFKA_VTYPE_OPAQUE,
                    opaque,
                    V::RD_KAFKA_VTYPE_END,
                )
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

    fn enqueue_run(&self, topic: &TopicHandle, records: Vec<PlainRecord<'_>>) -> Vec<(usize, Fault)> {
        if self.shared.is_closing() {
            return (0..records.len()).map(|at| (at, Fault::shut_down())).collect();
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

    fn space(&self) -> &Space {
        &self.shared.space
    }

    fn explain(&self, topic: &str, verdict: Verdict) -> Fault {
        verify::explain(&self.shared, topic, verdict.code, verdict.partition)
    }

    fn verify(&self, topics: &[&str], timeout: Duration) -> Vec<Result<(), Fault>> {
        verify::verify(&self.client, &self.shared, topics, timeout)
    }

    fn close(&self, timeout: Duration) -> Closed {
        self.shared.closing.store(true, Ordering::SeqCst);
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(DeliveryThread { close, handle }) = thread else { return Closed::default() };
        // The thread is there: it ends only after it has received this.
        let _ = close.send(timeout);
        self.shared.wake();
        // The last call of a runtime that nobody shut down may be dropped by the delivery thread, which then ends by itself.
        if handle.thread().id() == std::thread::current().id() {
            return Closed::default();
        }
        let closed = handle.join().unwrap_or_default();
        self.tokens.lock().unwrap_or_else(PoisonError::into_inner).take();
        self.shared.space.wake(usize::MAX);
        closed
    }

    #[cfg(feature = "testing")]
    fn in_flight(&self) -> usize {
        self.shared.in_flight()
    }

    fn brokers(&self) -> &str {
        &self.shared.brokers
    }
}

impl Drop for KafkaTransport {
    fn drop(&mut self) {
        // Closed already, unless a runtime was dropped without `shutdown`; then nothing more is waited for.
        self.close(Duration::ZERO);
        // SAFETY: taken once, here.
        let client = unsafe { ManuallyDrop::take(&mut self.client) };
        let shared = Arc::clone(&self.shared);
        // Destroying a client joins its threads, and whoever drops the last delivery may be on an async worker. The client goes
        // first: its callbacks look at `shared`.
        let destroy = move || {
            drop(client);
            drop(shared);
        };
        let _ = std::thread::Builder::new().name("kafka-output-close".to_owned()).spawn(destroy);
    }
}

/// A part of a record as C takes it; null is not the same as empty.
fn part(bytes: Option<&[u8]>) -> (*mut c_void, usize) {
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

/// The class of a code in a sentence about a topic.
fn sentence(code: Code, topic: &str) -> Fault {
    let (kind, retriable) = classify(code);
    let message = format!("the broker did not accept the record for topic `{topic}`: {}", describe(code));
    Fault { kind, retriable, message }
}
