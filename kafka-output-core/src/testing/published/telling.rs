//! What a failed assertion says.

use std::fmt::Write;

use super::Published;
use crate::event::HeaderValue;
use crate::testing::ReadRecord;
use crate::testing::decode::Part;
use crate::testing::record::{cut, printed, printed_headers};

impl Published {
    #[track_caller]
    pub(super) fn same(&self, same: bool, what: &str, actual: &str, expected: &str) {
        if !same {
            let index = self.chosen.unwrap_or(0);
            self.fail(&format!("record {index} on `{}`: {what} {actual}, expected {expected}", self.topic));
        }
    }

    /// Panics at the caller's place, with every record there is.
    #[track_caller]
    pub(super) fn fail(&self, what: &str) -> ! {
        let mut text = format!("{what}\npublished on `{}`:", self.topic);
        for (index, record) in self.records.iter().enumerate() {
            let _ = write!(text, "\n  {index}: {}", self.shown(record));
        }
        if self.records.is_empty() {
            text.push_str(" nothing");
        }
        if !self.elsewhere.is_empty() {
            let topics = self.elsewhere.iter().map(|(topic, records)| format!("`{topic}` ({records})"));
            let _ = write!(text, "\npublished elsewhere: {}", topics.collect::<Vec<_>>().join(", "));
        }
        panic!("{text}")
    }

    /// A record with its key and value decoded.
    fn shown(&self, record: &ReadRecord) -> String {
        record.with_parts(&self.shown_part(record, Part::Key), &self.shown_part(record, Part::Value))
    }

    /// The value or key of a record, decoded as far as its schema is known.
    pub(super) fn shown_part(&self, record: &ReadRecord, part: Part) -> String {
        let decoded = self.decoder.shown(record, part);
        decoded.map_or_else(|| printed(part.of(record)), cut)
    }
}

pub(super) fn count(records: usize) -> String {
    match records {
        1 => "1 record was".to_owned(),
        _ => format!("{records} records were"),
    }
}

pub(super) fn listed(headers: &[(String, HeaderValue)]) -> String {
    if headers.is_empty() { "none".to_owned() } else { printed_headers(headers) }
}
