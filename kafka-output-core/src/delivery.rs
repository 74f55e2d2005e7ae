//! What a successful call returns: the broker's acknowledgements.

use std::ops::Deref;
use std::time::SystemTime;
use std::{slice, vec};

use crate::event::millis_to_time;
use crate::record::TopicName;

/// A broker's acknowledgement of one record: where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    topic: TopicName,
    partition: i32,
    offset: i64,
    timestamp_millis: i64,
}

impl Delivery {
    pub(crate) const fn new(topic: TopicName, partition: i32, offset: i64, timestamp_millis: i64) -> Self {
        Self { topic, partition, offset, timestamp_millis }
    }

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

    /// The offset in the partition; −1 where the broker was asked for no acknowledgement.
    #[must_use]
    pub const fn offset(&self) -> i64 {
        self.offset
    }

    /// The record's timestamp as the broker keeps it; `None` where it keeps none.
    #[must_use]
    pub fn timestamp(&self) -> Option<SystemTime> {
        millis_to_time(self.timestamp_millis)
    }
}

/// The acknowledgements of many records, in the order they were returned.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Deliveries(Vec<Delivery>);

impl Deliveries {
    pub(crate) const fn new(deliveries: Vec<Delivery>) -> Self {
        Self(deliveries)
    }
}

impl Deref for Deliveries {
    type Target = [Delivery];

    fn deref(&self) -> &[Delivery] {
        &self.0
    }
}

impl AsRef<[Delivery]> for Deliveries {
    fn as_ref(&self) -> &[Delivery] {
        &self.0
    }
}

impl IntoIterator for Deliveries {
    type Item = Delivery;
    type IntoIter = vec::IntoIter<Delivery>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Deliveries {
    type Item = &'a Delivery;
    type IntoIter = slice::Iter<'a, Delivery>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

/// What a call of a function that returns a stream tells of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StreamSummary {
    delivered: u64,
    checkpoint: u64,
    last: Option<Delivery>,
}

impl StreamSummary {
    /// Records that follow on the checkpoint.
    pub(crate) fn add_in_order(&mut self, mut deliveries: Vec<Delivery>) {
        let records = deliveries.len() as u64;
        self.delivered += records;
        self.checkpoint += records;
        self.last = deliveries.pop().or(self.last.take());
    }

    /// Records behind one that failed.
    pub(crate) const fn add_behind(&mut self, records: usize) {
        self.delivered += records as u64;
    }

    /// How many records are acknowledged.
    #[must_use]
    pub const fn delivered(&self) -> u64 {
        self.delivered
    }

    /// How many records are acknowledged without a gap, from the stream's first on: all of them, unless one
    /// [failed](crate::Error::stream_summary). It is also the number of the first failed record, counted from 0.
    #[must_use]
    pub const fn checkpoint(&self) -> u64 {
        self.checkpoint
    }

    /// Where the last of those is; `None` where there are none.
    #[must_use]
    pub const fn last(&self) -> Option<&Delivery> {
        self.last.as_ref()
    }
}

/// What a call with `delivery = enqueued` returns: how many records are in the local queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Enqueued {
    records: usize,
}

impl Enqueued {
    pub(crate) const fn new(records: usize) -> Self {
        Self { records }
    }

    /// The number of records.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.records
    }

    /// Whether there were none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.records == 0
    }
}
