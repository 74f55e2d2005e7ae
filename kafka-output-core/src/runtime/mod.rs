//! The runtime: settings, producers, and the end of the program.

mod at_exit;
mod builder;
#[cfg(feature = "ssl")]
mod certificates;
pub(crate) mod connect;
mod end;
pub(crate) mod failure;
mod first_call;
#[cfg(feature = "testing")]
mod looked_at;
#[cfg(all(feature = "schema-registry", feature = "testing"))]
mod offline;
mod origins;
pub(crate) mod overrides;
mod pool;
mod reload;
mod reloads;
pub(crate) mod report;
pub(crate) mod resolve;
#[cfg(feature = "avro")]
mod schemas;
#[cfg(feature = "apache-avro")]
mod shapes;
pub(crate) mod state;
#[cfg(test)]
mod tests;
mod values;
mod verify;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use arc_swap::ArcSwapOption;

pub use self::builder::Builder;
use self::connect::Connect;
pub use self::reload::ReloadReport;
use self::report::Reporter;
use self::state::RuntimeState;
use crate::binding::{Binding, OUTPUTS, OutputInfo};
use crate::error::{Error, ErrorKind};
use crate::output::Output;
use crate::panics::tell;
use crate::settings::Settings;
pub(crate) use crate::thread;
use crate::token::TokenSource;

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
    /// Queued, and reported as failed: to their caller, or to `on_delivery_error`. What is refused before it is queued, as too large or
    /// because it cannot be written, its caller alone is told of.
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
    fn of(state: &Arc<RuntimeState>, reload_every: Option<Duration>) -> Result<Self, Error> {
        install(state)?;
        // From here on the guard closes it.
        let runtime = Self { state: Some(Arc::clone(state)) };
        if let Some(interval) = reload_every {
            state.reload_every(interval)?;
        }
        Ok(runtime)
    }

    /// How many producers there are now: one per distinct effective configuration. Those that a [reload](Self::reload) replaced do
    /// not count.
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

    /// Reads settings, secrets and certificates again, and lets what came out different take over.
    ///
    /// Settings files are read and secrets fetched as by [`Builder::start`]; the environment and the files of certificates and keys
    /// are as they are now. An output whose connection came out different gets a new producer, after its brokers have let that in; new
    /// calls use it at once, and calls that had begun end with the old one, which is closed when the last of its records has its
    /// verdict. No record is lost by that, and none is sent twice.
    ///
    /// The records of one producer keep their order. A call that begins after another's acknowledgement keeps its own behind the
    /// other's, whatever is reloaded in between; what was still unacknowledged when a new producer took over may be overtaken.
    ///
    /// An error tells everything that is wrong, and then nothing has changed: a missing setting, a certificate that does not fit
    /// its key, a password that the brokers do not accept, brokers that cannot be reached within ten seconds.
    pub async fn reload(&self) -> Result<ReloadReport, Error> {
        let Some(state) = self.state.clone() else { return Ok(ReloadReport::default()) };
        let (sender, receiver) = tokio::sync::oneshot::channel();
        let reload = move || {
            let _on_library_thread = thread::enter();
            let _ = sender.send(state.reload_aloud());
        };
        let unstarted = |error: std::io::Error| {
            Error::new(ErrorKind::Configuration, "the thread that reloads the runtime could not be started")
                .with_source(Some(Box::new(error)))
        };
        std::thread::Builder::new()
            .name("kafka-output-reload".to_owned())
            .spawn(reload)
            .map_err(unstarted)?;
        receiver.await.unwrap_or_else(|_| {
            Err(Error::new(ErrorKind::Configuration, "reloading the runtime was interrupted"))
        })
    }

    /// Refuses further calls, waits up to `timeout` until what is queued is acknowledged, and reports.
    ///
    /// What of that time is left, but at least a second, `on_delivery_error` has to hear of every failure; one that takes longer is not
    /// waited for, nor is one that awaits this itself.
    ///
    /// It goes on when its future is dropped. A program that ends before it has waits five seconds more, as without it.
    pub async fn shutdown(mut self, timeout: Duration) -> ShutdownReport {
        let Some(state) = self.state.take() else { return ShutdownReport::default() };
        let (sender, receiver) = tokio::sync::oneshot::channel();
        let closing = Arc::clone(&state);
        state.reporter.note_who_waits();
        let close = move || {
            if let Err(report) = sender.send(closing.close(timeout)) {
                tell_undelivered("nobody awaited `shutdown` to its end, and it left", report);
            }
        };
        if std::thread::Builder::new().name("kafka-output-close".to_owned()).spawn(close).is_err() {
            return state.close(timeout);
        }
        receiver.await.unwrap_or_else(|_| state.cut_short())
    }
}

impl Drop for Runtime {
    fn drop(&mut self) {
        if let Some(state) = self.state.take() {
            tell_undelivered("the runtime was dropped with", state.close(DROPPED));
        }
    }
}

/// The line about what nobody has a report of.
fn tell_undelivered(what: &str, report: ShutdownReport) {
    if report.undelivered > 0 {
        tell(|| {
            tracing::error!(
                target: "kafka_output",
                "{what} {} records not delivered; call `shutdown` with a longer time",
                report.undelivered
            );
        });
    }
}

/// Makes a runtime the one that calls use.
fn install(state: &Arc<RuntimeState>) -> Result<(), Error> {
    install_with(state, &OUTPUTS)
}

/// The same, where these are the outputs of the program.
fn install_with(state: &Arc<RuntimeState>, outputs: &[&'static Binding]) -> Result<(), Error> {
    // Asked before: who has the pool, as a first call or a reload, waits for `INSTALLING` to remember an output.
    let known: Vec<_> = outputs.iter().map(|binding| (binding, state.known_output(binding))).collect();
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
    for (binding, output) in known {
        binding.remember_output(output);
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
    let state = RuntimeState::new(
        Settings::from_environment(),
        Reporter::new(None),
        Connect::Kafka(TokenSource::default()),
        true,
    );
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
