//! One batch after the other.

use std::time::Duration;

use super::{SendBatch, batch, number};
use crate::measure::{Round, Stopwatch};

/// Batches of values of `size` bytes until the time on the watch is over; making the values is not on it, dropping them is.
pub(super) async fn round(sender: &impl SendBatch, size: usize, length: Duration) -> Round {
    let mut watch = Stopwatch::default();
    let mut records = 0;
    while watch.elapsed() < length {
        let values = batch(size);
        records += number(values.len());
        watch.time(sender.send_all(values)).await;
    }
    watch.round(records)
}
