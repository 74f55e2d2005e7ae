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

impl Record<'_> {
    pub(crate) const fn header_count(&self) -> usize {
        self.output_headers.len() + self.event_headers.len()
    }

    pub(crate) fn headers(&self) -> impl Iterator<Item = &(String, HeaderValue)> {
        self.output_headers.iter().chain(self.event_headers)
    }

    /// The bytes that count against `max_message_bytes`: key and value.
    pub(crate) fn size(&self) -> usize {
        self.value.map_or(0, <[u8]>::len) + self.key.map_or(0, <[u8]>::len)
    }
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
