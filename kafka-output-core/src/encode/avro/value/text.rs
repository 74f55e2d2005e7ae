//! Generic text and bytes.

use apache_avro::schema::Schema;
use apache_avro::types::Value;

use super::misfit::Misfit;
use super::put::{Change, NONE, OTHER, WIDER};
use crate::encode::avro_record::wire::put_bytes;

/// Appends them, with their length where the schema does not say it.
pub(super) fn put_text(
    value: &Value,
    schema: &Schema,
    in_json: bool,
    out: &mut Vec<u8>,
) -> Result<Change, Misfit> {
    let misfit = || Misfit::of(value, schema);
    let made;
    let (bytes, change) = match (schema, value) {
        (Schema::String, Value::String(text)) => (text.as_bytes(), NONE),
        (Schema::String, Value::Bytes(bytes) | Value::Fixed(_, bytes)) => {
            std::str::from_utf8(bytes).map_err(|_| Misfit::new("the bytes are no UTF-8".to_owned()))?;
            (&bytes[..], OTHER)
        }
        (Schema::Bytes, Value::Bytes(bytes)) | (Schema::Fixed(_), Value::Fixed(_, bytes)) => {
            (&bytes[..], NONE)
        }
        (Schema::Fixed(_), Value::Bytes(bytes)) => (&bytes[..], WIDER),
        (Schema::Bytes | Schema::Fixed(_), Value::String(text)) if in_json => {
            made = latin(text).ok_or_else(misfit)?;
            (&made[..], OTHER)
        }
        (Schema::Bytes | Schema::Fixed(_), Value::String(text)) => (text.as_bytes(), OTHER),
        // So serde has a `Vec<u8>`, and with it `apache_avro::to_value`.
        (Schema::Bytes, Value::Array(items)) if !in_json => {
            let byte =
                |item: &Value| if let Value::Int(byte) = item { u8::try_from(*byte).ok() } else { None };
            made = items.iter().map(byte).collect::<Option<Vec<u8>>>().ok_or_else(misfit)?;
            (&made[..], OTHER)
        }
        _ => return Err(misfit()),
    };
    match schema {
        Schema::Fixed(fixed) if fixed.size != bytes.len() => {
            Err(Misfit::new(format!("{} bytes are not the {} of the fixed", bytes.len(), fixed.size)))
        }
        Schema::Fixed(_) => {
            out.extend_from_slice(bytes);
            Ok(change)
        }
        _ => {
            put_bytes(bytes, out);
            Ok(change)
        }
    }
}

/// Each letter is one byte, U+0000 to U+00FF.
pub(super) fn latin(text: &str) -> Option<Vec<u8>> {
    text.chars().map(|letter| u8::try_from(u32::from(letter)).ok()).collect()
}
