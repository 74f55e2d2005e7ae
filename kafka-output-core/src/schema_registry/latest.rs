//! `use_latest_version`: the registry's newest schema in place of the output's own.

use super::schema::{SchemaText, SchemaType};

/// Writes bytes of one Avro schema anew by another.
#[derive(Debug)]
pub(crate) struct Recode {
    _private: (),
}

impl Recode {
    /// The bytes by the newest schema.
    #[expect(clippy::unused_self, reason = "no recoding is built yet")]
    pub(crate) fn recode(&self, bytes: &[u8]) -> Result<Vec<u8>, String> {
        Ok(bytes.to_vec())
    }
}

/// What the newest schema makes of values written by the output's own: the message indexes in it, and how they are written anew.
pub(super) fn adapt(own: &SchemaText, latest: &SchemaText) -> Result<(Vec<u8>, Option<Recode>), String> {
    if own.schema_type != latest.schema_type {
        return Err(format!(
            "its newest schema is {}, the output writes {}; change `value_format` or `key_format`, or leave `use_latest_version` out",
            latest.schema_type.word(),
            own.schema_type.word()
        ));
    }
    match own.schema_type {
        SchemaType::Json => Ok((Vec::new(), None)),
        SchemaType::Protobuf => Ok((protobuf_indexes(own, latest)?, None)),
        SchemaType::Avro => Err("its newest schema is not the output's own; use that schema, or leave `use_latest_version` out".to_owned()),
    }
}

/// Where the output's message stands in the newest text. Without the format there is no such schema.
fn protobuf_indexes(own: &SchemaText, latest: &SchemaText) -> Result<Vec<u8>, String> {
    #[cfg(all(feature = "protobuf", feature = "schema-registry"))]
    if let Some(name) = &own.name {
        let messages = kafka_output_protobuf::messages_of_text(&latest.text);
        let found = messages.iter().find(|message| message.full_name == *name);
        return found.map(kafka_output_protobuf::Message::indexes).ok_or_else(|| {
            format!("its newest schema has no message `{name}`; use its messages, or leave `use_latest_version` out")
        });
    }
    let _ = latest;
    Ok(own.indexes.clone())
}
