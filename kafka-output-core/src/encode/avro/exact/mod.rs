//! Values that a schema has no room for are an error, and never another value.
//!
//! The writer behind this (`serde_avro_fast` 2.1) drops the sign bit of an integer that becomes a decimal, so that 128 is read back as -128,
//! drops what a fixed has no room for, and rounds a text to the schema's scale, or to the 96 bits that it computes with. It writes any integer as the symbol of an enum, and a
//! double that no `float` holds as infinity. So a value of a schema with any of these is written through [`Exact`], which knows the
//! [`Place`] in the schema that each part of it goes to, gives numbers as texts where they become decimals, and looks at the others.

// What stands between a struct and the writer has to vanish, or costs a tenth of the writing: measured in `benches`, `--only encode`.
#![allow(clippy::inline_always)]

mod digits;
mod names;
mod numbers;
mod parts;
mod place;
mod serializer;
#[cfg(test)]
mod tests;
mod ways;

pub(super) use place::Place;
pub(super) use serializer::Exact;
pub(super) use ways::Ways;
