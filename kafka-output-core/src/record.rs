//! A record in bytes: nothing is generic from here on.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use crate::event::HeaderValue;

/// A record as a transport takes it; the transport copies what it keeps.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Record<'a> {
    pub(crate) value: Option<&'a [u8]>,
    pub(crate) key: Option<&'a [u8]>,
    pub(crate) partition: Option<i32>,
    pub(crate) timestamp_millis: Option<i64>,
    /// The attribute's headers, which come first.
    pub(crate) output_headers: &'a [(String, HeaderValue)],
    /// The event's own.
    pub(crate) event_headers: &'a [(String, HeaderValue)],
}

impl<'a> Record<'a> {
    /// A record of nothing but a value and a key.
    pub(crate) const fn bare(value: Option<&'a [u8]>, key: Option<&'a [u8]>) -> Self {
        Self { value, key, partition: None, timestamp_millis: None, output_headers: &[], event_headers: &[] }
    }

    pub(crate) const fn header_count(&self) -> usize {
        self.output_headers.len() + self.event_headers.len()
    }

    pub(crate) fn headers(&self) -> impl Iterator<Item = &(String, HeaderValue)> {
        self.output_headers.iter().chain(self.event_headers)
    }

    /// The bytes of value and key.
    pub(crate) fn content_size(&self) -> usize {
        self.value.map_or(0, <[u8]>::len) + self.key.map_or(0, <[u8]>::len)
    }

    /// The bytes that count against `max_message_bytes`, as librdkafka counts them before it takes a record
    /// (`rd_kafka_msg_max_wire_size`): value, key and headers, and the most that the fields around them may need.
    pub(crate) fn size(&self) -> usize {
        let headers: usize = self
            .headers()
            .map(|(name, value)| {
                let value = value.as_bytes().map_or(0, <[u8]>::len);
                name.len() + length_size(name.len()) + value + length_size(value)
            })
            .sum();
        FIELDS_AROUND + self.content_size() + headers
    }
}

/// `RD_KAFKAP_MESSAGE_V2_MAX_OVERHEAD`: five variable-length numbers of 32 bits, one of 64, and a byte of attributes.
const FIELDS_AROUND: usize = 5 * 5 + 10 + 1;

/// The bytes of a length on the wire: zigzag, seven bits in each.
const fn length_size(length: usize) -> usize {
    let bits = usize::BITS - (length << 1).leading_zeros();
    if bits == 0 { 1 } else { bits.div_ceil(7) as usize }
}

/// The name of a topic: an output's own is shared by all its deliveries without counting references.
#[derive(Clone)]
pub(crate) enum TopicName {
    /// Lives as long as the program: the topic of a resolved output.
    Static(&'static str),
    /// The topic an event brought along.
    Shared(Arc<str>),
}

impl Deref for TopicName {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Self::Static(name) => name,
            Self::Shared(name) => name,
        }
    }
}

impl PartialEq for TopicName {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for TopicName {}

impl fmt::Debug for TopicName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}
