//! What became of one record that failed.

use std::error::Error as StdError;
use std::fmt;

use super::ErrorKind;
use crate::record::TopicName;

/// Why one record of a call was not acknowledged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordError {
    kind: ErrorKind,
    retriable: bool,
    message: String,
    topic: Option<TopicName>,
    /// Whether it was on its way, so that a broker may have it.
    may_be_stored: bool,
}

impl RecordError {
    pub(crate) fn new(kind: ErrorKind, retriable: bool, message: impl Into<String>) -> Self {
        Self { kind, retriable, message: message.into(), topic: None, may_be_stored: false }
    }

    pub(crate) fn on_topic(mut self, topic: TopicName) -> Self {
        self.topic = Some(topic);
        self
    }

    /// Whether a broker may have stored it all the same.
    pub(crate) fn stored_perhaps(mut self, may_be_stored: bool) -> Self {
        self.may_be_stored = may_be_stored;
        self
    }

    pub(crate) const fn may_be_stored(&self) -> bool {
        self.may_be_stored
    }

    /// The class of the failure.
    #[must_use]
    pub const fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// Whether sending the same record again may succeed.
    #[must_use]
    pub const fn is_retriable(&self) -> bool {
        self.retriable
    }

    /// The topic the record was to go to; `None` where no setting gave it, and where a
    /// [`DeliveryFailure`](crate::DeliveryFailure) tells it.
    #[must_use]
    pub fn topic(&self) -> Option<&str> {
        self.topic.as_deref()
    }
}

impl fmt::Display for RecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl StdError for RecordError {}
