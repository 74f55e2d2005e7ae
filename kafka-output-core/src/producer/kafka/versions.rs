//! Which Kafka each broker is of, as far as it matters, told by the versions of the requests that librdkafka sends it.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicBool, AtomicI16, Ordering};
use std::sync::{Mutex, PoisonError};

use super::needs::{MODERN, Need};

/// `ApiKey`s of Kafka's protocol.
const PRODUCE: i16 = 0;
const METADATA: i16 = 3;
/// The first version of the request to produce whose records have headers.
const WITH_HEADERS: i16 = 3;
/// The first that takes zstd.
const WITH_ZSTD: i16 = 7;
/// No broker was reached yet.
const UNKNOWN: i16 = -1;

/// What the brokers speak. Written by librdkafka's threads, one for each broker.
#[derive(Debug)]
pub(super) struct Versions {
    /// The oldest version of the metadata request that a broker speaks.
    oldest: AtomicI16,
    /// Each broker's, by its address.
    brokers: Mutex<HashMap<Box<str>, i16>>,
    /// Whether any broker was sent records in a form that has no headers, and which.
    is_any_dropping: AtomicBool,
    dropping: Mutex<HashSet<i32>>,
}

/// What a request told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heard {
    Nothing,
    /// The oldest broker may be another.
    Changed,
    /// The first broker is known.
    First,
}

impl Default for Versions {
    fn default() -> Self {
        Self {
            oldest: AtomicI16::new(UNKNOWN),
            brokers: Mutex::default(),
            is_any_dropping: AtomicBool::new(false),
            dropping: Mutex::default(),
        }
    }
}

impl Versions {
    /// The oldest version of the metadata request that a broker speaks; `None` until one is reached.
    pub(super) fn oldest(&self) -> Option<i16> {
        Some(self.oldest.load(Ordering::SeqCst)).filter(|oldest| *oldest != UNKNOWN)
    }

    /// On a broker's thread: a request was sent.
    pub(super) fn hear_request(&self, broker: &str, id: i32, api: i16, version: i16) -> Heard {
        match api {
            METADATA => self.hear_version(broker, |_| version),
            // Of one that was not asked for metadata, or is newer than when it was. In the long run there is nothing to hear.
            PRODUCE if version < WITH_ZSTD || self.oldest().is_none_or(|oldest| oldest < MODERN) => {
                self.note_dropping(id, version < WITH_HEADERS);
                let (headers, zstd) = (Need::Headers.metadata(), Need::Zstd.metadata());
                let (least, most) = match version {
                    ..WITH_HEADERS => (0, headers - 1),
                    WITH_HEADERS..WITH_ZSTD => (headers, zstd - 1),
                    _ => (zstd, i16::MAX),
                };
                self.hear_version(broker, |known| known.unwrap_or(most).clamp(least, most))
            }
            _ => Heard::Nothing,
        }
    }

    fn hear_version(&self, broker: &str, version: impl FnOnce(Option<i16>) -> i16) -> Heard {
        // Its address, whether it is known by its number yet or not.
        let address = broker.rsplit_once('/').map_or(broker, |(address, _)| address);
        let mut brokers = self.brokers.lock().unwrap_or_else(PoisonError::into_inner);
        let known = brokers.get(address).copied();
        let version = version(known);
        if known == Some(version) {
            return Heard::Nothing;
        }
        brokers.insert(address.into(), version);
        let oldest = brokers.values().copied().min().unwrap_or(version);
        match self.oldest.swap(oldest, Ordering::SeqCst) {
            UNKNOWN => Heard::First,
            _ => Heard::Changed,
        }
    }

    fn note_dropping(&self, id: i32, is_dropping: bool) {
        let mut dropping = self.dropping.lock().unwrap_or_else(PoisonError::into_inner);
        if is_dropping {
            dropping.insert(id);
            self.is_any_dropping.store(true, Ordering::SeqCst);
        } else {
            dropping.remove(&id);
        }
    }

    /// Whether a broker that has acknowledged a record of ours may have stored it without its headers.
    pub(super) fn has_dropping(&self) -> bool {
        self.is_any_dropping.load(Ordering::SeqCst)
    }

    /// Whether this one has.
    pub(super) fn is_dropping(&self, id: i32) -> bool {
        self.dropping.lock().unwrap_or_else(PoisonError::into_inner).contains(&id)
    }
}

#[cfg(test)]
mod tests {
    use super::{Heard, METADATA, PRODUCE, Versions};

    #[test]
    fn the_oldest_broker_decides_and_an_upgrade_is_heard_of() {
        let versions = Versions::default();
        assert_eq!(versions.oldest(), None);
        assert_eq!(versions.hear_request("one:9092/bootstrap", -1, METADATA, 12), Heard::First);
        assert_eq!(versions.hear_request("one:9092/1", 1, METADATA, 12), Heard::Nothing);
        assert_eq!(versions.hear_request("two:9092/2", 2, METADATA, 2), Heard::Changed);
        assert_eq!((versions.oldest(), versions.has_dropping()), (Some(2), false));
        versions.hear_request("two:9092/2", 2, PRODUCE, 2);
        assert!(versions.is_dropping(2) && !versions.is_dropping(1));
        assert_eq!(versions.hear_request("two:9092/2", 2, PRODUCE, 5), Heard::Changed);
        assert!(!versions.is_dropping(2));
        assert_eq!(versions.oldest(), Some(3));
    }

    #[test]
    fn the_version_to_produce_tells_what_no_metadata_did() {
        let versions = Versions::default();
        assert_eq!(versions.hear_request("one:9092/1", 1, PRODUCE, 2), Heard::First);
        assert_eq!(versions.oldest(), Some(2));
        versions.hear_request("one:9092/1", 1, PRODUCE, 6);
        assert_eq!(versions.oldest(), Some(3), "at least what has headers");
        versions.hear_request("one:9092/1", 1, PRODUCE, 8);
        assert_eq!(versions.oldest(), Some(7), "at least what has zstd");
    }
}
