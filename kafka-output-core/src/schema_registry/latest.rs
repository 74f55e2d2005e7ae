//! `use_latest_version`: the registry's newest schema in place of the output's own.

use super::recode::Recode;
use super::schema::{SchemaText, SchemaType};

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
        SchemaType::Avro => Ok((Vec::new(), Recode::between(own, latest)?)),
    }
}

/// Whether the newest schema is the output's own, and all that it refers to as well.
#[cfg(feature = "schema-registry")]
pub(super) fn is_own(own: &SchemaText, latest: &SchemaText) -> bool {
    own.is_throughout(latest, |own, latest| own.schema_type == latest.schema_type && own.text == latest.text)
}

/// Where the output's message stands in the newest text. Without the format there is no such schema.
#[cfg_attr(
    not(all(feature = "protobuf", feature = "schema-registry")),
    expect(clippy::unnecessary_wraps, reason = "only the format's own names can be missing")
)]
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
