//! What the callers of a transport and its delivery thread both see.

use std::cell::Cell;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread::Thread;
use std::time::{Duration, Instant};

use kafka_output_options::OptionId;
use rdkafka_sys::RDKafkaRespErr as Code;

use super::ClientConfig;
use super::admission::Admission;
use super::advertised::Advertised;
use super::advice::{Principal, Security};
use super::alone::Alone;
use super::answers::Answers;
use super::held::Held;
use super::needs::{self, Need};
use super::repeats::Repeats;
use crate::error::ErrorKind;
use crate::masks::Masks;
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
    pub(super) in_flight: Line<AtomicUsize>,
    pub(super) delivered: AtomicU64,
    pub(super) failed: AtomicU64,
    pub(super) undelivered: AtomicU64,
    pub(super) closing: AtomicBool,
    pub(super) space: Space,
    pub(super) alone: Alone,
    pub(super) held: Held,
    pub(super) advertised: Advertised,
    pub(super) admission: Admission,
    pub(super) security: Security,
    pub(super) principal: Principal,
    pub(super) masks: Masks,
    pub(super) repeats: Repeats,
    pub(super) answers: Answers,
    /// How many records the local queue takes: `queue.buffering.max.messages`.
    pub(super) capacity: usize,
    pub(super) brokers: String,
    pub(super) max_message_bytes: String,
    pub(super) message_timeout_ms: String,
    /// Whether the order is promised: nothing is sent once more behind what was stored meanwhile.
    pub(super) is_idempotent: bool,
    /// The code that purged records fail with now.
    failing: Mutex<Option<Code>>,
    parker: Parker,
    trouble: Mutex<Option<Trouble>>,
}

/// A value that other values' writers leave in the processors' caches.
#[derive(Debug, Default)]
#[repr(align(128))]
pub(super) struct Line<T>(pub(super) T);

/// What librdkafka last said of its brokers.
#[derive(Debug, Clone)]
pub(super) struct Trouble {
    pub(super) kind: ErrorKind,
    pub(super) reason: String,
    at: Instant,
}

/// Where the delivery thread sleeps.
#[derive(Debug, Default)]
struct Parker {
    thread: OnceLock<Thread>,
    /// Read by every caller for every record, and written seldom.
    sleep: Line<AtomicU8>,
}

/// How the delivery thread sleeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Sleep {
    Awake,
    /// Nothing is in flight: until a record is.
    Idle,
    /// Inside `rd_kafka_flush`'s last callback, where records may come and go without it: until one is answered.
    Holding,
    /// Records wait until it is known what the brokers can.
    Asking,
}

thread_local! {
    /// On the delivery thread: whether it is inside `rd_kafka_flush`, which is what makes librdkafka not linger.
    static EAGERLY: Cell<bool> = const { Cell::new(false) };
}

impl Shared {
    /// For a client of this configuration.
    pub(super) fn new(config: ClientConfig<'_>) -> Self {
        let properties = config.properties;
        let property = |name: &str| properties.get(name).cloned().unwrap_or_default();
        let security = Security::of(properties);
        let capacity = match property("queue.buffering.max.messages").trim().parse() {
            // To librdkafka, no limit.
            Ok(0) => usize::MAX,
            Ok(capacity) => capacity,
            Err(_) => 100_000,
        };
        Self {
            in_flight: Line::default(),
            delivered: AtomicU64::new(0),
            failed: AtomicU64::new(0),
            undelivered: AtomicU64::new(0),
            closing: AtomicBool::new(false),
            space: Space::default(),
            alone: Alone::default(),
            advertised: Advertised::default(),
            held: Held::new(Need::of_client(properties)),
            admission: Admission::new(
                Duration::from_millis(property("reconnect.backoff.max.ms").trim().parse().unwrap_or(10_000)),
                security,
                &property(OptionId::OauthBearerTokenEndpointUrl.property()),
            ),
            security,
            principal: Principal::of(config, security),
            repeats: Repeats::default(),
            masks: Masks::of(properties),
            failing: Mutex::default(),
            answers: Answers::new(capacity),
            capacity,
            brokers: property(OptionId::BrokerList.property()),
            max_message_bytes: property(OptionId::MaxMessageBytes.property()),
            message_timeout_ms: property(OptionId::MessageTimeoutMs.property()),
            is_idempotent: needs::is_idempotent(properties),
            parker: Parker::default(),
            trouble: Mutex::new(None),
        }
    }

    pub(super) fn in_flight(&self) -> usize {
        self.in_flight.0.load(Ordering::SeqCst)
    }

    /// The longest a record may take; `None` is for ever.
    pub(super) fn timeout(&self) -> Option<Duration> {
        self.message_timeout_ms.parse().ok().filter(|millis| *millis > 0).map(Duration::from_millis)
    }

    pub(super) fn is_closing(&self) -> bool {
        self.closing.load(Ordering::SeqCst)
    }

    /// Makes this thread the one that [`wake`](Self::wake) wakes.
    pub(super) fn adopt_thread(&self) {
        let _ = self.parker.thread.set(std::thread::current());
    }

    /// Wakes the delivery thread, if it sleeps and has a reason not to.
    pub(super) fn wake(&self) {
        // Read first: every record of every caller comes by here, and a write would take the line from the others.
        let sleep = self.parker.sleep.0.load(Ordering::SeqCst);
        if sleep != Sleep::Awake as u8
            && [Sleep::Idle, Sleep::Holding, Sleep::Asking].into_iter().any(|kind| self.ends(kind, sleep))
            && self.parker.sleep.0.swap(Sleep::Awake as u8, Ordering::SeqCst) != Sleep::Awake as u8
            && let Some(thread) = self.parker.thread.get()
        {
            thread.unpark();
        }
    }

    fn ends(&self, kind: Sleep, sleep: u8) -> bool {
        kind as u8 == sleep && self.has_reason_to_end(kind)
    }

    fn has_reason_to_end(&self, sleep: Sleep) -> bool {
        self.is_closing()
            || match sleep {
                Sleep::Awake => true,
                Sleep::Idle => self.in_flight() > 0,
                Sleep::Asking => self.held.is_known(),
                Sleep::Holding => {
                    self.answers.are_enough() || self.in_flight() > EAGER || self.space.is_waited_for()
                }
            }
    }

    /// Sleeps until there is a reason to wake, at most so long.
    pub(super) fn sleep(&self, sleep: Sleep, at_most: Duration) {
        let until = Instant::now() + at_most;
        loop {
            self.parker.sleep.0.store(sleep as u8, Ordering::SeqCst);
            let left = until.saturating_duration_since(Instant::now());
            if self.has_reason_to_end(sleep) || left.is_zero() {
                self.parker.sleep.0.store(Sleep::Awake as u8, Ordering::SeqCst);
                return;
            }
            std::thread::park_timeout(left);
        }
    }

    /// Says on the delivery thread whether it is inside `rd_kafka_flush`.
    pub(super) fn set_eager(eager: bool) {
        EAGERLY.set(eager);
    }

    /// One record is answered. On the delivery thread, inside `rd_kafka_flush`: with no other at hand it waits here for more of
    /// them, because as long as flush has not returned librdkafka does not linger. Returns whether flush should end.
    ///
    /// After a failure it does not wait: there are likely more, which nobody has counted, nor while records are to be sent alone.
    pub(super) fn answered(&self, code: Code) -> bool {
        let left = self.in_flight.0.fetch_sub(1, Ordering::SeqCst) - 1;
        if !EAGERLY.get() {
            return false;
        }
        let failed = code != Code::RD_KAFKA_RESP_ERR_NO_ERROR;
        if left > EAGER || failed || !self.answers.are_none() || self.alone.is_busy() {
            return left > EAGER;
        }
        self.sleep(Sleep::Holding, HOLD);
        self.answers.go_on();
        self.in_flight() > EAGER
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

    /// From here on, purged records fail with this code; `None` is librdkafka's own again.
    pub(super) fn purge_as(&self, code: Option<Code>) {
        *self.failing.lock().unwrap_or_else(PoisonError::into_inner) = code;
    }

    /// A record's code, or what it was purged for.
    pub(super) fn purged_as(&self, code: Code) -> Code {
        match code {
            Code::RD_KAFKA_RESP_ERR__PURGE_QUEUE | Code::RD_KAFKA_RESP_ERR__PURGE_INFLIGHT => {
                self.failing.lock().unwrap_or_else(PoisonError::into_inner).unwrap_or(code)
            }
            code => code,
        }
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
