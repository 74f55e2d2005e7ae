//! The text of a JSON schema with all it refers to.

use serde_json::{Map, Value};

use crate::schema_registry::schema::SchemaText;

/// How many references may stand behind each other.
const DEPTH: usize = 32;

/// A schema, and those that its registry has as its references.
#[derive(Debug)]
pub(super) struct Document {
    /// The name by which each is referred to; that of the schema itself, the first, is its `$id`.
    files: Vec<(String, Value)>,
}

/// A schema in a document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node<'a> {
    pub(super) json: &'a Value,
    file: usize,
}

impl Document {
    /// Reads a schema and what it refers to.
    ///
    /// # Errors
    /// Where a text is no JSON.
    pub(super) fn of(schema: &SchemaText) -> Result<Self, String> {
        let mut files = Vec::new();
        add(schema, None, &mut files)?;
        Ok(Self { files })
    }

    pub(super) fn root(&self) -> Node<'_> {
        Node { json: &self.files[0].1, file: 0 }
    }

    /// The schema that a chain of references ends at.
    ///
    /// # Errors
    /// Where it leads to nothing that is here, or in a circle.
    pub(super) fn resolved<'a>(&'a self, mut node: Node<'a>) -> Result<Node<'a>, String> {
        for _ in 0..DEPTH {
            let Some(reference) = node.json.get("$ref").and_then(Value::as_str) else { return Ok(node) };
            let (name, pointer) = reference.split_once('#').unwrap_or((reference, ""));
            let file = match name {
                "" => Some(node.file),
                name => self.files.iter().position(|(known, _)| known == name),
            };
            let found = file.and_then(|file| Some((file, self.files[file].1.pointer(&decoded(pointer))?)));
            let (file, json) =
                found.ok_or_else(|| format!("it refers to `{reference}`, which nothing here has"))?;
            node = Node { json, file };
        }
        Err("its references lead in a circle".to_owned())
    }
}

fn add(schema: &SchemaText, name: Option<&str>, files: &mut Vec<(String, Value)>) -> Result<(), String> {
    let json: Value = serde_json::from_str(&schema.text).map_err(|error| format!("no JSON: {error}"))?;
    let own = json.get("$id").and_then(Value::as_str).unwrap_or_default();
    let name = name.unwrap_or(own).to_owned();
    if files.iter().any(|(known, _)| !name.is_empty() && *known == name) {
        return Ok(());
    }
    files.push((name, json));
    schema.references.iter().try_for_each(|reference| add(&reference.schema, Some(&reference.name), files))
}

/// A pointer as a URL's fragment has it.
fn decoded(pointer: &str) -> String {
    percent_encoding::percent_decode_str(pointer).decode_utf8_lossy().into_owned()
}

impl<'a> Node<'a> {
    /// Another schema of the same text.
    pub(super) fn at(self, json: &'a Value) -> Self {
        Self { json, ..self }
    }

    pub(super) fn get(self, keyword: &str) -> Option<&'a Value> {
        self.json.get(keyword)
    }

    /// The schemas of a keyword that has them by name.
    pub(super) fn named(self, keyword: &str) -> Vec<(&'a str, Self)> {
        let named = self.get(keyword).and_then(Value::as_object);
        named.into_iter().flatten().map(|(name, json)| (name.as_str(), self.at(json))).collect()
    }

    /// The schemas of a keyword that has a list of them.
    pub(super) fn listed(self, keyword: &str) -> Vec<Self> {
        let listed = self.get(keyword).and_then(Value::as_array);
        listed.into_iter().flatten().map(|json| self.at(json)).collect()
    }

    /// What a path begins with.
    pub(super) fn title(self) -> &'a str {
        self.get("title").and_then(Value::as_str).unwrap_or("$")
    }

    /// Whether both are one text that leads nowhere else.
    pub(super) fn is_same(self, other: Self) -> bool {
        self.json == other.json && !refers(self.json)
    }
}

fn refers(json: &Value) -> bool {
    let within = |fields: &Map<String, Value>| fields.contains_key("$ref") || fields.values().any(refers);
    match json {
        Value::Object(fields) => within(fields),
        Value::Array(parts) => parts.iter().any(refers),
        _ => false,
    }
}
