//! What the program's callback hears of a record.

use std::fmt;

use crate::error::{ErrorKind, RecordError};
use crate::output::FailedRecord;

/// A record that was not acknowledged, while no caller waited for it: one of `delivery = enqueued`, or of a dropped future.
#[derive(Debug, Clone)]
pub struct DeliveryFailure {
    pub(super) output: &'static str,
    pub(super) topic: String,
    partition: Option<i32>,
    error: RecordError,
    key: Option<Vec<u8>>,
    value: Option<Vec<u8>>,
    /// Key and value were let go, since too many wait.
    emptied: bool,
}

impl DeliveryFailure {
    pub(crate) fn new(output: &'static str, error: RecordError, record: FailedRecord) -> Self {
        let FailedRecord { verdict, reason: _, topic, key, value } = record;
        let partition = (verdict.partition >= 0).then_some(verdict.partition);
        Self { output, topic, partition, error, key, value, emptied: false }
    }

    /// The output's name.
    #[must_use]
    pub const fn output(&self) -> &str {
        self.output
    }

    /// The topic the record was for.
    #[must_use]
    pub fn topic(&self) -> &str {
        &self.topic
    }

    /// The partition, if one had been chosen.
    #[must_use]
    pub const fn partition(&self) -> Option<i32> {
        self.partition
    }

    /// Why.
    #[must_use]
    pub const fn error(&self) -> &RecordError {
        &self.error
    }

    /// The class of the failure.
    #[must_use]
    pub const fn kind(&self) -> ErrorKind {
        self.error.kind()
    }

    /// The record's key in bytes, where it is still known: not when those that wait for the callback have 64 MiB already.
    #[must_use]
    pub fn key(&self) -> Option<&[u8]> {
        self.key.as_deref()
    }

    /// The record's value in bytes, where it is still known, as for [`key`](Self::key).
    #[must_use]
    pub fn value(&self) -> Option<&[u8]> {
        self.value.as_deref()
    }

    /// The bytes of key and value.
    pub(super) fn size(&self) -> usize {
        [&self.key, &self.value].into_iter().flatten().map(Vec::len).sum()
    }

    pub(super) fn empty(&mut self) {
        (self.key, self.value, self.emptied) = (None, None, true);
    }
}

impl fmt::Display for DeliveryFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "output `{}`: {}", self.output, self.error)?;
        if self.emptied {
            f.write_str(" (its key and value were not kept)")?;
        }
        Ok(())
    }
}
