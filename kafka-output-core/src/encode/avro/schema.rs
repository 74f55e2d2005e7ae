//! An Avro schema of the program's: its text, and what is read of it once.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, OnceLock, PoisonError};

use serde_avro_fast::Schema;
use serde_avro_fast::schema::SchemaMut;

use super::exact::Ways;
use crate::encode::EncodeError;
use crate::schema_registry::{Interned, Reference, Schema as RegistrySchema, SchemaText};

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
    text_at(files, 0, &mut HashMap::new())
}

/// Of one of them. What it refers to is known by its position, once it was read; until then it stands there with nothing, and is
/// left out, as in a circle that the macro does not let through.
fn text_at(
    files: &'static [AvroFile],
    at: usize,
    known: &mut HashMap<usize, Option<Interned>>,
) -> Result<SchemaText, EncodeError> {
    known.insert(at, None);
    let mut text = SchemaText::avro(files[at].text)?;
    for import in files[at].imports.iter().filter(|import| **import < files.len()) {
        if !known.contains_key(import) {
            let schema = text_at(files, *import, known)?.interned();
            known.insert(*import, Some(schema));
        }
        if let Some(Some(schema)) = known.get(import) {
            // The subject that the strategy `record_name` gives the type.
            let name = files[*import].name.to_owned();
            text.references.push(Reference { subject: name.clone(), name, schema: *schema });
        }
    }
    Ok(text)
}

/// The two bytes that the single-object encoding begins with, by Avro's specification.
pub(super) const MARK: [u8; 2] = [0xC3, 0x01];

#[cfg(test)]
mod tests {
    use super::{AvroFile, AvroSchema, text_of};

    #[test]
    fn a_text_is_kept_once() {
        let (first, again) = (AvroSchema::of_text(r#""string""#), AvroSchema::of_text(r#""string""#));
        assert!(std::ptr::eq(first, again));
        assert!(!std::ptr::eq(first, AvroSchema::of_text(r#""bytes""#)));
    }

    #[test]
    fn files_that_refer_twice_to_the_same_are_each_read_once() {
        const LEVELS: usize = 30;
        let file = |level: usize| {
            let name: &str = format!("shop.L{level}").leak();
            let text = format!(r#"{{"type": "record", "name": "{name}", "fields": []}}"#).leak();
            let imports: &[usize] = if level < LEVELS { vec![level + 1; 2].leak() } else { &[] };
            AvroFile { name, text, imports }
        };
        let files: &[AvroFile] = (0..=LEVELS).map(file).collect::<Vec<_>>().leak();

        let mut text = &text_of(files).unwrap();

        for level in 1..=LEVELS {
            assert_eq!(text.references[0].name, format!("shop.L{level}"));
            assert_eq!(text.references[0], text.references[1]);
            text = text.references[0].schema.get();
        }
        assert!(text.references.is_empty());
    }

    #[test]
    fn a_circle_of_files_comes_to_an_end() {
        static FILES: [AvroFile; 2] = [
            AvroFile { name: "", text: r#""string""#, imports: &[1] },
            AvroFile { name: "b", text: r#""string""#, imports: &[0, 1, 7] },
        ];
        let text = text_of(&FILES).unwrap();
        assert!(text.references[0].schema.references.is_empty(), "{text:?}");
    }
}
