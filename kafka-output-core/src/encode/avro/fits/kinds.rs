//! The kinds that the writer tells apart in a schema, and words for both sides.

use apache_avro::Schema;
use serde_avro_fast::schema::{Enum, Fixed, LogicalType, Record, RegularType, SchemaKey, SchemaMut};

/// A node of the output's schema, as the writer sees it: it knows some logical types, and takes others for what is under them.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind<'s> {
    Null,
    Boolean,
    /// `int` and `long`, with their logical types.
    Integer,
    Float,
    Double,
    Bytes,
    Text,
    Uuid,
    Decimal,
    BigDecimal,
    Duration,
    Array(SchemaKey),
    Map(SchemaKey),
    Union(&'s [SchemaKey]),
    Record(&'s Record),
    Enum(&'s Enum),
    Fixed(&'s Fixed),
}

impl<'s> Kind<'s> {
    pub(super) fn at(schema: &'s SchemaMut, key: SchemaKey) -> Option<Self> {
        let node = schema.get(key)?;
        Some(match (&node.type_, &node.logical_type) {
            (RegularType::Bytes | RegularType::Fixed(_), Some(LogicalType::Decimal(_))) => Self::Decimal,
            (RegularType::Bytes, Some(LogicalType::BigDecimal)) => Self::BigDecimal,
            (RegularType::String, Some(LogicalType::Uuid)) => Self::Uuid,
            (RegularType::Fixed(fixed), Some(LogicalType::Duration)) if fixed.size == 12 => Self::Duration,
            (RegularType::Null, _) => Self::Null,
            (RegularType::Boolean, _) => Self::Boolean,
            (RegularType::Int | RegularType::Long, _) => Self::Integer,
            (RegularType::Float, _) => Self::Float,
            (RegularType::Double, _) => Self::Double,
            (RegularType::Bytes, _) => Self::Bytes,
            (RegularType::String, _) => Self::Text,
            (RegularType::Array(array), _) => Self::Array(array.items),
            (RegularType::Map(map), _) => Self::Map(map.values),
            (RegularType::Union(union), _) => Self::Union(&union.variants),
            (RegularType::Record(record), _) => Self::Record(record),
            (RegularType::Enum(symbols), _) => Self::Enum(symbols),
            (RegularType::Fixed(fixed), _) => Self::Fixed(fixed),
        })
    }
}

/// A node of the output's schema, in a sentence.
pub(super) fn said(schema: &SchemaMut, key: SchemaKey) -> String {
    let Some(node) = schema.get(key) else { return String::new() };
    let plain = match &node.type_ {
        RegularType::Null => "\"null\"".to_owned(),
        RegularType::Boolean => "\"boolean\"".to_owned(),
        RegularType::Int => "\"int\"".to_owned(),
        RegularType::Long => "\"long\"".to_owned(),
        RegularType::Float => "\"float\"".to_owned(),
        RegularType::Double => "\"double\"".to_owned(),
        RegularType::Bytes => "\"bytes\"".to_owned(),
        RegularType::String => "\"string\"".to_owned(),
        RegularType::Array(_) => "an array".to_owned(),
        RegularType::Map(_) => "a map".to_owned(),
        RegularType::Union(union) => {
            let branches: Vec<String> = union.variants.iter().map(|key| said(schema, *key)).collect();
            format!("a union of {}", branches.join(", "))
        }
        RegularType::Record(record) => format!("the record `{}`", record.name.fully_qualified_name()),
        RegularType::Enum(symbols) => format!("the enum `{}`", symbols.name.fully_qualified_name()),
        RegularType::Fixed(fixed) => format!("the fixed `{}`", fixed.name.fully_qualified_name()),
    };
    match &node.logical_type {
        Some(logical) => format!("{plain} ({})", logical.as_str()),
        None => plain,
    }
}

/// The names under which apache-avro tells integers that no type of Avro holds; serde writes them as integers.
pub(super) fn is_wide_integer(name: &apache_avro::schema::Name) -> bool {
    matches!(
        name.to_string().as_str(),
        "org.apache.avro.rust.u64" | "org.apache.avro.rust.u128" | "org.apache.avro.rust.i128"
    )
}

/// What a type says it writes, in a sentence.
pub(super) fn written(of_type: &Schema) -> String {
    match of_type {
        Schema::Null => "\"null\"".to_owned(),
        Schema::Boolean => "\"boolean\"".to_owned(),
        Schema::Int => "\"int\"".to_owned(),
        Schema::Long => "\"long\"".to_owned(),
        Schema::Float => "\"float\" (`f32`)".to_owned(),
        Schema::Double => "\"double\" (`f64`)".to_owned(),
        Schema::Bytes => "\"bytes\"".to_owned(),
        Schema::String => "\"string\"".to_owned(),
        Schema::Array(_) => "an array".to_owned(),
        Schema::Map(_) => "a map".to_owned(),
        Schema::Record(record) => format!("the record `{}`", record.name),
        Schema::Enum(symbols) => format!("the enum `{}`", symbols.name),
        Schema::Fixed(fixed) if is_wide_integer(&fixed.name) => {
            format!("an integer (`{}`)", fixed.name.name())
        }
        Schema::Fixed(fixed) => format!("the fixed `{}`", fixed.name),
        Schema::Uuid(_) => "a UUID".to_owned(),
        Schema::Union(_) => "a union".to_owned(),
        _ => "another type".to_owned(),
    }
}
