//! The errors a test can have a broker answer with.

use rdkafka_sys::RDKafkaRespErr as Code;

/// An error a broker answers with, for [`Capture::fail_next`](super::Capture::fail_next),
/// [`EmbeddedCluster::fail_next`](super::EmbeddedCluster::fail_next) and
/// [`EmbeddedCluster::topic_error`](super::EmbeddedCluster::topic_error).
///
/// The names are those of [Kafka's protocol](https://kafka.apache.org/protocol#protocol_error_codes), shortened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BrokerError {
    /// `NOT_ENOUGH_REPLICAS`: fewer replicas are in sync than the topic's `min.insync.replicas`. Retriable.
    NotEnoughReplicas,
    /// `NOT_LEADER_OR_FOLLOWER`: another broker leads the partition by now. Retriable.
    NotLeader,
    /// `LEADER_NOT_AVAILABLE`: the partition has no leader at the moment. Retriable.
    LeaderNotAvailable,
    /// `REQUEST_TIMED_OUT`: the replicas did not confirm in time; the broker may have stored the record. Retriable.
    RequestTimedOut,
    /// `KAFKA_STORAGE_ERROR`: the broker's disk failed. Retriable.
    Storage,
    /// `THROTTLING_QUOTA_EXCEEDED`: this client sends more than it may. Retriable.
    ThrottlingQuotaExceeded,
    /// `TOPIC_AUTHORIZATION_FAILED`: this user may not write to the topic.
    TopicAuthorization,
    /// `CLUSTER_AUTHORIZATION_FAILED`: this user may not do this in the cluster.
    ClusterAuthorization,
    /// `UNKNOWN_TOPIC_OR_PARTITION`: the broker has no such topic.
    UnknownTopic,
    /// `MESSAGE_TOO_LARGE`: larger than the topic's `max.message.bytes`. Each record of a request refused so is sent once more, alone.
    MessageTooLarge,
    /// `INVALID_RECORD`: the broker's checks refuse the record.
    InvalidRecord,
    /// `CORRUPT_MESSAGE`: the record's checksum is wrong.
    CorruptMessage,
    /// No answer of Kafka's: the broker closes the connection instead. Retriable.
    Disconnect,
}

impl BrokerError {
    /// librdkafka's code.
    pub(crate) const fn code(self) -> Code {
        match self {
            Self::NotEnoughReplicas => Code::RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS,
            Self::NotLeader => Code::RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION,
            Self::LeaderNotAvailable => Code::RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE,
            Self::RequestTimedOut => Code::RD_KAFKA_RESP_ERR_REQUEST_TIMED_OUT,
            Self::Storage => Code::RD_KAFKA_RESP_ERR_KAFKA_STORAGE_ERROR,
            Self::ThrottlingQuotaExceeded => Code::RD_KAFKA_RESP_ERR_THROTTLING_QUOTA_EXCEEDED,
            Self::TopicAuthorization => Code::RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED,
            Self::ClusterAuthorization => Code::RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED,
            Self::UnknownTopic => Code::RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART,
            Self::MessageTooLarge => Code::RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE,
            Self::InvalidRecord => Code::RD_KAFKA_RESP_ERR_INVALID_RECORD,
            Self::CorruptMessage => Code::RD_KAFKA_RESP_ERR_INVALID_MSG,
            Self::Disconnect => Code::RD_KAFKA_RESP_ERR__TRANSPORT,
        }
    }
}
