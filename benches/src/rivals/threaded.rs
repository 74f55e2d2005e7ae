//! `ThreadedProducer`, fire and forget: a batch is sent, and its delivery reports are only counted.
//!
//! Not by its `flush`: that polls beside the producer's own thread, which takes the reports away from it, and so sleeps for up
//! to 100 ms more than there is to wait for.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, Thread};

use rdkafka::ClientContext;
use rdkafka::error::KafkaResult;
use rdkafka::message::DeliveryResult;
use rdkafka::producer::{BaseRecord, ProducerContext, ThreadedProducer};

use super::config;
use crate::cases::SendBatch;
use crate::cluster::Cluster;

/// Counts the delivery reports still to come, and wakes the sender with the last one.
#[derive(Clone)]
struct Reports(Arc<Awaited>);

struct Awaited {
    left: AtomicUsize,
    sender: Thread,
}

impl ClientContext for Reports {}

impl ProducerContext for Reports {
    type DeliveryOpaque = ();

    fn delivery(&self, result: &DeliveryResult<'_>, (): ()) {
        assert!(result.is_ok(), "an acknowledged record");
        if self.0.left.fetch_sub(1, Ordering::AcqRel) == 1 {
            self.0.sender.unpark();
        }
    }
}

/// Sends a batch and waits for its reports.
pub(crate) struct Threaded {
    producer: ThreadedProducer<Reports>,
    reports: Reports,
    topic: String,
}

impl Threaded {
    /// A producer for batches sent from this very thread.
    pub(crate) fn new(cluster: &Cluster, linger_ms: u32) -> KafkaResult<Self> {
        let reports = Reports(Arc::new(Awaited { left: AtomicUsize::new(0), sender: thread::current() }));
        let producer = config(cluster, linger_ms).create_with_context(reports.clone())?;
        Ok(Self { producer, reports, topic: cluster.topic.clone() })
    }
}

impl SendBatch for Threaded {
    async fn send_all(&self, values: Vec<Vec<u8>>) {
        self.reports.0.left.store(values.len(), Ordering::Release);
        for value in &values {
            let record = BaseRecord::<(), _>::to(&self.topic).payload(value);
            self.producer.send(record).map_err(|(error, _)| error).expect("room in the local queue");
        }
        while self.reports.0.left.load(Ordering::Acquire) > 0 {
            thread::park();
        }
    }
}
