//! Schemas of messages: of `.proto` files, which the macro has read and checked, and of types that describe themselves.

use std::collections::HashMap;

use prost::Message;

use super::{NamedProtobuf, Protobuf};
use crate::encode::EncodeError;
use crate::schema_registry::{Interned, Reference, SchemaText, SchemaType};

/// A `.proto` file with what it imports, in the program.
#[derive(Debug)]
pub struct ProtobufSchema {
    files: &'static [ProtobufFile],
    messages: &'static [ProtobufMessage],
}

/// A file, as it is imported.
#[derive(Debug)]
pub struct ProtobufFile {
    /// The name in `import`; of the outermost file its path.
    pub name: &'static str,
    /// Its text.
    pub text: &'static str,
    /// The positions of what it imports; without Google's well-known types, which registries have.
    pub imports: &'static [usize],
}

/// A message of the outermost file.
#[derive(Debug)]
pub struct ProtobufMessage {
    /// Its full name.
    pub name: &'static str,
    /// What stands for it between the id and the message.
    pub indexes: &'static [u8],
}

/// What a type says of its message's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NameOf {
    /// The name, with its package.
    Full(String),
    /// Only the path of the Rust type.
    Type(&'static str),
}

/// A format that knows what the messages of a type are called.
pub trait MessageName<T> {
    /// The name.
    fn name() -> NameOf;
}

impl<T: Message> MessageName<T> for Protobuf {
    fn name() -> NameOf {
        NameOf::Type(std::any::type_name::<T>())
    }
}

impl<T: prost::Name> MessageName<T> for NamedProtobuf {
    fn name() -> NameOf {
        NameOf::Full(T::full_name())
    }
}

#[cfg(feature = "schema-registry")]
impl<T: kafka_output_protobuf::ReflectMessage + Default> MessageName<T> for super::ReflectedProtobuf {
    fn name() -> NameOf {
        NameOf::Full(T::default().descriptor().full_name().to_owned())
    }
}

impl ProtobufSchema {
    /// Made by generated code, in a `static`: the outermost file first.
    #[must_use]
    pub const fn new(files: &'static [ProtobufFile], messages: &'static [ProtobufMessage]) -> Self {
        Self { files, messages }
    }

    /// What a registry gets for a message of this name.
    pub(crate) fn text_of(&self, name: &NameOf) -> Result<SchemaText, EncodeError> {
        let message = self.message(name)?;
        let file = self.outermost();
        Ok(SchemaText { name: Some(message.name.to_owned()), indexes: message.indexes.to_vec(), ..file })
    }

    fn message(&self, name: &NameOf) -> Result<&'static ProtobufMessage, EncodeError> {
        let fits = |message: &&ProtobufMessage| match name {
            NameOf::Full(name) => message.name == name,
            NameOf::Type(path) => is_same_name(path, message.name),
        };
        let mut fitting = self.messages.iter().filter(fits);
        if let (Some(message), None) = (fitting.next(), fitting.next()) {
            return Ok(message);
        }
        let file = self.files.first().map_or("", |file| file.name);
        let all: Vec<&str> = self.messages.iter().map(|message| message.name).collect();
        let all = all.join("`, `");
        Err(EncodeError::new(match name {
            NameOf::Full(name) => {
                format!("{file} has no message `{name}`, only `{all}`; name the file that has it")
            }
            NameOf::Type(path) => format!(
                "which message of {file} the type `{path}` is cannot be told: there are `{all}`; implement prost's `Name` for it (prost-build does with `enable_type_names`), or give the type the message's name"
            ),
        }))
    }

    /// The outermost file. Nothing imports what stands before it, so the last is the first to be made.
    fn outermost(&self) -> SchemaText {
        let Some((outermost, imported)) = self.files.split_first() else {
            return text_of_file("", Vec::new());
        };
        let mut made = HashMap::new();
        for (at, file) in imported.iter().enumerate().rev() {
            let text = text_of_file(file.text, self.references(file, &made));
            made.insert(at + 1, text.interned());
        }
        text_of_file(outermost.text, self.references(outermost, &made))
    }

    fn references(&self, file: &ProtobufFile, made: &HashMap<usize, Interned>) -> Vec<Reference> {
        let made = |at: &usize| Some(reference(self.files.get(*at)?.name, *made.get(at)?));
        file.imports.iter().filter_map(made).collect()
    }
}

fn text_of_file(text: &str, references: Vec<Reference>) -> SchemaText {
    SchemaText {
        schema_type: SchemaType::Protobuf,
        text: text.to_owned(),
        name: None,
        references,
        indexes: Vec::new(),
    }
}

/// A file under the subject that Confluent's serializer gives an import: its path.
fn reference(path: &str, schema: Interned) -> Reference {
    Reference { name: path.to_owned(), subject: path.to_owned(), schema }
}

/// Whether a Rust type is called as prost calls a message: `shop::HttpHeader`, `shop.HTTP_header`.
fn is_same_name(path: &str, message: &str) -> bool {
    let path = path.split('<').next().unwrap_or(path);
    let letters =
        |name: &str| name.chars().filter(|letter| *letter != '_').collect::<String>().to_lowercase();
    let last = |name: &str, mark: &str| letters(name.rsplit(mark).next().unwrap_or(name));
    last(path, "::") == last(message, ".")
}

/// The schema of a type that describes itself.
#[cfg(feature = "schema-registry")]
pub(super) fn of_type<T: kafka_output_protobuf::ReflectMessage + Default>() -> Result<SchemaText, EncodeError>
{
    let described = kafka_output_protobuf::described::<T>().map_err(|name| {
        EncodeError::new(format!(
            "the descriptor of the message `{name}` is not in its own file's; write `protobuf_schema_file`"
        ))
    })?;
    let mut made: Vec<(&str, Interned)> = Vec::new();
    let text = |file: &kafka_output_protobuf::DescribedFile, made: &[(&str, Interned)]| {
        let made = file.imports.iter().filter_map(|at| made.get(*at));
        text_of_file(&file.text, made.map(|(name, schema)| reference(name, *schema)).collect())
    };
    for file in &described.imported {
        made.push((&file.name, text(file, &made).interned()));
    }
    let (name, indexes) = (Some(described.message.full_name.clone()), described.message.indexes());
    Ok(SchemaText { name, indexes, ..text(&described.file, &made) })
}

#[cfg(test)]
mod tests {
    use super::{NameOf, ProtobufFile, ProtobufMessage, ProtobufSchema};

    static ORDERS: ProtobufSchema = ProtobufSchema::new(
        &[
            ProtobufFile { name: "orders.proto", text: "orders", imports: &[1, 2] },
            ProtobufFile { name: "money.proto", text: "money", imports: &[2] },
            ProtobufFile { name: "currency.proto", text: "currency", imports: &[] },
        ],
        &[
            ProtobufMessage { name: "shop.Order", indexes: &[0] },
            ProtobufMessage { name: "shop.Order.order_line", indexes: &[4, 0, 0] },
            ProtobufMessage { name: "shop.Order.Note", indexes: &[4, 0, 2] },
            ProtobufMessage { name: "shop.Note", indexes: &[2, 2] },
        ],
    );

    fn indexes(name: &NameOf) -> Result<Vec<u8>, String> {
        ORDERS.text_of(name).map(|text| text.indexes).map_err(|error| error.to_string())
    }

    #[test]
    fn a_message_is_found_by_its_name_or_by_that_of_the_type() {
        assert_eq!(indexes(&NameOf::Full("shop.Note".to_owned())), Ok(vec![2, 2]));
        assert_eq!(indexes(&NameOf::Type("mine::shop::Order")), Ok(vec![0]));
        assert_eq!(indexes(&NameOf::Type("mine::shop::order::OrderLine")), Ok(vec![4, 0, 0]));
    }

    #[test]
    fn what_cannot_be_told_says_what_there_is_and_what_to_do() {
        let error = indexes(&NameOf::Type("mine::Note")).unwrap_err();
        assert!(error.contains("`shop.Order.Note`, `shop.Note`; implement prost's `Name`"), "{error}");
        let error = indexes(&NameOf::Type("mine::Other")).unwrap_err();
        assert!(
            error.starts_with("which message of orders.proto the type `mine::Other` is cannot be told"),
            "{error}"
        );
        let error = indexes(&NameOf::Full("shop.Other".to_owned())).unwrap_err();
        assert!(error.starts_with("orders.proto has no message `shop.Other`, only `shop.Order`"), "{error}");
    }

    #[test]
    fn imports_are_references_under_their_paths() {
        let text = ORDERS.text_of(&NameOf::Full("shop.Order".to_owned())).unwrap();
        let names: Vec<(&str, &str)> =
            text.references.iter().map(|import| (&*import.name, &*import.subject)).collect();
        assert_eq!(names, [("money.proto", "money.proto"), ("currency.proto", "currency.proto")]);
        assert_eq!(text.references[0].schema.references[0].schema.text, "currency");
    }

    #[test]
    fn files_that_import_the_same_twice_are_each_made_once() {
        const LEVELS: usize = 30;
        let file = |level: usize| ProtobufFile {
            name: format!("l{level}.proto").leak(),
            text: format!("level {level}").leak(),
            imports: if level < LEVELS { vec![level + 1; 2].leak() } else { &[] },
        };
        let files = (0..=LEVELS).map(file).collect::<Vec<_>>().leak();
        let ladder = ProtobufSchema::new(files, &[ProtobufMessage { name: "Top", indexes: &[0] }]);

        let mut text = &ladder.text_of(&NameOf::Full("Top".to_owned())).unwrap();

        for level in 1..=LEVELS {
            assert_eq!(text.references[1].name, format!("l{level}.proto"));
            text = text.references[1].schema.get();
        }
        assert_eq!((&*text.text, text.references.len()), ("level 30", 0));
    }
}
