//! What a record or a client asks of the brokers, and since when they have it.
//!
//! librdkafka agrees with each broker on the version of every request, and drops what an old one does not take without a word: headers,
//! a codec. It tells no program what a broker can; its interceptors are told the version of each request, and it asks every broker for
//! metadata, in the highest version both know, before it sends it any record.

use std::collections::BTreeMap;

use kafka_output_options::OptionId;
use rdkafka_sys::RDKafkaRespErr as Code;

use crate::error::ErrorKind;
use crate::producer::fault::Fault;
use crate::record::Record;

/// What Kafka did not have from the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    Headers,
    Idempotence,
    Transactions,
    Zstd,
}

/// A need: which brokers have it, and how it is told.
struct Row {
    need: Need,
    /// The version of the metadata request that came with the same release.
    metadata: i16,
    since: &'static str,
    /// The verdict of a record that needs it where it is not to be had. None is one that such brokers give.
    code: Code,
    what: &'static str,
    advice: &'static str,
}

const ROWS: [Row; 4] = [
    Row {
        need: Need::Headers,
        metadata: 3,
        since: "0.11",
        code: Code::RD_KAFKA_RESP_ERR_UNSUPPORTED_FOR_MESSAGE_FORMAT,
        what: "headers",
        advice: "leave out the option `headers` and the headers of the event",
    },
    Row {
        need: Need::Idempotence,
        metadata: 3,
        since: "0.11",
        code: Code::RD_KAFKA_RESP_ERR__UNSUPPORTED_FEATURE,
        what: "idempotent producers",
        advice: "leave out `enable_idempotence`",
    },
    Row {
        need: Need::Transactions,
        metadata: 3,
        since: "0.11",
        code: Code::RD_KAFKA_RESP_ERR__UNSUPPORTED_FEATURE,
        what: "transactions",
        advice: "leave out `transactional_id`",
    },
    Row {
        need: Need::Zstd,
        metadata: 7,
        since: "2.1",
        code: Code::RD_KAFKA_RESP_ERR_UNSUPPORTED_COMPRESSION_TYPE,
        what: "`compression_type = zstd`",
        advice: "write `gzip`, `snappy` or `lz4`",
    },
];

/// Which releases speak so old a metadata request, by its version.
const RELEASES: [&str; 7] = [
    "older than Kafka 0.10",
    "of Kafka 0.10",
    "of Kafka 0.10",
    "of Kafka 0.11",
    "of Kafka 0.11",
    "of Kafka 1.0 or 1.1",
    "of Kafka 2.0",
];

/// The version of the metadata request from which on brokers have all of it.
pub(super) const MODERN: i16 = 7;

/// Whether a client with these properties of librdkafka's promises that each record is written once, and in order.
pub(super) fn is_idempotent(properties: &BTreeMap<String, String>) -> bool {
    let property = |id: OptionId| properties.get(id.property()).map_or("", |value| value.trim());
    let enabled = property(OptionId::EnableIdempotence);
    ["true", "t", "1"].iter().any(|word| enabled.eq_ignore_ascii_case(word))
        || !property(OptionId::TransactionalId).is_empty()
}

impl Need {
    /// What every record of a client with these properties of librdkafka's asks for.
    pub(super) fn of_client(properties: &BTreeMap<String, String>) -> Option<Self> {
        let property = |name: &str| properties.get(name).map_or("", |value| value.trim());
        // librdkafka takes the words of a property in any case, and these two names for one.
        let is_zstd = |name: &str| property(name).eq_ignore_ascii_case("zstd");
        if is_zstd(OptionId::CompressionType.property()) || is_zstd("compression.type") {
            Some(Self::Zstd)
        } else if !property(OptionId::TransactionalId.property()).is_empty() {
            Some(Self::Transactions)
        } else if is_idempotent(properties) {
            Some(Self::Idempotence)
        } else {
            None
        }
    }

    /// What a record asks for by itself. Timestamps came with 0.10, the oldest Kafka that librdkafka can ask for its versions.
    pub(super) fn of_record(record: &Record<'_>) -> Option<Self> {
        (record.header_count() > 0).then_some(Self::Headers)
    }

    /// Whether brokers that speak this version of the metadata request have it.
    pub(super) fn is_met_by(self, metadata: i16) -> bool {
        metadata >= self.row().metadata
    }

    /// The verdict of a record where it is not to be had.
    pub(super) fn code(self) -> Code {
        self.row().code
    }

    /// The version of the metadata request that the brokers which have it speak: of two needs, who has the higher has both.
    pub(super) fn metadata(self) -> i16 {
        self.row().metadata
    }

    /// Why a record was not sent.
    pub(super) fn unmet(self, topic: &str, brokers: &str, metadata: i16) -> Fault {
        let Row { what, since, advice, .. } = self.row();
        let age = usize::try_from(metadata).ok().and_then(|version| RELEASES.get(version));
        let age = age.copied().unwrap_or("of an old Kafka");
        Fault::new(
            ErrorKind::Broker,
            format!(
                "the record for topic `{topic}` was not sent: the brokers at {brokers} are {age}, and {what} came with {since}; {advice}, or send to newer brokers"
            ),
        )
    }

    fn row(self) -> &'static Row {
        // Each has one; the first stands for none.
        ROWS.iter().find(|row| row.need == self).unwrap_or(&ROWS[0])
    }
}

#[cfg(test)]
mod tests {
    use super::{MODERN, Need, OptionId, RELEASES, ROWS};

    #[test]
    fn every_need_has_its_row_and_modern_brokers_meet_all() {
        for need in [Need::Headers, Need::Idempotence, Need::Transactions, Need::Zstd] {
            assert_eq!(ROWS.iter().filter(|row| row.need == need).count(), 1);
            assert!(need.is_met_by(MODERN) && !need.is_met_by(need.row().metadata - 1));
        }
        assert_eq!(RELEASES.len(), usize::try_from(MODERN).unwrap());
    }

    #[test]
    fn what_a_client_asks_for_is_read_as_librdkafka_reads_it() {
        let of = |name: &str, value: &str| Need::of_client(&[(name.to_owned(), value.to_owned())].into());
        let of_option = |id: OptionId, value: &str| of(id.property(), value);
        assert_eq!(of("compression.type", "ZSTD"), Some(Need::Zstd));
        assert_eq!(of_option(OptionId::CompressionType, "zstd"), Some(Need::Zstd));
        assert_eq!(of_option(OptionId::CompressionType, "lz4"), None);
        assert_eq!(of_option(OptionId::EnableIdempotence, "true"), Some(Need::Idempotence));
        assert_eq!(of_option(OptionId::EnableIdempotence, "false"), None);
        assert_eq!(of_option(OptionId::TransactionalId, "shop-1"), Some(Need::Transactions));
    }
}
