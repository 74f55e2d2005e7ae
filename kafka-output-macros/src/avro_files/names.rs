//! The types that a schema defines, and those that it only names.

use std::collections::BTreeSet;

use kafka_output_avro::{Json, full_name, is_word};

const NAMED: [&str; 4] = ["record", "error", "enum", "fixed"];

#[derive(Debug, Default)]
pub(super) struct Names {
    pub(super) defined: BTreeSet<String>,
    /// In the order they are named in.
    used: Vec<String>,
}

/// What a type in a schema is.
pub(super) enum Spelled<'a> {
    /// A name, of a type that is defined elsewhere.
    Name(&'a str),
    /// A definition, and its full name.
    Definition(String),
    /// What holds other types, or none.
    Other,
}

impl<'a> Spelled<'a> {
    pub(super) fn of(json: &'a Json, namespace: &str) -> Self {
        match json {
            Json::Text(word) if !is_word(word) => Self::Name(word),
            Json::Object(_) => match json.text("type") {
                Some(word) if NAMED.contains(&word) => {
                    name_of(json, namespace).map_or(Self::Other, Self::Definition)
                }
                Some(word) if !is_word(word) => Self::Name(word),
                _ => Self::Other,
            },
            _ => Self::Other,
        }
    }
}

impl Names {
    pub(super) fn of(schema: &Json) -> Self {
        let mut names = Self::default();
        names.visit(schema, "");
        names
    }

    /// What is named and not defined.
    pub(super) fn missing(self) -> Vec<String> {
        let Self { defined, used } = self;
        used.into_iter().filter(|name| !defined.contains(name)).collect()
    }

    fn visit(&mut self, json: &Json, namespace: &str) {
        match (Spelled::of(json, namespace), json) {
            (Spelled::Name(word), _) => {
                let name = full_name(word, None, namespace);
                if !self.used.contains(&name) {
                    self.used.push(name);
                }
            }
            (Spelled::Definition(name), _) => {
                for field in json.list("fields").unwrap_or_default() {
                    if let Some(ty) = field.get("type") {
                        self.visit(ty, namespace_of(&name));
                    }
                }
                self.defined.insert(name);
            }
            (Spelled::Other, Json::List(branches)) => {
                for branch in branches {
                    self.visit(branch, namespace);
                }
            }
            (Spelled::Other, _) => {
                for member in ["type", "items", "values"] {
                    if let Some(inner) = json.get(member) {
                        self.visit(inner, namespace);
                    }
                }
            }
        }
    }
}

/// The full name of a definition.
pub(super) fn name_of(json: &Json, namespace: &str) -> Option<String> {
    Some(full_name(json.text("name")?, json.text("namespace"), namespace))
}

pub(super) fn namespace_of(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(namespace, _)| namespace)
}
