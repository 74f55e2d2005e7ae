//! What is refused in advance, held against the writer.

mod against_the_writer;
mod schemas;
mod sentences;
mod types;

use apache_avro::AvroSchema as Described;
use serde::Serialize;

use super::Shape;
use crate::encode::Encode;
use crate::encode::avro::{Avro, AvroSchema};

/// What is told of a type and a schema: `path what`.
fn told<T: Described>(schema: &str) -> Vec<String> {
    let misfits = Shape::of::<T>(None).misfits(schema).into_iter();
    misfits.map(|misfit| format!("{} {}", misfit.path, misfit.what)).collect()
}

/// Whether the writer takes a value.
fn is_written<T: Serialize>(value: &T, schema: &'static AvroSchema) -> bool {
    Avro::new(schema, false).encode(value, &mut Vec::new()).is_ok()
}
