//! Records on their way to the local queue, or waiting for a place in it, in one buffer.

use std::collections::VecDeque;

use super::sending::EncodedRef;
use crate::event::HeaderValue;

/// How many records go into the local queue by one call of the transport, and how many bytes: more saves nothing, and leaves the cache.
const RUN: usize = 64;
const RUN_BYTES: usize = 1 << 16;

/// The records of a call that are not enqueued yet, in order.
#[derive(Debug, Default)]
pub(super) struct Spill {
    bytes: Vec<u8>,
    records: VecDeque<Spilled>,
    /// What the records have beside those bytes.
    beside: usize,
}

/// The sizes of a record's value and key, which stand one behind the other; `None` is null, which is not empty.
#[derive(Debug, Clone, Copy)]
pub(super) struct Written {
    pub(super) value: Option<usize>,
    pub(super) key: Option<usize>,
    /// Whether the key is the event's own, not a field of its value.
    pub(super) of_event: bool,
}

/// What an event brings along beside its bytes.
#[derive(Debug)]
pub(super) struct Extras {
    pub(super) headers: Vec<(String, HeaderValue)>,
    pub(super) partition: Option<i32>,
    pub(super) timestamp_millis: Option<i64>,
    pub(super) topic: Option<String>,
}

impl Extras {
    /// Whether it brings nothing.
    fn is_empty(&self) -> bool {
        let Self { headers, partition, timestamp_millis, topic } = self;
        headers.is_empty() && partition.is_none() && timestamp_millis.is_none() && topic.is_none()
    }

    /// The bytes of its headers and its topic.
    fn size(&self) -> usize {
        let of_header =
            |(name, value): &(String, HeaderValue)| name.len() + value.as_bytes().map_or(0, <[u8]>::len);
        self.headers.iter().map(of_header).sum::<usize>() + self.topic.as_ref().map_or(0, String::len)
    }

    /// A record of these and of its bytes, the value first.
    pub(super) fn record<'a>(&'a self, bytes: &'a [u8], written: Written) -> EncodedRef<'a> {
        let (value_size, key_size) = (written.value.unwrap_or(0), written.key.unwrap_or(0));
        let (value, key) = bytes[..value_size + key_size].split_at(value_size);
        EncodedRef {
            value: written.value.map(|_| value),
            key: written.key.map(|_| key),
            headers: &self.headers,
            partition: self.partition,
            timestamp_millis: self.timestamp_millis,
            topic: self.topic.as_deref(),
        }
    }
}

#[derive(Debug)]
struct Spilled {
    index: usize,
    start: usize,
    written: Written,
    extras: Extras,
    /// Whether what a schema registry asks for stands before value and key.
    framed: bool,
}

/// The first record, for a look at it before it is framed.
#[derive(Debug)]
pub(super) struct Front<'a> {
    pub(super) index: usize,
    pub(super) written: Written,
    pub(super) record: EncodedRef<'a>,
    pub(super) framed: bool,
}

impl Spill {
    /// The buffer, to append a record's bytes to; [`give_back_buffer`](Self::give_back_buffer) returns it.
    pub(super) fn take_buffer(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.bytes)
    }

    /// The buffer, with what was appended.
    pub(super) fn give_back_buffer(&mut self, buffer: Vec<u8>) {
        self.bytes = buffer;
    }

    /// Adds a record whose bytes begin at `start` of the buffer.
    pub(super) fn push(
        &mut self,
        index: usize,
        start: usize,
        written: Written,
        extras: Extras,
        framed: bool,
    ) {
        self.beside += extras.size();
        self.records.push_back(Spilled { index, start, written, extras, framed });
    }

    /// Adds a record whose bytes stand elsewhere.
    pub(super) fn push_copied(
        &mut self,
        index: usize,
        bytes: &[u8],
        written: Written,
        extras: Extras,
        framed: bool,
    ) {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(bytes);
        self.push(index, start, written, extras, framed);
    }

    /// Every record here is complete as it is written.
    pub(super) fn need_no_frames(&mut self) {
        self.records.iter_mut().for_each(|record| record.framed = true);
    }

    /// Puts other bytes in place of the first record's: its value and key, framed.
    pub(super) fn reframe_front(&mut self, value: Option<&[u8]>, key: Option<&[u8]>) {
        let Some(front) = self.records.front_mut() else { return };
        front.start = self.bytes.len();
        front.written.value = value.map(<[u8]>::len);
        front.written.key = key.map(<[u8]>::len);
        front.framed = true;
        self.bytes.extend_from_slice(value.unwrap_or_default());
        self.bytes.extend_from_slice(key.unwrap_or_default());
    }

    /// How many bytes were written, and came along beside them.
    pub(super) const fn size(&self) -> usize {
        self.bytes.len() + self.beside
    }

    /// Whether no record is here.
    pub(super) fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// Whether there is enough for a run.
    pub(super) fn is_a_run(&self) -> bool {
        self.records.len() >= RUN || self.bytes.len() >= RUN_BYTES
    }

    /// How many records at the front are framed and have nothing but a value and a key, up to a run.
    pub(super) fn plain(&self) -> usize {
        self.records.iter().take(RUN).take_while(|record| record.framed && record.extras.is_empty()).count()
    }

    /// The first records, each with its index in the call.
    pub(super) fn first(&self, count: usize) -> impl Iterator<Item = (usize, EncodedRef<'_>)> {
        self.records
            .iter()
            .take(count)
            .map(|record| (record.index, record.extras.record(&self.bytes[record.start..], record.written)))
    }

    /// The first record.
    pub(super) fn front(&self) -> Option<Front<'_>> {
        self.records.front().map(|front| Front {
            index: front.index,
            written: front.written,
            record: front.extras.record(&self.bytes[front.start..], front.written),
            framed: front.framed,
        })
    }

    /// Drops the first records.
    pub(super) fn pop(&mut self, count: usize) {
        for record in self.records.drain(..count) {
            self.beside -= record.extras.size();
        }
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
        self.records.iter().map(|record| (record.index, record.extras.topic.as_deref()))
    }

    /// Drops every record.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }
}
