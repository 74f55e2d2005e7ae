//! Whether one schema can read what another one wrote, and what that means for a subject's compatibility. No network.

mod json;
mod level;
mod misfit;
#[cfg(feature = "protobuf")]
mod protobuf;
mod reading;
#[cfg(test)]
mod tests;

pub(crate) use level::Level;
pub(crate) use misfit::{Misfit, Newer};

use super::avro::Avro;
use super::schema::{SchemaText, SchemaType};

/// What keeps a reader's schema from all data that a writer's may have written; empty where nothing does.
///
/// # Errors
/// With the reason why nobody here can tell.
pub(crate) fn misfits(reader: &SchemaText, writer: &SchemaText) -> Result<Vec<Misfit>, String> {
    if reader.schema_type != writer.schema_type {
        return Ok(vec![Misfit::kinds(reader.schema_type, writer.schema_type)]);
    }
    match reader.schema_type {
        SchemaType::Avro => Ok(reading::misfits(&Avro::of(reader)?, &Avro::of(writer)?)),
        SchemaType::Json => json::misfits(reader, writer),
        #[cfg(feature = "protobuf")]
        SchemaType::Protobuf => protobuf::misfits(reader, writer),
        #[cfg(not(feature = "protobuf"))]
        SchemaType::Protobuf => Err("Protobuf is compared with the cargo feature `protobuf` only".to_owned()),
    }
}
