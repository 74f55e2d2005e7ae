//! `avro`: values by a schema, as plain Avro data, or behind the mark of Avro's single-object encoding.

mod ladder;
mod record;
mod schema;
mod setting;
#[cfg(feature = "apache-avro")]
mod value;

use std::cell::Cell;

use serde::Serialize;
use serde_avro_fast::ser::SerializerConfig;

use super::{Encode, EncodeError};
use crate::schema_registry::Schema;
pub use ladder::{HasNoSchema, HasRecord, IsAvro, IsAvroRecord};
#[cfg(feature = "apache-avro")]
pub use ladder::{HasSchema, IsAvroValue};
pub use record::AvroOfRecord;
use schema::MARK;
pub(crate) use schema::text_of;
pub use schema::{AvroFile, AvroSchema};
pub use setting::AvroOfSetting;

/// Writes any serde type by a schema: `value_format = avro`. Neither schema nor id stand before the datum.
#[derive(Debug, Clone, Copy)]
pub struct Avro {
    schema: &'static AvroSchema,
    single_object: bool,
}

impl Avro {
    /// By this schema; whether its fingerprint stands before the datum.
    #[must_use]
    pub const fn new(schema: &'static AvroSchema, single_object: bool) -> Self {
        Self { schema, single_object }
    }

    fn write_head(self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        if self.single_object { self.schema.write_head(out) } else { Ok(()) }
    }
}

thread_local! {
    /// The buffers of the schema used last on this thread, for fields that come in another order than the schema's. Taken while in use, so a
    /// value whose `Serialize` writes Avro itself gets fresh ones; after an error they are not used again.
    static CONFIG: Cell<Option<(usize, SerializerConfig<'static>)>> = const { Cell::new(None) };
}

impl Avro {
    fn address(self) -> usize {
        std::ptr::from_ref(self.schema).addr()
    }

    fn config(self) -> Result<SerializerConfig<'static>, EncodeError> {
        match CONFIG.take() {
            Some((address, config)) if address == self.address() => Ok(config),
            _ => {
                let mut config = SerializerConfig::new(self.schema.read()?);
                // `Vec<u8>` and arrays of bytes are lists to serde, and may be `bytes` or `fixed` in the schema.
                config.allow_slow_sequence_to_bytes();
                Ok(config)
            }
        }
    }
}

#[diagnostic::do_not_recommend]
impl<T: Serialize + ?Sized> Encode<T> for Avro {
    fn schema(&self) -> Option<Schema> {
        Some(self.schema.schema())
    }

    fn encode(&self, value: &T, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        self.write_head(out)?;
        let mut config = self.config()?;
        serde_avro_fast::to_datum(value, out, &mut config)
            .map_err(|error| EncodeError::because("it does not fit its Avro schema", error))?;
        CONFIG.set(Some((self.address(), config)));
        Ok(())
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
        Avro::new(&PAGEVIEWS, false).encode(&value, &mut out).unwrap();
        // 4711 in zigzag, and each text after its length; the union's second branch.
        assert_eq!(out, b"before\xce\x49\x10User4711\x02\x10Page4711");
    }

    #[test]
    fn what_does_not_fit_says_so() {
        #[derive(Serialize)]
        struct Other {
            viewtime: &'static str,
        }
        let error =
            Avro::new(&PAGEVIEWS, false).encode(&Other { viewtime: "now" }, &mut Vec::new()).unwrap_err();
        assert!(error.to_string().contains("does not fit its Avro schema"), "{error}");
    }
}
