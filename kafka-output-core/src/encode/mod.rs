//! From a value to the bytes of a record: one format, one file.

#[cfg(feature = "avro")]
pub(crate) mod avro;
#[cfg(feature = "avro")]
pub mod avro_record;
mod big_endian;
mod binary;
#[cfg(feature = "csv")]
mod csv;
mod json;
mod json_schema;
#[cfg(feature = "protobuf")]
mod protobuf;
mod text;

use std::error::Error as StdError;
use std::fmt;

#[cfg(feature = "avro")]
pub use avro::AvroSchema;
pub use big_endian::NumberValue;
pub use binary::BytesValue;
pub use json_schema::JsonSchema;
#[cfg(feature = "protobuf")]
pub use protobuf::{MessageName, NameOf, ProtobufFile, ProtobufMessage, ProtobufSchema, WrappedByProst};
pub use text::TextValue;

use crate::schema_registry::Schema;

/// The formats, as generated code names them.
pub mod format {
    #[cfg(feature = "avro")]
    pub use super::avro::{AvroOfRecord, AvroOfSetting};
    pub use super::big_endian::BigEndian;
    pub use super::binary::{Binary, Bytes};
    #[cfg(feature = "csv")]
    pub use super::csv::Csv;
    pub use super::json::{JsonByType, JsonText};
    #[cfg(feature = "schema-registry")]
    pub use super::json_schema::Described;
    pub use super::json_schema::JsonBy;
    #[cfg(all(feature = "protobuf", feature = "schema-registry"))]
    pub use super::protobuf::ReflectedProtobuf;
    #[cfg(feature = "protobuf")]
    pub use super::protobuf::{NamedProtobuf, Protobuf, ProtobufBy};
    pub use super::text::{Str, Text};

    /// JSON whose type tells its schema, to a registry that is there.
    #[cfg(feature = "schema-registry")]
    pub type DescribedJson = Described<JsonText>;
    /// JSON of a number or a flag.
    #[cfg(feature = "schema-registry")]
    pub type PlainJson = DescribedJson;
    /// JSON of a number or a flag.
    #[cfg(not(feature = "schema-registry"))]
    pub type PlainJson = JsonText;

    /// The format of an option that cannot be read; only ever named in a refused program.
    #[derive(Debug, Clone, Copy)]
    pub struct Unreadable;
}

/// A format that can write values of type `T`.
#[diagnostic::on_unimplemented(
    message = "`{T}` cannot be written in the format chosen for it",
    label = "its `value_format` or `key_format` cannot write this type",
    note = "leave `value_format` or `key_format` out to have the type decide, or write the one that it has",
    note = "`string` writes whatever implements `Display`, `binary` whatever is bytes (`AsRef<[u8]>`), `json`, `csv` and `avro` whatever implements `serde::Serialize`, `protobuf` whatever implements `prost::Message`"
)]
pub trait Encode<T: ?Sized> {
    /// Refuses, once per call and before anything is sent, what only shows when the type is known.
    fn check(&self) -> Result<(), EncodeError> {
        Ok(())
    }

    /// The schema of what it writes, which a schema registry is asked for; `None` where there is none.
    fn schema(&self) -> Option<Schema> {
        None
    }

    /// Appends the bytes of `value` to `out`. What an error left in `out` is dropped by the caller.
    fn encode(&self, value: &T, out: &mut Vec<u8>) -> Result<(), EncodeError>;
}

#[diagnostic::do_not_recommend]
impl<T: ?Sized> Encode<T> for format::Unreadable {
    fn encode(&self, _value: &T, _out: &mut Vec<u8>) -> Result<(), EncodeError> {
        Err(EncodeError::new(format!("`{}` has no format", std::any::type_name::<T>())))
    }
}

/// Why a value could not be written.
#[derive(Debug)]
pub struct EncodeError {
    message: String,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl EncodeError {
    /// An error with a sentence of its own.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), source: None }
    }

    /// An error of the library that writes the format.
    pub(crate) fn because(message: impl Into<String>, source: impl StdError + Send + Sync + 'static) -> Self {
        Self { message: message.into(), source: Some(Box::new(source)) }
    }

    pub(crate) fn into_source(self) -> Option<Box<dyn StdError + Send + Sync>> {
        self.source
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl StdError for EncodeError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
