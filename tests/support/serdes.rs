//! Deserializers on the Java machine as readers of what stands behind a registry's ids: `tests/kafka/Decode.java`.

use std::sync::LazyLock;

use serde_json::Value;

use super::answering::Answering;
use super::process::{java_of, kafka_file, logging};

/// The first `count` records of a topic as [`python::decode`](super::python::decode) gives them, by Apicurio's deserializers.
///
/// # Panics
/// When there are fewer records after 30 s, or one cannot be decoded: with what is said of it.
#[must_use]
pub fn decode(bootstrap: &str, topic: &str, registry_url: &str, count: usize) -> Vec<Value> {
    static DESERIALIZERS: LazyLock<Answering> = LazyLock::new(|| {
        Answering::start(java_of("serdes", 512).arg(logging()).arg(kafka_file("Decode.java")))
    });
    let answer = DESERIALIZERS.ask(&format!("decode {bootstrap} {topic} {registry_url} {count}"));
    let lines = answer.unwrap_or_else(|error| panic!("the deserializers cannot decode {topic}: {error}"));
    lines.iter().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
}
