//! Makes and removes the topics of a test, on brokers that are others'.

use std::collections::BTreeMap;
use std::time::Duration;

use rdkafka::admin::{AdminClient, AdminOptions, NewTopic, TopicReplication};
use rdkafka::client::DefaultClientContext;
use rdkafka::config::ClientConfig;
use rdkafka::types::RDKafkaErrorCode;

use super::is_security;
use crate::error::ErrorKind;
use crate::producer::call::wait;
use crate::producer::fault::Fault;

/// How long the brokers may take to make a topic, or to remove it.
const PATIENCE: Duration = Duration::from_secs(20);

/// The brokers' administrator.
pub(super) struct Admin {
    brokers: String,
    security: BTreeMap<String, String>,
}

impl Admin {
    /// One that gets in as a producer with these properties does.
    pub(super) fn new(properties: &BTreeMap<String, String>) -> Self {
        let security = properties.iter().filter(|(name, _)| is_security(name));
        Self {
            brokers: properties.get("bootstrap.servers").cloned().unwrap_or_default(),
            security: security.map(|(name, value)| (name.clone(), value.clone())).collect(),
        }
    }

    /// How it gets in.
    pub(super) const fn security(&self) -> &BTreeMap<String, String> {
        &self.security
    }

    fn client(&self) -> Result<AdminClient<DefaultClientContext>, String> {
        let mut config = ClientConfig::new();
        config.set("bootstrap.servers", &self.brokers);
        config.extend(self.security.clone());
        // Its own error holds the values.
        config.create().map_err(|_| "librdkafka refuses the client's properties".to_owned())
    }

    /// Makes a topic with the brokers' own replication, unless it is there.
    pub(super) fn create(&self, topic: &str, partitions: usize, brokers: &str) -> Result<(), Fault> {
        let count = i32::try_from(partitions).unwrap_or(i32::MAX);
        let wanted = NewTopic::new(topic, count, TopicReplication::Fixed(-1));
        let answer = self.client().and_then(|client| {
            let answer = wait(client.create_topics([&wanted], &options()));
            answer.map_err(|error| error.to_string()).map(|mut results| results.pop())
        });
        let why = match answer {
            Ok(None | Some(Ok(_) | Err((_, RDKafkaErrorCode::TopicAlreadyExists)))) => return Ok(()),
            Ok(Some(Err((_, code)))) => code.to_string(),
            Err(why) => why,
        };
        Err(Fault::new(
            ErrorKind::UnknownTopic,
            format!(
                "topic `{topic}` of this test could not be created at {brokers}: {why}; let the test's user create topics, with `{}` as a prefix that it may",
                crate::testing::backend::TOPIC_PREFIX
            ),
        ))
    }

    /// Removes topics, as far as that can be.
    pub(super) fn delete(&self, topics: &[String]) {
        let names: Vec<&str> = topics.iter().map(String::as_str).collect();
        if names.is_empty() {
            return;
        }
        let failed = match self.client() {
            Ok(client) => match wait(client.delete_topics(&names, &options())) {
                Ok(results) => results
                    .into_iter()
                    .filter_map(Result::err)
                    .map(|(topic, code)| format!("{topic}: {code}"))
                    .collect(),
                Err(error) => vec![error.to_string()],
            },
            Err(why) => vec![why],
        };
        if !failed.is_empty() {
            tracing::warn!(target: "kafka_output", "a test's topics are left at {}: {}", self.brokers, failed.join("; "));
        }
    }
}

fn options() -> AdminOptions {
    AdminOptions::new().request_timeout(Some(PATIENCE)).operation_timeout(Some(PATIENCE))
}

impl std::fmt::Debug for Admin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Admin").field("brokers", &self.brokers).finish_non_exhaustive()
    }
}
