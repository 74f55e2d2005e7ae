//! Allocations for each record, beyond the value the user made.

use rdkafka::error::KafkaResult;

use super::{BATCH, SMALL, SendBatch, SendOne, batch, number, value};
use crate::alloc::counted;
use crate::cluster::Cluster;
use crate::measure::count;
use crate::ours::{Functions, Order, Ours};
use crate::rivals::{Awaited, InOrder, Joined, Threaded};

/// How often each way was counted; the least counts, since other threads may allocate now and then.
const TIMES: usize = 3;

/// Allocations of one way to send.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub(crate) struct Allocations {
    pub(crate) way: &'static str,
    /// Whether this is our batch path, on which at most one a record is wanted.
    pub(crate) our_batch_path: bool,
    pub(crate) per_record: f64,
}

impl Allocations {
    fn new(way: &'static str, per_record: f64) -> Self {
        Self { way, our_batch_path: false, per_record }
    }

    fn of_our_batch_path(way: &'static str, per_record: f64) -> Self {
        Self { way, our_batch_path: true, per_record }
    }

    /// Counts every way on one cluster.
    pub(crate) async fn count(cluster: &Cluster, ours: &Ours) -> KafkaResult<Vec<Self>> {
        let awaited = Awaited::new(cluster, 0)?;
        let (joined, in_order) = (Joined::new(cluster, 5)?, InOrder::new(cluster, 5)?);
        let threaded = Threaded::new(cluster, 5)?;
        Ok(vec![
            Self::new("ours, sequential", alone(&Functions).await),
            Self::new("FutureProducer, awaited", alone(&awaited).await),
            Self::of_our_batch_path("ours, batch of bytes", together(&Functions).await),
            Self::of_our_batch_path("ours, batch of JSON, encoding included", orders(ours).await),
            Self::new("FutureProducer, joined", together(&joined).await),
            Self::new("FutureProducer, awaited in order", together(&in_order).await),
            Self::new("ThreadedProducer, reports counted", together(&threaded).await),
        ])
    }
}

async fn alone(sender: &impl SendOne) -> f64 {
    const CALLS: usize = 500;
    least(async || {
        let values: Vec<_> = (0..CALLS).map(|_| value(SMALL)).collect();
        let calls = async {
            for value in values {
                sender.send(value).await;
            }
        };
        per_record(counted(calls).await.1, CALLS)
    })
    .await
}

async fn together(sender: &impl SendBatch) -> f64 {
    least(async || {
        let values = batch(SMALL);
        per_record(counted(sender.send_all(values)).await.1, BATCH)
    })
    .await
}

async fn orders(ours: &Ours) -> f64 {
    least(async || {
        let orders = (0..number(BATCH)).map(Order::numbered).collect();
        per_record(counted(ours.send_orders(orders)).await.1, BATCH)
    })
    .await
}

/// The least of some countings, after one that does not count.
async fn least(counting: impl AsyncFn() -> f64) -> f64 {
    counting().await;
    let mut least = f64::INFINITY;
    for _ in 0..TIMES {
        least = counting().await.min(least);
    }
    least
}

fn per_record(allocations: u64, records: usize) -> f64 {
    count(allocations) / count(number(records))
}
