//! The embedded cluster, under a plain producer and under this library's own.
//!
//! `Capture` is tested from outside, in `tests/testing_capture.rs`.

mod cluster;
mod endings;
mod late;
mod orders;
mod queue;
mod road;
mod told;

use std::time::Duration;

use rdkafka::config::ClientConfig;
use rdkafka::message::{Header, OwnedHeaders};
use rdkafka::producer::{BaseProducer, BaseRecord, Producer};

use super::EmbeddedCluster;

fn cluster(topics: &[(&str, usize)]) -> EmbeddedCluster {
    let cluster = EmbeddedCluster::start().expect("a cluster");
    for (topic, partitions) in topics {
        cluster.create_topic(topic, *partitions);
    }
    cluster
}

/// Sends with rdkafka alone.
fn send_plainly(cluster: &EmbeddedCluster, records: &[BaseRecord<'_, [u8], [u8]>]) {
    let producer: BaseProducer =
        ClientConfig::new().set("bootstrap.servers", cluster.brokers()).create().expect("a producer");
    for record in records {
        let mut copy = BaseRecord::to(record.topic);
        (copy.key, copy.payload, copy.partition) = (record.key, record.payload, record.partition);
        (copy.timestamp, copy.headers) = (record.timestamp, record.headers.clone());
        producer.send(copy).map_err(|(error, _)| error).expect("a place in the queue");
    }
    producer.flush(Duration::from_secs(10)).expect("acknowledgements");
}

fn header_list(headers: &[(&str, Option<&[u8]>)]) -> OwnedHeaders {
    headers.iter().fold(OwnedHeaders::new(), |list, (key, value)| list.insert(Header { key, value: *value }))
}
