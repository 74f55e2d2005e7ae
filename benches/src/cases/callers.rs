//! Many tasks at once, each with one awaited call after the other.

use std::time::{Duration, Instant};

use super::SendOne;
use super::sequential::call_until;
use crate::measure::{Round, Stopwatch};

/// So many callers until the time is over; the round ends with the last of their calls.
pub(super) async fn round(sender: &impl SendOne, callers: usize, length: Duration) -> Round {
    let mut watch = Stopwatch::default();
    let end = Instant::now() + length;
    let records = watch.time(async {
        let tasks: Vec<_> = (0..callers)
            .map(|_| {
                let sender = sender.clone();
                tokio::spawn(async move { call_until(&sender, end).await })
            })
            .collect();
        let mut records = 0;
        for task in tasks {
            records += task.await.expect("a caller that does not panic");
        }
        records
    });
    let records = records.await;
    watch.round(records)
}
