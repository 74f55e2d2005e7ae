//! Assertions on published records, which show what there is when they fail.

mod formats;
mod telling;

use std::time::SystemTime;

use self::telling::{count, listed};
use super::ReadRecord;
use super::decode::Decoder;
use super::record::{printed, printed_headers};
use crate::event::{HeaderValue, time_to_millis};

/// The records published on one topic: in a [`Capture`](super::Capture), a [`TestKafka`](super::TestKafka) or an
/// [`EmbeddedCluster`](super::EmbeddedCluster).
///
/// [`times`](Self::times) and [`none`](Self::none) speak of all of them, the others of one record: of the only one,
/// or after [`nth`](Self::nth) of that one. Each panics where it does not hold, and prints the records there are, decoded as far as their
/// schemas are known.
#[derive(Debug, Clone)]
pub struct Published {
    topic: String,
    records: Vec<ReadRecord>,
    /// Topic and number of the records published elsewhere: a misspelt topic is the commonest mistake.
    elsewhere: Vec<(String, usize)>,
    /// The record asserted on.
    chosen: Option<usize>,
    decoder: Decoder,
}

// An assertion is complete without its result.
#[allow(clippy::return_self_not_must_use, clippy::must_use_candidate)]
impl Published {
    pub(super) fn new(topic: &str, all: Vec<ReadRecord>, decoder: Decoder) -> Self {
        let (records, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|record| record.topic() == topic);
        let mut elsewhere: Vec<(String, usize)> = Vec::new();
        for record in others {
            match elsewhere.iter_mut().find(|(other, _)| other == record.topic()) {
                Some((_, count)) => *count += 1,
                None => elsewhere.push((record.topic, 1)),
            }
        }
        Self { topic: topic.to_owned(), records, elsewhere, chosen: None, decoder }
    }

    /// Exactly so many records were published.
    ///
    /// # Panics
    /// If it were more or fewer.
    #[track_caller]
    pub fn times(self, records: usize) -> Self {
        if self.records.len() != records {
            self.fail(&format!(
                "{} published on `{}`, expected {records}",
                count(self.records.len()),
                self.topic
            ));
        }
        self
    }

    /// No record was published.
    ///
    /// # Panics
    /// If one was.
    #[track_caller]
    pub fn none(self) -> Self {
        self.times(0)
    }

    /// Chooses the record that further assertions speak of, counted from 0 in the order published.
    ///
    /// # Panics
    /// If there are not that many.
    #[track_caller]
    pub fn nth(mut self, index: usize) -> Self {
        if index >= self.records.len() {
            let there = count(self.records.len());
            self.fail(&format!(
                "there is no record {index} on `{}`, {there} published (they count from 0)",
                self.topic
            ));
        }
        self.chosen = Some(index);
        self
    }

    /// The record itself, for whatever has no assertion here.
    ///
    /// # Panics
    /// If there is none, or several and none was chosen by [`nth`](Self::nth).
    #[track_caller]
    pub fn record(&self) -> &ReadRecord {
        match (self.chosen, &self.records[..]) {
            (Some(index), records) => &records[index],
            (None, [record]) => record,
            (None, []) => self.fail(&format!("no record was published on `{}`", self.topic)),
            (None, records) => self.fail(&format!(
                "{} published on `{}`; choose one with `.nth(0)`, or assert `.times(1)` first",
                count(records.len()),
                self.topic
            )),
        }
    }

    /// The record has this key: `"c-42"`, or bytes.
    ///
    /// # Panics
    /// If it has another, or none.
    #[track_caller]
    pub fn key(self, expected: impl AsRef<[u8]>) -> Self {
        let actual = self.record().key();
        self.same(
            actual == Some(expected.as_ref()),
            "key",
            &printed(actual),
            &printed(Some(expected.as_ref())),
        );
        self
    }

    /// The record has no key.
    ///
    /// # Panics
    /// If it has one, be it empty.
    #[track_caller]
    pub fn no_key(self) -> Self {
        let actual = self.record().key();
        self.same(actual.is_none(), "key", &printed(actual), "none");
        self
    }

    /// The record has a header of this name and value; [`HeaderValue::NULL`] is a value too.
    ///
    /// # Panics
    /// If it has none of this name, or only with other values.
    #[track_caller]
    pub fn header(self, name: impl AsRef<str>, value: impl Into<HeaderValue>) -> Self {
        let expected = (name.as_ref().to_owned(), value.into());
        let actual = self.record().headers();
        let found = actual.contains(&expected);
        self.same(found, "headers", &listed(actual), &format!("{} among them", printed_headers(&[expected])));
        self
    }

    /// The record has no header of this name.
    ///
    /// # Panics
    /// If it has one.
    #[track_caller]
    pub fn no_header(self, name: impl AsRef<str>) -> Self {
        let name = name.as_ref();
        let actual = self.record().headers();
        let found = actual.iter().any(|(other, _)| other == name);
        self.same(!found, "headers", &listed(actual), &format!("none named `{name}`"));
        self
    }

    /// The record has exactly these headers, in this order: `&[("source", "checkout")]`, or `&[("trace",
    /// HeaderValue::NULL)]`.
    ///
    /// # Panics
    /// If it has others, or in another order.
    #[track_caller]
    pub fn headers<N: AsRef<str>, V: Into<HeaderValue> + Clone>(self, expected: &[(N, V)]) -> Self {
        let expected: Vec<_> =
            expected.iter().map(|(name, value)| (name.as_ref().to_owned(), value.clone().into())).collect();
        let actual = self.record().headers();
        self.same(actual == expected, "headers", &listed(actual), &listed(&expected));
        self
    }

    /// The record has no headers at all.
    ///
    /// # Panics
    /// If it has one.
    #[track_caller]
    pub fn no_headers(self) -> Self {
        self.headers::<&str, HeaderValue>(&[])
    }

    /// The record has this value: text, or bytes. The empty value is not a tombstone.
    ///
    /// # Panics
    /// If it has another, or a null one.
    #[track_caller]
    pub fn value(self, expected: impl AsRef<[u8]>) -> Self {
        let actual = self.record().value();
        self.same(
            actual == Some(expected.as_ref()),
            "value",
            &printed(actual),
            &printed(Some(expected.as_ref())),
        );
        self
    }

    /// The record is a tombstone: its value is null.
    ///
    /// # Panics
    /// If it has a value, be it empty.
    #[track_caller]
    pub fn tombstone(self) -> Self {
        let actual = self.record().value();
        self.same(actual.is_none(), "value", &printed(actual), "null (a tombstone)");
        self
    }

    /// The record went to this partition; without one of its own it goes to 0 here.
    ///
    /// # Panics
    /// If it went to another.
    #[track_caller]
    pub fn partition(self, expected: i32) -> Self {
        let actual = self.record().partition();
        self.same(actual == expected, "partition", &actual.to_string(), &expected.to_string());
        self
    }

    /// The record has this timestamp, to the millisecond.
    ///
    /// # Panics
    /// If it has another.
    #[track_caller]
    pub fn timestamp(self, expected: impl Into<SystemTime>) -> Self {
        self.timestamp_millis(time_to_millis(expected.into()))
    }

    /// The record has this timestamp, in milliseconds since 1970.
    ///
    /// # Panics
    /// If it has another.
    #[track_caller]
    pub fn timestamp_millis(self, expected: i64) -> Self {
        let actual = self.record().timestamp_millis();
        let shown = actual.map_or_else(|| "none".to_owned(), |millis| millis.to_string());
        self.same(actual == Some(expected), "timestamp", &shown, &expected.to_string());
        self
    }
}
