//! A record as it was published, in bytes.

use std::fmt::{self, Write as _};
use std::str;

use crate::event::HeaderValue;

/// The most of a key, value or header that is printed, in characters.
const PRINTED: usize = 600;

/// A record read back: from a [`Capture`](super::Capture) or an [`EmbeddedCluster`](super::EmbeddedCluster).
///
/// Printed with `{}` it shows text as text, JSON as it is, other bytes as `b"\x00\x01"`, null as `null`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadRecord {
    pub(crate) topic: String,
    pub(crate) partition: i32,
    pub(crate) offset: i64,
    pub(crate) timestamp_millis: Option<i64>,
    pub(crate) key: Option<Vec<u8>>,
    pub(crate) value: Option<Vec<u8>>,
    pub(crate) headers: Vec<(String, HeaderValue)>,
}

impl ReadRecord {
    /// The topic.
    #[must_use]
    pub fn topic(&self) -> &str {
        &self.topic
    }

    /// The partition, from 0.
    #[must_use]
    pub const fn partition(&self) -> i32 {
        self.partition
    }

    /// The offset in the partition, from 0.
    #[must_use]
    pub const fn offset(&self) -> i64 {
        self.offset
    }

    /// The timestamp in milliseconds since 1970; `None` where the broker kept none.
    #[must_use]
    pub const fn timestamp_millis(&self) -> Option<i64> {
        self.timestamp_millis
    }

    /// The key in bytes; `None` is no key, which is not the empty one.
    #[must_use]
    pub fn key(&self) -> Option<&[u8]> {
        self.key.as_deref()
    }

    /// The value in bytes; `None` is a tombstone, which is not the empty value.
    #[must_use]
    pub fn value(&self) -> Option<&[u8]> {
        self.value.as_deref()
    }

    /// Name and value of each header, in order; names may repeat, and a value may be null.
    #[must_use]
    pub fn headers(&self) -> &[(String, HeaderValue)] {
        &self.headers
    }

    /// The key as text; `None` where there is none, or it is no UTF-8.
    #[must_use]
    pub fn key_text(&self) -> Option<&str> {
        self.key().and_then(|key| str::from_utf8(key).ok())
    }

    /// The value as text; `None` where it is null, or no UTF-8.
    #[must_use]
    pub fn value_text(&self) -> Option<&str> {
        self.value().and_then(|value| str::from_utf8(value).ok())
    }
}

impl ReadRecord {
    /// One line, with key and value as they are given.
    pub(super) fn with_parts(&self, key: &str, value: &str) -> String {
        let Self { topic, partition, offset, timestamp_millis, headers, .. } = self;
        let mut line = format!("{topic} [{partition}] @ {offset}: key {key}, value {value}");
        if !headers.is_empty() {
            line.push_str(", headers ");
            line.push_str(&printed_headers(headers));
        }
        if let Some(millis) = timestamp_millis {
            let _ = write!(line, ", timestamp {millis}");
        }
        line
    }
}

impl fmt::Display for ReadRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.with_parts(&printed(self.key()), &printed(self.value())))
    }
}

/// `source="checkout", trace=null`
pub(super) fn printed_headers(headers: &[(String, HeaderValue)]) -> String {
    let each = headers.iter().map(|(name, value)| format!("{name}={}", printed(value.as_bytes())));
    each.collect::<Vec<_>>().join(", ")
}

/// Bytes for people to read.
pub(super) fn printed(bytes: Option<&[u8]>) -> String {
    let Some(bytes) = bytes else { return "null".to_owned() };
    let whole = match str::from_utf8(bytes) {
        Ok(text) if is_json(text) => text.to_owned(),
        Ok(text) if !text.contains(|c: char| c.is_control() && !c.is_whitespace()) => format!("{text:?}"),
        _ => format!("b\"{}\"", bytes.escape_ascii()),
    };
    match whole.char_indices().nth(PRINTED) {
        None => whole,
        Some((end, _)) => format!("{}… ({} bytes)", &whole[..end], bytes.len()),
    }
}

/// A decoded text of bearable length.
pub(super) fn cut(text: String) -> String {
    match text.char_indices().nth(PRINTED) {
        None => text,
        Some((end, _)) => format!("{}…", &text[..end]),
    }
}

/// Whether it is a JSON object or array, which reads better without its quotes escaped.
fn is_json(text: &str) -> bool {
    text.starts_with(['{', '[']) && serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
}
