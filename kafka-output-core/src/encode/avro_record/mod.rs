//! `#[derive(AvroRecord)]`: a type that is written by one schema, checked while compiling, in straight-line code.
//!
//! | module | what it holds |
//! |---|---|
//! | [`shape`] | what a schema says of one place, as a type |
//! | [`wire`] | numbers, lengths and text, as they stand in a datum |
//! | `plain`, `many`, `logical` | which Rust types fit which shapes, and their bytes |
//!
//! The derive names a shape for each field of the schema, and the compiler looks for [`FitsAvro`] of the field's type: so a type is
//! judged by what it is, not by how it is spelled, and what is found is inlined.

mod logical;
mod many;
mod plain;
pub mod shape;
#[cfg(test)]
mod tests;
#[cfg(feature = "uuid")]
mod uuid;
pub mod wire;

pub use logical::AvroDecimal;

use super::EncodeError;
use super::avro::AvroFile;

/// A type that is written as one Avro schema says.
///
/// Derive it: [`#[derive(AvroRecord)]`](https://docs.rs/kafka-output/latest/kafka_output/derive.AvroRecord.html).
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no Avro schema of its own",
    label = "does not derive `AvroRecord`",
    note = "write `#[derive(AvroRecord)] #[avro(schema_file = \"schemas/order.avsc\")]` on it"
)]
pub trait AvroRecord {
    /// The schema of this type: JSON that stands by itself, with documentation, defaults and aliases as they were written.
    const SCHEMA: &'static str;

    /// The CRC-64-AVRO fingerprint of the schema's Parsing Canonical Form, as Avro's specification defines both.
    const FINGERPRINT: u64;

    /// The same of that form with the logical types, which it leaves out: what another schema has to have to be the same one.
    #[doc(hidden)]
    const IDENTITY: u64;

    /// The full name of the type in its schema, `shop.Order`; of a union, which has none, empty.
    const NAME: &'static str;

    /// The files of the schema, where it is made of several: what a registry gets in place of [`SCHEMA`](Self::SCHEMA).
    #[doc(hidden)]
    const FILES: &'static [AvroFile] = &[];

    /// Appends the datum of this value to `out`: its bytes by the schema, with neither schema nor fingerprint before them.
    ///
    /// # Errors
    /// A value that its type can hold and its schema cannot: a time that 64 bits do not count, a decimal with more digits than the
    /// schema's precision, a variant that is skipped. What is in `out` then is of no use.
    fn write(&self, out: &mut Vec<u8>) -> Result<(), EncodeError>;
}

/// A type whose schema is known without the code that is made for it: what derives `AvroRecord`, and is no type parameter.
pub trait DerivesAvroRecord: AvroRecord {}

/// A type whose values can stand where a schema has the shape `S`.
///
/// The derive says in its own words, under the field, when there is none.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be written where the Avro schema says `{S}`",
    label = "does not fit the schema"
)]
pub trait FitsAvro<S> {
    /// Appends the value.
    ///
    /// # Errors
    /// See [`AvroRecord::write`].
    fn put(&self, out: &mut Vec<u8>) -> Result<(), EncodeError>;
}

/// The error of a variant that `skip` stands on.
///
/// # Errors
/// Always; it is one.
#[cold]
pub fn skipped(variant: &str) -> Result<(), EncodeError> {
    Err(EncodeError::new(format!("`{variant}` is skipped by its `AvroRecord`, so it cannot be written")))
}
