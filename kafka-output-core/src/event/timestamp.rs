//! Kafka's clock: milliseconds since 1970, in a signed 64-bit number.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Milliseconds since 1970 of a time; negative before it, saturated at the ends of `i64`.
#[must_use]
pub(crate) fn to_millis(time: SystemTime) -> i64 {
    match time.duration_since(UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_millis()).unwrap_or(i64::MAX),
        Err(before) => i64::try_from(before.duration().as_millis()).map_or(i64::MIN, |millis| -millis),
    }
}

/// The time of a broker's timestamp; `None` for −1, which is how a broker says that it has none.
pub(crate) fn from_millis(millis: i64) -> Option<SystemTime> {
    let since = Duration::from_millis(u64::try_from(millis).ok()?);
    UNIX_EPOCH.checked_add(since)
}
