//! Which Kafka each broker is of, as far as it matters, told by the versions of the requests that librdkafka sends it.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicBool, AtomicI16, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

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

/// A broker that is away for so long while others are there no longer counts. It may be idle instead, since librdkafka keeps no
/// connection that nobody needs: then it is heard of again, by the first records that go there.
const AWAY: Duration = Duration::from_mins(5);

/// What the brokers speak. Written by librdkafka's threads, one for each broker.
#[derive(Debug)]
pub(super) struct Versions {
    /// The oldest version of the metadata request that a broker speaks.
    oldest: AtomicI16,
    brokers: Mutex<HashMap<Name, Broker>>,
    /// Whether any broker was sent records in a form that has no headers, and which.
    is_any_dropping: AtomicBool,
    dropping: Mutex<HashSet<i32>>,
}

/// A broker's number, or the address of one of `broker_list`, which has none.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Name {
    Number(i32),
    Address(Box<str>),
}

#[derive(Debug)]
struct Broker {
    metadata: i16,
    /// Since when there is no connection to it.
    away: Option<Instant>,
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
            METADATA => self.hear_version(broker, id, Instant::now(), |_| version),
            // Of one that was not asked for metadata, or is newer than when it was. In the long run there is nothing to hear.
            PRODUCE if version < WITH_ZSTD || self.oldest().is_none_or(|oldest| oldest < MODERN) => {
                self.note_dropping(id, version < WITH_HEADERS);
                let (headers, zstd) = (Need::Headers.metadata(), Need::Zstd.metadata());
                let (least, most) = match version {
                    ..WITH_HEADERS => (0, headers - 1),
                    WITH_HEADERS..WITH_ZSTD => (headers, zstd - 1),
                    _ => (zstd, i16::MAX),
                };
                self.hear_version(broker, id, Instant::now(), |known| {
                    known.unwrap_or(most).clamp(least, most)
                })
            }
            _ => Heard::Nothing,
        }
    }

    fn hear_version(
        &self,
        broker: &str,
        id: i32,
        now: Instant,
        version: impl FnOnce(Option<i16>) -> i16,
    ) -> Heard {
        // Such as `sasl_ssl://kafka:9092/1` and `kafka:9092/bootstrap`.
        let address = broker.rsplit_once('/').map_or(broker, |(address, _)| address);
        let address = address.rsplit_once('/').map_or(address, |(_, address)| address);
        let mut brokers = self.brokers();
        let unnamed = brokers.remove(&Name::Address(address.into()));
        let known = brokers.get(&name(id, address)).or(unnamed.as_ref()).map(|broker| broker.metadata);
        let metadata = version(known);
        brokers.insert(name(id, address), Broker { metadata, away: None });
        brokers.retain(|_, broker| broker.away.is_none_or(|since| now.duration_since(since) < AWAY));
        let oldest = brokers.values().map(|broker| broker.metadata).min().unwrap_or(metadata);
        match self.oldest.swap(oldest, Ordering::SeqCst) {
            UNKNOWN => Heard::First,
            same if same == oldest => Heard::Nothing,
            _ => Heard::Changed,
        }
    }

    /// On a broker's thread: the state of its connection. What follows from it, the next request tells.
    pub(super) fn hear_state(&self, id: i32, host: &str, port: i32, state: &[u8]) {
        self.hear_away(id, &format!("{host}:{port}"), state, Instant::now());
    }

    fn hear_away(&self, id: i32, address: &str, state: &[u8], now: Instant) {
        if let Some(broker) = self.brokers().get_mut(&name(id, address)) {
            match state {
                b"DOWN" => _ = broker.away.get_or_insert(now),
                b"UP" => broker.away = None,
                _ => {}
            }
        }
    }

    fn brokers(&self) -> MutexGuard<'_, HashMap<Name, Broker>> {
        self.brokers.lock().unwrap_or_else(PoisonError::into_inner)
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

fn name(id: i32, address: &str) -> Name {
    if id < 0 { Name::Address(address.into()) } else { Name::Number(id) }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::{AWAY, Heard, METADATA, PRODUCE, Versions};

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
    #[test]
    fn a_broker_that_stays_away_while_another_is_there_counts_no_more() {
        let versions = Versions::default();
        versions.hear_request("ssl://old:9092/bootstrap", -1, METADATA, 2);
        versions.hear_request("ssl://old:9092/1", 1, METADATA, 2);
        versions.hear_request("ssl://older:9092/bootstrap", -1, METADATA, 1);
        versions.hear_request("ssl://new:9092/2", 2, METADATA, 12);
        assert_eq!(versions.oldest(), Some(1));
        let start = Instant::now();
        let ask = |after: Duration| {
            versions.hear_version("ssl://new:9092/2", 2, start + after, |_| 12);
            versions.oldest()
        };
        versions.hear_away(-1, "older:9092", b"DOWN", start);
        assert_eq!((ask(AWAY / 2), ask(AWAY)), (Some(1), Some(2)));
        versions.hear_away(1, "old:9092", b"DOWN", start);
        versions.hear_away(1, "old:9092", b"UP", start + AWAY / 2);
        versions.hear_away(1, "old:9092", b"DOWN", start + AWAY / 2);
        // Its tries to come back are no reason to begin anew.
        versions.hear_away(1, "old:9092", b"CONNECT", start + AWAY);
        versions.hear_away(1, "old:9092", b"DOWN", start + AWAY);
        assert_eq!((ask(AWAY), ask(AWAY * 3 / 2)), (Some(2), Some(12)));
        versions.hear_away(2, "new:9092", b"DOWN", start);
        assert_eq!(versions.oldest(), Some(12), "with no other, the last one counts");
    }

    #[test]
    fn a_broker_that_moved_or_was_upgraded_is_the_same_by_its_number() {
        let versions = Versions::default();
        versions.hear_request("old:9092/bootstrap", -1, METADATA, 2);
        assert_eq!(versions.hear_request("old:9092/1", 1, METADATA, 2), Heard::Nothing);
        assert_eq!(versions.hear_request("new:9092/1", 1, METADATA, 12), Heard::Changed);
        assert_eq!(versions.oldest(), Some(12));
    }
}
