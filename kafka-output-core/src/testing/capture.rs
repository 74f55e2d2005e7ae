//! `Capture`: annotated functions with everything real but the broker.

use std::fmt;
use std::future::poll_fn;
use std::path::Path;
use std::pin::pin;
use std::sync::{Arc, OnceLock};

use super::scope::{self, Scope};
use super::{BrokerError, Published, ReadRecord};
use crate::error::Error;
use crate::producer::memory::Memory;
use crate::runtime::overrides::stray_overrides;
use crate::runtime::report::Reporter;
use crate::runtime::state::{Connect, RuntimeState};
use crate::settings::{SecretProvider, Settings, SettingsFile};

/// Runs annotated functions with their real options, serializers and headers, and keeps the records in memory.
///
/// ```text
/// #[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "orders")]
/// async fn order_placed(order: Order) -> KafkaEventData<Order> {
///     KafkaEventData::new(order).key("c-42")
/// }
///
/// #[tokio::test]
/// async fn an_order_is_published_under_its_customer() {
///     let capture = Capture::new().setting("KAFKA_BROKERS", "memory:1");
///     capture.run(order_placed(order())).await.unwrap();
///     capture.published_on("orders").times(1).key("c-42").json(order());
/// }
/// ```
///
/// What is real: options with their settings and overrides, all judged as ever; keys, values and headers in bytes; a
/// topic, partition or timestamp of the event's own; `max_message_bytes`. What is not: no broker is connected to,
/// every record is acknowledged at once, and one without a partition goes to partition 0, since the partitioner is
/// librdkafka's.
///
/// A capture reads no environment: settings are those given here. It reaches as far as [`run`](Self::run) and
/// [`run_blocking`](Self::run_blocking) do, on their own task and thread; [`handle`](Self::handle) carries it
/// further. So tests with captures run at once, and there is nothing to reset. Inside another capture, the inner one
/// wins.
pub struct Capture {
    settings: Settings,
    memory: Arc<Memory>,
    /// Made at the first use, when every setting is known.
    state: OnceLock<Arc<RuntimeState>>,
}

impl Capture {
    /// A capture without settings.
    #[must_use]
    pub fn new() -> Self {
        Self { settings: Settings::empty(), memory: Arc::default(), state: OnceLock::new() }
    }

    /// Gives a setting its value, also an override such as `KAFKA_OUTPUT__ORDER_PLACED__TOPIC`; wins over settings
    /// files.
    ///
    /// Given after a run, it holds for the runs that follow; the records so far are kept.
    #[must_use]
    pub fn setting(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.settings.give(name.into(), value.into());
        self.state = OnceLock::new();
        self
    }

    /// Adds a settings file, read at once: Azure Functions' `local.settings.json`, or TOML. An earlier file wins over
    /// a later one.
    ///
    /// Fails with [`ErrorKind::Setting`](crate::ErrorKind::Setting) where the file cannot be read.
    pub fn settings_file(mut self, path: impl AsRef<Path>) -> Result<Self, Error> {
        self.settings.add_file(SettingsFile::read(path.as_ref())?);
        self.state = OnceLock::new();
        Ok(self)
    }

    /// Fetches the secrets that settings refer to with `@Microsoft.KeyVault(…)`; without one, such a setting is an
    /// error as ever.
    #[must_use]
    pub fn secret_provider(mut self, provider: impl SecretProvider) -> Self {
        self.settings.fetch_secrets_with(Box::new(provider));
        self.state = OnceLock::new();
        self
    }

    /// Runs a future, and returns what it returns; annotated functions it calls are captured.
    ///
    /// What it spawns is not: give that a [`handle`](Self::handle).
    ///
    /// # Panics
    /// If a setting overrides an option of an output that this program does not have.
    #[track_caller]
    pub fn run<F: Future>(&self, future: F) -> impl Future<Output = F::Output> + use<F> {
        self.handle().run(future)
    }

    /// Calls a closure, and returns what it returns; plain annotated functions it calls are captured.
    ///
    /// # Panics
    /// If a setting overrides an option of an output that this program does not have.
    #[track_caller]
    pub fn run_blocking<T>(&self, f: impl FnOnce() -> T) -> T {
        self.handle().run_blocking(f)
    }

    /// What carries this capture into spawned tasks and threads.
    ///
    /// # Panics
    /// If a setting overrides an option of an output that this program does not have.
    #[must_use]
    #[track_caller]
    pub fn handle(&self) -> CaptureHandle {
        if self.state.get().is_none() {
            let strays = stray_overrides(&self.settings);
            assert!(
                strays.is_empty(),
                "{}",
                strays.iter().map(Error::to_string).collect::<Vec<_>>().join("\n")
            );
        }
        let connect = || Connect::Memory(Arc::clone(&self.memory));
        let state = self
            .state
            .get_or_init(|| RuntimeState::new(self.settings.clone(), Reporter::new(None), connect(), false));
        CaptureHandle { state: Arc::clone(state) }
    }

    /// Lets the next `records` records fail with this error, whatever their topic; they are not published.
    ///
    /// A retriable error fails them at once too: retries are librdkafka's, which only an
    /// [`EmbeddedCluster`](super::EmbeddedCluster) has.
    pub fn fail_next(&self, error: BrokerError, records: usize) {
        self.memory.fail_next(error, records);
    }

    /// Every record published so far, on all topics, in order.
    #[must_use]
    pub fn records(&self) -> Vec<ReadRecord> {
        self.memory.records()
    }

    /// The records published so far on one topic, in order.
    #[must_use]
    pub fn records_on(&self, topic: &str) -> Vec<ReadRecord> {
        self.records().into_iter().filter(|record| record.topic() == topic).collect()
    }

    /// The records published so far on one topic, to assert on.
    #[must_use = "nothing is asserted until `times`, `key` and the like"]
    pub fn published_on(&self, topic: &str) -> Published {
        Published::new(topic, self.records())
    }
}

impl Default for Capture {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Capture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Capture")
            .field("settings", &self.settings)
            .field("records", &self.records().len())
            .finish_non_exhaustive()
    }
}

/// Carries a [`Capture`] into spawned tasks and threads; cheap to clone.
///
/// ```
/// # use kafka_output_core::testing::Capture;
/// # fn order_placed() {}
/// let capture = Capture::new();
/// let handle = capture.handle();
/// std::thread::spawn(move || handle.run_blocking(|| order_placed())).join().unwrap();
/// ```
#[derive(Clone)]
pub struct CaptureHandle {
    state: Arc<RuntimeState>,
}

impl CaptureHandle {
    /// As [`Capture::run`]. The future it gives borrows nothing, so it can be spawned:
    /// `tokio::spawn(handle.run(work()))`.
    pub fn run<F: Future>(&self, future: F) -> impl Future<Output = F::Output> + use<F> {
        let state = Arc::clone(&self.state);
        async move {
            let mut future = pin!(future);
            // Entered for each poll alone: between two of them the task may change its thread, and the thread its task.
            poll_fn(|context| {
                let _scope = scope::enter(&state);
                future.as_mut().poll(context)
            })
            .await
        }
    }

    /// As [`Capture::run_blocking`].
    pub fn run_blocking<T>(&self, f: impl FnOnce() -> T) -> T {
        let _scope = scope::enter(&self.state);
        f()
    }

    /// Captures on this thread until the guard is dropped.
    ///
    /// Not to be held across an `.await`, where the thread may go on with another task: use [`run`](Self::run) there.
    #[must_use = "the capture ends when the guard is dropped"]
    pub fn enter(&self) -> Entered {
        Entered { _scope: scope::enter(&self.state) }
    }
}

impl fmt::Debug for CaptureHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CaptureHandle").finish_non_exhaustive()
    }
}

/// The guard of [`CaptureHandle::enter`]; stays on its thread.
#[derive(Debug)]
pub struct Entered {
    _scope: Scope,
}
