//! An Avro schema of the program's: its text, and what is read of it once.

use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock, PoisonError};

use serde_avro_fast::Schema;
use serde_avro_fast::schema::SchemaMut;

use super::exact::Ways;
use crate::encode::EncodeError;
use crate::schema_registry::{Reference, Schema as RegistrySchema, SchemaText};

/// A file of a schema that names types of others.
#[derive(Debug)]
pub struct AvroFile {
    /// The full name of the type that it defines, by which others refer to it; of the outermost file empty.
    pub name: &'static str,
    /// Its text.
    pub text: &'static str,
    /// The positions of the files that it refers to.
    pub imports: &'static [usize],
}

/// What a schema's text is to the writer of serde's types.
#[derive(Debug)]
struct Read {
    schema: Schema,
    /// The ways to what the writer would write other values as, where it has any of that.
    ways: Option<Ways>,
}

impl Read {
    fn new(text: &str) -> Result<Self, String> {
        let parsed: SchemaMut =
            text.parse().map_err(|error: serde_avro_fast::schema::SchemaError| error.to_string())?;
        let ways = Ways::of(&parsed);
        let schema = parsed.freeze().map_err(|error| error.to_string())?;
        Ok(Self { schema, ways })
    }
}

/// A schema, read at its first use. One in the source the macro has read already, by the same parser.
#[derive(Debug)]
pub struct AvroSchema {
    text: &'static str,
    files: &'static [AvroFile],
    read: OnceLock<Result<Read, String>>,
    #[cfg(feature = "apache-avro")]
    pub(super) writer: OnceLock<Result<super::value::Writer, String>>,
}

impl AvroSchema {
    /// Made by generated code, in a `static`.
    #[must_use]
    pub const fn new(text: &'static str) -> Self {
        Self::of_files(text, &[])
    }

    /// The same of several files, the outermost first, which a registry gets one by one; the text is that of all.
    #[must_use]
    pub const fn of_files(text: &'static str, files: &'static [AvroFile]) -> Self {
        Self {
            text,
            files,
            read: OnceLock::new(),
            #[cfg(feature = "apache-avro")]
            writer: OnceLock::new(),
        }
    }

    /// The schema of a text that is known when the program runs, kept for as long as it does: one for each text, however often it is asked
    /// for.
    pub(crate) fn of_text(text: &str) -> &'static Self {
        static KEPT: Mutex<BTreeMap<&'static str, &'static AvroSchema>> = Mutex::new(BTreeMap::new());
        let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(schema) = kept.get(text) {
            return schema;
        }
        let text: &'static str = String::leak(text.to_owned());
        let schema: &'static Self = Box::leak(Box::new(Self::new(text)));
        kept.insert(text, schema);
        schema
    }

    /// What a registry gets.
    #[must_use]
    pub const fn schema(&self) -> RegistrySchema {
        schema_of(self.text, self.files)
    }

    #[cfg(feature = "apache-avro")]
    pub(super) const fn text(&self) -> &'static str {
        self.text
    }

    /// The schema as the writer of serde's types has it.
    pub(crate) fn read(&self) -> Result<&Schema, EncodeError> {
        self.parsed().map(|read| &read.schema)
    }

    /// The ways in it, where there is anything to look at.
    pub(super) fn ways(&self) -> Result<Option<&Ways>, EncodeError> {
        self.parsed().map(|read| read.ways.as_ref())
    }

    fn parsed(&self) -> Result<&Read, EncodeError> {
        self.read
            .get_or_init(|| Read::new(self.text))
            .as_ref()
            .map_err(|reason| EncodeError::new(format!("its Avro schema is none: {reason}")))
    }

    /// What stands before a datum in Avro's single-object encoding: a mark, and the fingerprint of the schema.
    pub(super) fn write_head(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        out.extend_from_slice(&MARK);
        out.extend_from_slice(self.read()?.rabin_fingerprint());
        Ok(())
    }
}

/// Of several files these, else the text.
pub(super) const fn schema_of(text: &'static str, files: &'static [AvroFile]) -> RegistrySchema {
    if files.is_empty() { RegistrySchema::avro(text) } else { RegistrySchema::avro_files(files) }
}

/// What a registry gets of several files.
pub(crate) fn text_of(files: &'static [AvroFile]) -> Result<SchemaText, EncodeError> {
    text_at(files, 0, &mut vec![0])
}

/// Of one of them; those that lead to it are left out, as in a circle that the macro does not let through.
fn text_at(files: &'static [AvroFile], at: usize, above: &mut Vec<usize>) -> Result<SchemaText, EncodeError> {
    let mut text = SchemaText::avro(files[at].text)?;
    for import in files[at].imports {
        if *import < files.len() && !above.contains(import) {
            above.push(*import);
            // The subject that the strategy `record_name` gives the type.
            let name = files[*import].name.to_owned();
            let schema = text_at(files, *import, above)?;
            text.references.push(Reference { subject: name.clone(), name, schema });
            above.pop();
        }
    }
    Ok(text)
}

/// The two bytes that the single-object encoding begins with, by Avro's specification.
pub(super) const MARK: [u8; 2] = [0xC3, 0x01];

#[cfg(test)]
mod tests {
    use super::AvroSchema;

    #[test]
    fn a_text_is_kept_once() {
        let (first, again) = (AvroSchema::of_text(r#""string""#), AvroSchema::of_text(r#""string""#));
        assert!(std::ptr::eq(first, again));
        assert!(!std::ptr::eq(first, AvroSchema::of_text(r#""bytes""#)));
    }
}
