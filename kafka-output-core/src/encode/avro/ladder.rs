//! The ladders by which generated code asks how a type is written as Avro; see `event/leaf.rs` for how ladders work.

use std::marker::PhantomData;

use super::record::{AvroOfRecord, AvroOfRecordBy};
use super::{Avro, AvroOfSetting, AvroSchema};
use crate::encode::avro_record::shape::Named;
use crate::encode::avro_record::{AvroRecord, DerivesAvroRecord, FitsAvro};
use crate::encode::format;
use crate::event::leaf::{NoKey, Probe};
use crate::event::ways_out::Kafka;

/// What is said of a type for which neither the attribute nor the type itself has a schema. See `event/ways_out.rs`.
#[diagnostic::on_unimplemented(
    message = "`{T}` has no Avro schema",
    label = "`value_format = avro` or `key_format = avro` needs a schema of this type",
    note = "write `avro_schema_file = \"schemas/order.avsc\"` (for a key: `key_avro_schema_file`), or the schema's text as `avro_schema`, in the attribute",
    note = "or derive `kafka_output::AvroRecord` for the type, with the same file"
)]
pub trait WithAvroSchema<T: ?Sized> {
    /// What the ladder would give.
    type Given;
    /// It gives nothing.
    fn given() -> Self::Given;
}

/// What is said of a type that derives `AvroRecord` from another schema than its output has. Nobody implements it.
#[diagnostic::on_unimplemented(
    message = "the Avro schema of this output is another than the one that `{Self}` derives `AvroRecord` from",
    label = "its `#[avro(…)]` has another schema than this output's attribute",
    note = "leave `avro_schema` or `avro_schema_file` (of a key: `key_avro_schema`, `key_avro_schema_file`) out of the attribute, or derive from the same file",
    note = "schemas are the same when they say the same of each byte: names, logical types and the order of fields count, documentation, defaults and aliases do not"
)]
pub trait OfTheSameSchema {}

/// A type to ask about beside the attribute's schema, of this identity.
#[derive(Debug)]
pub struct BySchema<T: ?Sized, const IDENTITY: u64>(PhantomData<fn() -> Box<T>>);

impl<T: ?Sized> Probe<T> {
    /// The start of the ladder `avro()`.
    #[expect(clippy::unused_self, reason = "it stands for its type")]
    #[must_use]
    pub const fn __by<const IDENTITY: u64>(&self) -> BySchema<T, IDENTITY> {
        BySchema(PhantomData)
    }
}

/// Rung 4 of `avro()`: types that derive `AvroRecord` from the attribute's schema.
pub trait IsOfSchema<const IDENTITY: u64> {
    /// By the schema of both.
    fn __avro(&self, schema: &'static AvroSchema, single_object: bool) -> AvroOfRecordBy<IDENTITY> {
        AvroOfRecordBy { schema, single_object }
    }
}
impl<T: AvroRecord + FitsAvro<Named<IDENTITY>>, const IDENTITY: u64> IsOfSchema<IDENTITY>
    for &&&BySchema<T, IDENTITY>
{
}

/// Rung 3 of `avro()`: those that derive it from another.
pub trait IsOfAnotherSchema<const IDENTITY: u64> {
    /// The refused type.
    type Refused;
    /// Refused.
    fn __avro(&self, schema: &'static AvroSchema, single_object: bool) -> AvroOfRecordBy<IDENTITY>
    where
        Self::Refused: OfTheSameSchema,
    {
        AvroOfRecordBy { schema, single_object }
    }
}
impl<T: DerivesAvroRecord, const IDENTITY: u64> IsOfAnotherSchema<IDENTITY> for &&BySchema<T, IDENTITY> {
    type Refused = T;
}

/// Rung 2 of `avro()`: type parameters, of which only their `AvroRecord` is known. Each type of theirs is judged when code is made for it.
pub trait IsAvroRecord<const IDENTITY: u64> {
    /// By the attribute's schema, which has to be that of the type.
    fn __avro(&self, schema: &'static AvroSchema, single_object: bool) -> AvroOfRecordBy<IDENTITY> {
        AvroOfRecordBy { schema, single_object }
    }
}
impl<T: AvroRecord, const IDENTITY: u64> IsAvroRecord<IDENTITY> for &BySchema<T, IDENTITY> {}

/// Rung 2 of `avro()`, `avro_of_setting()` and `avro_unread()`: generic values.
#[cfg(feature = "apache-avro")]
pub trait IsAvroValue {
    /// By the attribute's schema.
    fn __avro(&self, schema: &'static AvroSchema, single_object: bool) -> super::value::AvroValue {
        super::value::AvroValue(Avro::new(schema, single_object))
    }
    /// By the schema of a setting.
    fn __avro_of_setting(
        &self,
        schema: Option<&'static AvroSchema>,
        single_object: bool,
    ) -> super::value::AvroValueOfSetting {
        super::value::AvroValueOfSetting(AvroOfSetting::new(schema, single_object))
    }
    /// By a schema that is none, in a refused program.
    fn __avro_unread(&self) -> format::Unreadable {
        format::Unreadable
    }
}
#[cfg(feature = "apache-avro")]
impl IsAvroValue for &Probe<apache_avro::types::Value> {}
#[cfg(feature = "apache-avro")]
impl<const IDENTITY: u64> IsAvroValue for &BySchema<apache_avro::types::Value, IDENTITY> {}

/// Rung 1 of all three: whatever serde can write.
pub trait IsAvro {
    /// By the attribute's schema.
    fn __avro(&self, schema: &'static AvroSchema, single_object: bool) -> Avro {
        Avro::new(schema, single_object)
    }
    /// By the schema of a setting.
    fn __avro_of_setting(&self, schema: Option<&'static AvroSchema>, single_object: bool) -> AvroOfSetting {
        AvroOfSetting::new(schema, single_object)
    }
    /// By a schema that is none, in a refused program.
    fn __avro_unread(&self) -> AvroOfSetting {
        AvroOfSetting::new(None, false)
    }
}
impl<T> IsAvro for Probe<T> {}
impl<T, const IDENTITY: u64> IsAvro for BySchema<T, IDENTITY> {}

/// Rung 3 of `avro_by_type()` and `avro_unread()`: types that derive `AvroRecord`.
pub trait HasRecord {
    /// By the type's own schema.
    fn __avro_by_type(&self, single_object: bool) -> AvroOfRecord {
        AvroOfRecord { single_object }
    }
    /// Whether the schema that is none was to be the type's, nobody knows.
    fn __avro_unread(&self) -> format::Unreadable {
        format::Unreadable
    }
}
impl<T: AvroRecord> HasRecord for &&Probe<T> {}

/// Rung 2 of `avro_by_type()`: types with a schema of apache-avro's derive.
#[cfg(feature = "apache-avro")]
pub trait HasSchema {
    /// By the type's own schema.
    fn __avro_by_type(&self, single_object: bool) -> super::value::AvroOfType {
        super::value::AvroOfType { single_object }
    }
}
#[cfg(feature = "apache-avro")]
impl<T: serde::Serialize + apache_avro::AvroSchema> HasSchema for &Probe<T> {}

/// Rung 1 of `avro_by_type()`: nothing has a schema.
pub trait HasNoSchema {
    /// The refused type.
    type Refused;
    /// Refused.
    fn __avro_by_type(&self, _single_object: bool) -> <Kafka as WithAvroSchema<Self::Refused>>::Given
    where
        Kafka: WithAvroSchema<Self::Refused>,
    {
        <Kafka as WithAvroSchema<Self::Refused>>::given()
    }
}
impl<T> HasNoSchema for Probe<T> {
    type Refused = T;
}

/// A plain value has no key, and needs no schema for one: a rung of its own, before the last.
impl Probe<NoKey> {
    /// Of nothing.
    #[expect(clippy::unused_self, reason = "a method, which a ladder finds")]
    #[must_use]
    pub const fn __avro_by_type(&self, _single_object: bool) -> format::Str {
        format::Str
    }
}
