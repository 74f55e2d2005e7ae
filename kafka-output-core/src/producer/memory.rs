//! The transport of a test: records stay in memory, and each is acknowledged at once.

use std::collections::{HashMap, VecDeque};
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use rdkafka_sys::RDKafkaRespErr as Code;

use super::call::Ticket;
use super::fault::{Fault, Verdict};
use super::kafka::{NativeTopic, refused};
use super::space::Space;
use super::{Closed, PlainRecord, TopicHandle, Transport};
use crate::config::ProducerConfig;
use crate::event::time_to_millis;
use crate::output::{FailedRecord, Output};
use crate::record::{Record, TopicName};
use crate::schema_registry::MemoryRegistry;
use crate::testing::{BrokerError, ReadRecord};

/// `message.max.bytes` of librdkafka, where the configuration is silent.
const MAX_MESSAGE_BYTES: usize = 1_000_000;

/// What the transports of one capture have taken.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    log: Mutex<Log>,
    schemas: Arc<MemoryRegistry>,
    #[cfg(test)]
    pub(crate) verifying: Verifying,
}

/// Where a test holds a transport that is verified.
#[cfg(test)]
#[derive(Debug, Default)]
pub(crate) struct Verifying {
    pub(crate) begun: AtomicUsize,
    pub(crate) held: Mutex<()>,
}

#[derive(Debug, Default)]
struct Log {
    records: Vec<ReadRecord>,
    /// The next offset of each partition, by topic.
    ends: HashMap<String, HashMap<i32, i64>>,
    /// What the next records fail with.
    failures: VecDeque<BrokerError>,
}

impl Memory {
    fn log(&self) -> MutexGuard<'_, Log> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The schema registry of the same test.
    pub(crate) const fn schemas(&self) -> &Arc<MemoryRegistry> {
        &self.schemas
    }

    /// Everything taken so far, in order.
    pub(crate) fn records(&self) -> Vec<ReadRecord> {
        self.log().records.clone()
    }

    /// Lets so many further records fail.
    pub(crate) fn fail_next(&self, error: BrokerError, records: usize) {
        self.log().failures.extend(std::iter::repeat_n(error, records));
    }

    /// Takes a record, or lets it fail.
    fn take(&self, topic: &str, record: &Record<'_>) -> Verdict {
        let mut log = self.log();
        let partition = record.partition.unwrap_or(0);
        let timestamp_millis = record.timestamp_millis.unwrap_or_else(|| time_to_millis(SystemTime::now()));
        if let Some(error) = log.failures.pop_front() {
            let may_be_stored = matches!(error, BrokerError::RequestTimedOut | BrokerError::Disconnect);
            let code = error.code();
            return Verdict { code, partition, offset: -1, timestamp_millis, may_be_stored };
        }
        let end = log.ends.entry(topic.to_owned()).or_default().entry(partition).or_default();
        let offset = *end;
        *end += 1;
        log.records.push(ReadRecord {
            topic: topic.to_owned(),
            partition,
            offset,
            timestamp_millis: Some(timestamp_millis),
            key: record.key.map(<[u8]>::to_vec),
            value: record.value.map(<[u8]>::to_vec),
            headers: record.headers().cloned().collect(),
        });
        let code = Code::RD_KAFKA_RESP_ERR_NO_ERROR;
        Verdict { code, partition, offset, timestamp_millis, may_be_stored: true }
    }
}

/// The transport of one producer's configuration into a capture's memory.
#[derive(Debug)]
pub(crate) struct MemoryTransport {
    memory: Arc<Memory>,
    brokers: String,
    max_message_bytes: usize,
    in_flight: AtomicUsize,
    delivered: AtomicU64,
    failed: AtomicU64,
    closing: AtomicBool,
    /// Never waited for: memory is never full.
    space: Space,
}

impl MemoryTransport {
    pub(crate) fn new(config: &ProducerConfig, memory: &Arc<Memory>) -> Self {
        let property = |name| config.properties.get(name);
        Self {
            memory: Arc::clone(memory),
            brokers: property("bootstrap.servers").cloned().unwrap_or_default(),
            max_message_bytes: property("message.max.bytes")
                .and_then(|bytes| bytes.parse().ok())
                .unwrap_or(MAX_MESSAGE_BYTES),
            in_flight: AtomicUsize::new(0),
            delivered: AtomicU64::new(0),
            failed: AtomicU64::new(0),
            closing: AtomicBool::new(false),
            space: Space::default(),
        }
    }
}

impl Transport for MemoryTransport {
    fn topic(&self, name: &TopicName) -> Result<TopicHandle, Fault> {
        Ok(TopicHandle { name: name.clone(), native: NativeTopic::NONE })
    }

    fn announce(&self, records: usize) {
        self.in_flight.fetch_add(records, Ordering::SeqCst);
    }

    fn retract(&self, records: usize) {
        self.in_flight.fetch_sub(records, Ordering::SeqCst);
    }

    fn enqueue(&self, topic: &TopicHandle, record: &Record<'_>, ticket: Ticket) -> Result<(), Fault> {
        if self.closing.load(Ordering::SeqCst) {
            return Err(Fault::shut_down());
        }
        if record.size() > self.max_message_bytes {
            return Err(Fault::too_large(&topic.name, record, &self.max_message_bytes.to_string()));
        }
        let verdict = self.memory.take(&topic.name, record);
        let counter = if verdict.is_acknowledged() { &self.delivered } else { &self.failed };
        counter.fetch_add(1, Ordering::SeqCst);
        self.in_flight.fetch_sub(1, Ordering::SeqCst);
        let waker = ticket.complete(verdict, |output: &Output, verdict| {
            let (key, value) = (record.key.map(<[u8]>::to_vec), record.value.map(<[u8]>::to_vec));
            output.report_failure(FailedRecord {
                verdict,
                reason: None,
                topic: topic.name.to_string(),
                key,
                value,
            });
        });
        if let Some(waker) = waker {
            waker.wake();
        }
        Ok(())
    }

    fn nudge(&self) {}

    fn enqueue_run(&self, topic: &TopicHandle, records: Vec<PlainRecord<'_>>) -> Vec<(usize, Fault)> {
        let records = records.into_iter().enumerate();
        let faults = records.filter_map(|(at, (value, key, ticket))| {
            Some((at, self.enqueue(topic, &Record::bare(value, key), ticket).err()?))
        });
        faults.collect()
    }

    fn space(&self) -> &Space {
        &self.space
    }

    fn explain(&self, topic: &str, verdict: Verdict) -> Fault {
        refused(&self.brokers, &self.max_message_bytes.to_string(), topic, verdict.code, verdict.partition)
    }

    fn verify(&self, topics: &[&str], _timeout: Duration) -> Vec<Result<(), Fault>> {
        #[cfg(test)]
        {
            let Verifying { begun, held } = &self.memory.verifying;
            begun.fetch_add(1, Ordering::SeqCst);
            drop(held.lock().unwrap_or_else(PoisonError::into_inner));
        }
        vec![Ok(()); topics.len()]
    }

    fn close(&self, _timeout: Duration) -> Closed {
        self.closing.store(true, Ordering::SeqCst);
        Closed {
            delivered: self.delivered.load(Ordering::SeqCst),
            failed: self.failed.load(Ordering::SeqCst),
            undelivered: 0,
        }
    }

    fn in_flight(&self) -> usize {
        self.in_flight.load(Ordering::SeqCst)
    }

    fn brokers(&self) -> &str {
        &self.brokers
    }
}
