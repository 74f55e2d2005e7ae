//! The schema of one side of a record: what a registry gets.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};
use std::sync::{Mutex, PoisonError};

use super::interned::Interned;
use crate::encode::EncodeError;
#[cfg(feature = "avro")]
use crate::encode::avro::AvroFile;
#[cfg(feature = "protobuf")]
use crate::encode::{NameOf, ProtobufSchema};

/// The kinds of schemas a registry keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SchemaType {
    /// Avro.
    Avro,
    /// Protobuf.
    Protobuf,
    /// JSON Schema.
    Json,
}

impl SchemaType {
    /// As the registry's interface spells it.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Avro => "AVRO",
            Self::Protobuf => "PROTOBUF",
            Self::Json => "JSON",
        }
    }

    /// Of the interface's word.
    #[cfg(feature = "schema-registry")]
    pub(crate) fn of(word: &str) -> Option<Self> {
        [Self::Avro, Self::Protobuf, Self::Json].into_iter().find(|kind| kind.word() == word)
    }

    /// In a sentence.
    #[cfg(all(feature = "schema-registry", feature = "testing"))]
    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::Avro => "Avro",
            Self::Protobuf => "Protobuf",
            Self::Json => "JSON Schema",
        }
    }
}

/// A schema with everything a registry asks about it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SchemaText {
    /// Its kind.
    pub schema_type: SchemaType,
    /// Its text, as it is registered.
    pub text: String,
    /// The full name of what it describes; `None` where it has no name, as a plain Avro `string`.
    pub name: Option<String>,
    /// The schemas it refers to, those of the first level.
    pub references: Vec<Reference>,
    /// What stands between the id and the value: Protobuf's message indexes, else nothing.
    pub indexes: Vec<u8>,
}

/// A schema another one refers to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Reference {
    /// The name it is referred to by: Avro's full name, Protobuf's import path, JSON Schema's `$ref`.
    pub name: String,
    /// The subject it is registered under.
    pub subject: String,
    /// The schema.
    pub schema: Interned,
}

/// Where a schema comes from: a handle that formats pass about, read when a registry asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Schema(Origin);

#[derive(Debug, Clone, Copy)]
enum Origin {
    /// The text of an Avro schema in the program.
    Avro(&'static str),
    /// The files of an Avro schema in the program, which refer to each other.
    #[cfg(feature = "avro")]
    AvroFiles(&'static [AvroFile]),
    /// The text of a JSON schema in the program.
    Json(&'static str),
    /// A `.proto` file in the program, and what the type says of its message's name.
    #[cfg(feature = "protobuf")]
    Protobuf(&'static ProtobufSchema, fn() -> NameOf),
    /// Made from a type, or of several texts.
    Made(Make),
}

/// Makes a schema's text. Two functions of the same address are the same code, and make the same; one function at two addresses
/// is only asked twice.
type Make = fn() -> Result<SchemaText, EncodeError>;

impl Origin {
    /// What tells it from others.
    fn identity(self) -> (SchemaType, usize, usize) {
        match self {
            #[cfg(feature = "avro")]
            Self::AvroFiles(files) => (SchemaType::Avro, files.as_ptr().addr(), files.len()),
            Self::Avro(text) => (SchemaType::Avro, text.as_ptr().addr(), text.len()),
            Self::Json(text) => (SchemaType::Json, text.as_ptr().addr(), text.len()),
            #[cfg(feature = "protobuf")]
            Self::Protobuf(file, name) => {
                (SchemaType::Protobuf, std::ptr::from_ref(file).addr(), name as usize)
            }
            // No text is as long, nor is a function there.
            Self::Made(make) => (SchemaType::Avro, make as usize, usize::MAX),
        }
    }
}

impl PartialEq for Origin {
    fn eq(&self, other: &Self) -> bool {
        self.identity() == other.identity()
    }
}

impl Eq for Origin {}

impl Hash for Origin {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.identity().hash(state);
    }
}

impl Schema {
    /// An Avro schema, as text.
    #[must_use]
    pub const fn avro(text: &'static str) -> Self {
        Self(Origin::Avro(text))
    }

    /// An Avro schema of several files, the outermost first.
    #[cfg(feature = "avro")]
    #[must_use]
    pub const fn avro_files(files: &'static [AvroFile]) -> Self {
        Self(Origin::AvroFiles(files))
    }

    /// A JSON schema, as text.
    #[must_use]
    pub const fn json(text: &'static str) -> Self {
        Self(Origin::Json(text))
    }

    /// The message of this name in a `.proto` file.
    #[cfg(feature = "protobuf")]
    #[must_use]
    pub const fn protobuf(file: &'static ProtobufSchema, name: fn() -> NameOf) -> Self {
        Self(Origin::Protobuf(file, name))
    }

    /// A schema that is made when a registry first asks for it.
    #[must_use]
    pub const fn made(make: fn() -> Result<SchemaText, EncodeError>) -> Self {
        Self(Origin::Made(make))
    }

    /// The schema, read or made once in a program.
    pub(crate) fn read(self) -> Result<Interned, EncodeError> {
        static KNOWN: Mutex<Option<HashMap<Schema, Interned>>> = Mutex::new(None);
        let known = || KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(read) = known().get_or_insert_default().get(&self) {
            return Ok(*read);
        }
        // Made without the lock: a type's own code runs here.
        let read = match self.0 {
            Origin::Avro(text) => SchemaText::avro(text)?,
            #[cfg(feature = "avro")]
            Origin::AvroFiles(files) => crate::encode::avro::text_of(files)?,
            Origin::Json(text) => SchemaText::json(text)?,
            #[cfg(feature = "protobuf")]
            Origin::Protobuf(file, name) => file.text_of(&name())?,
            Origin::Made(make) => make()?,
        };
        let read = read.interned();
        known().get_or_insert_default().insert(self, read);
        Ok(read)
    }
}

impl SchemaText {
    /// An Avro schema without references.
    pub fn avro(text: &str) -> Result<Self, EncodeError> {
        let schema: serde_json::Value = serde_json::from_str(text)
            .map_err(|error| EncodeError::because("its Avro schema is no JSON", error))?;
        Ok(Self {
            schema_type: SchemaType::Avro,
            text: text.to_owned(),
            name: avro_name(&schema),
            references: Vec::new(),
            indexes: Vec::new(),
        })
    }
}

/// The full name of an Avro schema that has one: its `name`, in its `namespace` unless that holds a dot itself.
fn avro_name(schema: &serde_json::Value) -> Option<String> {
    let name = schema.get("name")?.as_str()?;
    match schema.get("namespace").and_then(serde_json::Value::as_str) {
        Some(namespace) if !namespace.is_empty() && !name.contains('.') => {
            Some(format!("{namespace}.{name}"))
        }
        _ => Some(name.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Schema, SchemaText};

    #[test]
    fn a_name_stands_in_its_namespace() {
        let name = |text: &str| SchemaText::avro(text).unwrap().name;
        assert_eq!(name(r#"{"type": "record", "name": "A", "namespace": "b.c"}"#).as_deref(), Some("b.c.A"));
        assert_eq!(name(r#"{"type": "record", "name": "d.A", "namespace": "b.c"}"#).as_deref(), Some("d.A"));
        assert_eq!(name(r#"{"type": "record", "name": "A"}"#).as_deref(), Some("A"));
        assert_eq!(name(r#""string""#), None);
    }

    #[test]
    fn equal_texts_are_one_schema() {
        static ONE: &str = r#"{"type": "record", "name": "Equal", "fields": []}"#;
        let other: &'static str = ONE.to_owned().leak();
        assert_eq!(Schema::avro(ONE).read().unwrap(), Schema::avro(other).read().unwrap());
    }
}
