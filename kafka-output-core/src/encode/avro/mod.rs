//! `avro`: values by a schema, as plain Avro data, or behind the mark of Avro's single-object encoding.

mod exact;
#[cfg(feature = "apache-avro")]
pub(crate) mod fits;
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
use exact::{Exact, Place};
#[cfg(feature = "apache-avro")]
pub use fits::Shape;
#[cfg(feature = "apache-avro")]
pub use fits::{IsDescribed, IsJudged, IsSilent};
pub use ladder::{HasNoSchema, HasRecord, IsAvro, IsAvroRecord, IsOfAnotherSchema, IsOfSchema};
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

/// What writing by a schema needs again and again: buffers, for fields that come in another order than the schema's.
struct Warm {
    schema: &'static AvroSchema,
    config: SerializerConfig<'static>,
}

thread_local! {
    /// That of the schema used last on this thread, in a box so that it is moved by its address. Taken while in use, so a value whose
    /// `Serialize` writes Avro itself gets a fresh one; after an error it is not used again.
    static WARM: Cell<Option<Box<Warm>>> = const { Cell::new(None) };
}

impl Avro {
    fn warm(self) -> Result<Box<Warm>, EncodeError> {
        // A thread at its end has none left, and still writes.
        match WARM.try_with(Cell::take) {
            Ok(Some(warm)) if std::ptr::eq(warm.schema, self.schema) => Ok(warm),
            _ => self.cold(),
        }
    }

    #[cold]
    fn cold(self) -> Result<Box<Warm>, EncodeError> {
        let mut config = SerializerConfig::new(self.schema.read()?);
        // `Vec<u8>` and arrays of bytes are lists to serde, and may be `bytes` or `fixed` in the schema.
        config.allow_slow_sequence_to_bytes();
        Ok(Box::new(Warm { schema: self.schema, config }))
    }
}

#[diagnostic::do_not_recommend]
impl<T: Serialize + ?Sized> Encode<T> for Avro {
    fn schema(&self) -> Option<Schema> {
        Some(self.schema.schema())
    }

    fn encode(&self, value: &T, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        self.write_head(out)?;
        let mut warm = self.warm()?;
        let written = match self.schema.ways()? {
            None => serde_avro_fast::to_datum(value, &mut *out, &mut warm.config).map(|_| ()),
            Some(ways) => {
                let value = Exact::new(value, Place::root(ways));
                serde_avro_fast::to_datum(&value, &mut *out, &mut warm.config).map(|_| ())
            }
        };
        written.map_err(|error| EncodeError::because("it does not fit its Avro schema", error))?;
        let _ = WARM.try_with(|kept| kept.set(Some(warm)));
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
