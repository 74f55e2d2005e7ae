//! Records on their way to the local queue, or waiting for a place in it, in one buffer.

use std::collections::VecDeque;

use super::sending::{Encoded, EncodedRef};
use crate::event::HeaderValue;

/// How many records go into the local queue by one call of the transport, and how many bytes: more saves nothing, and leaves the cache.
const RUN: usize = 64;
const RUN_BYTES: usize = 1 << 16;

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

    /// Whether there is enough for a run.
    pub(super) fn is_a_run(&self) -> bool {
        self.records.len() >= RUN || self.bytes.len() >= RUN_BYTES
    }

    /// How many records at the front have nothing but a value and a key, up to a run.
    pub(super) fn plain(&self) -> usize {
        self.records.iter().take(RUN).take_while(|record| record.is_plain()).count()
    }

    /// The first records, each with its index in the call.
    pub(super) fn first(&self, count: usize) -> impl Iterator<Item = (usize, EncodedRef<'_>)> {
        self.records.iter().take(count).map(|record| (record.index, record.encoded(&self.bytes)))
    }

    /// The first record, and its index in the call.
    pub(super) fn front(&self) -> Option<(usize, EncodedRef<'_>)> {
        self.records.front().map(|record| (record.index, record.encoded(&self.bytes)))
    }

    /// Drops the first records.
    pub(super) fn pop(&mut self, count: usize) {
        self.records.drain(..count);
        if self.records.is_empty() {
            // What had to wait may have been much; a run's buffer is for the next run.
            if self.bytes.capacity() > 4 * RUN_BYTES {
                *self = Self::default();
            }
            self.bytes.clear();
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

impl Spilled {
    /// Whether it has nothing but a value and a key.
    fn is_plain(&self) -> bool {
        let Self { headers, partition, timestamp_millis, topic, .. } = self;
        headers.is_empty() && partition.is_none() && timestamp_millis.is_none() && topic.is_none()
    }

    fn encoded<'a>(&'a self, bytes: &'a [u8]) -> EncodedRef<'a> {
        let (value_size, key_size) = (self.value.unwrap_or(0), self.key.unwrap_or(0));
        let (value, key) = bytes[self.start..self.start + value_size + key_size].split_at(value_size);
        EncodedRef {
            value: self.value.map(|_| value),
            key: self.key.map(|_| key),
            headers: &self.headers,
            partition: self.partition,
            timestamp_millis: self.timestamp_millis,
            topic: self.topic.as_deref(),
        }
    }
}
