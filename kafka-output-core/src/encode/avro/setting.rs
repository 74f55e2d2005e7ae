//! A schema whose text comes from a setting: known when the program runs.

use std::sync::Arc;

use kafka_output_options::OptionId;

use super::{Avro, AvroSchema};
use crate::binding::Binding;
use crate::encode::{Encode, EncodeError};
use crate::output::Output;
use crate::runtime;
use crate::schema_registry::Schema;
use serde::Serialize;

/// Writes Avro by the schema that an option of the resolved output holds.
#[derive(Debug)]
pub struct AvroOfSetting {
    schema: Option<&'static AvroSchema>,
    single_object: bool,
}

impl AvroOfSetting {
    /// Made for each call. The first one waits until the output is resolved, since nothing can be written before.
    #[must_use]
    pub fn new(binding: &'static Binding, option: OptionId, single_object: bool) -> Self {
        let output = runtime::resolved(binding).or_else(|| runtime::resolve::now(binding));
        let schema = output.and_then(|output: Arc<Output>| output.schema(option));
        Self { schema, single_object }
    }

    fn avro(&self) -> Result<Avro, EncodeError> {
        let schema = self.schema.ok_or_else(|| {
            EncodeError::new("its Avro schema comes from a setting, and the output could not be resolved")
        })?;
        Ok(Avro::new(schema, self.single_object))
    }
}

#[diagnostic::do_not_recommend]
impl<T: Serialize + ?Sized> Encode<T> for AvroOfSetting {
    fn schema(&self) -> Option<Schema> {
        self.schema.map(AvroSchema::schema)
    }

    fn encode(&self, value: &T, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        self.avro()?.encode(value, out)
    }
}
