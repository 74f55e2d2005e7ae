//! What lies in a topic, as a client that is not ours sees it.

use std::thread::sleep;
use std::time::{Duration, Instant};

use super::kcat;

/// How long a reader waits for the expected records.
const TIMEOUT: Duration = Duration::from_secs(30);

/// A record as it came off the wire. `None` is null, which is not the same as empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadRecord {
    /// The partition it lies in.
    pub partition: i32,
    /// Its place in the partition.
    pub offset: i64,
    /// Milliseconds since 1970.
    pub timestamp_ms: i64,
    /// Who set the timestamp.
    pub timestamp_type: TimestampType,
    /// The key's bytes.
    pub key: Option<Vec<u8>>,
    /// The value's bytes; `None` is a tombstone.
    pub value: Option<Vec<u8>>,
    /// Names and values in order, duplicates kept.
    pub headers: Vec<(String, Option<Vec<u8>>)>,
}

/// Who set a record's timestamp.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimestampType {
    /// The producer (`CreateTime`, a topic's default).
    Create,
    /// The broker (`LogAppendTime`).
    LogAppend,
}

impl ReadRecord {
    /// The key as text, if there is one and it is UTF-8.
    #[must_use]
    pub fn key_text(&self) -> Option<&str> {
        std::str::from_utf8(self.key.as_deref()?).ok()
    }

    /// The value as text, if there is one and it is UTF-8.
    #[must_use]
    pub fn value_text(&self) -> Option<&str> {
        std::str::from_utf8(self.value.as_deref()?).ok()
    }

    /// The headers as they compare with literals: `[("source", Some(&b"checkout"[..])), ("trace", None)]`.
    #[must_use]
    pub fn header_bytes(&self) -> Vec<(&str, Option<&[u8]>)> {
        self.headers.iter().map(|(name, value)| (name.as_str(), value.as_deref())).collect()
    }
}

/// Every record of a topic by partition and offset, read by kcat as soon as there are at least `expected`.
/// More come back if there are more: a test that asserts on the length sees duplicates. Open and aborted
/// transactions are left out.
///
/// # Panics
/// When there are fewer after 30 s.
#[must_use]
pub fn read_all(bootstrap: &str, topic: &str, expected: usize) -> Vec<ReadRecord> {
    kcat::read(bootstrap, topic, expected)
}

/// Repeats `pass`, which reads a topic from its beginning to its end of the moment, until enough is there.
pub(super) fn until(
    expected: usize,
    topic: &str,
    pass: impl Fn() -> Result<Vec<ReadRecord>, String>,
) -> Vec<ReadRecord> {
    let deadline = Instant::now() + TIMEOUT;
    loop {
        let outcome = pass();
        let late = Instant::now() > deadline;
        match outcome {
            Ok(mut records) if records.len() >= expected => {
                records.sort_by_key(|record| (record.partition, record.offset));
                return records;
            }
            Ok(records) if late => panic!(
                "{} of {expected} records in topic `{topic}` after {TIMEOUT:?}; the first ones: {:#?}",
                records.len(),
                &records[..records.len().min(5)]
            ),
            Err(error) if late => panic!("topic `{topic}` cannot be read: {error}"),
            _ => sleep(Duration::from_millis(50)),
        }
    }
}
