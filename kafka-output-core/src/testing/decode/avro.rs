//! Avro data, read by one schema.

use std::fmt;

use serde::de::{DeserializeOwned, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_avro_fast::Schema;
use serde_avro_fast::de::DeserializerState;
use serde_json::{Map, Value};

/// What the single-object encoding begins with: two bytes, and the fingerprint of the schema.
const HEAD: usize = 10;
const MARK: [u8; 2] = [0xC3, 0x01];

/// What a datum can be read as.
pub(in crate::testing) trait FromDatum: Sized {
    fn from_datum<'de, D: Deserializer<'de>>(datum: D) -> Result<Self, D::Error>;
}

/// Any value, as JSON: bytes are text of one character each, as in Avro's own JSON encoding, a union is the value it holds.
impl FromDatum for Value {
    fn from_datum<'de, D: Deserializer<'de>>(datum: D) -> Result<Self, D::Error> {
        datum.deserialize_any(AnyValue)
    }
}

/// A type of the test's.
pub(in crate::testing) struct Typed<T>(pub(in crate::testing) T);

impl<T: DeserializeOwned> FromDatum for Typed<T> {
    fn from_datum<'de, D: Deserializer<'de>>(datum: D) -> Result<Self, D::Error> {
        T::deserialize(datum).map(Self)
    }
}

pub(super) fn parse(text: &str) -> Result<Schema, String> {
    text.parse().map_err(|error| format!("its Avro schema cannot be read: {error}"))
}

/// A datum that is all there is.
pub(super) fn read<T: FromDatum>(text: &str, bytes: &[u8]) -> Result<T, String> {
    read_by(&parse(text)?, bytes)
}

/// A plain datum, or one behind the mark and fingerprint of this schema.
pub(super) fn read_bare_or_single_object<T: FromDatum>(text: &str, bytes: &[u8]) -> Result<T, String> {
    let schema = parse(text)?;
    match bytes.split_first_chunk::<HEAD>() {
        Some((head, datum)) if head[..2] == MARK && head[2..] == *schema.rabin_fingerprint() => {
            read_by(&schema, datum)
        }
        _ => read_by(&schema, bytes),
    }
}

fn read_by<T: FromDatum>(schema: &Schema, mut bytes: &[u8]) -> Result<T, String> {
    // A reader, unlike a slice, says what it left.
    let mut state = DeserializerState::from_reader(&mut bytes, schema);
    let value = T::from_datum(state.deserializer()).map_err(|error| error.to_string())?;
    drop(state);
    match bytes.len() {
        0 => Ok(value),
        left => Err(format!("{left} bytes are left behind it")),
    }
}

/// Makes JSON of what a schema describes.
struct AnyValue;

/// One, inside another.
struct Inner(Value);

impl<'de> serde::Deserialize<'de> for Inner {
    fn deserialize<D: Deserializer<'de>>(datum: D) -> Result<Self, D::Error> {
        datum.deserialize_any(AnyValue).map(Self)
    }
}

impl<'de> Visitor<'de> for AnyValue {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, datum: D) -> Result<Value, D::Error> {
        datum.deserialize_any(self)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f32<E>(self, value: f32) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_bytes<E>(self, value: &[u8]) -> Result<Value, E> {
        Ok(value.iter().map(|byte| char::from(*byte)).collect::<String>().into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(Inner(value)) = items.next_element()? {
            values.push(value);
        }
        Ok(values.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Value, A::Error> {
        let mut values = Map::new();
        while let Some((name, Inner(value))) = fields.next_entry::<String, _>()? {
            values.insert(name, value);
        }
        Ok(values.into())
    }
}
