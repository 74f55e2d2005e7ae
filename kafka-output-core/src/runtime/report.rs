//! Failures that nobody waits for: to the log, to a count, and to the program's callback on a thread of its own.

use std::cell::Cell;
use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::thread;
use crate::error::{ErrorKind, RecordError};
use crate::output::FailedRecord;
use crate::panics::{caught, tell};

/// The program's callback.
pub(crate) type OnDeliveryError = Box<dyn Fn(&DeliveryFailure) + Send + Sync>;

/// A record that was not acknowledged, while no caller waited for it: one of `delivery = enqueued`, or of a dropped future.
#[derive(Debug, Clone)]
pub struct DeliveryFailure {
    output: &'static str,
    topic: String,
    partition: Option<i32>,
    error: RecordError,
    key: Option<Vec<u8>>,
    value: Option<Vec<u8>>,
}

impl DeliveryFailure {
    pub(crate) fn new(output: &'static str, error: RecordError, record: FailedRecord) -> Self {
        let FailedRecord { verdict, reason: _, topic, key, value } = record;
        let partition = (verdict.partition >= 0).then_some(verdict.partition);
        Self { output, topic, partition, error, key, value }
    }

    /// The output's name.
    #[must_use]
    pub const fn output(&self) -> &str {
        self.output
    }

    /// The topic the record was for.
    #[must_use]
    pub fn topic(&self) -> &str {
        &self.topic
    }

    /// The partition, if one had been chosen.
    #[must_use]
    pub const fn partition(&self) -> Option<i32> {
        self.partition
    }

    /// Why.
    #[must_use]
    pub const fn error(&self) -> &RecordError {
        &self.error
    }

    /// The class of the failure.
    #[must_use]
    pub const fn kind(&self) -> ErrorKind {
        self.error.kind()
    }

    /// The record's key in bytes, where it is still known.
    #[must_use]
    pub fn key(&self) -> Option<&[u8]> {
        self.key.as_deref()
    }

    /// The record's value in bytes, where it is still known.
    #[must_use]
    pub fn value(&self) -> Option<&[u8]> {
        self.value.as_deref()
    }
}

impl fmt::Display for DeliveryFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "output `{}`: {}", self.output, self.error)
    }
}

/// Where failures are told. One per runtime.
pub(crate) struct Reporter {
    failures: AtomicU64,
    callback: Mutex<Option<CallbackThread>>,
    /// The callback waits for the end of the runtime, which must not wait for it.
    waited_by_callback: AtomicBool,
}

thread_local! {
    /// Which callback this thread serves; 0 is none. std tells no thread's id any more when the program ends on it.
    static SERVES: Cell<u64> = const { Cell::new(0) };
}

struct CallbackThread {
    queue: Sender<DeliveryFailure>,
    number: u64,
    /// Disconnected when the thread ends; nothing is ever sent.
    ended: Receiver<()>,
}

impl Reporter {
    /// A reporter that calls `callback`, if there is one, on a thread of its own: it may take its time.
    pub(crate) fn new(callback: Option<OnDeliveryError>) -> Self {
        static NUMBER: AtomicU64 = AtomicU64::new(1);
        let callback = callback.and_then(|callback| {
            let (queue, failures) = channel::<DeliveryFailure>();
            let (running, ended) = channel();
            let number = NUMBER.fetch_add(1, Ordering::Relaxed);
            let serve = move || {
                SERVES.set(number);
                let _on_library_thread = thread::enter();
                let _running: Sender<()> = running;
                for failure in failures {
                    if caught(|| callback(&failure)).is_err() {
                        tell(|| {
                            tracing::error!(target: "kafka_output", "`on_delivery_error` panicked on: {failure}");
                        });
                    }
                }
            };
            let builder = std::thread::Builder::new().name("kafka-output-callbacks".to_owned());
            match builder.spawn(serve) {
                Ok(_) => Some(CallbackThread { queue, number, ended }),
                Err(error) => {
                    tell(|| {
                        tracing::error!(target: "kafka_output", "the thread for `on_delivery_error` could not be started: {error}");
                    });
                    None
                }
            }
        });
        Self {
            failures: AtomicU64::new(0),
            callback: Mutex::new(callback),
            waited_by_callback: AtomicBool::new(false),
        }
    }

    /// Tells of one failure; never blocks.
    pub(crate) fn report(&self, failure: DeliveryFailure) {
        self.failures.fetch_add(1, Ordering::Relaxed);
        // A subscriber's panic must keep neither the callback from this failure nor the record from its end.
        tell(
            || tracing::error!(target: "kafka_output", output = failure.output, topic = %failure.topic, "{failure}"),
        );
        let callback = self.callback.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(callback) = &*callback {
            // The thread ends only when the queue is dropped, so it takes this.
            let _ = callback.queue.send(failure);
        }
    }

    /// How many failures nobody waited for.
    pub(crate) fn failures(&self) -> u64 {
        self.failures.load(Ordering::Relaxed)
    }

    /// Somebody waits on this thread for the end of the runtime, which another thread brings about.
    pub(crate) fn note_who_waits(&self) {
        let callback = self.callback.lock().unwrap_or_else(PoisonError::into_inner);
        if callback.as_ref().is_some_and(CallbackThread::is_this) {
            self.waited_by_callback.store(true, Ordering::SeqCst);
        }
    }

    /// Waits until the callback has heard of every failure, or this time is over. Blocks.
    pub(crate) fn finish(&self, timeout: Duration) {
        let callback = self.callback.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(callback) = callback else { return };
        // A shutdown out of the callback itself must not wait for it.
        let is_waiting = self.waited_by_callback.load(Ordering::SeqCst) || callback.is_this();
        let CallbackThread { queue, ended, .. } = callback;
        drop(queue);
        if !is_waiting && ended.recv_timeout(timeout) == Err(RecvTimeoutError::Timeout) {
            tell(|| {
                tracing::error!(
                    target: "kafka_output",
                    "`on_delivery_error` has not come back; the runtime is shut down, and what it has not heard of by the end of the program is told here alone"
                );
            });
        }
    }
}

impl CallbackThread {
    fn is_this(&self) -> bool {
        self.number == SERVES.get()
    }
}

impl fmt::Debug for Reporter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reporter").field("failures", &self.failures()).finish_non_exhaustive()
    }
}
