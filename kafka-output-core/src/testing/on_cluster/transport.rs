//! Kafka's transport, on the topics of one test.

use std::sync::Arc;
use std::time::Duration;

use super::TestCluster;
use crate::producer::call::Ticket;
use crate::producer::fault::{Fault, Verdict};
use crate::producer::kafka::KafkaTransport;
use crate::producer::space::Space;
use crate::producer::{Closed, PlainRecord, TopicHandle, Transport};
use crate::record::{Record, TopicName};

/// Sends what is for `orders` to the test's own `orders`, which it makes; deliveries and errors say `orders`.
#[derive(Debug)]
pub(super) struct OnCluster {
    producer: KafkaTransport,
    cluster: Arc<TestCluster>,
}

impl OnCluster {
    pub(super) const fn new(producer: KafkaTransport, cluster: Arc<TestCluster>) -> Self {
        Self { producer, cluster }
    }
}

impl Transport for OnCluster {
    fn topic(&self, name: &TopicName) -> Result<TopicHandle, Fault> {
        let real = TopicName::Shared(self.cluster.ensure(name)?.into());
        let handle = self.producer.topic(&real)?;
        Ok(TopicHandle { name: name.clone(), ..handle })
    }

    fn announce(&self, records: usize) {
        self.producer.announce(records);
    }

    fn retract(&self, records: usize) {
        self.producer.retract(records);
    }

    fn enqueue(&self, topic: &TopicHandle, record: &Record<'_>, ticket: Ticket) -> Result<(), Fault> {
        self.producer.enqueue(topic, record, ticket)
    }

    fn enqueue_run(&self, topic: &TopicHandle, records: Vec<PlainRecord<'_>>) -> Vec<(usize, Fault)> {
        self.producer.enqueue_run(topic, records)
    }

    fn nudge(&self) {
        self.producer.nudge();
    }

    fn space(&self) -> &Space {
        self.producer.space()
    }

    fn explain(&self, topic: &str, verdict: Verdict) -> Fault {
        self.producer.explain(topic, verdict)
    }

    fn verify(&self, topics: &[&str], timeout: Duration) -> Vec<Result<(), Fault>> {
        let real: Vec<String> = topics.iter().map(|topic| self.cluster.real_name(topic)).collect();
        self.producer.verify(&real.iter().map(String::as_str).collect::<Vec<_>>(), timeout)
    }

    fn close(&self, timeout: Duration) -> Closed {
        self.producer.close(timeout)
    }

    fn in_flight(&self) -> usize {
        self.producer.in_flight()
    }

    fn brokers(&self) -> &str {
        self.producer.brokers()
    }
}
