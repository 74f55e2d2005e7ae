//! A runtime's end: calls are refused, what is queued is waited for and counted, and the program's callback hears of the rest.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::ShutdownReport;
use super::state::RuntimeState;
use crate::panics::tell;
use crate::producer::{Closed, Transport};
use crate::thread::at_once;

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

    /// Waits while the end is at such a stage, until this time is over. Blocks.
    pub(super) fn wait_while(&self, timeout: Duration, is_early: fn(&mut Stage) -> bool) -> Stage {
        let waited = self.moved.wait_timeout_while(self.stage(), timeout, is_early);
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
        let closed = at_once("kafka-output-close", &transports, |transport| transport.close(timeout));
        let closed = closed.into_iter().zip(&transports);
        let total = closed
            .map(|(closed, transport)| closed.unwrap_or_else(|panic| cut_short(&**transport, &panic)))
            .fold(*drained, Closed::and);
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

    /// What is known where the thread that closes it is gone without a report.
    pub(super) fn cut_short(&self) -> ShutdownReport {
        if let Stage::Counted(report) = *self.end.stage() {
            return report;
        }
        let undelivered = self.in_flight();
        tell(|| {
            tracing::error!(target: "kafka_output", "the end of the runtime was cut short; {undelivered} records have no verdict");
        });
        ShutdownReport { undelivered, ..ShutdownReport::default() }
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

/// What is known of a producer whose closing panicked; the line about it.
pub(super) fn cut_short(transport: &dyn Transport, panic: &str) -> Closed {
    let undelivered = transport.in_flight() as u64;
    tell(|| {
        tracing::error!(
            target: "kafka_output",
            "closing the producer to `{}` panicked: {panic}; {undelivered} records have no verdict, and what it had delivered before is \
             not in the report",
            transport.brokers()
        );
    });
    Closed { undelivered, ..Closed::default() }
}
