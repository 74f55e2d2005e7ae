//! Defaults of fields, as bytes.

use serde_json::Value;

use super::walk::{number_of, put_number, put_sized};
use crate::schema_registry::avro::{Avro, Field, Type};

/// How deep defaults may go: those of a record that holds itself may have no end.
const DEPTH: usize = 64;

/// What is written for a field that the data have not; `None` where it has no default, or one that is none of its type.
pub(super) fn default_of(schema: &Avro, field: &Field) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    put(schema, field.place, field.default.as_ref()?, &mut out, DEPTH)?;
    Some(out)
}

fn put(schema: &Avro, place: usize, value: &Value, out: &mut Vec<u8>, depth: usize) -> Option<()> {
    let depth = depth.checked_sub(1)?;
    match schema.get(place) {
        Type::Primitive(kind) => primitive(kind, value, out)?,
        Type::Array(items) => {
            let values = value.as_array()?;
            if !values.is_empty() {
                put_number(out, number_of(values.len()));
            }
            for value in values {
                put(schema, *items, value, out, depth)?;
            }
            out.push(0);
        }
        Type::Map(types) => {
            let values = value.as_object()?;
            if !values.is_empty() {
                put_number(out, number_of(values.len()));
            }
            for (name, value) in values {
                put_sized(out, name.as_bytes());
                put(schema, *types, value, out, depth)?;
            }
            out.push(0);
        }
        // The first branch's, by the specification; of any branch's, by its later versions.
        Type::Union(branches) => {
            let written = branches.iter().enumerate().find_map(|(at, branch)| {
                let mut written = Vec::new();
                put_number(&mut written, number_of(at));
                put(schema, *branch, value, &mut written, depth).map(|()| written)
            });
            out.extend(written?);
        }
        Type::Fixed { size, .. } => {
            let bytes = latin_1(value)?;
            (u64::try_from(bytes.len()) == Ok(*size)).then(|| out.extend(bytes))?;
        }
        Type::Enum { symbols, .. } => {
            let symbol = value.as_str()?;
            put_number(out, number_of(symbols.iter().position(|known| known == symbol)?));
        }
        Type::Record { fields, .. } => {
            let values = value.as_object()?;
            for field in fields {
                let value = values.get(&field.name).or(field.default.as_ref())?;
                put(schema, field.place, value, out, depth)?;
            }
        }
    }
    Some(())
}

fn primitive(kind: &str, value: &Value, out: &mut Vec<u8>) -> Option<()> {
    match kind {
        "null" => value.as_null()?,
        "boolean" => out.push(u8::from(value.as_bool()?)),
        "int" => put_number(out, i32::try_from(value.as_i64()?).ok()?.into()),
        "long" => put_number(out, value.as_i64()?),
        #[expect(clippy::cast_possible_truncation, reason = "the nearest one is meant")]
        "float" => out.extend_from_slice(&(value.as_f64()? as f32).to_le_bytes()),
        "double" => out.extend_from_slice(&value.as_f64()?.to_le_bytes()),
        "bytes" => put_sized(out, &latin_1(value)?),
        _ => put_sized(out, value.as_str()?.as_bytes()),
    }
    Some(())
}

/// Bytes in JSON: each a character of the same number.
fn latin_1(value: &Value) -> Option<Vec<u8>> {
    value.as_str()?.chars().map(|letter| u8::try_from(letter).ok()).collect()
}
