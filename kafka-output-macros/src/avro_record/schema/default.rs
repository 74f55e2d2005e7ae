//! A default, as JSON, becomes the bytes that stand for it in a datum.

use super::{Id, Json, Kind, Schema};

/// The bytes of a default; an error is the second half of a sentence: `is no "int"`.
pub(crate) fn bytes_of_default(schema: &Schema, id: Id, default: &Json) -> Result<Vec<u8>, String> {
    let mut out = Vec::new();
    put(schema, id, default, &mut out)?;
    Ok(out)
}

fn put(schema: &Schema, id: Id, json: &Json, out: &mut Vec<u8>) -> Result<(), String> {
    let wrong = || format!("is {json}, which is no {}", schema.shown(id));
    match (&schema.get(id).kind, json) {
        (Kind::Null, Json::Null) => {}
        (Kind::Boolean, Json::Flag(flag)) => out.push(u8::from(*flag)),
        (Kind::Int, Json::Number(number)) => {
            let number = number.as_i64().and_then(|number| i32::try_from(number).ok()).ok_or_else(wrong)?;
            put_long(number.into(), out);
        }
        (Kind::Long, Json::Number(number)) => put_long(number.as_i64().ok_or_else(wrong)?, out),
        (Kind::Float, Json::Number(number)) => {
            #[expect(clippy::cast_possible_truncation, reason = "it is the nearest one that is meant")]
            let number = number.as_f64().ok_or_else(wrong)? as f32;
            out.extend_from_slice(&number.to_le_bytes());
        }
        (Kind::Double, Json::Number(number)) => {
            out.extend_from_slice(&number.as_f64().ok_or_else(wrong)?.to_le_bytes());
        }
        (Kind::Text, Json::Text(text)) => put_bytes(text.as_bytes(), out),
        (Kind::Bytes, Json::Text(text)) => put_bytes(&latin(text).ok_or_else(wrong)?, out),
        (Kind::Fixed(size), Json::Text(text)) => {
            let bytes = latin(text).filter(|bytes| bytes.len() as u64 == *size).ok_or_else(wrong)?;
            out.extend_from_slice(&bytes);
        }
        (Kind::Enum(symbols), Json::Text(text)) => {
            let index = symbols.iter().position(|symbol| symbol == text).ok_or_else(wrong)?;
            put_length(index, out);
        }
        (Kind::Array(of), Json::List(items)) => {
            if !items.is_empty() {
                put_length(items.len(), out);
            }
            items.iter().try_for_each(|item| put(schema, *of, item, out))?;
            out.push(0);
        }
        (Kind::Map(of), Json::Object(members)) => {
            if !members.is_empty() {
                put_length(members.len(), out);
            }
            for (name, value) in members {
                put_bytes(name.as_bytes(), out);
                put(schema, *of, value, out)?;
            }
            out.push(0);
        }
        (Kind::Record(fields), Json::Object(_)) => {
            for field in fields {
                let value = json.get(&field.name).or(field.default.as_ref()).ok_or_else(wrong)?;
                put(schema, field.ty, value, out)?;
            }
        }
        // The first branch by the older specifications, any by the newest.
        (Kind::Union(branches), _) => {
            let fitting = branches.iter().enumerate().find_map(|(index, branch)| {
                bytes_of_default(schema, *branch, json).ok().map(|bytes| (index, bytes))
            });
            let (index, bytes) = fitting.ok_or_else(wrong)?;
            put_length(index, out);
            out.extend_from_slice(&bytes);
        }
        _ => return Err(wrong()),
    }
    Ok(())
}

/// Each letter is one byte, U+0000 to U+00FF.
fn latin(text: &str) -> Option<Vec<u8>> {
    text.chars().map(|letter| u8::try_from(u32::from(letter)).ok()).collect()
}

fn put_long(number: i64, out: &mut Vec<u8>) {
    let mut rest = ((number << 1) ^ (number >> 63)).cast_unsigned();
    while rest >= 0x80 {
        out.push(rest.to_le_bytes()[0] | 0x80);
        rest >>= 7;
    }
    out.push(rest.to_le_bytes()[0]);
}

fn put_length(length: usize, out: &mut Vec<u8>) {
    put_long(i64::try_from(length).unwrap_or(i64::MAX), out);
}

fn put_bytes(bytes: &[u8], out: &mut Vec<u8>) {
    put_length(bytes.len(), out);
    out.extend_from_slice(bytes);
}
