//! Kafka's own Java client as an independent producer and consumer. One Java process,
//! `tests/kafka/Records.java`, answers all requests of a test run, one at a time; it ends when this process
//! does.

use std::fmt::Write as _;
use std::sync::LazyLock;

use super::answering::Answering;
use super::consume::{ReadRecord, TimestampType, until};
use super::process::{java, kafka_file};

/// A record for [`send`]. With no partition the Java client chooses it by its own rule, murmur2 of the key.
#[derive(Debug, Clone, Default)]
pub struct NewRecord<'a> {
    /// The partition, or the client's choice.
    pub partition: Option<i32>,
    /// Milliseconds since 1970, or now.
    pub timestamp_ms: Option<i64>,
    /// The key, or null.
    pub key: Option<&'a [u8]>,
    /// The value, or null.
    pub value: Option<&'a [u8]>,
    /// Names and values in order.
    pub headers: &'a [(&'a str, Option<&'a [u8]>)],
}

/// Reads a topic as [`read_all`](super::consume::read_all) says, by the Java client.
///
/// # Panics
/// When there are fewer than `expected` records after 30 s.
#[must_use]
pub fn read(bootstrap: &str, topic: &str, expected: usize) -> Vec<ReadRecord> {
    until(expected, topic, || {
        ask(&format!("read {bootstrap} {topic}"))?.iter().map(|line| record(line)).collect()
    })
}

/// Sends a record and gives the partition and offset at which the broker has it.
///
/// # Panics
/// When the broker does not acknowledge it.
pub fn send(bootstrap: &str, topic: &str, record: &NewRecord<'_>) -> (i32, i64) {
    let number = |number: Option<i64>| number.map_or_else(|| "-".to_owned(), |n| n.to_string());
    let (partition, timestamp) = (number(record.partition.map(i64::from)), number(record.timestamp_ms));
    let mut request =
        format!("send {bootstrap} {topic} {partition} {timestamp} {} {}", hex(record.key), hex(record.value));
    for (name, value) in record.headers {
        let _ = write!(request, " {} {}", hex(Some(name.as_bytes())), hex(*value));
    }
    let answer = ask(&request).unwrap_or_else(|error| panic!("the Java client did not send: {error}"));
    sent(&answer).unwrap_or_else(|| panic!("the Java client answered {answer:?}"))
}

/// Forbids a user an operation on a topic: `Write`, `Describe`, `All`.
///
/// # Panics
/// When the broker refuses.
pub fn deny(bootstrap: &str, topic: &str, user: &str, operation: &str) {
    let answer = ask(&format!("deny {bootstrap} {topic} {user} {operation}"));
    answer.unwrap_or_else(|error| panic!("the Java client did not deny: {error}"));
}

/// Lets only those users do an operation on a topic that are allowed it.
///
/// # Panics
/// When the broker refuses.
pub fn allow(bootstrap: &str, topic: &str, user: &str, operation: &str) {
    let answer = ask(&format!("allow {bootstrap} {topic} {user} {operation}"));
    answer.unwrap_or_else(|error| panic!("the Java client did not allow: {error}"));
}

/// Gives a SCRAM user a password, in place of any before.
///
/// # Panics
/// When the broker refuses.
pub fn set_password(bootstrap: &str, mechanism: &str, user: &str, password: &str) {
    let answer = ask(&format!("scram {bootstrap} {mechanism} {user} {}", hex(Some(password.as_bytes()))));
    answer.unwrap_or_else(|error| panic!("the Java client did not set the password: {error}"));
}

fn sent(answer: &[String]) -> Option<(i32, i64)> {
    let (partition, offset) = answer.first()?.strip_prefix("sent ")?.split_once(' ')?;
    Some((partition.parse().ok()?, offset.parse().ok()?))
}

/// Starts the Java client, if no test has yet, and gives the lines of its answer.
fn ask(request: &str) -> Result<Vec<String>, String> {
    static JAVA: LazyLock<Answering> =
        LazyLock::new(|| Answering::start(java(512).arg(kafka_file("Records.java"))));
    JAVA.ask(request)
}

/// One line `record PARTITION OFFSET TIMESTAMP TIMESTAMP_TYPE KEY VALUE [HEADER_NAME HEADER_VALUE]...`.
fn record(line: &str) -> Result<ReadRecord, String> {
    let words: Vec<&str> = line.split(' ').collect();
    let parse = || {
        let header = |pair: &[&str]| Some((String::from_utf8(bytes(pair[0])??).ok()?, bytes(pair[1])?));
        Some(ReadRecord {
            partition: words[1].parse().ok()?,
            offset: words[2].parse().ok()?,
            timestamp_ms: words[3].parse().ok()?,
            timestamp_type: match words[4] {
                "CreateTime" => TimestampType::Create,
                "LogAppendTime" => TimestampType::LogAppend,
                _ => return None,
            },
            key: bytes(words[5])?,
            value: bytes(words[6])?,
            headers: words[7..].chunks_exact(2).map(header).collect::<Option<_>>()?,
        })
    };
    parse().ok_or_else(|| format!("not a record of Records.java: {line}"))
}

/// `x` and hex digits, or `-` for null.
fn hex(bytes: Option<&[u8]>) -> String {
    let Some(bytes) = bytes else { return "-".into() };
    bytes.iter().fold("x".to_owned(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The reverse of [`hex`]; the outer `None` is a word that is neither.
#[expect(clippy::option_option, reason = "null is a value here, and a bad word is not")]
fn bytes(word: &str) -> Option<Option<Vec<u8>>> {
    let Some(digits) = word.strip_prefix('x') else { return (word == "-").then_some(None) };
    let pairs = (0..digits.len()).step_by(2);
    pairs.map(|at| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok()).collect::<Option<_>>().map(Some)
}
