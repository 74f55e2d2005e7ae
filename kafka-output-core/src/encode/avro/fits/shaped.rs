//! The rung for types that tell their schema, where the attribute or a setting has one as well.

use serde::Serialize;

use super::Shape;
use crate::encode::avro::{Avro, AvroOfSetting, AvroSchema};
use crate::encode::{Encode, EncodeError};
use crate::event::leaf::Probe;
use crate::schema_registry::Schema;

/// Writes as the format in it does, and tells the shape of what it writes.
#[derive(Debug)]
pub struct Shaped<F>(F);

/// A format by a schema that is not the type's.
pub trait BySchema {
    /// The schema, where the program has it.
    fn in_the_program(&self) -> Option<&'static AvroSchema>;
}

impl BySchema for Avro {
    fn in_the_program(&self) -> Option<&'static AvroSchema> {
        Some(self.schema)
    }
}

impl BySchema for AvroOfSetting {
    fn in_the_program(&self) -> Option<&'static AvroSchema> {
        None
    }
}

#[diagnostic::do_not_recommend]
impl<F: Encode<T> + BySchema, T: Serialize + apache_avro::AvroSchema> Encode<T> for Shaped<F> {
    fn schema(&self) -> Option<Schema> {
        self.0.schema()
    }

    fn shape(&self) -> Option<Shape> {
        Some(Shape::of::<T>(self.0.in_the_program()))
    }

    #[inline]
    fn encode(&self, value: &T, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        self.0.encode(value, out)
    }
}

/// Rung 2 of `avro()` and `avro_of_setting()`, which generic values do not share: types with a schema of apache-avro's derive.
pub trait IsShaped {
    /// By the attribute's schema.
    fn __avro<const FINGERPRINT: u64>(
        &self,
        schema: &'static AvroSchema,
        single_object: bool,
    ) -> Shaped<Avro> {
        Shaped(Avro::new(schema, single_object))
    }
    /// By the schema of a setting.
    fn __avro_of_setting(
        &self,
        schema: Option<&'static AvroSchema>,
        single_object: bool,
    ) -> Shaped<AvroOfSetting> {
        Shaped(AvroOfSetting::new(schema, single_object))
    }
}
impl<T: Serialize + apache_avro::AvroSchema> IsShaped for &Probe<T> {}
