//! The runtime: settings, producers, and the end of the program.

mod at_exit;
mod builder;
#[cfg(feature = "testing")]
mod looked_at;
#[cfg(all(feature = "schema-registry", feature = "testing"))]
mod offline;
mod origins;
pub(crate) mod overrides;
pub(crate) mod report;
pub(crate) mod resolve;
#[cfg(feature = "avro")]
mod schemas;
pub(crate) mod state;
#[cfg(test)]
mod tests;
pub(crate) mod thread;
mod values;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use arc_swap::ArcSwapOption;

pub use self::builder::Builder;
use self::report::Reporter;
use self::state::{Connect, RuntimeState};
use crate::binding::{Binding, OUTPUTS, OutputInfo};
use crate::error::{Error, ErrorKind};
use crate::output::Output;
use crate::settings::Settings;

/// How long a dropped guard waits for what is queued, when nobody called [`Runtime::shutdown`].
const DROPPED: Duration = Duration::from_secs(5);

/// The installed runtime.
static CURRENT: ArcSwapOption<RuntimeState> = ArcSwapOption::const_empty();
/// One installation at a time.
static INSTALLING: Mutex<()> = Mutex::new(());

/// The guard of a started runtime; [`shutdown`](Self::shutdown) ends it with a report.
///
/// Without any, a default runtime starts at the first call, from the environment alone. One runtime at a time: a second
/// one can start when the first is shut down. A guard that is dropped waits up to five seconds for
/// what is queued, and so does the end of a program whose runtime was never shut down, the default one's too.
#[derive(Debug)]
#[must_use = "dropping the guard shuts the runtime down"]
pub struct Runtime {
    state: Option<Arc<RuntimeState>>,
}

/// What became of the records of a runtime, over its whole life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct ShutdownReport {
    /// Acknowledged by a broker.
    pub delivered: u64,
    /// Reported as failed: to their caller, or to `on_delivery_error`.
    pub failed: u64,
    /// Still queued or in flight when the time was over; a broker may have stored those in flight.
    pub undelivered: u64,
}

impl Runtime {
    /// A builder.
    pub fn builder() -> Builder {
        Builder::new()
    }

    /// The guard of a state, installed.
    fn of(state: Arc<RuntimeState>) -> Result<Self, Error> {
        install(&state)?;
        Ok(Self { state: Some(state) })
    }

    /// How many producers there are now: one per distinct effective configuration.
    #[must_use]
    pub fn producers(&self) -> usize {
        self.state.as_ref().map_or(0, |state| state.producers())
    }

    /// How many records failed with nobody waiting for them.
    #[must_use]
    pub fn unattended_failures(&self) -> u64 {
        self.state.as_ref().map_or(0, |state| state.reporter.failures())
    }

    /// Every output declared in this program; see [`outputs`](crate::outputs).
    #[must_use]
    pub fn outputs(&self) -> Vec<OutputInfo> {
        crate::binding::outputs()
    }

    /// Refuses further calls, waits up to `timeout` until what is queued is acknowledged, and reports.
    pub async fn shutdown(mut self, timeout: Duration) -> ShutdownReport {
        let Some(state) = self.state.take() else { return ShutdownReport::default() };
        let (sender, receiver) = tokio::sync::oneshot::channel();
        let closing = Arc::clone(&state);
        let close = move || {
            let _ = sender.send(closing.close(timeout));
        };
        if std::thread::Builder::new().name("kafka-output-close".to_owned()).spawn(close).is_err() {
            return state.close(timeout);
        }
        receiver.await.unwrap_or_default()
    }
}

impl Drop for Runtime {
    fn drop(&mut self) {
        if let Some(state) = self.state.take() {
            let report = state.close(DROPPED);
            if report.undelivered > 0 {
                tracing::error!(
                    target: "kafka_output",
                    "the runtime was dropped with {} records not delivered; call `shutdown` with a longer time",
                    report.undelivered
                );
            }
        }
    }
}

/// Makes a runtime the one that calls use.
fn install(state: &Arc<RuntimeState>) -> Result<(), Error> {
    let _one_at_a_time = INSTALLING.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(running) = &*CURRENT.load()
        && !running.is_closed()
    {
        let how = if running.is_default {
            "a call came before this one was started, and started the default runtime; start it before the first call"
        } else {
            "another runtime is running; shut it down first"
        };
        return Err(Error::new(ErrorKind::Configuration, how));
    }
    CURRENT.store(Some(Arc::clone(state)));
    at_exit::flush_at_exit();
    for binding in OUTPUTS {
        binding.remember_output(state.known_output(binding));
    }
    Ok(())
}

/// The runtime of a call: the test's that runs it, or the installed one, or else the default one, which starts now.
pub(crate) fn current() -> Result<Arc<RuntimeState>, Error> {
    #[cfg(feature = "testing")]
    if let Some(scoped) = crate::testing::scope::current() {
        return Ok(scoped);
    }
    if let Some(state) = CURRENT.load_full() {
        return Ok(state);
    }
    let state = RuntimeState::new(Settings::from_environment(), Reporter::new(None), Connect::Kafka, true);
    // Another call may have been first, or `start()`: then theirs it is.
    let _ = install(&state);
    CURRENT.load_full().ok_or_else(|| Error::new(ErrorKind::Shutdown, "no runtime could be started"))
}

/// The output of a binding, if it is resolved under the call's runtime.
pub(crate) fn resolved(binding: &'static Binding) -> Option<Arc<Output>> {
    #[cfg(feature = "testing")]
    if let Some(scoped) = crate::testing::scope::current() {
        return scoped.known_output(binding);
    }
    binding.output.load_full()
}

/// Keeps an output at its binding, for the next call, if its runtime is the installed one.
fn remember(state: &RuntimeState, binding: &'static Binding, output: &Arc<Output>) {
    let _one_at_a_time = INSTALLING.lock().unwrap_or_else(PoisonError::into_inner);
    let installed = CURRENT.load().as_ref().is_some_and(|current| std::ptr::eq(&raw const **current, state));
    if installed {
        binding.remember_output(Some(Arc::clone(output)));
    }
}
