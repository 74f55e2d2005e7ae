//! Avro data of one schema, written anew by another that can read them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use apache_avro::Schema;
use apache_avro::reader::datum::GenericDatumReader;
use apache_avro::schema_compatibility::SchemaCompatibility;
use apache_avro::writer::datum::GenericDatumWriter;

use super::schema::SchemaText;

/// Reads by the output's own schema, writes by the registry's newest.
pub(crate) struct Recode {
    reader: GenericDatumReader<'static>,
    writer: GenericDatumWriter<'static>,
}

impl Recode {
    /// What writes data of one schema by another. An error where the newest cannot hold all that the own one has.
    pub(super) fn between(own: &SchemaText, latest: &SchemaText) -> Result<Self, String> {
        let way_out = "write the output's values by the newest schema, or leave `use_latest_version` out";
        let (own, latest) = (parse(own)?, parse(latest)?);
        SchemaCompatibility::can_read(&own, &latest).map_err(|error| {
            format!("its newest schema cannot hold what the output's own writes ({error}); {way_out}")
        })?;
        if let Some((record, field)) = lost_field(&own, &latest) {
            return Err(format!(
                "its newest schema has no field `{field}` in `{record}`, so that what the output's own has there would be lost; {way_out}"
            ));
        }
        // Kept for as long as the program runs: there is one pair for each schema and newest one.
        let (own, latest): (&'static Schema, &'static Schema) =
            (Box::leak(Box::new(own)), Box::leak(Box::new(latest)));
        let unusable =
            |error: apache_avro::Error| format!("its newest schema cannot be used: {error}; {way_out}");
        Ok(Self {
            reader: GenericDatumReader::builder(own).reader_schema(latest).build().map_err(unusable)?,
            writer: GenericDatumWriter::builder(latest).build().map_err(unusable)?,
        })
    }

    /// The bytes by the newest schema.
    pub(crate) fn recode(&self, mut bytes: &[u8]) -> Result<Vec<u8>, String> {
        let value = self.reader.read_value(&mut bytes);
        let written = value.and_then(|value| self.writer.write_value_to_vec(value));
        written.map_err(|error| format!("it does not fit the registry's newest schema: {error}"))
    }
}

/// A schema with all it refers to.
fn parse(schema: &SchemaText) -> Result<Schema, String> {
    let mut texts = Vec::new();
    collect(schema, &mut texts);
    let unusable = |error: apache_avro::Error| format!("its schema cannot be read: {error}; mend it there");
    let (mut parsed, others) = Schema::parse_str_with_list(&schema.text, &texts).map_err(unusable)?;
    if !others.is_empty() {
        parsed.denormalize(&others).map_err(unusable)?;
    }
    Ok(parsed)
}

fn collect<'a>(schema: &'a SchemaText, texts: &mut Vec<&'a str>) {
    for reference in &schema.references {
        if !texts.contains(&reference.schema.text.as_str()) {
            texts.push(&reference.schema.text);
            collect(&reference.schema, texts);
        }
    }
}

/// A field of the own schema's that the newest has not, in a record that both have; resolution would drop it in silence.
fn lost_field(own: &Schema, latest: &Schema) -> Option<(String, String)> {
    let (own, latest) = (records(own), records(latest));
    own.into_iter().find_map(|(record, fields)| {
        let known = latest.get(&record)?;
        let lost = fields
            .own
            .into_iter()
            .find(|field| !known.own.contains(field) && !known.aliases.contains(field))?;
        Some((record, lost))
    })
}

/// The names of a record's fields, and their aliases.
#[derive(Default)]
struct Fields {
    own: BTreeSet<String>,
    aliases: BTreeSet<String>,
}

/// Every record of a schema, by its full name.
fn records(schema: &Schema) -> BTreeMap<String, Fields> {
    let mut found = BTreeMap::new();
    visit(schema, &mut found);
    found
}

fn visit(schema: &Schema, found: &mut BTreeMap<String, Fields>) {
    match schema {
        Schema::Record(record) => {
            let fields = Fields {
                own: record.fields.iter().map(|field| field.name.clone()).collect(),
                aliases: record.fields.iter().flat_map(|field| field.aliases.clone()).collect(),
            };
            found.insert(record.name.to_string(), fields);
            record.fields.iter().for_each(|field| visit(&field.schema, found));
        }
        Schema::Array(array) => visit(&array.items, found),
        Schema::Map(map) => visit(&map.types, found),
        Schema::Union(union) => union.variants().iter().for_each(|variant| visit(variant, found)),
        _ => {}
    }
}

impl fmt::Debug for Recode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recode").finish_non_exhaustive()
    }
}
