//! Failures that nobody waits for: to the log, to a count, and to the program's callback on a thread of its own.

use std::cell::Cell;
use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::failure::DeliveryFailure;
use super::thread;
use crate::panics::{caught, tell};

/// How many bytes of keys and values may wait for the program's callback.
const KEPT: usize = 64 * 1024 * 1024;

/// The program's callback.
pub(crate) type OnDeliveryError = Box<dyn Fn(&DeliveryFailure) + Send + Sync>;

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
    waiting: Arc<Waiting>,
    /// Disconnected when the thread ends; nothing is ever sent.
    ended: Receiver<()>,
}

/// What waits in the queue.
#[derive(Default)]
struct Waiting {
    bytes: AtomicUsize,
    /// That there is too much was told once.
    told: AtomicBool,
}

impl Waiting {
    /// Counts a failure that is about to wait; without key and value, where those are too much. Whether that is to be told now.
    fn add(&self, failure: &mut DeliveryFailure) -> bool {
        let size = failure.size();
        if size == 0 || self.bytes.fetch_add(size, Ordering::SeqCst) + size <= KEPT {
            return false;
        }
        self.bytes.fetch_sub(size, Ordering::SeqCst);
        failure.empty();
        !self.told.swap(true, Ordering::SeqCst)
    }
}

impl Reporter {
    /// A reporter that calls `callback`, if there is one, on a thread of its own: it may take its time.
    pub(crate) fn new(callback: Option<OnDeliveryError>) -> Self {
        static NUMBER: AtomicU64 = AtomicU64::new(1);
        let callback = callback.and_then(|callback| {
            let (queue, failures) = channel::<DeliveryFailure>();
            let (running, ended) = channel();
            let number = NUMBER.fetch_add(1, Ordering::Relaxed);
            let waiting = Arc::<Waiting>::default();
            let heard = Arc::clone(&waiting);
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
                    heard.bytes.fetch_sub(failure.size(), Ordering::SeqCst);
                }
            };
            let builder = std::thread::Builder::new().name("kafka-output-callbacks".to_owned());
            match builder.spawn(serve) {
                Ok(_) => Some(CallbackThread { queue, number, waiting, ended }),
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
    pub(crate) fn report(&self, mut failure: DeliveryFailure) {
        self.failures.fetch_add(1, Ordering::Relaxed);
        // A subscriber's panic must keep neither the callback from this failure nor the record from its end.
        tell(
            || tracing::error!(target: "kafka_output", output = failure.output, topic = %failure.topic, "{failure}"),
        );
        let callback = self.callback.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(CallbackThread { queue, waiting, .. }) = &*callback else { return };
        let too_much = waiting.add(&mut failure);
        // The thread ends only when the queue is dropped, so it takes this.
        let _ = queue.send(failure);
        drop(callback);
        if too_much {
            tell(|| {
                tracing::error!(
                    target: "kafka_output",
                    "`on_delivery_error` is slower than records fail, and {} MiB of them wait for it; it hears of others without their keys and \
                     values, until it has caught up",
                    KEPT >> 20
                );
            });
        }
    }

    /// How many failures nobody waited for.
    pub(crate) fn failures(&self) -> u64 {
        self.failures.load(Ordering::Relaxed)
    }

    /// Of keys and values.
    #[cfg(test)]
    pub(crate) fn waiting_bytes(&self) -> usize {
        let callback = self.callback.lock().unwrap_or_else(PoisonError::into_inner);
        callback.as_ref().map_or(0, |callback| callback.waiting.bytes.load(Ordering::SeqCst))
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
