//! Confluent's Python client as a reader of what stands behind a registry's ids: `tests/kafka/decode.py`.

use std::process::Command;

use serde_json::Value;

use super::process::{kafka_file, python};

/// The first `count` records of a topic, by partition and offset, as the client decodes them by the registry's schemas:
/// `{"key": side, "value": side}`, where a side is null or `{"type": "AVRO" | "PROTOBUF" | "JSON" | null, "name": …, "data": …}`;
/// `name` is the message's of Protobuf, and without a type the data is the text of an unframed side.
///
/// # Panics
/// When there are fewer records after 30 s, or the client cannot decode one: with what it says.
#[must_use]
pub fn decode(bootstrap: &str, topic: &str, registry_url: &str, count: usize) -> Vec<Value> {
    let output = Command::new(python())
        .arg(kafka_file("decode.py"))
        .args([bootstrap, topic, registry_url, &count.to_string()])
        .output()
        .expect("Python starts");
    let (said, wrong) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "the Python client cannot decode {topic}:\n{wrong}");
    said.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
}
