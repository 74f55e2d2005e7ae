//! The names of types.

use serde_json::Value;

use super::texts;

/// The name of a record, an enum or a fixed.
#[derive(Debug, Clone)]
pub(in crate::schema_registry) struct Name {
    pub(in crate::schema_registry) full: String,
    /// Full names too.
    pub(in crate::schema_registry) aliases: Vec<String>,
}

impl Name {
    /// Without its namespace.
    pub(in crate::schema_registry) fn bare(&self) -> &str {
        self.full.rsplit('.').next().unwrap_or_default()
    }

    /// Whether a reader's type of this name takes a writer's: names match without their namespaces, or by one of the reader's aliases.
    pub(in crate::schema_registry) fn takes(&self, writer: &Self) -> bool {
        self.bare() == writer.bare() || self.aliases.contains(&writer.full)
    }
}

/// A name in its namespace, unless it brings its own.
pub(super) fn full(name: &str, namespace: &str) -> String {
    if namespace.is_empty() || name.contains('.') { name.to_owned() } else { format!("{namespace}.{name}") }
}

/// The name of a type, in its own `namespace` or the one it stands in.
pub(super) fn name_of(schema: &Value, around: &str) -> Result<Name, String> {
    let name = schema.get("name").and_then(Value::as_str).ok_or("a record, enum or fixed without `name`")?;
    let full_name = full(name, schema.get("namespace").and_then(Value::as_str).unwrap_or(around));
    let own = full_name.rsplit_once('.').map_or("", |(namespace, _)| namespace);
    let aliases = schema.get("aliases").map(texts).unwrap_or_default();
    let aliases = aliases.iter().map(|alias| full(alias, own)).collect();
    Ok(Name { full: full_name, aliases })
}
