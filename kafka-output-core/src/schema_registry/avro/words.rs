//! Types in sentences, and what they mean beyond their bytes.

use std::fmt;

use serde_json::Value;

use super::{Avro, Type};

impl Type {
    /// The kind of a type, to tell which of a union's was meant; primitives are told from each other only by what they are.
    pub(in crate::schema_registry) fn kind(&self) -> &'static str {
        match self {
            Self::Primitive(name) => name,
            Self::Array(_) => "array",
            Self::Map(_) => "map",
            Self::Union(_) => "union",
            Self::Fixed { .. } => "fixed",
            Self::Enum { .. } => "enum",
            Self::Record { .. } => "record",
        }
    }
}

impl Avro {
    /// A type in a sentence.
    pub(in crate::schema_registry) fn word(&self, place: usize) -> String {
        match self.get(place) {
            Type::Fixed { name, .. } | Type::Enum { name, .. } | Type::Record { name, .. } => {
                name.full.clone()
            }
            Type::Union(branches) => {
                let words: Vec<_> = branches
                    .iter()
                    .map(|branch| match self.get(*branch) {
                        Type::Union(_) => "union".to_owned(),
                        _ => self.word(*branch),
                    })
                    .collect();
                format!("[{}]", words.join(", "))
            }
            other => other.kind().to_owned(),
        }
    }
}

/// A logical type, as far as the specification knows it; readers pass over any other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::schema_registry) struct Logical {
    name: String,
    /// Of a decimal: its precision and scale.
    digits: Option<(u64, u64)>,
}

impl Logical {
    /// Of a type's kind and text.
    pub(super) fn of(kind: &str, schema: &Value) -> Option<Self> {
        let name = schema.get("logicalType")?.as_str()?;
        let number = |field: &str| schema.get(field).and_then(Value::as_u64);
        let digits = match (name, kind) {
            ("decimal", "bytes" | "fixed") => Some((number("precision")?, number("scale").unwrap_or(0))),
            ("big-decimal", "bytes")
            | ("uuid", "string" | "fixed")
            | ("duration", "fixed")
            | ("date" | "time-millis", "int")
            | ("time-micros", "long") => None,
            (name, "long") if name.trim_start_matches("local-").starts_with("timestamp-") => None,
            _ => return None,
        };
        Some(Self { name: name.to_owned(), digits })
    }
}

impl fmt::Display for Logical {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.digits {
            Some((precision, scale)) => write!(f, "{}({precision}, {scale})", self.name),
            None => f.write_str(&self.name),
        }
    }
}
