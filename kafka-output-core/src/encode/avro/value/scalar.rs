//! Generic values that hold no others.

use apache_avro::schema::{Schema, UuidSchema};
use apache_avro::types::Value;
use apache_avro::writer::datum::GenericDatumWriter;

use super::misfit::Misfit;
use super::numbers::{put_decimal, put_float, put_integer};
use super::put::{Change, NONE, WIDER};
use super::text::put_text;
use crate::encode::avro_record::wire::{put_bytes, put_length};

/// Appends a value; in the JSON of a default text stands for bytes, a letter for each.
pub(super) fn put(
    value: &Value,
    schema: &Schema,
    in_json: bool,
    out: &mut Vec<u8>,
) -> Result<Change, Misfit> {
    let misfit = || Misfit::of(value, schema);
    match schema {
        Schema::Null => match value {
            Value::Null => Ok(NONE),
            _ => Err(misfit()),
        },
        Schema::Boolean => match value {
            Value::Boolean(flag) => {
                out.push(u8::from(*flag));
                Ok(NONE)
            }
            _ => Err(misfit()),
        },
        Schema::Float | Schema::Double => put_float(value, schema, out),
        Schema::Bytes | Schema::String | Schema::Fixed(_) => put_text(value, schema, in_json, out),
        Schema::Enum(of) => {
            let (Value::Enum(_, symbol) | Value::String(symbol)) = value else { return Err(misfit()) };
            let at = of.symbols.iter().position(|known| known == symbol).ok_or_else(|| {
                Misfit::new(format!("{symbol:?} is no symbol of the enum `{}`; use one of its own", of.name))
            })?;
            put_length(at, out);
            Ok(if matches!(value, Value::Enum(..)) { NONE } else { WIDER })
        }
        Schema::Decimal(decimal) => put_decimal(value, schema, decimal, in_json, out),
        Schema::BigDecimal if matches!(value, Value::BigDecimal(_)) => {
            let writer = GenericDatumWriter::builder(schema).build();
            let written = writer.and_then(|writer| writer.write_value_ref(out, value));
            written.map(|_| NONE).map_err(|error| Misfit::new(error.to_string()))
        }
        Schema::Uuid(by) => put_uuid(value, schema, by, out),
        Schema::Duration(_) => match value {
            Value::Duration(duration) => {
                out.extend_from_slice(&<[u8; 12]>::from(*duration));
                Ok(NONE)
            }
            Value::Fixed(_, bytes) | Value::Bytes(bytes) if bytes.len() == 12 => {
                out.extend_from_slice(bytes);
                Ok(WIDER)
            }
            _ => Err(misfit()),
        },
        _ => put_integer(value, schema, out),
    }
}

fn put_uuid(value: &Value, schema: &Schema, by: &UuidSchema, out: &mut Vec<u8>) -> Result<Change, Misfit> {
    let (uuid, change) = match value {
        Value::Uuid(uuid) => (*uuid, NONE),
        // As text or bytes it is read first.
        other => match other.clone().resolve(schema) {
            Ok(Value::Uuid(uuid)) => (uuid, WIDER),
            _ => return Err(Misfit::of(value, schema)),
        },
    };
    match by {
        UuidSchema::String => put_bytes(uuid.to_string().as_bytes(), out),
        UuidSchema::Bytes => put_bytes(uuid.as_bytes(), out),
        UuidSchema::Fixed(_) => out.extend_from_slice(uuid.as_bytes()),
    }
    Ok(change)
}
