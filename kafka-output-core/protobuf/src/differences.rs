//! What keeps a Protobuf schema from data of another, by the rules of Confluent's registry: its `SchemaDiff` lists what may change
//! (<https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/serdes-protobuf.html>).
//!
//! Messages are told apart by their names without the package, fields by their numbers. Two rules are stricter than Confluent's
//! own, which reads the labels as they are written: a number that becomes repeated is written packed and cannot be read any more,
//! and what is `required` must be there.

use std::collections::{BTreeMap, BTreeSet};

use prost_reflect::{Cardinality, FieldDescriptor, Kind, MessageDescriptor, OneofDescriptor};

use crate::compiled::{RegisteredFile, compiled};

/// Where a reader's schema cannot take what a writer's may have written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// A message, a field or a `oneof` by its full name; the writer's package where that has changed.
    pub path: String,
    /// What is so.
    pub what: Change,
}

/// What a [`Difference`] is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The package is another one; the reader's.
    Package(String),
    /// The reader lacks the message.
    MessageRemoved,
    /// The reader lacks the field, which the writer requires.
    RequiredRemoved,
    /// The writer lacks the field, or does not require it, and the reader does.
    RequiredAdded,
    /// A number has another type, of another group on the wire.
    Type {
        /// The field's number.
        number: u32,
        /// As the writer declares it.
        writer: String,
        /// As the reader declares it.
        reader: String,
    },
    /// The reader lacks a field of a `oneof`.
    OneofFieldRemoved(String),
    /// These fields, of which the writer may write several, are one `oneof` of the reader.
    MovedToOneof(Vec<String>),
}

/// What keeps the reader from the writer's data; empty where nothing does.
///
/// # Errors
/// Why one of both is no schema.
pub fn differences(
    reader: &RegisteredFile<'_>,
    writer: &RegisteredFile<'_>,
) -> Result<Vec<Difference>, String> {
    let (reader, writer) = (compiled(reader)?, compiled(writer)?);
    let mut found = Found::default();
    if reader.package_name() != writer.package_name() {
        let what = Change::Package(reader.package_name().to_owned());
        found.differences.push(Difference { path: writer.package_name().to_owned(), what });
    }
    found.messages(&mut reader.messages(), &mut writer.messages());
    Ok(found.differences)
}

#[derive(Default)]
struct Found {
    differences: Vec<Difference>,
    /// The pairs that were held together, or are: a message may hold itself.
    seen: BTreeSet<(String, String)>,
}

impl Found {
    fn add(&mut self, path: &str, what: Change) {
        self.differences.push(Difference { path: path.to_owned(), what });
    }

    fn messages(
        &mut self,
        reader: &mut dyn Iterator<Item = MessageDescriptor>,
        writer: &mut dyn Iterator<Item = MessageDescriptor>,
    ) {
        let reader: Vec<_> = reader.collect();
        // A map's entry is a message in descriptors only; it is judged as its field's type.
        for wrote in writer.filter(|message| !message.is_map_entry()) {
            match reader.iter().find(|message| message.name() == wrote.name()) {
                Some(reads) => self.message(reads, &wrote),
                None => self.add(wrote.full_name(), Change::MessageRemoved),
            }
        }
    }

    fn message(&mut self, reader: &MessageDescriptor, writer: &MessageDescriptor) {
        if !self.seen.insert((reader.full_name().to_owned(), writer.full_name().to_owned())) {
            return;
        }
        let by_number = |message: &MessageDescriptor| -> BTreeMap<u32, FieldDescriptor> {
            message.fields().map(|field| (field.number(), field)).collect()
        };
        let (reads, wrote) = (by_number(reader), by_number(writer));
        for (number, field) in &wrote {
            match reads.get(number) {
                Some(other) => self.field(other, field),
                None if field.is_required() => self.add(field.full_name(), Change::RequiredRemoved),
                None => {
                    if let Some(oneof) = oneof_of(field)
                        && oneofs(reader).any(|other| other.name() == oneof.name())
                    {
                        self.add(oneof.full_name(), Change::OneofFieldRemoved(field.name().to_owned()));
                    }
                }
            }
        }
        for (number, field) in &reads {
            if field.is_required() && wrote.get(number).is_none_or(|other| !other.is_required()) {
                self.add(field.full_name(), Change::RequiredAdded);
            }
        }
        for oneof in oneofs(reader) {
            self.moved(&oneof, &wrote);
        }
        self.messages(&mut reader.child_messages(), &mut writer.child_messages());
    }

    /// Of what a `oneof` holds the writer may have set only one.
    fn moved(&mut self, oneof: &OneofDescriptor, wrote: &BTreeMap<u32, FieldDescriptor>) {
        let before: Vec<_> = oneof.fields().filter_map(|field| wrote.get(&field.number())).collect();
        // Each was alone, or in one of these.
        let places: BTreeSet<String> = before
            .iter()
            .map(|field| {
                oneof_of(field).map_or_else(|| field.name().to_owned(), |it| it.full_name().to_owned())
            })
            .collect();
        if places.len() > 1 {
            let names = before.iter().map(|field| field.name().to_owned());
            self.add(oneof.full_name(), Change::MovedToOneof(names.collect()));
        }
    }

    fn field(&mut self, reader: &FieldDescriptor, writer: &FieldDescriptor) {
        let of_one_kind = match (reader.is_map(), writer.is_map()) {
            (true, true) => {
                let (reads, wrote) = (entry(reader), entry(writer));
                reads.iter().zip(&wrote).all(|(reads, wrote)| is_one_kind(&reads.kind(), &wrote.kind()))
            }
            (false, false) => {
                reader.is_group() == writer.is_group()
                    && is_one_kind(&reader.kind(), &writer.kind())
                    && (reader.is_list() == writer.is_list() || !is_packable(&reader.kind()))
            }
            _ => false,
        };
        if !of_one_kind {
            let (number, reads, wrote) = (writer.number(), declared(reader), declared(writer));
            self.add(writer.full_name(), Change::Type { number, writer: wrote, reader: reads });
            return;
        }
        // Of a map, what its values are.
        let inside = |field: &FieldDescriptor| {
            if field.is_map() { Some(entry(field).pop()?.kind()) } else { Some(field.kind()) }
        };
        if let (Some(Kind::Message(reads)), Some(Kind::Message(wrote))) = (inside(reader), inside(writer)) {
            self.message(&reads, &wrote);
        }
    }
}

/// The key and the value of a map; nothing of any other field.
fn entry(field: &FieldDescriptor) -> Vec<FieldDescriptor> {
    match field.kind() {
        Kind::Message(entry) if entry.is_map_entry() => {
            vec![entry.map_entry_key_field(), entry.map_entry_value_field()]
        }
        _ => Vec::new(),
    }
}

/// The `oneof` that is written around a field, which `optional` is not.
fn oneof_of(field: &FieldDescriptor) -> Option<OneofDescriptor> {
    field.containing_oneof().filter(|oneof| !oneof.is_synthetic())
}

fn oneofs(message: &MessageDescriptor) -> impl Iterator<Item = OneofDescriptor> + '_ {
    message.oneofs().filter(|oneof| !oneof.is_synthetic())
}

/// Whether a type is read as another: messages by their names without packages, scalars and enums by their groups
/// (<https://protobuf.dev/programming-guides/proto3/#updating>).
fn is_one_kind(reader: &Kind, writer: &Kind) -> bool {
    match (reader, writer) {
        (Kind::Message(reads), Kind::Message(wrote)) => local(reads) == local(wrote),
        (Kind::Message(_), _) | (_, Kind::Message(_)) => false,
        _ => group(reader) == group(writer),
    }
}

/// A message's name without its package.
fn local(message: &MessageDescriptor) -> String {
    let (name, package) = (message.full_name(), message.package_name());
    let without = name.strip_prefix(package).and_then(|rest| rest.strip_prefix('.'));
    without.unwrap_or(name).to_owned()
}

fn group(kind: &Kind) -> &'static str {
    match kind {
        Kind::Int32 | Kind::Int64 | Kind::Uint32 | Kind::Uint64 | Kind::Bool | Kind::Enum(_) => "varint",
        Kind::Sint32 | Kind::Sint64 => "zigzag",
        Kind::String | Kind::Bytes => "string",
        Kind::Fixed32 | Kind::Sfixed32 => "fixed32",
        Kind::Fixed64 | Kind::Sfixed64 => "fixed64",
        Kind::Float => "float",
        Kind::Double => "double",
        Kind::Message(_) => "message",
    }
}

fn is_packable(kind: &Kind) -> bool {
    !matches!(kind, Kind::Message(_) | Kind::String | Kind::Bytes)
}

/// A type as it is declared: `repeated int32`, `map<string, shop.Line>`.
fn declared(field: &FieldDescriptor) -> String {
    match &entry(field)[..] {
        [key, value] => format!("map<{}, {}>", word(&key.kind()), word(&value.kind())),
        _ if field.cardinality() == Cardinality::Repeated => format!("repeated {}", word(&field.kind())),
        _ if field.is_group() => format!("group {}", word(&field.kind())),
        _ => word(&field.kind()),
    }
}

fn word(kind: &Kind) -> String {
    match kind {
        Kind::Message(message) => message.full_name().to_owned(),
        Kind::Enum(of) => of.full_name().to_owned(),
        scalar => format!("{scalar:?}").to_lowercase(),
    }
}

#[cfg(test)]
mod tests;
