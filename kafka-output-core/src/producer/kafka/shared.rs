//! What the callers of a transport and its delivery thread both see.

use std::cell::Cell;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread::Thread;
use std::time::{Duration, Instant};

use rdkafka_sys::RDKafkaRespErr as Code;

use super::alone::Alone;
use crate::error::ErrorKind;
use crate::producer::fault::classify;
use crate::producer::space::Space;

/// With at most so many records in flight nothing lingers: librdkafka sends what it has as soon as it can.
/// Measured: below some thousands, waiting for a fuller batch costs more than the smaller batches do.
pub(super) const EAGER: usize = 4_096;

/// How long the delivery thread stays ready to send eagerly after the last record was answered.
pub(super) const HOLD: Duration = Duration::from_millis(50);

/// The state shared with the callbacks, which are given a pointer to it.
#[derive(Debug)]
pub(super) struct Shared {
    /// Records announced or enqueued, and not yet answered.
    pub(super) in_flight: AtomicUsize,
    pub(super) delivered: AtomicU64,
    pub(super) failed: AtomicU64,
    pub(super) undelivered: AtomicU64,
    pub(super) closing: AtomicBool,
    pub(super) space: Space,
    pub(super) alone: Alone,
    /// How many records the local queue takes: `queue.buffering.max.messages`.
    pub(super) capacity: usize,
    pub(super) brokers: String,
    pub(super) max_message_bytes: String,
    pub(super) message_timeout_ms: String,
    parker: Parker,
    trouble: Mutex<Option<Trouble>>,
}

/// What librdkafka last said of its brokers.
#[derive(Debug, Clone)]
pub(super) struct Trouble {
    pub(super) kind: ErrorKind,
    pub(super) reason: String,
    at: Instant,
}

/// Where the delivery thread sleeps when nothing is in flight.
#[derive(Debug, Default)]
struct Parker {
    thread: OnceLock<Thread>,
    asleep: AtomicBool,
}

thread_local! {
    /// On the delivery thread: whether it is inside `rd_kafka_flush`, which is what makes librdkafka not linger.
    static EAGERLY: Cell<bool> = const { Cell::new(false) };
}

impl Shared {
    pub(super) fn new(
        brokers: String,
        capacity: usize,
        max_message_bytes: String,
        message_timeout_ms: String,
    ) -> Self {
        Self {
            in_flight: AtomicUsize::new(0),
            delivered: AtomicU64::new(0),
            failed: AtomicU64::new(0),
            undelivered: AtomicU64::new(0),
            closing: AtomicBool::new(false),
            space: Space::default(),
            alone: Alone::default(),
            capacity,
            brokers,
            max_message_bytes,
            message_timeout_ms,
            parker: Parker::default(),
            trouble: Mutex::new(None),
        }
    }

    pub(super) fn in_flight(&self) -> usize {
        self.in_flight.load(Ordering::SeqCst)
    }

    pub(super) fn is_closing(&self) -> bool {
        self.closing.load(Ordering::SeqCst)
    }

    /// Makes this thread the one that [`wake`](Self::wake) wakes.
    pub(super) fn adopt_thread(&self) {
        let _ = self.parker.thread.set(std::thread::current());
    }

    /// Wakes the delivery thread, if it sleeps.
    pub(super) fn wake(&self) {
        if self.parker.asleep.swap(false, Ordering::SeqCst)
            && let Some(thread) = self.parker.thread.get()
        {
            thread.unpark();
        }
    }

    /// Sleeps until a record is announced or the transport closes, at most so long.
    pub(super) fn sleep(&self, at_most: Duration) {
        let until = Instant::now() + at_most;
        loop {
            self.parker.asleep.store(true, Ordering::SeqCst);
            let left = until.saturating_duration_since(Instant::now());
            if self.in_flight() > 0 || self.is_closing() || left.is_zero() {
                self.parker.asleep.store(false, Ordering::SeqCst);
                return;
            }
            std::thread::park_timeout(left);
        }
    }

    /// Says on the delivery thread whether it is inside `rd_kafka_flush`.
    pub(super) fn set_eager(eager: bool) {
        EAGERLY.set(eager);
    }

    /// One record is answered. On the delivery thread, inside `rd_kafka_flush`: with nothing left it waits here for the next
    /// record, because as long as flush has not returned librdkafka does not linger. Returns whether flush should end.
    pub(super) fn answered(&self) -> bool {
        let left = self.in_flight.fetch_sub(1, Ordering::SeqCst) - 1;
        if !EAGERLY.get() {
            return false;
        }
        if left == 0 && !self.space.is_waited_for() {
            self.sleep(HOLD);
            return self.in_flight() > EAGER;
        }
        left > EAGER
    }

    /// Counts a record by its last verdict, for the report at the end.
    pub(super) fn count(&self, code: Code) {
        let counter = match code {
            Code::RD_KAFKA_RESP_ERR_NO_ERROR => &self.delivered,
            code if matches!(classify(code).0, ErrorKind::Shutdown) => &self.undelivered,
            _ => &self.failed,
        };
        counter.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn note_trouble(&self, kind: ErrorKind, reason: String) {
        let trouble = Trouble { kind, reason, at: Instant::now() };
        *self.trouble.lock().unwrap_or_else(PoisonError::into_inner) = Some(trouble);
    }

    /// What was last said of the brokers, unless it is long ago.
    pub(super) fn recent_trouble(&self, within: Duration) -> Option<Trouble> {
        let trouble = self.trouble.lock().unwrap_or_else(PoisonError::into_inner);
        trouble.as_ref().filter(|trouble| trouble.at.elapsed() <= within).cloned()
    }
}
