//! Assertions on values that are of a format: JSON, Avro, Protobuf.

use serde::Serialize;

use super::Published;
use crate::testing::decode::Part;

// An assertion is complete without its result.
#[allow(clippy::return_self_not_must_use, clippy::must_use_candidate)]
impl Published {
    /// The record's value is JSON and equal to this one, the order of its fields aside; `expected` is a
    /// `serde_json::Value` or anything that can be serialized. What a schema registry's serializers put before it is left out.
    ///
    /// # Panics
    /// If it is no JSON or not equal, or if `expected` cannot be serialized.
    #[track_caller]
    pub fn json(self, expected: impl Serialize) -> Self {
        let expected = self.as_json(expected);
        let record = self.record();
        let same = record.value().is_some_and(|bytes| {
            let json = self.decoder.unframed(bytes).bytes;
            serde_json::from_slice::<serde_json::Value>(json).is_ok_and(|value| value == expected)
        });
        let actual = self.shown_part(record, Part::Value);
        self.same(same, "value", &actual, &format!("the JSON {expected}"));
        self
    }

    /// The record's value is Avro and holds what `expected` does when written as JSON: a `serde_json::Value`, the value that the
    /// function returned, or anything that can be serialized.
    ///
    /// It is read by the schema that the call wrote by, plain or in the single-object encoding, or by the one whose id the
    /// schema registry put before it. A union is the value it holds, bytes are text of one character each, as in Avro's JSON
    /// encoding, or an array of numbers; the logical types of dates and times are their numbers.
    ///
    /// # Panics
    /// If it is not equal, if it is not Avro of that schema, if no schema is known, or if `expected` cannot be serialized.
    #[cfg(feature = "avro")]
    #[track_caller]
    pub fn avro(self, expected: impl Serialize) -> Self {
        let expected = self.as_json(expected);
        self.avro_of(Part::Value, "value", &expected);
        self
    }

    /// The record's key is Avro and holds what `expected` does; as [`avro`](Self::avro).
    ///
    /// # Panics
    /// As [`avro`](Self::avro).
    #[cfg(feature = "avro")]
    #[track_caller]
    pub fn avro_key(self, expected: impl Serialize) -> Self {
        let expected = self.as_json(expected);
        self.avro_of(Part::Key, "key", &expected);
        self
    }

    /// The record's value is Avro and, read as a type of the test's, equal to this; schemas are found as [`avro`](Self::avro) does.
    ///
    /// # Panics
    /// If it is not equal, if it is not Avro of that schema or cannot be read as the type, or if no schema is known.
    #[cfg(feature = "avro")]
    #[track_caller]
    pub fn avro_as<T: serde::de::DeserializeOwned + PartialEq + std::fmt::Debug>(self, expected: &T) -> Self {
        use crate::testing::decode::Typed;
        let record = self.record();
        let expected_text = format!("the Avro {expected:?}");
        let Some(bytes) = record.value() else {
            self.same(false, "value", "null", &expected_text);
            return self;
        };
        match self.decoder.avro_as::<Typed<T>>(record, Part::Value, bytes) {
            Ok(Typed(actual)) => {
                self.same(actual == *expected, "value", &format!("{actual:?}"), &expected_text);
            }
            Err(why) => self.unreadable(Part::Value, "value", &why, &expected_text),
        }
        self
    }

    /// From here on, Avro is read by this schema where it fits: of records that no call of this test wrote.
    ///
    /// # Panics
    /// If the text is no Avro schema.
    #[cfg(feature = "avro")]
    #[track_caller]
    pub fn avro_schema(mut self, text: &str) -> Self {
        if let Err(why) = self.decoder.give(text) {
            panic!("{why}");
        }
        self
    }

    /// The record's value is this Protobuf message, plain or behind what a schema registry's serializers put before it.
    ///
    /// # Panics
    /// If it is another, or no such message.
    #[cfg(feature = "protobuf")]
    #[track_caller]
    pub fn protobuf<M: prost::Message + Default + PartialEq + std::fmt::Debug>(self, expected: &M) -> Self {
        let record = self.record();
        let expected_text = format!("the Protobuf {expected:?}");
        let Some(bytes) = record.value() else {
            self.same(false, "value", "null", &expected_text);
            return self;
        };
        match M::decode(self.decoder.unframed(bytes).bytes) {
            Ok(actual) => self.same(actual == *expected, "value", &format!("{actual:?}"), &expected_text),
            Err(error) => {
                let why = format!("is no such message: {error}");
                self.unreadable(Part::Value, "value", &why, &expected_text);
            }
        }
        self
    }

    #[track_caller]
    fn as_json(&self, expected: impl Serialize) -> serde_json::Value {
        match serde_json::to_value(expected) {
            Ok(expected) => expected,
            Err(error) => self.fail(&format!("what is expected cannot be written as JSON: {error}")),
        }
    }

    #[cfg(feature = "avro")]
    #[track_caller]
    fn avro_of(&self, part: Part, name: &str, expected: &serde_json::Value) {
        let record = self.record();
        let expected_text = format!("the Avro {expected}");
        let Some(bytes) = part.of(record) else {
            return self.same(false, name, "null", &expected_text);
        };
        match self.decoder.avro(record, part, bytes) {
            Ok(actual) => {
                let shown = self.shown_part(record, part);
                self.same(holds_the_same(&actual, expected), name, &shown, &expected_text);
            }
            Err(why) => self.unreadable(part, name, &why, &expected_text),
        }
    }

    #[cfg(any(feature = "avro", feature = "protobuf"))]
    #[track_caller]
    fn unreadable(&self, part: Part, name: &str, why: &str, expected: &str) {
        let shown = self.shown_part(self.record(), part);
        self.same(false, name, &format!("{shown}, which {why}"), expected);
    }
}

/// Whether what was read is what was expected, which may have bytes as an array, as serde writes them to JSON, and leave out what
/// is null.
#[cfg(feature = "avro")]
fn holds_the_same(actual: &serde_json::Value, expected: &serde_json::Value) -> bool {
    use serde_json::Value;
    match (actual, expected) {
        (Value::Object(actual), Value::Object(expected)) => {
            let null = &Value::Null;
            expected.keys().all(|name| actual.contains_key(name))
                && actual
                    .iter()
                    .all(|(name, value)| holds_the_same(value, expected.get(name).unwrap_or(null)))
        }
        (Value::Array(actual), Value::Array(expected)) => {
            actual.len() == expected.len()
                && actual.iter().zip(expected).all(|(actual, expected)| holds_the_same(actual, expected))
        }
        (Value::String(bytes), Value::Array(expected)) => {
            let numbers = bytes.chars().map(|byte| Value::from(u32::from(byte)));
            numbers.eq(expected.iter().cloned())
        }
        (Value::Number(actual), Value::Number(expected)) => {
            // A float that is whole may be expected as an integer.
            actual == expected || actual.is_f64() != expected.is_f64() && actual.as_f64() == expected.as_f64()
        }
        (actual, expected) => actual == expected,
    }
}
