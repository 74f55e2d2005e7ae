//! A type's own schema and the output's, with what is known of their nodes.

use std::collections::{HashMap, HashSet};

use apache_avro::Schema;
use apache_avro::schema::{EnumSchema, Name, RecordField};
use serde_avro_fast::schema::{SchemaKey, SchemaMut};

use super::kinds::Kind;

/// Both schemas, and what is known of their nodes.
pub(super) struct Comparison<'a> {
    pub(super) schema: &'a SchemaMut,
    named: HashMap<&'a Name, &'a Schema>,
    /// By the address of a type's node and the position of the schema's. What is being judged is taken to fit, as a type in itself may.
    known: HashMap<(usize, usize), bool>,
    /// What has been reported.
    pub(super) told: HashSet<(usize, usize)>,
}

impl<'a> Comparison<'a> {
    pub(super) fn new(of_type: &'a Schema, schema: &'a SchemaMut) -> Self {
        let mut named = HashMap::new();
        collect(of_type, &mut named);
        Self { schema, named, known: HashMap::new(), told: HashSet::new() }
    }

    /// A type's node behind its name.
    pub(super) fn resolve(&self, of_type: &'a Schema) -> Option<&'a Schema> {
        match of_type {
            Schema::Ref { name } => self.named.get(name).copied(),
            other => Some(other),
        }
    }

    /// Whether the writer may take what is written so; `true` in doubt.
    pub(super) fn fits(&mut self, of_type: &'a Schema, key: SchemaKey) -> bool {
        let (Some(of_type), Some(kind)) = (self.resolve(of_type), Kind::at(self.schema, key)) else {
            return true;
        };
        let pair = (std::ptr::from_ref(of_type).addr(), key.idx());
        if let Some(known) = self.known.get(&pair) {
            return *known;
        }
        self.known.insert(pair, true);
        let fits = self.judge(of_type, key, kind);
        self.known.insert(pair, fits);
        fits
    }
}

/// An `Option`, by the default that one has.
pub(super) fn is_option(field: &RecordField) -> bool {
    let null_first = |union: &apache_avro::schema::UnionSchema| matches!(union.variants(), [Schema::Null, _]);
    field.default == Some(serde_json::Value::Null)
        && matches!(&field.schema, Schema::Union(union) if null_first(union))
}

/// The symbols that the schema does not have.
pub(super) fn lacking<'a>(symbols: &'a EnumSchema, wanted: &'a [String]) -> impl Iterator<Item = &'a String> {
    symbols.symbols.iter().filter(|symbol| !wanted.contains(symbol))
}

fn collect<'a>(of_type: &'a Schema, named: &mut HashMap<&'a Name, &'a Schema>) {
    match of_type {
        Schema::Array(array) => collect(&array.items, named),
        Schema::Map(map) => collect(&map.types, named),
        Schema::Union(union) => union.variants().iter().for_each(|branch| collect(branch, named)),
        Schema::Record(record) => {
            named.insert(&record.name, of_type);
            record.fields.iter().for_each(|field| collect(&field.schema, named));
        }
        Schema::Enum(symbols) => drop(named.insert(&symbols.name, of_type)),
        Schema::Fixed(fixed) | Schema::Duration(fixed) => drop(named.insert(&fixed.name, of_type)),
        Schema::Uuid(apache_avro::schema::UuidSchema::Fixed(fixed)) => {
            named.insert(&fixed.name, of_type);
        }
        _ => {}
    }
}
