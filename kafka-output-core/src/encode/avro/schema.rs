//! An Avro schema of the program's: its text, and what is read of it once.

use std::sync::OnceLock;

use serde_avro_fast::Schema;
use serde_avro_fast::schema::SchemaMut;

use super::decimal::Place;
use crate::encode::EncodeError;
use crate::schema_registry::Schema as RegistrySchema;

/// What a schema's text is to the writer of serde's types.
#[derive(Debug)]
struct Read {
    schema: Schema,
    /// Once more, to find the way in it, where it has decimals.
    decimals: Option<SchemaMut>,
}

impl Read {
    fn new(text: &str) -> Result<Self, String> {
        let parsed: SchemaMut =
            text.parse().map_err(|error: serde_avro_fast::schema::SchemaError| error.to_string())?;
        let decimals = Place::has_decimals(&parsed).then(|| parsed.clone());
        let schema = parsed.freeze().map_err(|error| error.to_string())?;
        Ok(Self { schema, decimals })
    }
}

/// A schema, read at its first use. One in the source the macro has read already, by the same parser.
#[derive(Debug)]
pub struct AvroSchema {
    text: &'static str,
    read: OnceLock<Result<Read, String>>,
    #[cfg(feature = "apache-avro")]
    pub(super) writer: OnceLock<Result<super::value::Writer, String>>,
}

impl AvroSchema {
    /// Made by generated code, in a `static`.
    #[must_use]
    pub const fn new(text: &'static str) -> Self {
        Self {
            text,
            read: OnceLock::new(),
            #[cfg(feature = "apache-avro")]
            writer: OnceLock::new(),
        }
    }

    /// A schema of a text that is known when the program runs, kept for as long as it does.
    pub(crate) fn leak(text: String) -> &'static Self {
        Box::leak(Box::new(Self::new(String::leak(text))))
    }

    /// What a registry gets.
    #[must_use]
    pub const fn schema(&self) -> RegistrySchema {
        RegistrySchema::avro(self.text)
    }

    #[cfg(feature = "apache-avro")]
    pub(super) const fn text(&self) -> &'static str {
        self.text
    }

    /// The schema as the writer of serde's types has it.
    pub(crate) fn read(&self) -> Result<&Schema, EncodeError> {
        self.parsed().map(|read| &read.schema)
    }

    /// The same to find the way in, where it has decimals.
    pub(super) fn decimals(&self) -> Result<Option<&SchemaMut>, EncodeError> {
        self.parsed().map(|read| read.decimals.as_ref())
    }

    fn parsed(&self) -> Result<&Read, EncodeError> {
        self.read
            .get_or_init(|| Read::new(self.text))
            .as_ref()
            .map_err(|reason| EncodeError::new(format!("its Avro schema is none: {reason}")))
    }

    /// What stands before a datum in Avro's single-object encoding: a mark, and the fingerprint of the schema.
    pub(super) fn write_head(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        out.extend_from_slice(&MARK);
        out.extend_from_slice(self.read()?.rabin_fingerprint());
        Ok(())
    }
}

/// The two bytes that the single-object encoding begins with, by Avro's specification.
pub(super) const MARK: [u8; 2] = [0xC3, 0x01];
