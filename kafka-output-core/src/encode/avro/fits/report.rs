//! Which part of a type does not fit, in sentences.

use apache_avro::Schema;
use apache_avro::schema::{RecordField, RecordSchema};
use serde_avro_fast::schema::{Record, SchemaKey};

use super::Misfit;
use super::compare::{Comparison, is_option, lacking};
use super::kinds::{Kind, said, written};

impl<'a> Comparison<'a> {
    /// Everything that does not fit.
    pub(super) fn report(&mut self, of_type: &'a Schema, key: SchemaKey) -> Vec<Misfit> {
        let mut found = Vec::new();
        self.look(of_type, key, "", &mut found);
        found
    }

    /// The parts of what does not fit, or itself; nothing of what has been told.
    fn look(&mut self, of_type: &'a Schema, key: SchemaKey, path: &str, found: &mut Vec<Misfit>) {
        if self.fits(of_type, key) {
            return;
        }
        let (Some(of_type), Some(kind)) = (self.resolve(of_type), Kind::at(self.schema, key)) else { return };
        if !self.told.insert((std::ptr::from_ref(of_type).addr(), key.idx())) {
            return;
        }
        match (of_type, kind) {
            (Schema::Record(record), Kind::Record(wanted)) => {
                self.look_at_fields(record, wanted, path, found);
            }
            (Schema::Array(array), Kind::Array(items)) => {
                self.look(&array.items, items, &format!("{path}[]"), found);
            }
            (Schema::Map(map), Kind::Map(values)) => {
                self.look(&map.types, values, &format!("{path}{{}}"), found);
            }
            (Schema::Union(union), _) => {
                for branch in union.variants() {
                    self.look(branch, key, path, found);
                }
            }
            (_, Kind::Union(keys)) => match self.only_branch(keys) {
                Some(branch) => self.look(of_type, branch, path, found),
                None => found.push(self.misfit(of_type, key, path)),
            },
            _ => found.push(self.misfit(of_type, key, path)),
        }
    }

    fn look_at_fields(
        &mut self,
        record: &'a RecordSchema,
        wanted: &'a Record,
        path: &str,
        found: &mut Vec<Misfit>,
    ) {
        for field in &record.fields {
            if !self.field_fits(field, wanted) {
                self.look_at_field(field, wanted, &below(path, &field.name), found);
            }
        }
        for field in &wanted.fields {
            if !self.takes_null(field.type_) && record.fields.iter().all(|own| own.name != field.name) {
                found.push(Misfit {
                    path: below(path, &field.name),
                    what: format!(
                        "is not written, and the schema says {}, which cannot be left out",
                        said(self.schema, field.type_)
                    ),
                });
            }
        }
    }

    fn look_at_field(
        &mut self,
        field: &'a RecordField,
        wanted: &'a Record,
        path: &str,
        found: &mut Vec<Misfit>,
    ) {
        let Some(wanted_field) = wanted.fields.iter().find(|wanted| wanted.name == field.name) else {
            let name = wanted.name.fully_qualified_name();
            found.push(Misfit {
                path: path.to_owned(),
                what: format!("is written, and the schema's record `{name}` has no such field"),
            });
            return;
        };
        if is_option(field)
            && !self.takes_null(wanted_field.type_)
            && let Schema::Union(union) = &field.schema
        {
            found.push(self.misfit(&Schema::Null, wanted_field.type_, path));
            // Of the rest, what is wrong besides.
            for branch in union.variants().iter().filter(|branch| **branch != Schema::Null) {
                self.look(branch, wanted_field.type_, path, found);
            }
            return;
        }
        self.look(&field.schema, wanted_field.type_, path, found);
    }

    /// The branch that is meant: the only one that is not null.
    fn only_branch(&self, keys: &[SchemaKey]) -> Option<SchemaKey> {
        let is_null = |key: &&SchemaKey| matches!(Kind::at(self.schema, **key), Some(Kind::Null));
        let mut others = keys.iter().filter(|key| !is_null(key));
        let first = others.next().copied();
        first.filter(|_| others.next().is_none())
    }

    fn misfit(&self, of_type: &Schema, key: SchemaKey, path: &str) -> Misfit {
        let says = said(self.schema, key);
        let what = match (of_type, Kind::at(self.schema, key)) {
            (Schema::Null, _) => format!("may be null, and the schema says {says}, which cannot"),
            (Schema::Enum(symbols), Some(Kind::Enum(wanted))) => {
                let symbols: Vec<&str> = lacking(symbols, &wanted.symbols).map(String::as_str).collect();
                format!("may be `{}`, which {says} does not have", symbols.join("`, `"))
            }
            _ => format!("is written as {}, and the schema says {says}", written(of_type)),
        };
        Misfit { path: path.to_owned(), what }
    }
}

fn below(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}
