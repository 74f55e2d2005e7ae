//! Protobuf: the rules stand in the package that reads its schemas, the sentences here.

use kafka_output_protobuf::{Change, Difference, RegisteredFile, RegisteredImport, differences};

use super::Newer;
use super::misfit::{Misfit, What};
use crate::schema_registry::schema::{Reference, SchemaText};

/// What keeps the reader from the writer's data.
///
/// # Errors
/// With the reason why nobody here can tell.
pub(super) fn misfits(reader: &SchemaText, writer: &SchemaText) -> Result<Vec<Misfit>, String> {
    let found = differences(&file(reader), &file(writer))?;
    Ok(found
        .into_iter()
        .map(|Difference { path, what }| Misfit { path, what: What::Protobuf(what) })
        .collect())
}

fn file(schema: &SchemaText) -> RegisteredFile<'_> {
    let mut imports = Vec::new();
    add_imports(schema, &mut imports);
    RegisteredFile { text: &schema.text, imports }
}

/// Several files may import the same; it is named once.
fn add_imports<'a>(schema: &'a SchemaText, imports: &mut Vec<RegisteredImport<'a>>) {
    for Reference { name, schema, .. } in &schema.references {
        if imports.iter().all(|known| known.name != name) {
            imports.push(RegisteredImport { name, text: &schema.text });
            add_imports(schema, imports);
        }
    }
}

/// What is wrong, given what both schemas are called.
pub(super) fn wrong(change: &Change, path: &str, reader: &str, writer: &str) -> String {
    match change {
        Change::Package(package) => {
            format!("the package is `{path}` in {writer} and `{package}` in {reader}")
        }
        Change::MessageRemoved => format!("the message `{path}` is in {writer} and not in {reader}"),
        Change::RequiredRemoved => format!("`{path}` is required in {writer}, and {reader} does not have it"),
        Change::RequiredAdded => format!("`{path}` is required in {reader} and not in {writer}"),
        Change::Type { number, writer: wrote, reader: reads } => format!(
            "`{path}`, field {number}, is `{wrote}` in {writer}, which {reader} cannot read as `{reads}`"
        ),
        Change::OneofFieldRemoved(field) => {
            format!("`{path}` has the field `{field}` in {writer} and not in {reader}")
        }
        Change::MovedToOneof(fields) => format!(
            "`{}` may be set together in {writer}, and are one `oneof`, `{path}`, in {reader}",
            fields.join("`, `")
        ),
    }
}

pub(super) fn way_out(change: &Change, newer: Newer) -> &'static str {
    match (change, newer) {
        (Change::Package(_), _) => "keep the package, or use another topic",
        (Change::MessageRemoved, Newer::Reader) => "keep the message",
        (Change::MessageRemoved, Newer::Writer) => "put the message into a file that this one imports",
        (Change::RequiredRemoved | Change::OneofFieldRemoved(_), Newer::Reader) => "keep the field",
        (Change::RequiredRemoved, Newer::Writer) | (Change::RequiredAdded, Newer::Reader) => {
            "make the field optional"
        }
        (Change::RequiredAdded, Newer::Writer) => "keep the field required",
        (Change::Type { .. }, _) => "keep its type, and give a new field a number that no field has had",
        (Change::OneofFieldRemoved(_), Newer::Writer) => "add the field outside of the `oneof`",
        (Change::MovedToOneof(_), Newer::Reader) => "leave the fields where they were",
        (Change::MovedToOneof(_), Newer::Writer) => "keep the `oneof`",
    }
}
