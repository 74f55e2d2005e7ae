//! JSON Schema: what keeps a schema from data of another, by the rules of Confluent's registry, which its `SchemaDiff` lists
//! (<https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/serdes-json.html>).
//!
//! A schema is seen as what it is first: an object, a text, a choice of schemas. What these rules do not know of is never passed in
//! silence: two schemas that differ in it are not compared.

mod change;
mod choice;
mod class;
mod compare;
mod content;
mod document;
mod limits;
#[cfg(test)]
mod tests;

pub(super) use change::Change;

use super::misfit::{Misfit, What};
use crate::schema_registry::schema::SchemaText;
use compare::Comparison;
use document::Document;

/// What keeps the reader from the writer's data.
///
/// # Errors
/// With the reason why nobody here can tell.
pub(super) fn misfits(reader: &SchemaText, writer: &SchemaText) -> Result<Vec<Misfit>, String> {
    let (reader, writer) = (Document::of(reader)?, Document::of(writer)?);
    let (reads, wrote) = (reader.root(), writer.root());
    let mut comparison = Comparison::of(&reader, &writer);
    comparison.compare(reads, wrote, reads.title());
    let Comparison { found, unsure, .. } = comparison;
    match unsure {
        Some(why) if found.is_empty() => Err(why),
        _ => Ok(found.into_iter().map(|(path, change)| Misfit { path, what: What::Json(change) }).collect()),
    }
}
