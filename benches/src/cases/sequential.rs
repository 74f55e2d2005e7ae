//! One awaited call after the other.

use std::time::{Duration, Instant};

use super::{SMALL, SendOne, value};
use crate::measure::{Round, Stopwatch};

/// Calls until the time is over.
pub(super) async fn round(sender: &impl SendOne, length: Duration) -> Round {
    let mut watch = Stopwatch::default();
    let records = watch.time(call_until(sender, Instant::now() + length)).await;
    watch.round(records)
}

/// Calls until then, and gives the number of calls.
pub(super) async fn call_until(sender: &impl SendOne, end: Instant) -> u64 {
    let mut records = 0;
    while records == 0 || Instant::now() < end {
        sender.send(value(SMALL)).await;
        records += 1;
    }
    records
}
