//! `FutureProducer`: a batch is sent, then all its futures are awaited.

use futures::future::try_join_all;
use rdkafka::error::KafkaResult;
use rdkafka::producer::future_producer::DeliveryFuture;
use rdkafka::producer::{FutureProducer, FutureRecord};

use super::config;
use crate::cases::SendBatch;
use crate::cluster::Cluster;

/// Awaits the futures with `try_join_all`.
pub(crate) struct Joined(Sender);

/// Awaits the futures one after the other, in the order of sending.
pub(crate) struct InOrder(Sender);

struct Sender {
    producer: FutureProducer,
    topic: String,
}

impl Sender {
    fn new(cluster: &Cluster, linger_ms: u32) -> KafkaResult<Self> {
        Ok(Self { producer: config(cluster, linger_ms).create()?, topic: cluster.topic.clone() })
    }

    /// Puts every record into the local queue, which has room for ten such batches.
    fn enqueue(&self, values: &[Vec<u8>]) -> Vec<DeliveryFuture> {
        values
            .iter()
            .map(|value| {
                let record = FutureRecord::<(), _>::to(&self.topic).payload(value);
                self.producer.send_result(record).expect("room in the local queue")
            })
            .collect()
    }
}

impl Joined {
    pub(crate) fn new(cluster: &Cluster, linger_ms: u32) -> KafkaResult<Self> {
        Sender::new(cluster, linger_ms).map(Self)
    }
}

impl SendBatch for Joined {
    async fn send_all(&self, values: Vec<Vec<u8>>) {
        let deliveries = try_join_all(self.0.enqueue(&values)).await.expect("a running producer");
        for delivery in deliveries {
            delivery.expect("an acknowledged record");
        }
    }
}

impl InOrder {
    pub(crate) fn new(cluster: &Cluster, linger_ms: u32) -> KafkaResult<Self> {
        Sender::new(cluster, linger_ms).map(Self)
    }
}

impl SendBatch for InOrder {
    async fn send_all(&self, values: Vec<Vec<u8>>) {
        for delivery in self.0.enqueue(&values) {
            delivery.await.expect("a running producer").expect("an acknowledged record");
        }
    }
}
