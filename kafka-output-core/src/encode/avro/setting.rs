//! A schema whose text comes from a setting: known when the program runs.

use serde::Serialize;

use super::{Avro, AvroSchema};
use crate::encode::{Encode, EncodeError};
use crate::schema_registry::Schema;

/// Writes Avro by the schema that the resolved output has.
#[derive(Debug)]
pub struct AvroOfSetting {
    schema: Option<&'static AvroSchema>,
    single_object: bool,
}

impl AvroOfSetting {
    /// Made for each call; without a schema where the output could not be resolved, which the call itself will say.
    #[must_use]
    pub const fn new(schema: Option<&'static AvroSchema>, single_object: bool) -> Self {
        Self { schema, single_object }
    }

    /// What a registry gets.
    pub(super) fn registered(&self) -> Option<Schema> {
        self.schema.map(AvroSchema::schema)
    }

    /// By the schema, if there is one.
    pub(super) fn avro(&self) -> Result<Avro, EncodeError> {
        let schema = self.schema.ok_or_else(|| {
            EncodeError::new("its Avro schema comes from a setting, and the output could not be resolved")
        })?;
        Ok(Avro::new(schema, self.single_object))
    }
}

#[diagnostic::do_not_recommend]
impl<T: Serialize + ?Sized> Encode<T> for AvroOfSetting {
    fn schema(&self) -> Option<Schema> {
        self.registered()
    }

    fn encode(&self, value: &T, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        self.avro()?.encode(value, out)
    }
}
