//! The road of an acknowledgement: from the broker's thread to the task that waits for it.
//!
//! librdkafka hands its messages over to the thread that polls, which costs a change of threads for each response. Its
//! interceptors see them before, on the broker's thread: there the tasks of small calls are woken, and the delivery thread
//! comes later, for many at once, to have librdkafka free the messages.

use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};

use super::shared::Line;

/// So many acknowledged records are kept at most until the delivery thread is woken for them.
const RECORDS: u64 = 256;

/// So many bytes of theirs.
const BYTES: usize = 1 << 20;

/// The records that brokers answered: as seen on their threads, and as the delivery thread hears of them.
#[derive(Debug, Default)]
pub(super) struct Answers {
    seen: Line<Seen>,
    heard: Line<AtomicU64>,
    /// How many records may wait.
    most: u64,
}

#[derive(Debug, Default)]
struct Seen {
    acknowledged: AtomicU64,
    /// Of those, since the delivery thread last slept.
    bytes: AtomicUsize,
    /// Somebody waits for the delivery thread.
    urgent: AtomicBool,
}

impl Answers {
    /// For a local queue of this many records.
    pub(super) fn new(capacity: usize) -> Self {
        let most = RECORDS.min(capacity as u64 / 8);
        Self { seen: Line::default(), heard: Line::default(), most }
    }

    /// A record of so many bytes was acknowledged, and will be handed over.
    pub(super) fn see(&self, bytes: usize) {
        self.seen.0.bytes.fetch_add(bytes, Ordering::Relaxed);
        self.seen.0.acknowledged.fetch_add(1, Ordering::SeqCst);
    }

    /// Something will be handed over that does not bear waiting. Records that failed are not counted: of those that never
    /// reached the queue, the delivery thread does not hear.
    pub(super) fn hurry(&self) {
        self.seen.0.urgent.store(true, Ordering::SeqCst);
    }

    /// An acknowledged record was handed over.
    pub(super) fn hear(&self) {
        // Only the delivery thread writes this.
        self.heard.0.store(self.heard.0.load(Ordering::Relaxed) + 1, Ordering::SeqCst);
    }

    /// How many acknowledged records are handed over, or about to be, and not heard of.
    fn at_hand(&self) -> u64 {
        self.seen.0.acknowledged.load(Ordering::SeqCst).saturating_sub(self.heard.0.load(Ordering::SeqCst))
    }

    /// Whether the delivery thread may sleep.
    pub(super) fn are_none(&self) -> bool {
        self.at_hand() == 0
    }

    /// Whether the delivery thread should go on.
    pub(super) fn are_enough(&self) -> bool {
        let seen = &self.seen.0;
        seen.urgent.load(Ordering::SeqCst)
            || self.at_hand() > self.most
            || seen.bytes.load(Ordering::Relaxed) > BYTES
    }

    /// The delivery thread goes on.
    pub(super) fn go_on(&self) {
        self.seen.0.urgent.store(false, Ordering::SeqCst);
        self.seen.0.bytes.store(0, Ordering::Relaxed);
    }
}
