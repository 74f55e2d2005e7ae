//! Values and keys with a real schema registry: what stands before them, and what it was asked.
#![allow(clippy::unwrap_used, reason = "a panic is how a test reports")]

mod avro;
#[allow(dead_code, unreachable_pub, reason = "made for the other program")]
#[path = "../security/world/certificates.rs"]
mod certificates;
mod changes;
mod files;
mod json;
mod latest;
mod offline;
mod protobuf;
mod references;
mod starting;
mod tls;

use crate::support::broker::Broker;
use crate::support::registry::Registry;
use crate::support::runtime::{self, Topic};
use crate::support::{python, serdes};

/// Makes a topic, and sees to it that the registry runs.
fn topic(name: &'static str, partitions: i32) -> Topic {
    let _ = Registry::shared();
    runtime::topic(name, partitions)
}

/// The id and the payload of bytes in the registry's framing.
fn unframed(bytes: Option<&[u8]>) -> (u32, &[u8]) {
    let (head, payload) = bytes.unwrap().split_first_chunk::<5>().unwrap();
    assert_eq!(head[0], 0, "the framing begins with a zero byte");
    (u32::from_be_bytes([head[1], head[2], head[3], head[4]]), payload)
}

/// The id of the newest schema of a subject.
fn id_of(subject: &str) -> u32 {
    let version = Registry::shared().get(&format!("/subjects/{subject}/versions/latest"));
    u32::try_from(version["id"].as_u64().unwrap()).unwrap()
}

/// A topic's records, as Confluent's Python client and Apicurio's Java deserializers decode them: alike.
fn decoded<const N: usize>(topic: &str) -> [serde_json::Value; N] {
    let by_python = decoded_by_python(topic);
    assert_eq!(decoded_by_java::<N>(topic), by_python);
    by_python
}

/// A topic's records, as Confluent's Python client decodes them.
fn decoded_by_python<const N: usize>(topic: &str) -> [serde_json::Value; N] {
    let (bootstrap, registry) = (Broker::shared().bootstrap(), Registry::shared());
    python::decode(bootstrap, topic, registry.url(), N).try_into().unwrap()
}

/// A topic's records, as Apicurio's Java deserializers decode them.
fn decoded_by_java<const N: usize>(topic: &str) -> [serde_json::Value; N] {
    let (bootstrap, registry) = (Broker::shared().bootstrap(), Registry::shared());
    serdes::decode(bootstrap, topic, registry.url(), N).try_into().unwrap()
}
