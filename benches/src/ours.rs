//! Our side: annotated functions, as a user writes them.

use std::time::Duration;

use kafka_output::{Error, Runtime, kafka_output};
use serde::Serialize;

use crate::cases::{SendBatch, SendOne};
use crate::cluster::Cluster;

#[kafka_output(broker_list = "%BENCH_BROKERS%", topic = "%BENCH_TOPIC%")]
async fn one(value: Vec<u8>) -> Vec<u8> {
    value
}

#[kafka_output(broker_list = "%BENCH_BROKERS%", topic = "%BENCH_TOPIC%")]
async fn many(values: Vec<Vec<u8>>) -> Vec<Vec<u8>> {
    values
}

#[kafka_output(broker_list = "%BENCH_BROKERS%", topic = "%BENCH_TOPIC%")]
async fn many_orders(orders: Vec<Order>) -> Vec<Order> {
    orders
}

/// A value that is sent as JSON.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Order {
    id: u64,
    customer: String,
    lines: Vec<u32>,
    paid: bool,
}

impl Order {
    /// The order of this number.
    pub(crate) fn numbered(id: u64) -> Self {
        Self {
            id,
            customer: format!("customer-{}", id % 100),
            lines: vec![1, 2, 3],
            paid: id.is_multiple_of(2),
        }
    }
}

/// The annotated functions under a runtime that sends to one cluster.
#[derive(Debug)]
pub(crate) struct Ours(Runtime);

impl Ours {
    /// Makes the runtime; a lazy one, since the functions with a schema registry have none here.
    pub(crate) fn start(cluster: &Cluster) -> Result<Self, Error> {
        Runtime::builder()
            .setting("BENCH_BROKERS", &cluster.bootstrap)
            .setting("BENCH_TOPIC", &cluster.topic)
            .setting("BENCH_REGISTRY", "http://127.0.0.1:9/nobody-asks-it")
            .lazy()
            .map(Self)
    }

    /// Ends the runtime.
    pub(crate) async fn stop(self) {
        let report = self.0.shutdown(Duration::from_secs(10)).await;
        assert_eq!((report.failed, report.undelivered), (0, 0), "every record of ours was acknowledged");
    }

    /// Sends a batch as JSON.
    pub(crate) async fn send_orders(&self, orders: Vec<Order>) {
        many_orders(orders).await.expect("acknowledged orders");
    }
}

/// The functions alone; they find the runtime by themselves.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Functions;

impl SendOne for Functions {
    async fn send(&self, value: Vec<u8>) {
        one(value).await.expect("an acknowledged record");
    }
}

impl SendBatch for Functions {
    async fn send_all(&self, values: Vec<Vec<u8>>) {
        let count = values.len();
        let deliveries = many(values).await.expect("acknowledged records");
        assert_eq!(deliveries.len(), count);
    }
}
