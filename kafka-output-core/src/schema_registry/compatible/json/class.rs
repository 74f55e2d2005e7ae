//! What a schema is first, as the library that Confluent's rules are written over sees it.

use serde_json::Value;

use super::document::{Document, Node};

/// Keywords that constrain data, and that these rules do not compare.
const UNKNOWN: [&str; 17] = [
    "not",
    "if",
    "then",
    "else",
    "dependencies",
    "dependentRequired",
    "dependentSchemas",
    "patternProperties",
    "propertyNames",
    "contains",
    "minContains",
    "maxContains",
    "unevaluatedProperties",
    "unevaluatedItems",
    "$dynamicRef",
    "$recursiveRef",
    "disallow",
];

/// Keywords that say of which type a schema without `type` speaks.
const SPEAKING: [(Kind, &[&str]); 4] = [
    (Kind::Text, &["maxLength", "minLength", "pattern"]),
    (Kind::Number, &["maximum", "minimum", "exclusiveMaximum", "exclusiveMinimum", "multipleOf"]),
    (Kind::Object, &["properties", "required", "additionalProperties", "maxProperties", "minProperties"]),
    (Kind::List, &["items", "prefixItems", "additionalItems", "maxItems", "minItems", "uniqueItems"]),
];

const COMBINING: [(&str, Criterion); 3] =
    [("allOf", Criterion::All), ("anyOf", Criterion::Any), ("oneOf", Criterion::One)];

/// A type of JSON, whose own keywords a schema may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Text,
    Number,
    Integer,
    Object,
    List,
    Boolean,
    Null,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::schema_registry::compatible) enum Criterion {
    All,
    Any,
    One,
}

/// A schema, or one thing that it says.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part<'a> {
    pub(super) node: Node<'a>,
    pub(super) says: Says,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Says {
    Everything,
    /// That it is of this type; with `false` only if it is at all.
    Type(Kind, bool),
    Types,
    Enum,
    Const,
    /// The place in [`COMBINING`].
    Combined(usize),
}

#[derive(Debug)]
pub(super) enum Class<'a> {
    Anything,
    Nothing,
    Typed(Kind, bool),
    Enum(&'a [Value]),
    Const(&'a Value),
    Combined(Criterion, Vec<Part<'a>>),
}

impl Kind {
    fn of(word: &str) -> Option<Self> {
        Some(match word {
            "string" => Self::Text,
            "number" => Self::Number,
            "integer" => Self::Integer,
            "object" => Self::Object,
            "array" => Self::List,
            "boolean" => Self::Boolean,
            "null" => Self::Null,
            _ => return None,
        })
    }

    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Text => "string",
            Self::Number => "number",
            Self::Integer => "integer",
            Self::Object => "object",
            Self::List => "array",
            Self::Boolean => "boolean",
            Self::Null => "null",
        }
    }

    /// Whole numbers are numbers too.
    pub(super) const fn is_number(self) -> bool {
        matches!(self, Self::Number | Self::Integer)
    }
}

impl Criterion {
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::All => "allOf",
            Self::Any => "anyOf",
            Self::One => "oneOf",
        }
    }
}

impl<'a> From<Node<'a>> for Part<'a> {
    fn from(node: Node<'a>) -> Self {
        Self { node, says: Says::Everything }
    }
}

impl<'a> Part<'a> {
    /// What it is, with references followed.
    ///
    /// # Errors
    /// Where nobody here can tell.
    pub(super) fn class(self, document: &'a Document) -> Result<(Self, Class<'a>), String> {
        if self.says != Says::Everything {
            return Ok((self, self.of_one_kind()?));
        }
        if self.node.get("$ref").is_some() {
            known(self.node, true)?;
        }
        let part = Self::from(document.resolved(self.node)?);
        let class = match part.node.json {
            Value::Bool(true) => Class::Anything,
            Value::Bool(false) => Class::Nothing,
            Value::Object(_) => {
                known(part.node, false)?;
                match part.parts()?[..] {
                    [] => Class::Anything,
                    [one] => return Ok((part, one.of_one_kind()?)),
                    ref several => Class::Combined(Criterion::All, several.to_vec()),
                }
            }
            other => return Err(format!("`{other}` is no schema")),
        };
        Ok((part, class))
    }

    /// All that a schema says, each by itself.
    fn parts(self) -> Result<Vec<Self>, String> {
        let mut says = Vec::new();
        match self.node.get("type") {
            Some(Value::String(word)) => says.push(Says::Type(kind(word)?, true)),
            Some(_) => says.push(Says::Types),
            None => {
                let spoken = |words: &&[&str]| words.iter().any(|word| self.node.get(word).is_some());
                let kinds = SPEAKING.iter().filter(|(_, words)| spoken(words));
                says.extend(kinds.map(|(kind, _)| Says::Type(*kind, false)));
            }
        }
        says.extend(self.node.get("enum").map(|_| Says::Enum));
        says.extend(self.node.get("const").map(|_| Says::Const));
        let combining = COMBINING.iter().enumerate().filter(|(_, (word, _))| self.node.get(word).is_some());
        says.extend(combining.map(|(place, _)| Says::Combined(place)));
        Ok(says.into_iter().map(|says| Self { says, ..self }).collect())
    }

    fn of_one_kind(self) -> Result<Class<'a>, String> {
        let wrong = |word: &str| format!("its `{word}` is none");
        Ok(match self.says {
            Says::Everything => Class::Anything,
            Says::Type(kind, typed) => Class::Typed(kind, typed),
            Says::Types => {
                let words = self.node.get("type").and_then(Value::as_array).ok_or_else(|| wrong("type"))?;
                let kinds = words.iter().map(|word| kind(word.as_str().unwrap_or_default()));
                let parts = kinds.map(|kind| Ok(Self { says: Says::Type(kind?, true), ..self }));
                Class::Combined(Criterion::Any, parts.collect::<Result<_, String>>()?)
            }
            Says::Enum => {
                let values = self.node.get("enum").and_then(Value::as_array);
                Class::Enum(values.ok_or_else(|| wrong("enum"))?)
            }
            Says::Const => Class::Const(self.node.get("const").ok_or_else(|| wrong("const"))?),
            Says::Combined(place) => {
                let (word, criterion) = COMBINING[place];
                Class::Combined(criterion, self.node.listed(word).into_iter().map(Part::from).collect())
            }
        })
    }
}

fn kind(word: &str) -> Result<Kind, String> {
    Kind::of(word).ok_or_else(|| format!("the type `{word}` is not known here"))
}

/// Beside a reference an older draft ignores every keyword, a newer one none.
fn known(node: Node<'_>, beside_reference: bool) -> Result<(), String> {
    let speaking = SPEAKING.iter().flat_map(|(_, words)| words.iter().copied());
    let combining = COMBINING.iter().map(|(word, _)| *word);
    let others = speaking.chain(combining).chain(["type", "enum", "const"]).filter(|_| beside_reference);
    match UNKNOWN.into_iter().chain(others).find(|word| node.get(word).is_some()) {
        Some(word) if beside_reference => {
            Err(format!("it has `{word}` beside a `$ref`, which is not compared here"))
        }
        Some(word) => Err(format!("it differs where it has `{word}`, which is not compared here")),
        None => Ok(()),
    }
}
