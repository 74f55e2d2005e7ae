//! Two schemas at a time: what becomes of a value, read back by Avro's own library, and what is refused.
#![allow(clippy::unwrap_used, reason = "a panic is how a test reports")]

mod kept;
mod lost;
mod numbers;

use super::Recode;
use crate::schema_registry::schema::SchemaText;

/// What writes data of one schema by another, or why nothing does.
fn between(own: &str, latest: &str) -> Result<Option<Recode>, String> {
    Recode::between(&SchemaText::avro(own).unwrap(), &SchemaText::avro(latest).unwrap())
}

/// Why nothing writes data of one schema by another.
fn refused(own: &str, latest: &str) -> String {
    let why = between(own, latest).unwrap_err();
    let ending = "; write the output's values by the newest schema, or leave `use_latest_version` out";
    let why = why.strip_suffix(ending).unwrap_or_else(|| panic!("{why}"));
    why.strip_prefix("its newest schema ").unwrap_or_else(|| panic!("{why}")).to_owned()
}

/// A schema of a record `shop.Order` with these fields.
fn order(fields: &str) -> String {
    format!(r#"{{"type": "record", "name": "Order", "namespace": "shop", "fields": [{fields}]}}"#)
}

/// A schema of a record `shop.Order` with one field of this type.
fn of(kind: &str) -> String {
    order(&format!(r#"{{"name": "it", "type": {kind}}}"#))
}
