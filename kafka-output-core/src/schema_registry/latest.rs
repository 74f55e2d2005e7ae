//! `use_latest_version`: the registry's newest schema in place of the output's own.

use super::schema::{SchemaText, SchemaType};

#[cfg(feature = "apache-avro")]
pub(crate) use super::recode::Recode;

/// Writes bytes of one Avro schema anew by another; nobody can without the crate that reads them.
#[cfg(not(feature = "apache-avro"))]
#[derive(Debug)]
pub(crate) enum Recode {}

#[cfg(not(feature = "apache-avro"))]
impl Recode {
    pub(crate) fn recode(&self, _bytes: &[u8]) -> Result<Vec<u8>, String> {
        match *self {}
    }

    fn between(_own: &SchemaText, _latest: &SchemaText) -> Result<Self, String> {
        Err("its newest schema is another than the output's own, and to write by it needs the cargo feature `apache-avro`; turn that on, or use the newest schema for the output".to_owned())
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
        SchemaType::Avro if same_data(own, latest) => Ok((Vec::new(), None)),
        SchemaType::Avro => Ok((Vec::new(), Some(Recode::between(own, latest)?))),
    }
}

/// Whether both write the same bytes of the same values: they differ in what only people and readers look at.
fn same_data(own: &SchemaText, latest: &SchemaText) -> bool {
    let bare = |schema: &SchemaText| {
        let mut value: serde_json::Value = serde_json::from_str(&schema.text).ok()?;
        strip(&mut value);
        Some(value)
    };
    let pairs = own.references.iter().zip(&latest.references);
    own.references.len() == latest.references.len()
        && pairs
            .into_iter()
            .all(|(own, latest)| own.name == latest.name && same_data(&own.schema, &latest.schema))
        && bare(own) == bare(latest)
}

/// Takes away what no byte depends on.
fn strip(schema: &mut serde_json::Value) {
    match schema {
        serde_json::Value::Array(parts) => parts.iter_mut().for_each(strip),
        serde_json::Value::Object(fields) => {
            for name in ["doc", "aliases", "default", "order"] {
                fields.remove(name);
            }
            fields.values_mut().for_each(strip);
            // `{"type": "string"}` is `"string"`.
            if fields.len() == 1
                && let Some(only) = fields.remove("type")
            {
                *schema = only;
            }
        }
        _ => {}
    }
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
