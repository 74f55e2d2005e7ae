//! Reloads by themselves, one after each interval.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use super::state::RuntimeState;
use super::thread;
use crate::error::{Error, ErrorKind};
use crate::panics::{caught, tell};

/// The shortest interval: a reload reads files and may fetch secrets.
const AT_LEAST: Duration = Duration::from_secs(1);

impl RuntimeState {
    /// Starts the thread that reloads after each interval, until the runtime closes.
    pub(super) fn reload_every(self: &Arc<Self>, interval: Duration) -> Result<(), Error> {
        let interval = interval.max(AT_LEAST);
        let (running, closed) = channel();
        *self.reloads.lock().unwrap_or_else(PoisonError::into_inner) = Some(running);
        let state = Arc::downgrade(self);
        let watch = move || {
            let _on_library_thread = thread::enter();
            let mut last = None;
            // Nothing is ever sent: it ends when the runtime drops its end.
            while closed.recv_timeout(interval) == Err(RecvTimeoutError::Timeout) {
                let Some(state) = state.upgrade() else { return };
                let fault = state.reload_aloud().err().filter(|fault| fault.kind() != ErrorKind::Shutdown);
                let fault = fault.map(|fault| fault.to_string());
                // What stays wrong is said once.
                if let Some(fault) = fault.as_ref().filter(|fault| last.as_ref() != Some(*fault)) {
                    tell(|| {
                        tracing::error!(target: "kafka_output", "the runtime keeps its settings, since the new ones are wrong: {fault}");
                    });
                }
                last = fault;
            }
        };
        let unstarted = |error: std::io::Error| {
            Error::new(ErrorKind::Configuration, "the thread that reloads the runtime could not be started")
                .with_source(Some(Box::new(error)))
        };
        std::thread::Builder::new().name("kafka-output-reload".to_owned()).spawn(watch).map_err(unstarted)?;
        Ok(())
    }

    /// A reload that tells the log what it changed. A panic, such as a subscriber's to log lines, is an error, and the next reload goes on.
    pub(super) fn reload_aloud(self: &Arc<Self>) -> Result<super::ReloadReport, Error> {
        let report = caught(|| self.reload()).unwrap_or_else(|panic| {
            Err(Error::new(ErrorKind::Configuration, format!("reloading the runtime panicked: {panic}")))
        })?;
        if !report.changed.is_empty() {
            tell(|| {
                tracing::info!(
                    target: "kafka_output",
                    "reloaded: output `{}` changed, with {} new producers",
                    report.changed.join("`, output `"),
                    report.producers
                );
            });
        }
        Ok(report)
    }
}
