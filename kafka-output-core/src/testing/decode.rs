//! What stands in a value or a key, by the schema it was written with.

#[cfg(feature = "avro")]
mod avro;
#[cfg(feature = "avro")]
mod joined;
mod wire;

#[cfg(feature = "avro")]
use std::borrow::Cow;
use std::sync::Arc;

#[cfg(feature = "avro")]
pub(super) use self::avro::Typed;
#[cfg(feature = "avro")]
use self::joined::joined;
use super::ReadRecord;
use crate::runtime::state::RuntimeState;
use crate::schema_registry::{Interned, SchemaText, SchemaType};

/// Knows the schemas that the calls of a test wrote by.
#[derive(Debug, Clone, Default)]
pub(crate) struct Decoder {
    states: Vec<Arc<RuntimeState>>,
    /// Texts of Avro schemas that the test itself gave.
    #[cfg(feature = "avro")]
    given: Vec<String>,
}

/// The value or the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Value,
    Key,
}

/// The bytes of one part, without what a registry's serializers put before them.
pub(super) struct Unframed<'a> {
    pub(super) bytes: &'a [u8],
    /// What the registry has under the id that stood there.
    pub(super) schema: Option<(u32, SchemaText)>,
}

impl Decoder {
    pub(crate) const fn of(states: Vec<Arc<RuntimeState>>) -> Self {
        Self {
            states,
            #[cfg(feature = "avro")]
            given: Vec::new(),
        }
    }

    /// Takes a zero byte and an id that is known off the front, with Protobuf's message indexes.
    pub(super) fn unframed<'a>(&self, bytes: &'a [u8]) -> Unframed<'a> {
        let framed = || {
            let [0, id @ ..] = bytes.first_chunk::<5>()? else { return None };
            let id = u32::from_be_bytes(*id);
            let schema = self.states.iter().find_map(|state| state.schema_of(id))?;
            let rest = &bytes[5..];
            let rest = if schema.schema_type == SchemaType::Protobuf {
                wire::after_message_indexes(rest)?
            } else {
                rest
            };
            Some(Unframed { bytes: rest, schema: Some((id, schema)) })
        };
        framed().unwrap_or(Unframed { bytes, schema: None })
    }

    /// What a part holds, for people to read; `None` where that is no more than its bytes.
    pub(super) fn shown(&self, record: &ReadRecord, part: Part) -> Option<String> {
        let bytes = part.of(record)?;
        let Unframed { bytes: rest, schema } = self.unframed(bytes);
        match &schema {
            #[cfg(feature = "avro")]
            Some((id, schema @ SchemaText { schema_type: SchemaType::Avro, .. })) => {
                avro::read::<serde_json::Value>(&joined(schema), rest)
                    .ok()
                    .map(|value| format!("Avro (schema id {id}) {value}"))
            }
            Some((id, SchemaText { schema_type: SchemaType::Protobuf, .. })) => {
                wire::shown(rest).map(|fields| format!("Protobuf (schema id {id}) {fields}"))
            }
            Some((id, SchemaText { schema_type: SchemaType::Json, .. })) => {
                Some(format!("JSON (schema id {id}) {}", str::from_utf8(rest).ok()?))
            }
            #[cfg(not(feature = "avro"))]
            Some(_) => None,
            None => self.shown_by_calls(record, part, bytes),
        }
    }

    /// Without a registry's id, by what the calls to the topic wrote.
    fn shown_by_calls(&self, record: &ReadRecord, part: Part, bytes: &[u8]) -> Option<String> {
        #[cfg(feature = "avro")]
        if let Ok(value) = self.avro(record, part, bytes) {
            return Some(format!("Avro {value}"));
        }
        let schemas = self.schemas(record, part);
        let is_protobuf = schemas.iter().any(|schema| schema.schema_type == SchemaType::Protobuf);
        let fields = is_protobuf.then(|| wire::shown(bytes)).flatten()?;
        Some(format!("Protobuf {fields}"))
    }

    /// The schemas that a part may have been written by, the likeliest first.
    fn schemas(&self, record: &ReadRecord, part: Part) -> Vec<Interned> {
        let seen = self.states.iter().flat_map(|state| state.seen_schemas(&record.topic));
        let of_part = seen.flat_map(|schemas| match part {
            Part::Value => [schemas.value, None],
            Part::Key => [schemas.event_key, schemas.field_key],
        });
        of_part.flatten().filter_map(|schema| schema.read().ok()).collect()
    }
}

#[cfg(feature = "avro")]
impl Decoder {
    /// Also tries this schema, before all others.
    pub(super) fn give(&mut self, text: &str) -> Result<(), String> {
        avro::parse(text)?;
        self.given.insert(0, text.to_owned());
        Ok(())
    }

    /// The Avro datum of a part as JSON: by the registry's schema, or by the one of the calls that fits.
    pub(super) fn avro(
        &self,
        record: &ReadRecord,
        part: Part,
        bytes: &[u8],
    ) -> Result<serde_json::Value, String> {
        self.avro_as(record, part, bytes)
    }

    /// The Avro datum of a part, as a type.
    pub(super) fn avro_as<T: avro::FromDatum>(
        &self,
        record: &ReadRecord,
        part: Part,
        bytes: &[u8],
    ) -> Result<T, String> {
        let Unframed { bytes, schema } = self.unframed(bytes);
        if let Some((id, schema)) = schema {
            return match schema.schema_type {
                SchemaType::Avro => avro::read(&joined(&schema), bytes)
                    .map_err(|why| format!("does not fit the Avro schema of id {id}: {why}")),
                other => Err(format!("has the id {id} of a schema of {}", other.word())),
            };
        }
        let seen = self.schemas(record, part).into_iter();
        let seen: Vec<Interned> = seen.filter(|schema| schema.schema_type == SchemaType::Avro).collect();
        let seen = seen.iter().map(|schema| joined(schema.get()));
        let mut refusal = None;
        for text in self.given.iter().map(Cow::from).chain(seen) {
            match avro::read_bare_or_single_object(&text, bytes) {
                Ok(value) => return Ok(value),
                Err(why) => _ = refusal.get_or_insert(why),
            }
        }
        Err(match refusal {
            Some(why) => format!("does not fit its Avro schema: {why}"),
            None => "has no Avro schema that is known here; it is known where the call ran in this test, or by `avro_schema`"
                .to_owned(),
        })
    }
}

impl Part {
    /// Its bytes; `None` where it is null.
    pub(super) fn of(self, record: &ReadRecord) -> Option<&[u8]> {
        match self {
            Self::Value => record.value(),
            Self::Key => record.key(),
        }
    }
}
