//! The ladders by which generated code asks how a type is written as Avro; see `event/leaf.rs` for how ladders work.

use super::record::{AvroOfRecord, AvroOfRecordBy};
use super::{Avro, AvroOfSetting, AvroSchema};
use crate::encode::avro_record::AvroRecord;
use crate::encode::format;
use crate::event::leaf::Probe;

/// What is said of a type for which neither the attribute nor the type itself has a schema. See `event/ways_out.rs`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no Avro schema",
    label = "`value_format = avro` or `key_format = avro` needs a schema of this type",
    note = "write `avro_schema_file = \"schemas/order.avsc\"` (for a key: `key_avro_schema_file`), or the schema's text as `avro_schema`, in the attribute",
    note = "or derive `kafka_output::AvroRecord` for the type, with the same file"
)]
pub trait WithAvroSchema {
    /// What the ladder would give.
    type Given;
    /// It gives nothing.
    fn given() -> Self::Given;
}

/// Rung 3 of `avro()`: types that derive `AvroRecord`, whose schema the attribute's has to be.
pub trait IsAvroRecord {
    /// By the schema of both.
    fn __avro<const IDENTITY: u64>(
        &self,
        schema: &'static AvroSchema,
        single_object: bool,
    ) -> AvroOfRecordBy<IDENTITY> {
        AvroOfRecordBy { schema, single_object }
    }
}
impl<T: AvroRecord> IsAvroRecord for &&Probe<T> {}

/// Rung 2 of `avro()` and `avro_of_setting()`: generic values.
#[cfg(feature = "apache-avro")]
pub trait IsAvroValue {
    /// By the attribute's schema.
    fn __avro<const IDENTITY: u64>(
        &self,
        schema: &'static AvroSchema,
        single_object: bool,
    ) -> super::value::AvroValue {
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
}
#[cfg(feature = "apache-avro")]
impl IsAvroValue for &Probe<apache_avro::types::Value> {}

/// Rung 1 of both: whatever serde can write.
pub trait IsAvro {
    /// By the attribute's schema.
    fn __avro<const IDENTITY: u64>(&self, schema: &'static AvroSchema, single_object: bool) -> Avro {
        Avro::new(schema, single_object)
    }
    /// By the schema of a setting.
    fn __avro_of_setting(&self, schema: Option<&'static AvroSchema>, single_object: bool) -> AvroOfSetting {
        AvroOfSetting::new(schema, single_object)
    }
}
impl<T> IsAvro for Probe<T> {}

/// Rung 3 of `avro_by_type()`: types that derive `AvroRecord`.
pub trait HasRecord {
    /// By the type's own schema.
    fn __avro_by_type(&self, single_object: bool) -> AvroOfRecord {
        AvroOfRecord { single_object }
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
    fn __avro_by_type(&self, _single_object: bool) -> <Self::Refused as WithAvroSchema>::Given
    where
        Self::Refused: WithAvroSchema,
    {
        <Self::Refused as WithAvroSchema>::given()
    }
}
impl<T> HasNoSchema for Probe<T> {
    type Refused = T;
}

/// A plain value has no key, and needs no schema for one.
impl WithAvroSchema for crate::event::NoKey {
    type Given = format::Str;
    fn given() -> format::Str {
        format::Str
    }
}
