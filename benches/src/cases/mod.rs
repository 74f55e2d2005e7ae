//! What is measured: pieces of work, and the rival each is measured against.

mod allocations;
mod batches;
mod callers;
mod sequential;

use std::time::Duration;

use rdkafka::error::KafkaResult;

pub(crate) use allocations::Allocations;

use crate::cluster::Cluster;
use crate::measure::{Pair, Rhythm, in_turn};
use crate::ours::Functions;
use crate::rivals::{Awaited, InOrder, Joined, Threaded};

/// Sends one record and waits for its acknowledgement.
pub(crate) trait SendOne: Clone + Send + Sync + 'static {
    fn send(&self, value: Vec<u8>) -> impl Future<Output = ()> + Send;
}

/// Sends a batch and waits until every record of it is acknowledged.
pub(crate) trait SendBatch {
    fn send_all(&self, values: Vec<Vec<u8>>) -> impl Future<Output = ()>;
}

/// The records of a batch.
pub(crate) const BATCH: usize = 10_000;

/// The bytes of a record where nothing else is said.
const SMALL: usize = 100;

/// A piece of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Work {
    /// One call after the other, each awaited.
    Sequential,
    /// So many tasks at once, each with one call after the other.
    Callers(usize),
    /// One batch after the other, of records of so many bytes.
    Batch(usize),
}

/// A way to write it by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rival {
    /// `FutureProducer`, each record awaited by itself.
    Awaited,
    /// `FutureProducer`, a batch joined.
    Joined,
    /// `FutureProducer`, the futures of a batch awaited in order.
    InOrder,
    /// `ThreadedProducer`, a batch sent and its reports counted.
    Threaded,
}

/// One pair: our functions and a rival at the same work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Case {
    pub(crate) work: Work,
    pub(crate) rival: Rival,
    pub(crate) linger_ms: u32,
}

impl Case {
    /// Every pair, in the order of the table.
    pub(crate) fn all() -> Vec<Self> {
        let one_by_one = [Work::Sequential].into_iter().chain([8, 64, 256, 2_000].map(Work::Callers));
        let alone = one_by_one.map(|work| (work, Rival::Awaited));
        let batches = [SMALL, 1024].map(Work::Batch);
        let together = batches
            .into_iter()
            .flat_map(|work| [Rival::Joined, Rival::InOrder, Rival::Threaded].map(|rival| (work, rival)));
        alone
            .chain(together)
            .flat_map(|(work, rival)| [0, 5].map(|linger_ms| Self { work, rival, linger_ms }))
            .collect()
    }

    /// `batch-100-b/threaded-linger-5`: for `--only` and for the figures.
    pub(crate) fn slug(&self) -> String {
        let work = self.work.title().to_lowercase().replace(' ', "-");
        let rival = match self.rival {
            Rival::Awaited => "awaited",
            Rival::Joined => "joined",
            Rival::InOrder => "in-order",
            Rival::Threaded => "threaded",
        };
        format!("{work}/{rival}-linger-{}", self.linger_ms)
    }

    /// Measures the pair.
    pub(crate) async fn run(&self, cluster: &Cluster, rhythm: Rhythm) -> KafkaResult<Pair> {
        let linger_ms = self.linger_ms;
        Ok(match self.rival {
            Rival::Awaited => self.one_by_one(rhythm, &Awaited::new(cluster, linger_ms)?).await,
            Rival::Joined => self.in_batches(rhythm, &Joined::new(cluster, linger_ms)?).await,
            Rival::InOrder => self.in_batches(rhythm, &InOrder::new(cluster, linger_ms)?).await,
            Rival::Threaded => self.in_batches(rhythm, &Threaded::new(cluster, linger_ms)?).await,
        })
    }

    /// Keeps a newly started cluster busy for a while: Java compiles what it runs often, and the first pairs would pay for it.
    pub(crate) async fn warm_up(cluster: &Cluster) -> KafkaResult<()> {
        let rhythm = Rhythm { rounds: 1, round: Duration::from_secs(4) };
        for (work, rival) in [
            (Work::Callers(64), Rival::Awaited),
            (Work::Batch(SMALL), Rival::Threaded),
            (Work::Batch(1024), Rival::Threaded),
        ] {
            Self { work, rival, linger_ms: 0 }.run(cluster, rhythm).await?;
        }
        Ok(())
    }

    async fn one_by_one(&self, rhythm: Rhythm, rival: &impl SendOne) -> Pair {
        if let Work::Callers(callers) = self.work {
            let ours = async |length: Duration| callers::round(&Functions, callers, length).await;
            let rival = async |length: Duration| callers::round(rival, callers, length).await;
            return in_turn(rhythm, ours, rival).await;
        }
        let ours = async |length: Duration| sequential::round(&Functions, length).await;
        let rival = async |length: Duration| sequential::round(rival, length).await;
        in_turn(rhythm, ours, rival).await
    }

    async fn in_batches(&self, rhythm: Rhythm, rival: &impl SendBatch) -> Pair {
        let size = if let Work::Batch(size) = self.work { size } else { SMALL };
        let ours = async |length: Duration| batches::round(&Functions, size, length).await;
        let rival = async |length: Duration| batches::round(rival, size, length).await;
        in_turn(rhythm, ours, rival).await
    }
}

impl Work {
    /// In words.
    pub(crate) fn title(self) -> String {
        match self {
            Self::Sequential => "sequential".to_owned(),
            Self::Callers(callers) => format!("{callers} callers"),
            Self::Batch(1024) => "batch 1 KiB".to_owned(),
            Self::Batch(size) => format!("batch {size} B"),
        }
    }
}

impl Rival {
    /// In words.
    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::Awaited => "FutureProducer, awaited",
            Self::Joined => "FutureProducer, joined",
            Self::InOrder => "FutureProducer, awaited in order",
            Self::Threaded => "ThreadedProducer, reports counted",
        }
    }
}

/// The value of a record.
pub(crate) fn value(size: usize) -> Vec<u8> {
    vec![b'x'; size]
}

/// The values of a batch.
pub(crate) fn batch(size: usize) -> Vec<Vec<u8>> {
    (0..BATCH).map(|_| value(size)).collect()
}

/// A length as a count.
pub(crate) fn number(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}
