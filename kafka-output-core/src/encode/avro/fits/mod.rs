//! Whether a type that tells its own Avro schema can be written by the output's: judged before there is a value.
//!
//! What counts is what the writer (`serde_avro_fast` 2.1) surely refuses, whatever the value: a schema that a type derives says less than
//! its `Serialize` does (`[T; 1]` and a newtype say what `T` says, a field with a default may be skipped), so what one of the ways to
//! write it could do is accepted, and judged at each record. `tests.rs` holds every refusal against the writer.

mod compare;
mod judge;
mod kinds;
mod ladder;
mod report;
#[cfg(test)]
mod tests;

use std::panic::catch_unwind;

use serde_avro_fast::schema::{SchemaKey, SchemaMut};

use super::AvroSchema;
use compare::Comparison;
pub use ladder::{IsDescribed, IsJudged, IsSilent};

/// What a type says it writes, and the schema in the program that it is written by; none where that comes from a setting.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    of_type: fn() -> apache_avro::Schema,
    type_name: fn() -> &'static str,
    by: Option<&'static AvroSchema>,
}

/// A part of a type that no schema of this kind takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Misfit {
    /// The field, `lines[].price`; empty for the whole value.
    pub(crate) path: String,
    /// What the type writes there, and what the schema says: ``is written as "string", and the schema says "double"``.
    pub(crate) what: String,
}

impl Shape {
    /// Of a type.
    fn of<T: apache_avro::AvroSchema>(by: Option<&'static AvroSchema>) -> Self {
        Self { of_type: T::get_schema, type_name: std::any::type_name::<T>, by }
    }

    /// The text of the schema in the program, unless a setting has it.
    pub(crate) fn text(&self) -> Option<&'static str> {
        self.by.map(AvroSchema::text)
    }

    /// The type's name, with its path.
    pub(crate) fn type_name(&self) -> &'static str {
        (self.type_name)()
    }

    /// What surely does not fit; nothing where the schema or the type's own cannot be read, of which others tell.
    pub(crate) fn misfits(&self, text: &str) -> Vec<Misfit> {
        let Ok(schema) = text.parse::<SchemaMut>() else { return Vec::new() };
        // apache-avro panics at an `Option` of an `Option`; serde writes it.
        let Ok(of_type) = catch_unwind(self.of_type) else { return Vec::new() };
        Comparison::new(&of_type, &schema).report(&of_type, SchemaKey::root())
    }
}
