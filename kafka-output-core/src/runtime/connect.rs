//! Where a runtime's records go, and the clients that bring them there.

use std::sync::Arc;

use kafka_output_options::{OptionId, Value};

use super::origins::Origins;
use crate::config::{OwnedOptions, ProducerConfig};
use crate::error::{Error, ErrorKind};
use crate::producer::Transport;
use crate::producer::kafka::KafkaTransport;
#[cfg(feature = "testing")]
use crate::schema_registry::SeenSchemas;
use crate::schema_registry::{RegistryConnection, SchemaRegistry};
use crate::token::TokenSource;

/// Where a runtime's records go.
#[derive(Debug)]
pub(crate) enum Connect {
    /// To the brokers, with tokens from there.
    Kafka(TokenSource),
    /// Into a test's memory.
    #[cfg(feature = "testing")]
    Memory(Arc<crate::producer::memory::Memory>),
    /// To a test's brokers, on topics of its own.
    #[cfg(feature = "testing")]
    Cluster(Arc<crate::testing::TestCluster>),
}

impl Connect {
    /// Makes the client of a schema registry.
    pub(super) fn registry(&self, connection: &RegistryConnection) -> Arc<SchemaRegistry> {
        match self {
            Self::Kafka(_) => SchemaRegistry::connect(connection),
            #[cfg(feature = "testing")]
            Self::Memory(memory) => SchemaRegistry::in_memory(memory.schemas(), connection),
            #[cfg(feature = "testing")]
            Self::Cluster(cluster) => SchemaRegistry::in_memory(cluster.schemas(), connection),
        }
    }

    /// What a configuration needs of the runtime, and the runtime has not.
    pub(super) fn lacks(&self, config: &ProducerConfig) -> Option<Error> {
        match self {
            Self::Kafka(tokens) => (!tokens.is_registered()
                && KafkaTransport::needs_tokens(&config.properties))
            .then(|| Error::new(ErrorKind::Configuration, NO_PROVIDER)),
            #[cfg(feature = "testing")]
            Self::Memory(_) | Self::Cluster(_) => None,
        }
    }

    /// What librdkafka itself refuses of the raw properties.
    pub(super) fn refused_properties(&self, options: &OwnedOptions, origins: &Origins<'_>) -> Vec<Error> {
        let is_kafka = match self {
            Self::Kafka(_) => true,
            #[cfg(feature = "testing")]
            Self::Memory(_) | Self::Cluster(_) => false,
        };
        let maps = [OptionId::Properties, OptionId::UncheckedProperties];
        let of_map = |id: OptionId| {
            options.read(|set| {
                let Some(Value::Map(pairs)) = set.get(id) else { return Vec::new() };
                let refused = pairs.iter().enumerate().filter_map(|(index, (name, value))| {
                    let why = KafkaTransport::refuses(name, value)?;
                    Some(origins.blame_entry(id, index, &format!("`{}` sets `{name}`, {why}", id.name())))
                });
                refused.collect()
            })
        };
        maps.into_iter().filter(|_| is_kafka).flat_map(of_map).collect()
    }

    /// Makes the transport of a configuration.
    pub(super) fn transport(&self, config: &ProducerConfig) -> Result<Arc<dyn Transport>, Error> {
        match self {
            Self::Kafka(tokens) => {
                let transport = KafkaTransport::start(config.client())?;
                transport.keep_tokens(tokens)?;
                Ok(Arc::new(transport))
            }
            #[cfg(feature = "testing")]
            Self::Memory(memory) => {
                Ok(Arc::new(crate::producer::memory::MemoryTransport::new(config, memory)))
            }
            #[cfg(feature = "testing")]
            Self::Cluster(cluster) => cluster.transport(config),
        }
    }

    /// Where a test keeps the schemas that were written by.
    #[cfg(feature = "testing")]
    pub(super) fn seen(&self) -> Option<Arc<SeenSchemas>> {
        (!matches!(self, Self::Kafka(_))).then(Arc::default)
    }
}

/// What is said where nobody fetches tokens.
const NO_PROVIDER: &str = "`oauth_bearer_method = token_provider` needs a token provider, and none is registered; give one to \
                           `Runtime::builder().token_provider(…)`";
