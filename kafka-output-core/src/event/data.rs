//! `KafkaEventData`: a record with everything a record can carry.

use std::fmt;
use std::time::SystemTime;

use super::timestamp::to_millis;

/// One Kafka record: a value with, where wanted, a key, headers, a partition, a timestamp and a topic of its own.
///
/// All of it reaches the wire, in a batch as much as alone.
///
/// ```
/// # use kafka_output_core as kafka_output;
/// use kafka_output::{HeaderValue, KafkaEventData};
///
/// let event: KafkaEventData<String> = KafkaEventData::new("body".to_owned())
///     .key("c-42")
///     .header("source", "checkout")
///     .header("source", b"\xff\x00")       // names may repeat; order and bytes are kept
///     .header("trace", HeaderValue::NULL); // null is not the empty text
/// # let _ = event;
/// ```
#[derive(Debug, Clone, PartialEq)]
#[must_use = "an event is sent by returning it from a function annotated with `#[kafka_output]`"]
pub struct KafkaEventData<V, K = String> {
    pub(crate) parts: EventParts<V, K>,
}

/// Everything in a [`KafkaEventData`], by name; what [`KafkaEventData::into_parts`] gives.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct EventParts<V, K = String> {
    /// The value; `None` is a tombstone, Kafka's null value.
    pub value: Option<V>,
    /// The key; `None` is no key.
    pub key: Option<K>,
    /// Name and value of each header, in order.
    pub headers: Vec<(String, HeaderValue)>,
    /// The partition; `None` leaves it to the partitioner.
    pub partition: Option<i32>,
    /// Milliseconds since 1970; `None` is the time of the call.
    pub timestamp_millis: Option<i64>,
    /// A topic in place of the attribute's.
    pub topic: Option<String>,
}

impl<V, K> EventParts<V, K> {
    pub(crate) const fn of(value: Option<V>) -> Self {
        Self { value, key: None, headers: Vec::new(), partition: None, timestamp_millis: None, topic: None }
    }
}

impl<V, K> KafkaEventData<V, K> {
    /// A record with this value and nothing else.
    pub const fn new(value: V) -> Self {
        Self { parts: EventParts::of(Some(value)) }
    }

    /// A record with this key and a null value: in a compacted topic it deletes the key.
    pub fn tombstone(key: impl Into<K>) -> Self {
        Self { parts: EventParts::of(None) }.key(key)
    }

    /// Sets the key, by which the partitioner chooses the partition.
    pub fn key(mut self, key: impl Into<K>) -> Self {
        self.parts.key = Some(key.into());
        self
    }

    /// Adds a header; names may repeat, and order is kept.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<HeaderValue>) -> Self {
        self.parts.headers.push((name.into(), value.into()));
        self
    }

    /// Sets the partition, past the partitioner.
    pub const fn partition(mut self, partition: i32) -> Self {
        self.parts.partition = Some(partition);
        self
    }

    /// Sets the record's timestamp, to the millisecond.
    pub fn timestamp(self, timestamp: impl Into<SystemTime>) -> Self {
        self.timestamp_millis(to_millis(timestamp.into()))
    }

    /// Sets the record's timestamp in milliseconds since 1970.
    pub const fn timestamp_millis(mut self, millis: i64) -> Self {
        self.parts.timestamp_millis = Some(millis);
        self
    }

    /// Sends this record to another topic than the attribute's.
    pub fn topic(mut self, topic: impl Into<String>) -> Self {
        self.parts.topic = Some(topic.into());
        self
    }

    /// Everything in the record, to look at.
    #[must_use]
    pub const fn parts(&self) -> &EventParts<V, K> {
        &self.parts
    }

    /// Takes the record apart.
    #[must_use]
    pub fn into_parts(self) -> EventParts<V, K> {
        self.parts
    }
}

impl<V, K> From<V> for KafkaEventData<V, K> {
    fn from(value: V) -> Self {
        Self::new(value)
    }
}

/// The value of a header: any bytes, or null.
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub struct HeaderValue(Option<Vec<u8>>);

impl HeaderValue {
    /// The null value, which is not the empty text.
    pub const NULL: Self = Self(None);

    /// The bytes; `None` for [`HeaderValue::NULL`].
    #[must_use]
    pub fn as_bytes(&self) -> Option<&[u8]> {
        self.0.as_deref()
    }
}

impl fmt::Debug for HeaderValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.as_bytes() {
            None => f.write_str("NULL"),
            Some(bytes) => match std::str::from_utf8(bytes) {
                Ok(text) => write!(f, "{text:?}"),
                Err(_) => write!(f, "b\"{}\"", bytes.escape_ascii()),
            },
        }
    }
}

/// `From` for each spelling of bytes a header's value may be given in.
macro_rules! header_value_from {
    ($($source:ty => |$value:ident| $bytes:expr),* $(,)?) => {$(
        impl From<$source> for HeaderValue {
            fn from($value: $source) -> Self {
                Self(Some($bytes))
            }
        }
    )*};
}

header_value_from! {
    &str => |value| value.as_bytes().to_vec(),
    String => |value| value.into_bytes(),
    &String => |value| value.as_bytes().to_vec(),
    std::borrow::Cow<'_, str> => |value| value.into_owned().into_bytes(),
    &[u8] => |value| value.to_vec(),
    Vec<u8> => |value| value,
    bytes::Bytes => |value| value.into(),
}

impl<const N: usize> From<[u8; N]> for HeaderValue {
    fn from(value: [u8; N]) -> Self {
        Self(Some(value.to_vec()))
    }
}

impl<const N: usize> From<&[u8; N]> for HeaderValue {
    fn from(value: &[u8; N]) -> Self {
        Self(Some(value.to_vec()))
    }
}

impl<T: Into<HeaderValue>> From<Option<T>> for HeaderValue {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::NULL, Into::into)
    }
}
