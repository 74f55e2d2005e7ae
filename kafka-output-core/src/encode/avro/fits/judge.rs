//! What the writer takes, kind by kind.

use apache_avro::Schema;
use apache_avro::schema::{RecordField, RecordSchema};
use serde_avro_fast::schema::{Record, SchemaKey};

use super::compare::{Comparison, is_option, lacking};
use super::kinds::{Kind, is_wide_integer};

/// What the elements are of what apache-avro calls bytes, and serde may write one by one.
static BYTE: Schema = Schema::Int;

impl<'a> Comparison<'a> {
    /// By what the writer's source takes each kind for.
    pub(super) fn judge(&mut self, of_type: &'a Schema, key: SchemaKey, kind: Kind<'a>) -> bool {
        use Kind::{
            Array, BigDecimal, Boolean, Bytes, Decimal, Double, Duration, Enum, Fixed, Float, Map, Null,
            Text, Union, Uuid,
        };
        // `[T; 1]` and `(T,)` say what `T` says, and are written as a list.
        if let Array(items) = kind
            && self.fits(of_type, items)
        {
            return true;
        }
        match (of_type, kind) {
            (Schema::Union(union), _) => union.variants().iter().all(|branch| self.fits(branch, key)),
            (_, Union(keys)) => keys.iter().any(|key| self.fits(of_type, *key)),
            // `[T; 0]` says null and is an empty list, a variant without values may as well, and is written by its name.
            (Schema::Null, kind) => matches!(kind, Null | Array(_) | Bytes | Text | Enum(_) | Fixed(_)),
            (Schema::Boolean, kind) => matches!(kind, Boolean),
            (Schema::Int | Schema::Long, kind) => is_of_integer(kind),
            (Schema::Fixed(fixed), kind) if is_wide_integer(&fixed.name) => is_of_integer(kind),
            // The writer does not widen.
            (Schema::Float, kind) => matches!(kind, Float),
            (Schema::Double, kind) => matches!(kind, Float | Double | Decimal | BigDecimal),
            (Schema::String, kind) => {
                matches!(kind, Text | Bytes | Uuid | Enum(_) | Fixed(_) | Decimal | BigDecimal)
            }
            // Bytes, or a list of them; of a UUID also its text.
            (Schema::Bytes | Schema::Fixed(_) | Schema::Uuid(_), Array(items)) => self.fits(&BYTE, items),
            (Schema::Bytes | Schema::Fixed(_) | Schema::Uuid(_), kind) => {
                matches!(kind, Text | Bytes | Uuid | Enum(_) | Fixed(_) | Decimal | BigDecimal | Duration)
            }
            (Schema::Array(array), Array(items)) => self.fits(&array.items, items),
            (Schema::Array(array), Bytes | Fixed(_) | Duration) => self.is_integer(&array.items),
            (Schema::Array(_), _) => false,
            (Schema::Map(map), Map(values)) => self.fits(&map.types, values),
            // Its keys are not known, but that there are values for all that cannot be null.
            (Schema::Map(map), Kind::Record(record)) => record
                .fields
                .iter()
                .all(|field| self.takes_null(field.type_) || self.fits(&map.types, field.type_)),
            (Schema::Map(_), kind) => matches!(kind, Duration),
            (Schema::Enum(symbols), Enum(wanted)) => lacking(symbols, &wanted.symbols).next().is_none(),
            (Schema::Enum(symbols), Null) => symbols.symbols.iter().all(|symbol| symbol == "Null"),
            (Schema::Enum(_), kind) => matches!(kind, Text | Bytes),
            (Schema::Record(record), kind) => self.record_fits(record, key, kind),
            // Other logical types are no type's but by hand, and what serde writes is anything.
            _ => true,
        }
    }

    /// A struct, a tuple, a newtype, or nothing but a name: they say the same.
    fn record_fits(&mut self, record: &'a RecordSchema, key: SchemaKey, kind: Kind<'a>) -> bool {
        let fields = &record.fields;
        let all = |it: &mut Self, key| fields.iter().all(|field| it.fits(&field.schema, key));
        let fits = match kind {
            Kind::Record(wanted) => self.fields_fit(record, wanted),
            Kind::Map(values) => all(self, values),
            Kind::Array(items) => all(self, items),
            Kind::Bytes | Kind::Fixed(_) => fields.iter().all(|field| self.is_integer(&field.schema)),
            Kind::Duration => fields.len() == 3,
            Kind::Null | Kind::Text | Kind::Enum(_) => fields.is_empty(),
            _ => false,
        };
        fits || (fields.len() == 1 && self.fits(&fields[0].schema, key))
    }

    fn fields_fit(&mut self, record: &'a RecordSchema, wanted: &'a Record) -> bool {
        record.fields.iter().all(|field| self.field_fits(field, wanted))
            && wanted.fields.iter().all(|wanted| {
                self.takes_null(wanted.type_) || record.fields.iter().any(|field| field.name == wanted.name)
            })
    }

    /// A field; what has a default may be skipped by `skip_serializing_if`, so the schema need not have it.
    pub(super) fn field_fits(&mut self, field: &'a RecordField, wanted: &'a Record) -> bool {
        match wanted.fields.iter().find(|wanted| wanted.name == field.name) {
            Some(wanted) => {
                self.fits(&field.schema, wanted.type_) && (!is_option(field) || self.takes_null(wanted.type_))
            }
            None => field.default.is_some(),
        }
    }

    /// Whether the writer puts a null there for a field that is missing or `None`.
    pub(super) fn takes_null(&self, key: SchemaKey) -> bool {
        match Kind::at(self.schema, key) {
            Some(Kind::Union(keys)) => {
                keys.iter().any(|key| matches!(Kind::at(self.schema, *key), Some(Kind::Null)))
            }
            kind => matches!(kind, Some(Kind::Null) | None),
        }
    }

    fn is_integer(&self, of_type: &'a Schema) -> bool {
        match self.resolve(of_type) {
            Some(Schema::Fixed(fixed)) => is_wide_integer(&fixed.name),
            other => matches!(other, Some(Schema::Int | Schema::Long) | None),
        }
    }
}

/// What the writer takes integers for: also the position of a symbol, and `[u8; 1]` is told as an integer.
fn is_of_integer(kind: Kind<'_>) -> bool {
    match kind {
        Kind::Fixed(fixed) => fixed.size == 1,
        kind => matches!(kind, Kind::Integer | Kind::Decimal | Kind::Enum(_) | Kind::Bytes),
    }
}
