//! `avro`: any serde type by a schema, as a plain Avro datum.

use std::sync::OnceLock;

use serde::Serialize;
use serde_avro_fast::Schema;
use serde_avro_fast::ser::SerializerConfig;

use super::{Encode, EncodeError};
use crate::schema_registry::Schema as RegistrySchema;

/// A schema in the source, read once. The macro has read it already, by the same parser.
#[derive(Debug)]
pub struct AvroSchema {
    text: &'static str,
    read: OnceLock<Result<Schema, String>>,
}

impl AvroSchema {
    /// Made by generated code, in a `static`.
    #[must_use]
    pub const fn new(text: &'static str) -> Self {
        Self { text, read: OnceLock::new() }
    }

    /// What a registry gets.
    #[must_use]
    pub const fn schema(&self) -> RegistrySchema {
        RegistrySchema::avro(self.text)
    }

    fn read(&self) -> Result<&Schema, EncodeError> {
        let read = || self.text.parse::<Schema>().map_err(|error| error.to_string());
        self.read
            .get_or_init(read)
            .as_ref()
            .map_err(|reason| EncodeError::new(format!("its Avro schema is none: {reason}")))
    }
}

/// Writes Avro by a schema: `value_format = avro`. Neither schema nor id stand before the datum.
#[derive(Debug, Clone, Copy)]
pub struct Avro(&'static AvroSchema);

impl Avro {
    /// By this schema.
    #[must_use]
    pub const fn new(schema: &'static AvroSchema) -> Self {
        Self(schema)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Serialize + ?Sized> Encode<T> for Avro {
    fn schema(&self) -> Option<RegistrySchema> {
        Some(self.0.schema())
    }

    fn encode(&self, value: &T, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        let mut config = SerializerConfig::new(self.0.read()?);
        // `Vec<u8>` and arrays of bytes are lists to serde, and may be `bytes` or `fixed` in the schema.
        config.allow_slow_sequence_to_bytes();
        serde_avro_fast::to_datum(value, out, &mut config)
            .map(|_| ())
            .map_err(|error| EncodeError::because("it does not fit its Avro schema", error))
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize;

    use super::{Avro, AvroSchema};
    use crate::encode::Encode;

    #[derive(Serialize)]
    struct Pageview {
        viewtime: i64,
        userid: &'static str,
        pageid: Option<&'static str>,
    }

    static PAGEVIEWS: AvroSchema = AvroSchema::new(
        r#"{"type": "record", "name": "pageviews", "namespace": "ksql", "fields": [
            {"name": "viewtime", "type": "long"},
            {"name": "userid", "type": "string"},
            {"name": "pageid", "type": ["null", "string"]}
        ]}"#,
    );

    #[test]
    fn the_datum_stands_alone() {
        let mut out = b"before".to_vec();
        let value = Pageview { viewtime: 4711, userid: "User4711", pageid: Some("Page4711") };
        Avro::new(&PAGEVIEWS).encode(&value, &mut out).unwrap();
        // 4711 in zigzag, and each text after its length; the union's second branch.
        assert_eq!(out, b"before\xce\x49\x10User4711\x02\x10Page4711");
    }

    #[test]
    fn what_does_not_fit_says_so() {
        #[derive(Serialize)]
        struct Other {
            viewtime: &'static str,
        }
        let error = Avro::new(&PAGEVIEWS).encode(&Other { viewtime: "now" }, &mut Vec::new()).unwrap_err();
        assert!(error.to_string().contains("does not fit its Avro schema"), "{error}");
    }
}
