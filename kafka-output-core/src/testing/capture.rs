//! `Capture`: annotated functions with everything real but the broker.

use std::fmt;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use super::decode::Decoder;
use super::scope::Slot;
use super::{BrokerError, CaptureHandle, Published, ReadRecord};
use crate::error::Error;
use crate::producer::memory::Memory;
use crate::runtime::connect::Connect;
use crate::runtime::overrides::stray_overrides;
use crate::runtime::report::Reporter;
use crate::runtime::state::{RuntimeState, all};
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
    slot: OnceLock<Arc<Slot>>,
    /// Those of earlier settings, whose records are still here.
    earlier: Vec<Arc<RuntimeState>>,
}

impl Capture {
    /// A capture without settings.
    #[must_use]
    pub fn new() -> Self {
        Self {
            settings: Settings::empty(),
            memory: Arc::default(),
            slot: OnceLock::new(),
            earlier: Vec::new(),
        }
    }

    /// Gives a setting its value, also an override such as `KAFKA_OUTPUT__ORDER_PLACED__TOPIC`; wins over settings
    /// files.
    ///
    /// Given after a run, it holds for the runs that follow; the records so far are kept.
    #[must_use]
    pub fn setting(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.settings.give(name.into(), value.into());
        self.renew();
        self
    }

    /// Adds a settings file, read at once: Azure Functions' `local.settings.json`, or TOML. An earlier file wins over
    /// a later one.
    ///
    /// Fails with [`ErrorKind::Setting`](crate::ErrorKind::Setting) where the file cannot be read.
    pub fn settings_file(mut self, path: impl AsRef<Path>) -> Result<Self, Error> {
        self.settings.add_file(SettingsFile::read(path.as_ref()).map_err(all)?);
        self.renew();
        Ok(self)
    }

    /// Fetches the secrets that settings refer to with `@Microsoft.KeyVault(…)`; without one, such a setting is an
    /// error as ever.
    #[must_use]
    pub fn secret_provider(mut self, provider: impl SecretProvider) -> Self {
        self.settings.fetch_secrets_with(Box::new(provider));
        self.renew();
        self
    }

    /// Lets outputs with a schema registry ask the one at their own `schema_registry_url`, such as a
    /// [`FakeRegistry`](super::FakeRegistry), in place of the one in this capture's memory, which takes every schema.
    #[must_use]
    pub fn ask_schema_registry(mut self) -> Self {
        self.memory.schemas().bypass();
        self.renew();
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
        if self.slot.get().is_none() {
            refuse_strays(&self.settings);
        }
        CaptureHandle::new(self.slot.get_or_init(|| {
            let connect = Connect::Memory(Arc::clone(&self.memory));
            let state = RuntimeState::new(self.settings.clone(), Reporter::new(None), connect, false);
            Arc::new(Slot::new(state))
        }))
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
        let states = self.earlier.iter().cloned().chain(self.slot.get().map(|slot| slot.load_full()));
        Published::new(topic, self.records(), Decoder::of(states.collect()))
    }

    /// Lets what follows run by other settings.
    fn renew(&mut self) {
        self.earlier.extend(self.slot.take().map(|slot| slot.load_full()));
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

/// An override that names nothing is a mistake of the test's.
#[track_caller]
pub(super) fn refuse_strays(settings: &Settings) {
    let strays = stray_overrides(settings);
    assert!(strays.is_empty(), "{}", strays.iter().map(Error::to_string).collect::<Vec<_>>().join("\n"));
}
