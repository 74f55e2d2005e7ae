//! From a record to its delivery.
//!
//! The machine: a [`Transport`] takes records into a local queue, each with a [`Ticket`](call::Ticket), and returns at once.
//! Its own thread hears the broker's verdict and writes it into the ticket's slot of the [`Call`](call::Call); the last
//! verdict of a call wakes whoever waits for it. So a call costs one allocation however many records it has, and
//! needs no async runtime.

pub(crate) mod call;
pub(crate) mod fault;
pub(crate) mod kafka;
#[cfg(feature = "testing")]
pub(crate) mod memory;
pub(crate) mod space;
pub(crate) mod wake;

use std::fmt;
use std::time::Duration;

use call::Ticket;
use fault::{Fault, Verdict};
use space::Space;

use crate::record::{Record, TopicName};

/// Calls that may take less than this keep their own time: a transport's clock may be a second late.
pub(crate) const SHORT: Duration = Duration::from_secs(4);

/// How long the end of a transport may wait for what it gave up, beyond the wait for deliveries.
pub(crate) const LAST: Duration = Duration::from_secs(5);

/// The one seam between records and the world: Kafka, or memory in a test.
pub(crate) trait Transport: Send + Sync + fmt::Debug {
    /// The handle of a topic, valid as long as the transport.
    fn topic(&self, name: &TopicName) -> Result<TopicHandle, Fault>;

    /// Announces that so many records are about to be enqueued, so that it knows whether to linger.
    fn announce(&self, records: usize);

    /// Takes back the announcement of records that were not enqueued.
    fn retract(&self, records: usize);

    /// Copies an announced record into the local queue. With `Ok`, the ticket will be completed exactly once, later or
    /// already; with `Err` never.
    fn enqueue(&self, topic: &TopicHandle, record: &Record<'_>, ticket: Ticket) -> Result<(), Fault>;

    /// The same for a run of records that have nothing but a value and a key. The faults by position in the run; the others
    /// are enqueued, in order. Once one finds the queue full, so do all that follow.
    fn enqueue_run(&self, topic: &TopicHandle, records: Vec<PlainRecord<'_>>) -> Vec<(usize, Fault)>;

    /// Called after the first record of an announced run is enqueued.
    fn nudge(&self);

    /// Where calls wait for space in the local queue.
    fn space(&self) -> &Space;

    /// What the verdict of a record means, with what the transport has heard of its brokers since.
    fn explain(&self, topic: &str, verdict: Verdict) -> Fault;

    /// Connects, and looks the topics up without creating any; an outcome for each. Blocks.
    fn verify(&self, topics: &[&str], timeout: Duration) -> Vec<Result<(), Fault>>;

    /// Refuses new records, waits for those in the queue, gives up after `timeout`. Blocks; called on the library's own thread.
    fn close(&self, timeout: Duration) -> Closed;

    /// How many records are announced or enqueued, and not yet answered.
    fn in_flight(&self) -> usize;

    /// Where to, for `outputs()` and error sentences; holds no secret.
    fn brokers(&self) -> &str;
}

/// Value, key and ticket of a record that has nothing else.
pub(crate) type PlainRecord<'a> = (Option<&'a [u8]>, Option<&'a [u8]>, Ticket);

/// A topic of a transport: its name, and what the transport keeps for it.
#[derive(Debug, Clone)]
pub(crate) struct TopicHandle {
    pub(crate) name: TopicName,
    /// librdkafka's handle; null in memory. Freed with the transport.
    pub(crate) native: kafka::NativeTopic,
}

/// What became of the records of a transport, when it closed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Closed {
    pub(crate) delivered: u64,
    pub(crate) failed: u64,
    pub(crate) undelivered: u64,
}

impl Closed {
    /// The sum of both.
    pub(crate) fn and(self, other: Self) -> Self {
        Self {
            delivered: self.delivered + other.delivered,
            failed: self.failed + other.failed,
            undelivered: self.undelivered + other.undelivered,
        }
    }
}
