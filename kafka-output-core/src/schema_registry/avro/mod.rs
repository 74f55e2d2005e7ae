//! An Avro schema as far as resolution looks at it, by the specification's chapters on names and on schema resolution.

mod name;
mod words;

use std::collections::HashMap;

use serde_json::Value;

use super::schema::SchemaText;

pub(super) use name::Name;
use name::{full, name_of};
pub(super) use words::Logical;

/// A schema with all it refers to: types that name each other, by their places.
#[derive(Debug)]
pub(super) struct Avro {
    types: Vec<Type>,
    logical: HashMap<usize, Logical>,
    pub(super) root: usize,
}

#[derive(Debug)]
pub(super) enum Type {
    Primitive(&'static str),
    Array(usize),
    Map(usize),
    Union(Vec<usize>),
    Fixed { name: Name, size: u64 },
    Enum { name: Name, symbols: Vec<String>, default: Option<String> },
    Record { name: Name, fields: Vec<Field> },
}

#[derive(Debug)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) aliases: Vec<String>,
    pub(super) default: Option<Value>,
    pub(super) place: usize,
}

const PRIMITIVES: [&str; 8] = ["null", "boolean", "int", "long", "float", "double", "bytes", "string"];

impl Avro {
    /// Reads a schema and what it refers to.
    ///
    /// # Errors
    /// Where the text is no Avro schema, in words.
    pub(super) fn of(schema: &SchemaText) -> Result<Self, String> {
        let mut reader = Reader::default();
        let root = reader.with_references(schema, &mut Vec::new())?;
        Ok(Self { types: reader.types, logical: reader.logical, root })
    }

    pub(super) fn get(&self, place: usize) -> &Type {
        // Places come from the reader alone.
        &self.types[place]
    }

    /// What a type's bytes mean beyond their kind.
    pub(super) fn logical(&self, place: usize) -> Option<&Logical> {
        self.logical.get(&place)
    }
}

#[derive(Default)]
struct Reader {
    types: Vec<Type>,
    logical: HashMap<usize, Logical>,
    named: HashMap<String, usize>,
}

impl Reader {
    /// What a schema refers to comes first. Several may refer to the same.
    fn with_references<'a>(
        &mut self,
        schema: &'a SchemaText,
        seen: &mut Vec<&'a str>,
    ) -> Result<usize, String> {
        for reference in &schema.references {
            if !seen.contains(&reference.schema.text.as_str()) {
                seen.push(&reference.schema.text);
                self.with_references(&reference.schema, seen)?;
            }
        }
        let value: Value = serde_json::from_str(&schema.text).map_err(|error| format!("no JSON: {error}"))?;
        self.read(&value, "")
    }

    fn add(&mut self, found: Type) -> usize {
        self.types.push(found);
        self.types.len() - 1
    }

    fn read(&mut self, schema: &Value, namespace: &str) -> Result<usize, String> {
        match schema {
            Value::String(name) => self.by_name(name, namespace),
            Value::Array(branches) => {
                let branches: Result<_, _> =
                    branches.iter().map(|branch| self.read(branch, namespace)).collect();
                let branches = branches?;
                Ok(self.add(Type::Union(branches)))
            }
            Value::Object(_) => match schema.get("type") {
                Some(Value::String(kind)) => {
                    let place = self.complex(kind, schema, namespace)?;
                    self.logical.extend(Logical::of(kind, schema).map(|logical| (place, logical)));
                    Ok(place)
                }
                Some(inner) => self.read(inner, namespace),
                None => Err(format!("a type without `type`: {schema}")),
            },
            _ => Err(format!("`{schema}` is no type")),
        }
    }

    fn by_name(&mut self, name: &str, namespace: &str) -> Result<usize, String> {
        if let Some(primitive) = PRIMITIVES.into_iter().find(|primitive| *primitive == name) {
            return Ok(self.add(Type::Primitive(primitive)));
        }
        let found = self.named.get(&full(name, namespace)).or_else(|| self.named.get(name));
        found.copied().ok_or_else(|| format!("no type is named `{name}`"))
    }

    fn complex(&mut self, kind: &str, schema: &Value, namespace: &str) -> Result<usize, String> {
        let part = |name: &str| schema.get(name).ok_or_else(|| format!("a type `{kind}` without `{name}`"));
        match kind {
            "array" => {
                let items = self.read(part("items")?, namespace)?;
                Ok(self.add(Type::Array(items)))
            }
            "map" => {
                let values = self.read(part("values")?, namespace)?;
                Ok(self.add(Type::Map(values)))
            }
            "fixed" => {
                let size = part("size")?.as_u64().ok_or("a `fixed` whose `size` is no number")?;
                self.add_named(name_of(schema, namespace)?, |name| Type::Fixed { name, size })
            }
            "enum" => {
                let symbols = texts(part("symbols")?);
                let default = schema.get("default").and_then(Value::as_str).map(str::to_owned);
                let default = default.filter(|default| symbols.contains(default));
                self.add_named(name_of(schema, namespace)?, |name| Type::Enum { name, symbols, default })
            }
            "record" | "error" => {
                let name = name_of(schema, namespace)?;
                let inner = name.full.rsplit_once('.').map_or("", |(namespace, _)| namespace).to_owned();
                // Known before its fields are, which may be of its own type.
                let place = self.add_named(name.clone(), |name| Type::Record { name, fields: Vec::new() })?;
                let written = part("fields")?.as_array().ok_or("a record whose `fields` are no list")?;
                let fields: Result<_, String> =
                    written.iter().map(|field| self.field(field, &inner)).collect();
                self.types[place] = Type::Record { name, fields: fields? };
                Ok(place)
            }
            name => self.by_name(name, namespace),
        }
    }

    fn add_named(&mut self, name: Name, make: impl FnOnce(Name) -> Type) -> Result<usize, String> {
        let full = name.full.clone();
        let place = self.add(make(name));
        match self.named.insert(full.clone(), place) {
            None => Ok(place),
            Some(_) => Err(format!("two types are named `{full}`")),
        }
    }

    fn field(&mut self, field: &Value, namespace: &str) -> Result<Field, String> {
        let name = field.get("name").and_then(Value::as_str).ok_or("a field without `name`")?;
        let schema = field.get("type").ok_or_else(|| format!("a field `{name}` without `type`"))?;
        Ok(Field {
            name: name.to_owned(),
            aliases: field.get("aliases").map(texts).unwrap_or_default(),
            default: field.get("default").cloned(),
            place: self.read(schema, namespace)?,
        })
    }
}

fn texts(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}
