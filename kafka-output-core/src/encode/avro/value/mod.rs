//! Avro's generic values, those of the crate `apache-avro`, and types with a schema of its derive.

mod misfit;
mod numbers;
mod put;
mod scalar;
#[cfg(test)]
mod tests;
mod text;
mod union;

use std::cell::Cell;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use apache_avro::schema::ResolvedSchema;
use apache_avro::types::Value;
use serde::Serialize;

use self::put::Put;
use self::union::Chosen;
use super::{Avro, AvroOfSetting, AvroSchema};
use crate::encode::{Encode, EncodeError};
use crate::schema_registry::Schema;

/// What writing generic values by one schema needs.
#[derive(Debug)]
pub(super) struct Writer {
    schema: &'static apache_avro::Schema,
    resolved: ResolvedSchema<'static>,
}

impl Writer {
    fn new(text: &str) -> Result<Self, String> {
        let schema = apache_avro::Schema::parse_str(text).map_err(|error| error.to_string())?;
        let schema: &'static _ = Box::leak(Box::new(schema));
        let resolved = ResolvedSchema::new(schema).map_err(|error| error.to_string())?;
        Ok(Self { schema, resolved })
    }
}

impl AvroSchema {
    fn writer(&self) -> Result<&Writer, EncodeError> {
        self.writer
            .get_or_init(|| Writer::new(self.text()))
            .as_ref()
            .map_err(|reason| EncodeError::new(format!("its Avro schema is none: {reason}")))
    }
}

/// Writes a generic value: `value_format = avro` of an `apache_avro::types::Value`.
#[derive(Debug, Clone, Copy)]
pub struct AvroValue(pub(super) Avro);

#[diagnostic::do_not_recommend]
impl Encode<Value> for AvroValue {
    fn schema(&self) -> Option<Schema> {
        Some(self.0.schema.schema())
    }

    fn encode(&self, value: &Value, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        self.0.write_head(out)?;
        let writer = self.0.schema.writer()?;
        let chosen = Chosen::default();
        let put = Put::new(writer.resolved.get_names(), &chosen).put(value, writer.schema, None, out);
        let misfit = match put {
            Ok(fit) => fit.doubt.map(|doubt| *doubt),
            Err(misfit) => Some(misfit),
        };
        misfit.map_or(Ok(()), |misfit| Err(EncodeError::because("it does not fit its Avro schema", misfit)))
    }
}

/// Writes a generic value by the schema that the resolved output has.
#[derive(Debug)]
pub struct AvroValueOfSetting(pub(super) AvroOfSetting);

#[diagnostic::do_not_recommend]
impl Encode<Value> for AvroValueOfSetting {
    fn schema(&self) -> Option<Schema> {
        self.0.registered()
    }

    fn encode(&self, value: &Value, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        AvroValue(self.0.avro()?).encode(value, out)
    }
}

/// Writes a type by the schema that it derives.
#[derive(Debug, Clone, Copy)]
pub struct AvroOfType {
    pub(super) single_object: bool,
}

#[diagnostic::do_not_recommend]
impl<T: Serialize + apache_avro::AvroSchema> Encode<T> for AvroOfType {
    fn schema(&self) -> Option<Schema> {
        Some(schema_of::<T>().schema())
    }

    fn encode(&self, value: &T, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        Avro::new(schema_of::<T>(), self.single_object).encode(value, out)
    }
}

/// The schema of a type, made once.
fn schema_of<T: apache_avro::AvroSchema>() -> &'static AvroSchema {
    /// By the address of what makes them: two types of one address have one code, and so one schema.
    static ALL: Mutex<Option<HashMap<usize, &'static AvroSchema>>> = Mutex::new(None);
    thread_local! {
        /// The one used last on this thread, which is the one wanted, but for programs of many types.
        static LAST: Cell<Option<(usize, &'static AvroSchema)>> = const { Cell::new(None) };
    }
    let address = T::get_schema as fn() -> apache_avro::Schema as usize;
    if let Some((known, schema)) = LAST.get()
        && known == address
    {
        return schema;
    }
    let all = || ALL.lock().unwrap_or_else(PoisonError::into_inner);
    let known = all().get_or_insert_default().get(&address).copied();
    let schema = known.unwrap_or_else(|| {
        // Made without the lock: the type's own code runs here.
        let text = serde_json::to_string(&T::get_schema()).unwrap_or_default();
        let made = || AvroSchema::of_text(&text);
        all().get_or_insert_default().entry(address).or_insert_with(made)
    });
    LAST.set(Some((address, schema)));
    schema
}
