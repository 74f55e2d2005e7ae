//! The brokers of one test, and the topics it has on them.

mod admin;
mod transport;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use self::admin::Admin;
use self::transport::OnCluster;
use super::EmbeddedCluster;
use super::read_back::read_back;
use super::record::ReadRecord;
use crate::config::ProducerConfig;
use crate::error::Error;
use crate::producer::Transport;
use crate::producer::fault::Fault;
use crate::producer::kafka::{ClientConfig, KafkaTransport};
use crate::schema_registry::MemoryRegistry;

/// The properties that say how a client gets in; by the beginnings of their names.
const SECURITY: [&str; 5] = ["security.", "sasl.", "ssl.", "enable.ssl.", "https."];

/// Whether a property of librdkafka's says how a client gets in.
fn is_security(property: &str) -> bool {
    SECURITY.iter().any(|beginning| property.starts_with(beginning))
}

/// The brokers of one test: an embedded cluster, or those of others, where the test's topics have names of their own.
#[derive(Debug)]
pub(crate) struct TestCluster {
    embedded: Option<EmbeddedCluster>,
    brokers: String,
    /// Before the name of each topic.
    prefix: String,
    topics: Mutex<Topics>,
    schemas: Arc<MemoryRegistry>,
}

#[derive(Debug, Default)]
struct Topics {
    /// How many partitions a topic is to have, by the name the test knows.
    wanted: BTreeMap<String, usize>,
    /// Those that are there.
    made: BTreeSet<String>,
    /// Makes and removes topics, let in as the outputs are.
    admin: Option<Arc<Admin>>,
}

impl TestCluster {
    /// A cluster of one broker in this process.
    pub(super) fn embedded() -> Result<Self, Error> {
        let embedded = EmbeddedCluster::start_with(1)?;
        Ok(Self::of(embedded.brokers(), String::new(), Some(embedded)))
    }

    /// Brokers that are there already.
    pub(super) fn live(brokers: String, prefix: String) -> Self {
        let cluster = Self::of(brokers, prefix, None);
        cluster.schemas.bypass();
        cluster
    }

    fn of(brokers: String, prefix: String, embedded: Option<EmbeddedCluster>) -> Self {
        Self { embedded, brokers, prefix, topics: Mutex::default(), schemas: Arc::default() }
    }

    fn topics(&self) -> MutexGuard<'_, Topics> {
        self.topics.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) const fn embedded_cluster(&self) -> Option<&EmbeddedCluster> {
        self.embedded.as_ref()
    }

    pub(super) fn brokers(&self) -> &str {
        &self.brokers
    }

    /// The schema registry of the same test.
    pub(crate) const fn schemas(&self) -> &Arc<MemoryRegistry> {
        &self.schemas
    }

    /// The name that a topic has on the brokers.
    pub(super) fn real_name(&self, topic: &str) -> String {
        format!("{}{topic}", self.prefix)
    }

    /// A producer of an output, to these brokers whatever its own are.
    pub(crate) fn transport(self: &Arc<Self>, config: &ProducerConfig) -> Result<Arc<dyn Transport>, Error> {
        let mut properties = config.properties.clone();
        if self.embedded.is_some() {
            // What it would tell other brokers of itself; this one lets everybody in, and speaks no TLS.
            properties.retain(|name, _| !is_security(name));
        }
        properties.insert("bootstrap.servers".to_owned(), self.brokers.clone());
        if self.embedded.is_none() {
            self.topics().admin.get_or_insert_with(|| Arc::new(Admin::new(&properties)));
        }
        let producer = KafkaTransport::start(ClientConfig { properties: &properties, ..config.client() })?;
        Ok(Arc::new(OnCluster::new(producer, Arc::clone(self))))
    }

    /// Has a topic made with so many partitions: at once, or where the brokers are others' at its first use.
    pub(super) fn want(&self, topic: &str, partitions: usize) -> Result<(), String> {
        let mut topics = self.topics();
        if topics.made.contains(topic) || topics.wanted.contains_key(topic) {
            return Err("it is there already; create it before the first call that sends to it".to_owned());
        }
        topics.wanted.insert(topic.to_owned(), partitions);
        if let Some(embedded) = &self.embedded {
            embedded.create_topic(topic, partitions);
            topics.made.insert(topic.to_owned());
        }
        Ok(())
    }

    /// Makes a topic that is not there yet, and gives its name on the brokers. Blocks.
    fn ensure(&self, topic: &str) -> Result<String, Fault> {
        let real = self.real_name(topic);
        let mut topics = self.topics();
        if topics.made.contains(topic) {
            return Ok(real);
        }
        // One, so that records come back in the order they were sent.
        let partitions = topics.wanted.get(topic).copied().unwrap_or(1);
        match (&self.embedded, topics.admin.clone()) {
            // It may be there by the test's own doing.
            (Some(embedded), _) => _ = embedded.try_create_topic(topic, partitions),
            (None, Some(admin)) => admin.create(&real, partitions, &self.brokers)?,
            (None, None) => return Ok(real),
        }
        topics.made.insert(topic.to_owned());
        Ok(real)
    }

    /// The topics that are there by the test's calls, by the names that the test knows.
    pub(super) fn used(&self) -> Vec<String> {
        self.topics().made.iter().cloned().collect()
    }

    /// Everything in a topic, under the name that the test knows. Blocks.
    pub(super) fn read(&self, topic: &str) -> Result<Vec<ReadRecord>, String> {
        let admin = self.topics().admin.clone();
        let nobody = BTreeMap::new();
        let security = admin.as_ref().map_or(&nobody, |admin| admin.security());
        let mut records = read_back(&self.brokers, security, &self.real_name(topic))?;
        for record in &mut records {
            topic.clone_into(&mut record.topic);
        }
        Ok(records)
    }

    /// Removes the topics of a test from brokers that are others'. Blocks.
    pub(super) fn remove_topics(&self) {
        let (admin, made) = {
            let mut topics = self.topics();
            (topics.admin.clone(), std::mem::take(&mut topics.made))
        };
        if let Some(admin) = admin {
            admin.delete(&made.iter().map(|topic| self.real_name(topic)).collect::<Vec<_>>());
        }
    }
}
