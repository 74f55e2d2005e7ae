//! kcat, a client in C, as an independent producer and consumer.
//!
//! Its `-f` format cannot tell a null header from the text `NULL`, nor where a header ends. Its `-J` can, and
//! keeps every byte: what is not UTF-8 stands raw in the JSON string, which `serde_json` hands on as bytes.
//!
//! Debian's kcat is linked with librdkafka 2.0.2, whose SCRAM a Kafka 4 refuses; read through the plaintext
//! listener.

use std::ffi::OsStr;
use std::io::Write;
use std::process::{Command, Output, Stdio};

use serde::Deserialize;
use serde::de::{Deserializer, Error, Visitor};

use super::consume::{ReadRecord, TimestampType, until};

/// Reads a topic as [`read_all`](super::consume::read_all) says.
///
/// # Panics
/// When there are fewer than `expected` records after 30 s.
#[must_use]
pub fn read(bootstrap: &str, topic: &str, expected: usize) -> Vec<ReadRecord> {
    until(expected, topic, || pass(bootstrap, topic))
}

/// Runs `kcat -P` with the given arguments and standard input; null and binary values are kcat's `-Z` and a
/// file's name.
///
/// # Panics
/// When kcat reports a failure.
pub fn produce<A: AsRef<OsStr>>(bootstrap: &str, topic: &str, arguments: &[A], input: &[u8]) {
    let mut command = kcat(bootstrap);
    command.args(["-P", "-t", topic]).args(arguments);
    run(&mut command, input).unwrap_or_else(|error| panic!("kcat did not produce: {error}"));
}

/// kcat's list of brokers and topics, `kcat -L`; the arguments are settings, `-X` and `name=value`.
///
/// # Errors
/// What kcat says when no broker answers within the given time. A refused connection or login takes that long
/// as well.
pub fn metadata(bootstrap: &str, seconds: u8, arguments: &[&str]) -> Result<String, String> {
    let mut command = kcat(bootstrap);
    command.args(["-L", "-m", &seconds.to_string()]).args(arguments);
    let output = run(&mut command, b"")?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// kcat would wait without end for a broker that is paused. Of a new connection to the one broker it would wait 50 ms
/// to spare connections, which more than doubles the time of a read.
fn kcat(bootstrap: &str) -> Command {
    let mut command = Command::new("timeout");
    command.args(["20", "kcat", "-b", bootstrap, "-X", "enable.sparse.connections=false"]);
    command
}

fn run(command: &mut Command, input: &[u8]) -> Result<Output, String> {
    let start = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = start
        .map_err(|error| format!("kcat does not start ({error}); run `tests/run` once, it installs it"))?;
    // kcat may end without reading; its exit status says why.
    let _ = child.stdin.take().map(|mut stdin| stdin.write_all(input));
    let output = child.wait_with_output().map_err(|error| error.to_string())?;
    if output.status.success() {
        Ok(output)
    } else {
        Err(format!("{}, {}", output.status, String::from_utf8_lossy(&output.stderr).trim()))
    }
}

fn pass(bootstrap: &str, topic: &str) -> Result<Vec<ReadRecord>, String> {
    let mut command = kcat(bootstrap);
    // At the end of the topic the broker would hold each answer for 500 ms.
    command.args(["-C", "-t", topic, "-o", "beginning", "-e", "-q", "-J", "-X", "fetch.wait.max.ms=10"]);
    let output = run(&mut command, b"")?;
    let lines = output.stdout.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    lines.map(record).collect()
}

/// One line of `kcat -J`. A line break within a record is escaped there.
#[derive(Deserialize)]
struct Line {
    partition: i32,
    offset: i64,
    tstype: String,
    ts: i64,
    key: Option<Bytes>,
    payload: Option<Bytes>,
    /// Names and values by turns.
    #[serde(default)]
    headers: Vec<Option<Bytes>>,
}

fn record(line: &[u8]) -> Result<ReadRecord, String> {
    let line: Line =
        serde_json::from_slice(line).map_err(|error| format!("not a line of `kcat -J`: {error}"))?;
    let mut headers = Vec::new();
    for pair in line.headers.chunks_exact(2) {
        let name = pair[0].as_ref().map_or(&[][..], |name| &name.0);
        let name = String::from_utf8(name.to_vec()).map_err(|error| format!("a header's name: {error}"))?;
        headers.push((name, pair[1].as_ref().map(|value| value.0.clone())));
    }
    Ok(ReadRecord {
        partition: line.partition,
        offset: line.offset,
        timestamp_ms: line.ts,
        timestamp_type: match line.tstype.as_str() {
            "create" => TimestampType::Create,
            "logappend" => TimestampType::LogAppend,
            other => return Err(format!("a timestamp of type {other}")),
        },
        key: line.key.map(|bytes| bytes.0),
        value: line.payload.map(|bytes| bytes.0),
        headers,
    })
}

/// A JSON string whose bytes need not be UTF-8.
struct Bytes(Vec<u8>);

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl Visitor<'_> for Text {
            type Value = Bytes;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a string")
            }
            fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Bytes, E> {
                Ok(Bytes(bytes.to_vec()))
            }
        }
        deserializer.deserialize_bytes(Text)
    }
}
