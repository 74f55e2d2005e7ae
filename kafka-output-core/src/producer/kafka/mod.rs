//! The transport to Kafka: librdkafka through its C interface.
//!
//! Its `FutureProducer` in rdkafka costs two allocations and a channel for each record, its `BaseProducer` looks the topic up by
//! name for each, and both linger for a lone record. Here a record costs one C call with a topic handle at hand.

// Handles of the C interface; see above.
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
#[cfg(feature = "oidc")]
mod endpoint;
mod enqueue;
mod headers;
mod held;
mod kept;
#[cfg(test)]
mod listing_tests;
mod needs;
mod partitioner;
mod reasons;
mod remarks;
mod repeats;
mod shared;
#[cfg(test)]
mod tests;
mod timeout;
mod tokens;
mod verify;
mod versions;

use std::collections::BTreeMap;
use std::fmt;
use std::mem::ManuallyDrop;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use rdkafka_sys as sys;
use rdkafka_sys::RDKafkaRespErr as Code;

use self::advice::Security;
use self::client::{Client, describe};
use self::shared::Shared;
use self::tokens::Tokens;
#[cfg(feature = "testing")]
pub(crate) use self::verify::refused;
use super::call::Ticket;
use super::fault::{Fault, Verdict, classify};
use super::space::Space;
use super::{Closed, PlainRecord, TopicHandle, Transport};
use crate::error::{Error, ErrorKind};
use crate::panics::said;
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

/// A producer of librdkafka's, and its delivery thread.
pub(crate) struct KafkaTransport {
    /// Taken out only when dropped.
    client: ManuallyDrop<Arc<Client>>,
    shared: Arc<Shared>,
    thread: Mutex<Option<DeliveryThread>>,
    tokens: Mutex<Option<Tokens>>,
}

/// Nothing of its brokers, topics and user, which settings give.
impl fmt::Debug for KafkaTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KafkaTransport").field("in_flight", &self.in_flight()).finish_non_exhaustive()
    }
}

#[derive(Debug)]
struct DeliveryThread {
    close: Sender<Duration>,
    handle: JoinHandle<Closed>,
}

/// What a client is made of.
#[derive(Clone, Copy)]
pub(crate) struct ClientConfig<'a> {
    /// librdkafka's.
    pub(crate) properties: &'a BTreeMap<String, String>,
    /// Whether partitions take turns.
    pub(crate) round_robin: bool,
    /// Whether errors may say who it is to the brokers.
    pub(crate) names_user: bool,
}

#[cfg(test)]
impl<'a> From<&'a BTreeMap<String, String>> for ClientConfig<'a> {
    fn from(properties: &'a BTreeMap<String, String>) -> Self {
        Self { properties, round_robin: false, names_user: true }
    }
}

impl KafkaTransport {
    /// A producer with exactly these properties of librdkafka's. Connects in the background; does not wait for a broker.
    pub(crate) fn start(config: ClientConfig<'_>) -> Result<Self, Error> {
        let shared = Arc::new(Shared::new(config));
        let properties = timeout::in_time(config.properties);
        let client = Arc::new(Client::new(&properties, config.round_robin, &shared)?);
        #[cfg(feature = "oidc")]
        endpoint::watch(config.properties, &shared);
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

    /// Why librdkafka itself does not take a property, to stand behind its name.
    pub(crate) fn refuses(name: &str, value: &str) -> Option<&'static str> {
        client::why_not(name, value)
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
        self.enqueue_one(topic, record, ticket)
    }

    fn enqueue_run(&self, topic: &TopicHandle, records: Vec<PlainRecord<'_>>) -> Vec<(usize, Fault)> {
        self.enqueue_plain(topic, records)
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
        let closed = handle.join();
        self.tokens.lock().unwrap_or_else(PoisonError::into_inner).take();
        self.shared.space.wake(usize::MAX);
        closed.unwrap_or_else(|panic| delivery_thread::cut_short(&self.shared, said(&*panic)))
    }

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

/// The class of a code in a sentence about a topic.
fn sentence(code: Code, topic: &str) -> Fault {
    let (kind, retriable) = classify(code);
    let message = format!("the broker did not accept the record for topic `{topic}`: {}", describe(code));
    Fault { kind, retriable, message }
}
