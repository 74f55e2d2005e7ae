//! Records that wait for a place in the local queue, in one buffer.

use std::collections::VecDeque;

use super::sending::{Encoded, EncodedRef};
use crate::event::HeaderValue;

/// The records of a call that are not enqueued yet, in order.
#[derive(Debug, Default)]
pub(super) struct Spill {
    bytes: Vec<u8>,
    records: VecDeque<Spilled>,
}

#[derive(Debug)]
struct Spilled {
    index: usize,
    start: usize,
    value: Option<usize>,
    key: Option<usize>,
    headers: Vec<(String, HeaderValue)>,
    partition: Option<i32>,
    timestamp_millis: Option<i64>,
    topic: Option<String>,
}

impl Spill {
    pub(super) fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// Keeps a record for later.
    pub(super) fn push(&mut self, index: usize, record: Encoded<'_>) {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(record.value.unwrap_or_default());
        self.bytes.extend_from_slice(record.key.unwrap_or_default());
        self.records.push_back(Spilled {
            index,
            start,
            value: record.value.map(<[u8]>::len),
            key: record.key.map(<[u8]>::len),
            headers: record.headers,
            partition: record.partition,
            timestamp_millis: record.timestamp_millis,
            topic: record.topic,
        });
    }

    /// The first record, and its index in the call.
    pub(super) fn front(&self) -> Option<(usize, EncodedRef<'_>)> {
        let record = self.records.front()?;
        let (value_size, key_size) = (record.value.unwrap_or(0), record.key.unwrap_or(0));
        let bytes = &self.bytes[record.start..record.start + value_size + key_size];
        let (value, key) = bytes.split_at(value_size);
        let encoded = EncodedRef {
            value: record.value.map(|_| value),
            key: record.key.map(|_| key),
            headers: &record.headers,
            partition: record.partition,
            timestamp_millis: record.timestamp_millis,
            topic: record.topic.as_deref(),
        };
        Some((record.index, encoded))
    }

    /// Drops the first record.
    pub(super) fn pop(&mut self) {
        self.records.pop_front();
        if self.records.is_empty() {
            self.bytes = Vec::new();
        }
    }

    /// The records still here: index, and the topic of their own.
    pub(super) fn topics(&self) -> impl Iterator<Item = (usize, Option<&str>)> {
        self.records.iter().map(|record| (record.index, record.topic.as_deref()))
    }

    /// Drops every record.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }
}
