//! A runtime's end: calls are refused, what is queued is waited for and counted, and the program's callback hears of the rest.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::ShutdownReport;
use super::state::RuntimeState;
use crate::producer::{Closed, Transport};

/// What `on_delivery_error` has at the least, when the time for deliveries is over.
pub(super) const CALLBACK: Duration = Duration::from_secs(1);

/// How far the end has come.
#[derive(Debug, Default)]
pub(super) struct End {
    begun: AtomicBool,
    stage: Mutex<Stage>,
    moved: Condvar,
}

#[derive(Debug, Clone, Copy, Default)]
pub(super) enum Stage {
    /// Records may still get their verdicts.
    #[default]
    Delivering,
    /// Every record has its verdict, or was given up.
    Counted(ShutdownReport),
    /// The callback has heard of every failure, or its time is over.
    Finished,
}

impl End {
    pub(super) fn has_begun(&self) -> bool {
        self.begun.load(Ordering::SeqCst)
    }

    /// Begins it; whether nobody else has.
    pub(super) fn begin(&self) -> bool {
        !self.begun.swap(true, Ordering::SeqCst)
    }

    /// Waits until the end has left `Delivering`, or this time is over. Blocks.
    pub(super) fn wait(&self, timeout: Duration) -> Stage {
        let still_delivers = |stage: &mut Stage| matches!(stage, Stage::Delivering);
        let waited = self.moved.wait_timeout_while(self.stage(), timeout, still_delivers);
        *waited.unwrap_or_else(PoisonError::into_inner).0
    }

    fn set(&self, stage: Stage) {
        *self.stage() = stage;
        self.moved.notify_all();
    }

    fn stage(&self) -> MutexGuard<'_, Stage> {
        self.stage.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl RuntimeState {
    /// Refuses further calls, waits for what is queued, counts, and lets the callback hear of the failures. Blocks.
    pub(crate) fn close(&self, timeout: Duration) -> ShutdownReport {
        let started = Instant::now();
        self.end.begin();
        let report = self.end_deliveries(timeout);
        self.end_callback(timeout.saturating_sub(started.elapsed()));
        report
    }

    /// The first half, of an end that has begun. Blocks.
    pub(super) fn end_deliveries(&self, timeout: Duration) -> ShutdownReport {
        self.refuse_waiting();
        drop(self.reloads.lock().unwrap_or_else(PoisonError::into_inner).take());
        // A replaced producer is closed by the one who takes it from the pool, and counted before this is given back.
        let drained = self.drained.lock().unwrap_or_else(PoisonError::into_inner);
        let transports = self.transports();
        let total = std::thread::scope(|scope| {
            let closing: Vec<_> =
                transports.iter().map(|transport| scope.spawn(move || transport.close(timeout))).collect();
            closing.into_iter().map(|closing| closing.join().unwrap_or_default()).fold(*drained, Closed::and)
        });
        self.pool().retired.clear();
        drop(drained);
        let Closed { delivered, failed, undelivered } = total;
        let report = ShutdownReport { delivered, failed, undelivered };
        self.end.set(Stage::Counted(report));
        report
    }

    /// The second half. Blocks.
    pub(super) fn end_callback(&self, timeout: Duration) {
        self.reporter.finish(timeout.max(CALLBACK));
        self.end.set(Stage::Finished);
    }

    /// How many records wait for their verdicts now.
    pub(super) fn in_flight(&self) -> u64 {
        self.transports().iter().map(|transport| transport.in_flight() as u64).sum()
    }

    /// Those in use, and those that are replaced and still have calls.
    fn transports(&self) -> Vec<Arc<dyn Transport>> {
        let pool = self.pool();
        pool.clients.transports.values().chain(&pool.retired).cloned().collect()
    }
}
