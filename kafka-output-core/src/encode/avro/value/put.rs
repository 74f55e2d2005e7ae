//! A generic value, written where a schema says what it is.
//!
//! The writer of `apache-avro` takes more than it can write: a bare number in a union without its branch, a `float` where the schema says
//! `double`. And its `resolve`, which is for readers, leaves out fields that the schema does not know and chooses another branch than the
//! value names. So this is a walk of our own, which refuses what it cannot keep.

use apache_avro::schema::{NamesRef, NamespaceRef, RecordField, RecordSchema, Schema};
use apache_avro::types::Value;

use super::misfit::Misfit;
use super::scalar;
use super::union::Chosen;
use crate::encode::avro_record::wire::{put_bytes, put_length};

/// How much a value was changed to fit: of several branches of a union the one that it fits best is meant.
pub(super) type Change = u8;

/// How a value was written.
#[derive(Debug, Clone)]
pub(super) struct Fit {
    pub(super) change: Change,
    /// Of a union within it, that another of its branches would have been as good. Not an error yet: around this there may be a branch that
    /// the value fits better, or one that it fits no worse, and that is not the only one then.
    pub(super) doubt: Option<Box<Misfit>>,
}

impl Fit {
    /// Takes the fit of a part into that of the whole.
    fn hold(&mut self, part: Result<Self, Misfit>, name: impl Fn() -> String) -> Result<(), Misfit> {
        let Self { change, doubt } = part.map_err(|misfit| misfit.within(name()))?;
        self.change = self.change.max(change);
        if self.doubt.is_none() {
            self.doubt = doubt.map(|doubt| Box::new(doubt.within(name())));
        }
        Ok(())
    }

    fn at_least(self, change: Change) -> Self {
        Self { change: self.change.max(change), ..self }
    }
}

impl From<Change> for Fit {
    fn from(change: Change) -> Self {
        Self { change, doubt: None }
    }
}

/// It is what the schema says.
pub(super) const NONE: Change = 0;
/// The same in a wider number, or by another name.
pub(super) const WIDER: Change = 1;
/// The same in another kind of value.
pub(super) const OTHER: Change = 2;

/// What is known while writing.
#[derive(Clone, Copy)]
pub(super) struct Put<'s> {
    names: &'s NamesRef<'static>,
    /// Whether this is within a default, which is JSON.
    pub(super) in_json: bool,
    /// Of bare values in unions, all within the value that is written.
    pub(super) chosen: &'s Chosen,
}

impl<'s> Put<'s> {
    pub(super) const fn new(names: &'s NamesRef<'static>, chosen: &'s Chosen) -> Self {
        Self { names, in_json: false, chosen }
    }

    /// Appends a value; after an error what is appended is of no use.
    pub(super) fn put(
        self,
        value: &Value,
        schema: &Schema,
        around: NamespaceRef,
        out: &mut Vec<u8>,
    ) -> Result<Fit, Misfit> {
        match (schema, value) {
            (Schema::Ref { name }, _) => {
                let name = name.fully_qualified_name(around);
                let known = self.names.get(&*name).copied();
                let found = known.ok_or_else(|| Misfit::new(format!("the schema defines no `{name}`")))?;
                self.put(value, found, name.namespace(), out)
            }
            (Schema::Union(union), Value::Union(at, inner)) => {
                self.branch(*at, inner, union.variants(), around, out)
            }
            (Schema::Union(union), _) => self.bare(value, union.variants(), around, out),
            // An optional value, where the schema has no choice.
            (_, Value::Union(_, inner)) => self.put(inner, schema, around, out),
            (Schema::Array(array), Value::Array(items)) => {
                let mut fit = Fit::from(NONE);
                if !items.is_empty() {
                    put_length(items.len(), out);
                }
                for (at, item) in items.iter().enumerate() {
                    fit.hold(self.put(item, &array.items, around, out), || format!("[{at}]"))?;
                }
                out.push(0);
                Ok(fit)
            }
            (Schema::Map(map), Value::Map(entries)) => {
                let mut fit = Fit::from(NONE);
                if !entries.is_empty() {
                    put_length(entries.len(), out);
                }
                for (key, entry) in entries {
                    put_bytes(key.as_bytes(), out);
                    fit.hold(self.put(entry, &map.types, around, out), || format!("[{key:?}]"))?;
                }
                out.push(0);
                Ok(fit)
            }
            (Schema::Record(record), Value::Record(fields)) => {
                // Mostly they come in the schema's order.
                let mut next = 0;
                let find = |name: &str| {
                    let is_next = fields.get(next).is_some_and(|(known, _)| known == name);
                    let at =
                        if is_next { next } else { fields.iter().position(|(known, _)| known == name)? };
                    next = at + 1;
                    Some(&fields[at].1)
                };
                let names = fields.iter().map(|(name, _)| name.as_str());
                self.record(record, find, names, around, out)
            }
            (Schema::Record(record), Value::Map(fields)) => {
                let names = fields.keys().map(String::as_str);
                self.record(record, |name| fields.get(name), names, around, out)
                    .map(|fit| fit.at_least(WIDER))
            }
            _ => scalar::put(value, schema, self.in_json, out).map(Fit::from),
        }
    }

    /// Every field once, and none that the schema does not know; one that is not there is the schema's default.
    fn record<'v>(
        self,
        record: &RecordSchema,
        mut find: impl FnMut(&str) -> Option<&'v Value>,
        names: impl ExactSizeIterator<Item = &'v str>,
        around: NamespaceRef,
        out: &mut Vec<u8>,
    ) -> Result<Fit, Misfit> {
        let around = record.name.namespace().or(around);
        let (mut fit, mut taken) = (Fit::from(NONE), 0);
        let mut by_alias: Vec<&str> = Vec::new();
        for field in &record.fields {
            let value = find(&field.name).or_else(|| {
                field.aliases.iter().find_map(|alias| {
                    // What has a field of its own is that one's, and no value is two fields'.
                    let is_free = !by_alias.contains(&alias.as_str())
                        && record.fields.iter().all(|other| other.name != *alias);
                    let value = find(alias).filter(|_| is_free)?;
                    by_alias.push(alias);
                    Some(value)
                })
            });
            taken += usize::from(value.is_some());
            let put = match value {
                Some(value) => self.put(value, &field.schema, around, out),
                None => self.default(field, around, out).map(|fit| fit.at_least(WIDER)),
            };
            fit.hold(put, || field.name.clone())?;
        }
        if taken == names.len() { Ok(fit) } else { Err(left(record, names)) }
    }

    fn default(self, field: &RecordField, around: NamespaceRef, out: &mut Vec<u8>) -> Result<Fit, Misfit> {
        let Some(default) = &field.default else {
            return Err(Misfit::new(
                "the value has no such field, and the schema no default for it".to_owned(),
            ));
        };
        let value = Value::try_from(default.clone()).map_err(|error| Misfit::new(error.to_string()))?;
        // It ends: the parser refuses one that holds the record it stands in.
        Self { in_json: true, ..self }.put(&value, &field.schema, around, out)
    }
}

/// What is wrong with a value that has more fields than are written.
fn left<'v>(record: &RecordSchema, names: impl Iterator<Item = &'v str>) -> Misfit {
    let mut twice = None;
    let mut seen = Vec::new();
    for name in names {
        let by_name = record.fields.iter().find(|field| field.name == name);
        let by_alias = || record.fields.iter().find(|field| field.aliases.iter().any(|alias| alias == name));
        let Some(field) = by_name.or_else(by_alias) else {
            return Misfit::new(format!("the record `{}` has no field `{name}`; leave it out", record.name));
        };
        if seen.contains(&&field.name) {
            twice = twice.or(Some(&field.name));
        }
        seen.push(&field.name);
    }
    match twice {
        Some(name) => Misfit::new("the value has it twice; leave one out".to_owned()).within(name.clone()),
        None => Misfit::new(format!("fields of the record `{}` share a name", record.name)),
    }
}
