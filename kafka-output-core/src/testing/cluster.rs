//! `EmbeddedCluster`: librdkafka's mock cluster, in this process.

// Says that librdkafka's mock cluster may be used from any thread, which rdkafka's wrapper leaves open.
#![allow(unsafe_code)]

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use rdkafka::error::KafkaResult;
use rdkafka::mocking::MockCluster;
use rdkafka::producer::DefaultProducerContext;
use rdkafka::types::{RDKafkaApiKey, RDKafkaRespErr};

use super::decode::Decoder;
use super::read_back::read_back;
use super::{BrokerError, Published, ReadRecord};
use crate::error::{Error, ErrorKind};

/// The brokers of [`EmbeddedCluster::start`].
const BROKERS: usize = 3;

/// Every broker, where librdkafka asks for one.
const ALL: i32 = -1;

/// A Kafka cluster inside this process: librdkafka's mock cluster, on ports of its own.
///
/// The real producer talks to it over real connections, so batches, compression, retries, idempotence and timeouts
/// are what they are in production. It knows neither TLS, authentication nor a schema registry, and it keeps no disk.
/// It ends when dropped.
///
/// ```
/// # use kafka_output_core as kafka_output;
/// use kafka_output::testing::EmbeddedCluster;
///
/// # fn main() -> Result<(), kafka_output_core::Error> {
/// let cluster = EmbeddedCluster::start()?;
/// cluster.create_topic("orders", 3);
/// // … with the setting `KAFKA_BROKERS` = `cluster.brokers()`, call functions that send to `orders` …
/// for record in cluster.records("orders") {
///     println!("{record}");
/// }
/// # Ok(())
/// # }
/// ```
///
/// Where it differs from a broker:
/// - A topic a producer asks for is created, with four partitions, unless [`topic_error`](Self::topic_error) says
///   [`BrokerError::UnknownTopic`].
/// - The timestamp in an acknowledgement is always 1234 ms, as if the topic stamped records itself; the record read
///   back has its own.
/// - `max.message.bytes` of a topic is not looked at.
/// - Of each partition the last 5 MiB are kept.
pub struct EmbeddedCluster {
    mock: Mock,
    ids: std::ops::RangeInclusive<i32>,
}

struct Mock(MockCluster<'static, DefaultProducerContext>);

// SAFETY: librdkafka's mock functions put a command into the queue of the cluster's own thread and wait for its
// answer, or take the cluster's lock; the bootstrap list is written once. The client beside it is librdkafka's, which
// any thread may use.
unsafe impl Send for Mock {}
// SAFETY: as above.
unsafe impl Sync for Mock {}

impl EmbeddedCluster {
    /// A cluster of three brokers, so that partitions have different leaders.
    pub fn start() -> Result<Self, Error> {
        Self::start_with(BROKERS)
    }

    /// A cluster of so many brokers, 1 to 100; their ids count from 1.
    ///
    /// Fails with [`ErrorKind::Configuration`] for another number, or if no ports can be listened on.
    pub fn start_with(brokers: usize) -> Result<Self, Error> {
        let count =
            i32::try_from(brokers).ok().filter(|count| (1..=100).contains(count)).ok_or_else(|| {
                Error::new(
                    ErrorKind::Configuration,
                    format!("an embedded cluster cannot have {brokers} brokers; give it 1 to 100"),
                )
            })?;
        let mock = MockCluster::new(count).map_err(|error| {
            Error::new(ErrorKind::Configuration, "the embedded cluster could not be started")
                .with_source(Some(Box::new(error)))
        })?;
        Ok(Self { mock: Mock(mock), ids: 1..=count })
    }

    /// The brokers, as the option `broker_list` takes them: `127.0.0.1:33117,127.0.0.1:40219,…`.
    #[must_use]
    pub fn brokers(&self) -> String {
        self.mock.0.bootstrap_servers()
    }

    /// Creates a topic.
    ///
    /// # Panics
    /// If there is one of this name already, or `partitions` is not 1 to 1000.
    #[track_caller]
    pub fn create_topic(&self, name: &str, partitions: usize) {
        let count = i32::try_from(partitions).ok().filter(|count| (1..=1000).contains(count));
        let Some(count) = count else {
            panic!("topic `{name}` cannot have {partitions} partitions; give it 1 to 1000");
        };
        done(self.create(name, count), &format!("topic `{name}` could not be created"));
    }

    /// Creates a topic that is likely not there; whether it was not.
    pub(super) fn try_create_topic(&self, name: &str, partitions: usize) -> bool {
        i32::try_from(partitions).is_ok_and(|count| self.create(name, count).is_ok())
    }

    fn create(&self, name: &str, partitions: i32) -> KafkaResult<()> {
        self.mock.0.create_topic(name, partitions, (*self.ids.end()).min(3))
    }

    /// Lets the next `requests` requests that carry records fail with this error, whatever their topic; nothing of
    /// them is stored.
    ///
    /// A request carries many records, and a retriable error is retried `max_retries` times (2), each a request: so 1
    /// is not seen by the function's caller, and 3 fail a lone record. After [`BrokerError::TopicAuthorization`]
    /// librdkafka refuses the topic's records by itself until it has looked the topic up again.
    pub fn fail_next(&self, error: BrokerError, requests: usize) {
        self.mock.0.request_errors(RDKafkaApiKey::Produce, &vec![error.code(); requests]);
    }

    /// Lets every look-up of a topic answer with this error, until `None`: `cluster.topic_error("orders", None)`.
    ///
    /// A producer looks a topic up before its first record, and then only now and again. The topic is created if it
    /// is not there.
    ///
    /// # Panics
    /// If the name holds a zero byte.
    #[track_caller]
    pub fn topic_error(&self, topic: &str, error: impl Into<Option<BrokerError>>) {
        let code = error.into().map_or(RDKafkaRespErr::RD_KAFKA_RESP_ERR_NO_ERROR, BrokerError::code);
        done(self.mock.0.topic_error(topic, code), &format!("topic `{topic}` could not be given an error"));
    }

    /// Lets every answer of every broker take at least so long, in whole milliseconds; zero ends it.
    ///
    /// # Panics
    /// Never, as long as librdkafka knows its own brokers.
    #[track_caller]
    pub fn latency(&self, latency: Duration) {
        done(self.mock.0.broker_round_trip_time(ALL, latency), "the latency could not be set");
    }

    /// Takes every broker down: connections are closed, and new ones not answered, until
    /// [`broker_up`](Self::broker_up).
    ///
    /// # Panics
    /// Never, as long as librdkafka knows its own brokers.
    #[track_caller]
    pub fn broker_down(&self) {
        done(self.mock.0.broker_down(ALL), "the brokers could not be taken down");
    }

    /// Lets every broker be there again.
    ///
    /// # Panics
    /// Never, as long as librdkafka knows its own brokers.
    #[track_caller]
    pub fn broker_up(&self) {
        done(self.mock.0.broker_up(ALL), "the brokers could not be brought up");
    }

    /// Takes one broker down, by its id from 1; what it leads is not led by another then.
    ///
    /// # Panics
    /// If there is no such broker.
    #[track_caller]
    pub fn one_broker_down(&self, id: i32) {
        self.expect_broker(id);
        done(self.mock.0.broker_down(id), "the broker could not be taken down");
    }

    /// Lets one broker be there again, by its id from 1.
    ///
    /// # Panics
    /// If there is no such broker.
    #[track_caller]
    pub fn one_broker_up(&self, id: i32) {
        self.expect_broker(id);
        done(self.mock.0.broker_up(id), "the broker could not be brought up");
    }

    /// Everything in a topic, by partition and offset, read with a consumer that knows nothing of this library;
    /// nothing if there is no such topic.
    ///
    /// Blocks this thread, up to ten seconds without progress.
    ///
    /// # Panics
    /// If the topic cannot be read (brokers that are down, a [`topic_error`](Self::topic_error)), or if its first
    /// records are gone already.
    #[must_use]
    #[track_caller]
    pub fn records(&self, topic: &str) -> Vec<ReadRecord> {
        match read_back(&self.brokers(), &BTreeMap::new(), topic) {
            Ok(records) => records,
            Err(why) => panic!("topic `{topic}` could not be read back: {why}"),
        }
    }

    /// The records in a topic, to assert on; as [`records`](Self::records).
    ///
    /// # Panics
    /// As [`records`](Self::records).
    #[must_use = "nothing is asserted until `times`, `key` and the like"]
    #[track_caller]
    pub fn published_on(&self, topic: &str) -> Published {
        Published::new(topic, self.records(topic), Decoder::default())
    }

    #[track_caller]
    fn expect_broker(&self, id: i32) {
        assert!(self.ids.contains(&id), "there is no broker {id}; their ids are 1 to {}", self.ids.end());
    }
}

impl fmt::Debug for EmbeddedCluster {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EmbeddedCluster").field("brokers", &self.brokers()).finish()
    }
}

#[track_caller]
fn done(result: KafkaResult<()>, what: &str) {
    if let Err(error) = result {
        panic!("{what}: {error}");
    }
}
