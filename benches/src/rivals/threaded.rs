//! `ThreadedProducer`, fire and forget: a batch is sent, then flushed, and its delivery reports are only counted.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use rdkafka::ClientContext;
use rdkafka::error::KafkaResult;
use rdkafka::message::DeliveryResult;
use rdkafka::producer::{BaseRecord, Producer, ProducerContext, ThreadedProducer};

use super::config;
use crate::cases::SendBatch;
use crate::cluster::Cluster;

/// Counts the records a broker has acknowledged.
#[derive(Clone, Default)]
struct Reports(Arc<AtomicU64>);

impl ClientContext for Reports {}

impl ProducerContext for Reports {
    type DeliveryOpaque = ();

    fn delivery(&self, result: &DeliveryResult<'_>, (): ()) {
        if result.is_ok() {
            self.0.fetch_add(1, Ordering::Release);
        }
    }
}

/// Sends a batch and flushes.
pub(crate) struct Threaded {
    producer: ThreadedProducer<Reports>,
    reports: Reports,
    topic: String,
}

impl Threaded {
    pub(crate) fn new(cluster: &Cluster, linger_ms: u32) -> KafkaResult<Self> {
        let reports = Reports::default();
        let producer = config(cluster, linger_ms).create_with_context(reports.clone())?;
        Ok(Self { producer, reports, topic: cluster.topic.clone() })
    }
}

impl SendBatch for Threaded {
    async fn send_all(&self, values: Vec<Vec<u8>>) {
        let wanted = self.reports.0.load(Ordering::Acquire) + crate::cases::number(values.len());
        for value in &values {
            let record = BaseRecord::<(), _>::to(&self.topic).payload(value);
            self.producer.send(record).map_err(|(error, _)| error).expect("room in the local queue");
        }
        self.producer.flush(Duration::from_secs(30)).expect("acknowledged records");
        // The last reports may still be in the hands of the producer's own thread.
        while self.reports.0.load(Ordering::Acquire) < wanted {
            std::thread::yield_now();
        }
    }
}
