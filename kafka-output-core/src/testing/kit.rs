//! `TestKafka`: one test body on memory, on an embedded cluster, or on live brokers.

mod running;

use std::fmt;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

pub use self::running::{run, run_blocking};
use super::backend::{Chosen, TestBackend};
use super::capture::refuse_strays;
use super::decode::Decoder;
use super::on_cluster::TestCluster;
use super::scope::Slot;
use super::{CaptureHandle, EmbeddedCluster, Published, ReadRecord};
use crate::binding::declared;
use crate::error::Error;
use crate::producer::memory::Memory;
use crate::runtime::connect::Connect;
use crate::runtime::report::Reporter;
use crate::runtime::state::{RuntimeState, all};
use crate::settings::{OVERRIDE, Settings, SettingsFile};

/// What a capture's brokers are called.
const MEMORY: &str = "memory:1";

/// How long what is on its way when a test looks, or ends, may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// The Kafka of one test: memory, an embedded cluster, or live brokers, with the same assertions on all three.
///
/// The attribute `#[kafka_output::test]` makes one for each test, of the kind that the environment's `KAFKA_OUTPUT_TEST` names:
/// `memory` (the default), `embedded`, or `live` with `KAFKA_OUTPUT_TEST_BROKERS`. Without the attribute:
///
/// ```
/// # use kafka_output_core as kafka_output;
/// use kafka_output::testing::TestKafka;
///
/// # fn main() -> Result<(), kafka_output_core::Error> {
/// let kafka = TestKafka::embedded()?;
/// kafka.run_blocking(|| { /* call annotated functions */ });
/// kafka.published_on("orders").none();
/// # Ok(())
/// # }
/// ```
///
/// Every output of the program sends here, whatever its `broker_list` is and whether the settings in it are given. All else is
/// as the options say; only what an embedded cluster cannot do (TLS, authentication) is left out there.
///
/// Each test has its topics to itself. On live brokers `orders` is a new topic, `kafka-output-test.….orders`, or with the
/// beginning that `KAFKA_OUTPUT_TEST_TOPIC_PREFIX` says, and is removed when the test ends; deliveries, records read back and
/// assertions call it `orders`. A topic has one partition, so that records come back in the order they were sent, unless
/// [`create_topic`](Self::create_topic) says otherwise.
pub struct TestKafka {
    settings: Settings,
    place: Place,
    slot: Arc<Slot>,
    /// Those of earlier settings, whose records are still there.
    earlier: Vec<Arc<RuntimeState>>,
}

enum Place {
    Memory(Arc<Memory>),
    Cluster(Arc<TestCluster>),
}

impl Place {
    fn connect(&self) -> Connect {
        match self {
            Self::Memory(memory) => Connect::Memory(Arc::clone(memory)),
            Self::Cluster(cluster) => Connect::Cluster(Arc::clone(cluster)),
        }
    }
}

impl TestKafka {
    /// Into memory.
    #[must_use]
    pub fn memory() -> Self {
        Self::of(Settings::empty(), Place::Memory(Arc::default()), MEMORY)
    }

    /// On an embedded cluster of its own, with one broker.
    ///
    /// Fails with [`ErrorKind::Configuration`](crate::ErrorKind::Configuration) if no port can be listened on.
    pub fn embedded() -> Result<Self, Error> {
        Ok(Self::on(TestCluster::embedded()?, Settings::empty()))
    }

    /// On brokers that are there already, `localhost:9092`. Settings that the test does not give, such as passwords, are
    /// looked for in the environment.
    #[must_use]
    pub fn live(brokers: impl Into<String>) -> Self {
        Self::with_prefix(brokers.into(), "kafka-output-test")
    }

    /// As the environment says; see the type.
    ///
    /// Fails with [`ErrorKind::Setting`](crate::ErrorKind::Setting) where it says what cannot be.
    pub fn from_environment() -> Result<Self, Error> {
        match Chosen::by(|name| std::env::var(name))? {
            Chosen::Memory => Ok(Self::memory()),
            Chosen::Embedded => Self::embedded(),
            Chosen::Live { brokers, prefix } => Ok(Self::with_prefix(brokers, &prefix)),
        }
    }

    fn with_prefix(brokers: String, prefix: &str) -> Self {
        Self::on(TestCluster::live(brokers, format!("{prefix}.{}.", unique())), Settings::from_environment())
    }

    fn on(cluster: TestCluster, settings: Settings) -> Self {
        let brokers = cluster.brokers().to_owned();
        Self::of(settings, Place::Cluster(Arc::new(cluster)), &brokers)
    }

    fn of(mut settings: Settings, place: Place, brokers: &str) -> Self {
        // Overridden, so that a setting of it need not be there, and production is out of reach.
        for binding in declared() {
            let output = binding.name().to_ascii_uppercase().replace(['-', '.'], "_");
            settings.give(format!("{OVERRIDE}{output}__BROKER_LIST"), brokers.to_owned());
        }
        let state = RuntimeState::new(settings.clone(), Reporter::new(None), place.connect(), false);
        Self { settings, place, slot: Arc::new(Slot::new(state)), earlier: Vec::new() }
    }

    /// Where the records go, for what is not alike everywhere.
    #[must_use]
    pub fn backend(&self) -> TestBackend {
        match &self.place {
            Place::Memory(_) => TestBackend::Memory,
            Place::Cluster(cluster) if cluster.embedded_cluster().is_some() => TestBackend::Embedded,
            Place::Cluster(_) => TestBackend::Live,
        }
    }

    /// The brokers, as `broker_list` takes them; in memory a name that nobody connects to.
    #[must_use]
    pub fn brokers(&self) -> &str {
        match &self.place {
            Place::Memory(_) => MEMORY,
            Place::Cluster(cluster) => cluster.brokers(),
        }
    }

    /// The cluster, where it is embedded: to let its brokers fail, be slow, or be down.
    #[must_use]
    pub fn embedded_cluster(&self) -> Option<&EmbeddedCluster> {
        match &self.place {
            Place::Memory(_) => None,
            Place::Cluster(cluster) => cluster.embedded_cluster(),
        }
    }

    /// Gives a setting its value, also an override such as `KAFKA_OUTPUT__ORDER_PLACED__ACKS`, for the calls that follow; wins
    /// over settings files and the environment.
    ///
    /// # Panics
    /// If it overrides an option of an output that this program does not have.
    #[track_caller]
    pub fn setting(&mut self, name: impl Into<String>, value: impl Into<String>) -> &mut Self {
        self.settings.give(name.into(), value.into());
        self.renew()
    }

    /// Adds a settings file, read at once: Azure Functions' `local.settings.json`, or TOML. An earlier file wins over a later
    /// one, and the environment of a test on live brokers over both.
    ///
    /// Fails with [`ErrorKind::Setting`](crate::ErrorKind::Setting) where the file cannot be read.
    ///
    /// # Panics
    /// As [`setting`](Self::setting).
    #[track_caller]
    pub fn settings_file(&mut self, path: impl AsRef<Path>) -> Result<&mut Self, Error> {
        self.settings.add_file(SettingsFile::read(path.as_ref()).map_err(all)?);
        Ok(self.renew())
    }

    /// Lets outputs with a schema registry ask the one at their own `schema_registry_url`, such as a
    /// [`FakeRegistry`](super::FakeRegistry). On live brokers they do anyway; elsewhere they else have one in memory, which takes
    /// every schema.
    pub fn ask_schema_registry(&mut self) -> &mut Self {
        match &self.place {
            Place::Memory(memory) => memory.schemas().bypass(),
            Place::Cluster(cluster) => cluster.schemas().bypass(),
        }
        self.renew()
    }

    #[track_caller]
    fn renew(&mut self) -> &mut Self {
        refuse_strays(&self.settings);
        let state =
            RuntimeState::new(self.settings.clone(), Reporter::new(None), self.place.connect(), false);
        self.earlier.push(self.slot.swap(state));
        self
    }

    /// Has a topic made with so many partitions, before the first call that sends to it. In memory nothing needs it: there,
    /// what names no partition goes to partition 0.
    ///
    /// # Panics
    /// If it is there already, or `partitions` is not 1 to 1000.
    #[track_caller]
    pub fn create_topic(&self, topic: &str, partitions: usize) {
        assert!(
            (1..=1000).contains(&partitions),
            "topic `{topic}` cannot have {partitions} partitions; give it 1 to 1000"
        );
        if let Place::Cluster(cluster) = &self.place
            && let Err(why) = cluster.want(topic, partitions)
        {
            panic!("topic `{topic}` cannot be created: {why}");
        }
    }

    /// The name that a topic has on the brokers, for other clients: only on live ones another than its own.
    #[must_use]
    pub fn topic_on_brokers(&self, topic: &str) -> String {
        match &self.place {
            Place::Memory(_) => topic.to_owned(),
            Place::Cluster(cluster) => cluster.real_name(topic),
        }
    }

    /// Runs a future, and returns what it returns; the annotated functions it calls send here. The body of
    /// `#[kafka_output::test]`, and the tasks it spawns, do so by themselves.
    pub fn run<F: Future>(&self, future: F) -> impl Future<Output = F::Output> + use<F> {
        self.handle().run(future)
    }

    /// Calls a closure, and returns what it returns; plain annotated functions it calls send here.
    pub fn run_blocking<T>(&self, f: impl FnOnce() -> T) -> T {
        self.handle().run_blocking(f)
    }

    /// What carries this into threads, and into the tasks of other runtimes.
    #[must_use]
    pub fn handle(&self) -> CaptureHandle {
        CaptureHandle::new(&self.slot)
    }

    /// The records on one topic, to assert on: in the order sent, of several partitions by partition.
    ///
    /// Waits until what is on its way is answered. Blocks this thread.
    ///
    /// # Panics
    /// If the topic cannot be read: brokers that are down, or records still on their way after 30 s.
    #[must_use = "nothing is asserted until `times`, `key` and the like"]
    #[track_caller]
    pub fn published_on(&self, topic: &str) -> Published {
        let mut records = self.records_on(topic);
        match &self.place {
            Place::Memory(memory) => records = memory.records(),
            // Read only where there is nothing to see otherwise: a misspelt topic shows where the records went.
            Place::Cluster(cluster) if records.is_empty() => {
                for other in cluster.used().iter().filter(|other| *other != topic) {
                    records.extend(self.records_on(other));
                }
            }
            Place::Cluster(_) => {}
        }
        Published::new(topic, records, Decoder::of(self.states()))
    }

    /// The records on one topic; as [`published_on`](Self::published_on).
    ///
    /// # Panics
    /// As [`published_on`](Self::published_on).
    #[must_use]
    #[track_caller]
    pub fn records_on(&self, topic: &str) -> Vec<ReadRecord> {
        let settled = self.states().iter().all(|state| state.settle(PATIENCE));
        assert!(settled, "records are still on their way after {PATIENCE:?}; are the brokers up?");
        match &self.place {
            Place::Memory(memory) => {
                memory.records().into_iter().filter(|record| record.topic() == topic).collect()
            }
            Place::Cluster(cluster) => match cluster.read(topic) {
                Ok(records) => records,
                Err(why) => {
                    let (real, brokers) = (cluster.real_name(topic), cluster.brokers());
                    panic!("topic `{real}` could not be read back from {brokers}: {why}")
                }
            },
        }
    }

    fn states(&self) -> Vec<Arc<RuntimeState>> {
        self.earlier.iter().cloned().chain([self.slot.load_full()]).collect()
    }
}

impl Drop for TestKafka {
    /// Waits for what is on its way, up to thirty seconds, unless the test has failed already, and removes its topics.
    fn drop(&mut self) {
        let patience = if std::thread::panicking() { Duration::ZERO } else { PATIENCE };
        for state in self.states() {
            state.close(patience);
        }
        if let Place::Cluster(cluster) = &self.place {
            cluster.remove_topics();
        }
    }
}

impl fmt::Debug for TestKafka {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TestKafka")
            .field("backend", &self.backend())
            .field("brokers", &self.brokers())
            .finish_non_exhaustive()
    }
}

/// What no other test's topics have in their names, on whatever machine it runs.
fn unique() -> String {
    static TESTS: AtomicU32 = AtomicU32::new(0);
    let number = TESTS.fetch_add(1, Ordering::Relaxed);
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    format!("{:x}-{:x}-{number}", now.as_micros(), std::process::id())
}
