//! Where the records go: librdkafka's embedded cluster, or a real broker.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rdkafka::ClientConfig;
use rdkafka::admin::{AdminClient, AdminOptions, NewTopic, TopicReplication};
use rdkafka::client::DefaultClientContext;
use rdkafka::mocking::MockCluster;
use rdkafka::producer::DefaultProducerContext;

use crate::support::broker::Broker;
use crate::support::options::BrokerOptions;

/// The partitions of the topic.
const PARTITIONS: i32 = 4;

/// How Kafka's own start script runs it: the tests' brokers live for seconds and do without the second compiler and the
/// parallel collector, and would be what is measured here. Of options that exclude each other Java takes the last.
const AS_DEPLOYED: [&str; 8] = [
    "-server",
    "-Xms1g",
    "-Xmx1g",
    "-XX:TieredStopAtLevel=4",
    "-XX:-UseSerialGC",
    "-XX:+UseG1GC",
    "-XX:MaxGCPauseMillis=20",
    "-XX:InitiatingHeapOccupancyPercent=35",
];

/// A cluster with a topic to send to; stopped when dropped, if it is ours.
#[derive(Debug)]
pub(crate) struct Cluster {
    pub(crate) bootstrap: String,
    pub(crate) topic: String,
    _running: Running,
}

enum Running {
    Mock {
        _cluster: MockCluster<'static, DefaultProducerContext>,
    },
    /// The broker is stopped before its log is removed.
    Broker {
        _broker: Box<Broker>,
        _log: Option<MemoryFolder>,
    },
    Elsewhere,
}

impl std::fmt::Debug for Running {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Running")
    }
}

/// The kinds of cluster there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    Mock,
    Broker,
}

impl Kind {
    /// The first part of a pair's name.
    pub(crate) const fn slug(self) -> &'static str {
        match self {
            Self::Mock => "mock",
            Self::Broker => "broker",
        }
    }

    /// What it is, for headings.
    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::Mock => "librdkafka's embedded cluster, in this process",
            Self::Broker => "a real Apache Kafka broker on this machine",
        }
    }

    /// Starts one, or makes a topic at the broker that was given; `None` without one.
    pub(crate) async fn start(self, given: Option<&str>) -> Result<Option<Cluster>, Box<dyn Error>> {
        match (self, given) {
            (Self::Mock, _) => mock().map(Some),
            (Self::Broker, Some(address)) => {
                with_topic(address.to_owned(), Running::Elsewhere).await.map(Some)
            }
            (Self::Broker, None) if jars_are_there() => own_broker().await.map(Some),
            (Self::Broker, None) => Ok(None),
        }
    }
}

fn mock() -> Result<Cluster, Box<dyn Error>> {
    let cluster = MockCluster::new(1)?;
    let topic = "kafka-output-benches".to_owned();
    cluster.create_topic(&topic, PARTITIONS, 1)?;
    Ok(Cluster {
        bootstrap: cluster.bootstrap_servers(),
        topic,
        _running: Running::Mock { _cluster: cluster },
    })
}

fn jars_are_there() -> bool {
    Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("target").join("kafka/libs").is_dir()
}

async fn own_broker() -> Result<Cluster, Box<dyn Error>> {
    // Some gigabytes are sent; what nobody reads is deleted at once, so that the log finds its memory in use again and again.
    let mut options = BrokerOptions::new()
        .property("log.segment.bytes", "16777216")
        .property("log.retention.bytes", "16777216")
        .property("log.retention.check.interval.ms", "200")
        .property("log.segment.delete.delay.ms", "0")
        .property("log.initial.task.delay.ms", "1000");
    for option in AS_DEPLOYED {
        options = options.java_option(option);
    }
    let log = MemoryFolder::new();
    if let Some(MemoryFolder(folder)) = &log {
        options = options.property("log.dirs", &folder.display().to_string());
    }
    let broker = Broker::start_own(options);
    let bootstrap = broker.bootstrap().to_owned();
    with_topic(bootstrap, Running::Broker { _broker: Box::new(broker), _log: log }).await
}

/// Where the broker keeps its log, if the system has a file system in memory: some hundred megabytes a second are sent, and what
/// is to be compared are clients, not how a disk takes that. Removed when dropped.
struct MemoryFolder(PathBuf);

impl MemoryFolder {
    fn new() -> Option<Self> {
        let folder = Path::new("/dev/shm").join(format!("kafka-output-benches-{}", std::process::id()));
        std::fs::create_dir(&folder).is_ok().then_some(Self(folder))
    }
}

impl Drop for MemoryFolder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

async fn with_topic(bootstrap: String, running: Running) -> Result<Cluster, Box<dyn Error>> {
    let topic = format!("kafka-output-benches-{}", std::process::id());
    let admin: AdminClient<DefaultClientContext> =
        ClientConfig::new().set("bootstrap.servers", &bootstrap).create()?;
    let timeout = Some(Duration::from_secs(20));
    let options = AdminOptions::new().operation_timeout(timeout).request_timeout(timeout);
    let new = NewTopic::new(&topic, PARTITIONS, TopicReplication::Fixed(1));
    for outcome in admin.create_topics([&new], &options).await? {
        outcome.map_err(|(topic, code)| format!("the broker does not make the topic `{topic}`: {code}"))?;
    }
    Ok(Cluster { bootstrap, topic, _running: running })
}
