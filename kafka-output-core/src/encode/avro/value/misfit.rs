//! What is wrong with a generic value, and where.

use std::error::Error;
use std::fmt;

use apache_avro::schema::{Schema, SchemaKind};
use apache_avro::types::{Value, ValueKind};

/// A part of a value that its schema has no place for.
#[derive(Debug, Clone)]
pub(super) struct Misfit {
    /// From the part outwards.
    path: Vec<String>,
    reason: String,
}

impl Misfit {
    pub(super) const fn new(reason: String) -> Self {
        Self { path: Vec::new(), reason }
    }

    pub(super) fn of(value: &Value, schema: &Schema) -> Self {
        Self::new(format!("{} is not {}", kind_of(value), shown(schema)))
    }

    /// In a field `total`, or an item `[3]`.
    pub(super) fn within(mut self, part: String) -> Self {
        self.path.push(part);
        self
    }
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = self.path.iter().rev().enumerate();
        for (at, part) in parts {
            let point = if at == 0 || part.starts_with('[') { "" } else { "." };
            write!(f, "{point}{part}")?;
        }
        if !self.path.is_empty() {
            f.write_str(": ")?;
        }
        f.write_str(&self.reason)
    }
}

impl Error for Misfit {}

/// `Value::Long`; never what it holds.
pub(super) fn kind_of(value: &Value) -> String {
    format!("`Value::{:?}`", ValueKind::from(value))
}

/// `record "shop.Order"`, `long`
pub(super) fn shown(schema: &Schema) -> String {
    match (schema, schema.name()) {
        (Schema::Ref { name }, _) => format!("\"{name}\""),
        (_, Some(name)) => format!("{} \"{name}\"", word(schema)),
        (_, None) => word(schema),
    }
}

fn word(schema: &Schema) -> String {
    format!("{:?}", SchemaKind::from(schema)).to_ascii_lowercase()
}
