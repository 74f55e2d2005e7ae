//! librdkafka's codes in words a user can act on.

use rdkafka_sys::RDKafkaRespErr as Code;

use crate::error::{Error, ErrorKind, RecordError};
use crate::record::Record;

/// What the transport says of one record: acknowledged where, or failed why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Verdict {
    pub(crate) code: Code,
    pub(crate) partition: i32,
    pub(crate) offset: i64,
    pub(crate) timestamp_millis: i64,
    /// Whether a broker may have stored the record, also of one that failed.
    pub(crate) may_be_stored: bool,
}

impl Verdict {
    /// No verdict yet.
    pub(crate) const UNKNOWN: Self = Self {
        code: Code::RD_KAFKA_RESP_ERR__NOENT,
        partition: -1,
        offset: -1,
        timestamp_millis: -1,
        may_be_stored: false,
    };

    /// The record's time is over, while librdkafka has it.
    pub(crate) const TIMED_OUT: Self =
        Self { code: Code::RD_KAFKA_RESP_ERR__MSG_TIMED_OUT, may_be_stored: true, ..Self::UNKNOWN };

    pub(crate) const fn is_acknowledged(self) -> bool {
        matches!(self.code, Code::RD_KAFKA_RESP_ERR_NO_ERROR)
    }
}

/// Why a record was not acknowledged; without the output's name, which the reader of the fault adds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) kind: ErrorKind,
    pub(crate) retriable: bool,
    pub(crate) message: String,
}

impl Fault {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        let retriable = matches!(kind, ErrorKind::Timeout | ErrorKind::QueueFull);
        Self { kind, retriable, message: message.into() }
    }

    /// The local queue is full: not a failure but a reason to wait.
    pub(crate) const fn queue_full() -> Self {
        Self { kind: ErrorKind::QueueFull, retriable: true, message: String::new() }
    }

    /// Refused here, before any broker saw it.
    pub(crate) fn too_large(topic: &str, record: &Record<'_>, max_message_bytes: &str) -> Self {
        let message = format!(
            "the record is too large for topic `{topic}`: {} bytes, {} with headers and the protocol's fields, \
             `max_message_bytes` is {max_message_bytes}; send less, or raise it and the broker's `message.max.bytes`",
            record.content_size(),
            record.size()
        );
        Self::new(ErrorKind::TooLarge, message)
    }

    pub(crate) fn shut_down() -> Self {
        Self::new(ErrorKind::Shutdown, "the runtime is shut down; start one again before calling")
    }

    /// With what the broker said beyond its code.
    pub(crate) fn saying(mut self, reason: Option<&str>) -> Self {
        if let Some(reason) = reason.filter(|reason| !self.message.contains(*reason)) {
            self.message = format!("{} ({reason})", self.message);
        }
        self
    }

    pub(crate) fn into_record_error(self) -> RecordError {
        RecordError::new(self.kind, self.retriable, self.message)
    }

    pub(crate) fn into_error(self, output: &str, topic: &str) -> Error {
        Error::new(self.kind, self.message).retriable(self.retriable).of_output(output).on_topic(topic)
    }
}

/// The class of a code, and whether sending the same record again may succeed.
pub(crate) const fn classify(code: Code) -> (ErrorKind, bool) {
    use Code as C;
    match code {
        C::RD_KAFKA_RESP_ERR__MSG_TIMED_OUT
        | C::RD_KAFKA_RESP_ERR__TIMED_OUT
        | C::RD_KAFKA_RESP_ERR__TIMED_OUT_QUEUE
        | C::RD_KAFKA_RESP_ERR_REQUEST_TIMED_OUT => (ErrorKind::Timeout, true),
        C::RD_KAFKA_RESP_ERR__QUEUE_FULL => (ErrorKind::QueueFull, true),
        C::RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE | C::RD_KAFKA_RESP_ERR_RECORD_LIST_TOO_LARGE => {
            (ErrorKind::TooLarge, false)
        }
        C::RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART
        | C::RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC
        | C::RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION
        | C::RD_KAFKA_RESP_ERR_TOPIC_EXCEPTION => (ErrorKind::UnknownTopic, false),
        C::RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED
        | C::RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED
        | C::RD_KAFKA_RESP_ERR_TRANSACTIONAL_ID_AUTHORIZATION_FAILED
        | C::RD_KAFKA_RESP_ERR_SASL_AUTHENTICATION_FAILED
        | C::RD_KAFKA_RESP_ERR__AUTHENTICATION => (ErrorKind::Authentication, false),
        C::RD_KAFKA_RESP_ERR__SSL => (ErrorKind::Tls, false),
        C::RD_KAFKA_RESP_ERR__PURGE_QUEUE
        | C::RD_KAFKA_RESP_ERR__PURGE_INFLIGHT
        | C::RD_KAFKA_RESP_ERR__DESTROY => (ErrorKind::Shutdown, false),
        C::RD_KAFKA_RESP_ERR__TRANSPORT
        | C::RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN
        | C::RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS
        | C::RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS_AFTER_APPEND
        | C::RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE
        | C::RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION
        | C::RD_KAFKA_RESP_ERR_BROKER_NOT_AVAILABLE
        | C::RD_KAFKA_RESP_ERR_NETWORK_EXCEPTION
        | C::RD_KAFKA_RESP_ERR_COORDINATOR_LOAD_IN_PROGRESS
        | C::RD_KAFKA_RESP_ERR_KAFKA_STORAGE_ERROR
        | C::RD_KAFKA_RESP_ERR_THROTTLING_QUOTA_EXCEEDED
        | C::RD_KAFKA_RESP_ERR__INVALID_DIFFERENT_RECORD => (ErrorKind::Broker, true),
        _ => (ErrorKind::Broker, false),
    }
}
