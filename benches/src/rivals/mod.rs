//! The hand-written producers we are measured against, each as a good engineer would write it.

mod awaited;
mod joined;
mod threaded;

pub(crate) use awaited::Awaited;
pub(crate) use joined::{InOrder, Joined};
use rdkafka::ClientConfig;
pub(crate) use threaded::Threaded;

use crate::cluster::Cluster;

/// What an annotated function with nothing but `broker_list` and `topic` sets too (`kafka-output-core/options/src/table.rs`), but
/// for `linger.ms`.
const SETTINGS: &[(&str, &str)] = &[
    ("acks", "all"),
    ("batch.num.messages", "10000"),
    ("compression.codec", "none"),
    ("enable.idempotence", "false"),
    ("message.max.bytes", "1000000"),
    ("message.send.max.retries", "2"),
    ("message.timeout.ms", "300000"),
    ("metadata.max.age.ms", "180000"),
    ("partitioner", "murmur2_random"),
    ("request.timeout.ms", "5000"),
    ("socket.keepalive.enable", "true"),
    ("topic.metadata.propagation.max.ms", "10000"),
];

fn config(cluster: &Cluster, linger_ms: u32) -> ClientConfig {
    let mut config = ClientConfig::new();
    config.set("bootstrap.servers", &cluster.bootstrap).set("linger.ms", linger_ms.to_string());
    for (name, value) in SETTINGS {
        config.set(*name, *value);
    }
    config
}
