//! `FutureProducer`, each record awaited by itself.

use std::sync::Arc;
use std::time::Duration;

use rdkafka::error::KafkaResult;
use rdkafka::producer::{FutureProducer, FutureRecord};

use super::config;
use crate::cases::SendOne;
use crate::cluster::Cluster;

/// Sends and awaits one record.
#[derive(Clone)]
pub(crate) struct Awaited {
    producer: FutureProducer,
    topic: Arc<str>,
}

impl Awaited {
    pub(crate) fn new(cluster: &Cluster, linger_ms: u32) -> KafkaResult<Self> {
        Ok(Self { producer: config(cluster, linger_ms).create()?, topic: cluster.topic.as_str().into() })
    }
}

impl SendOne for Awaited {
    async fn send(&self, value: Vec<u8>) {
        let record = FutureRecord::<(), _>::to(&self.topic).payload(&value);
        self.producer.send(record, Duration::from_secs(5)).await.expect("an acknowledged record");
    }
}
