//! A default, as JSON, becomes the bytes that stand for it in a datum.

use super::{Id, Json, Kind, Schema};

/// How deep defaults may go, of whoever fills records by them.
pub const DEFAULT_DEPTH: usize = 64;

/// How many parts of a default are looked at: those of unions within unions may be tried in more ways than there is time for.
pub const DEFAULT_PARTS: usize = 100_000;

/// The bytes of a default; an error is the second half of a sentence: `is no "int"`.
pub fn bytes_of_default(schema: &Schema, id: Id, default: &Json) -> Result<Vec<u8>, String> {
    let mut out = Vec::new();
    let mut filling = Filling { fields: Vec::new(), depth: DEFAULT_DEPTH, parts: DEFAULT_PARTS };
    put(schema, id, default, &mut filling, &mut out).map_err(|misfit| match misfit {
        Misfit::Wrong(reason) | Misfit::Endless(reason) => reason,
    })?;
    Ok(out)
}

/// Why a default is none.
enum Misfit {
    /// Its type says something else; another branch of a union may say the same.
    Wrong(String),
    /// It is filled from itself, or from too much.
    Endless(String),
}

/// What leads to a part of a default.
struct Filling<'s> {
    /// The fields, each by its record and name, whose own defaults do.
    fields: Vec<(Id, &'s str)>,
    /// How much deeper it may go.
    depth: usize,
    /// How many parts may still be looked at.
    parts: usize,
}

fn put<'s>(
    schema: &'s Schema,
    id: Id,
    json: &Json,
    filling: &mut Filling<'s>,
    out: &mut Vec<u8>,
) -> Result<(), Misfit> {
    let depth = filling.depth;
    filling.depth = depth.checked_sub(1).ok_or_else(too_large)?;
    filling.parts = filling.parts.checked_sub(1).ok_or_else(too_large)?;
    let put = put_part(schema, id, json, filling, out);
    filling.depth = depth;
    put
}

fn put_part<'s>(
    schema: &'s Schema,
    id: Id,
    json: &Json,
    filling: &mut Filling<'s>,
    out: &mut Vec<u8>,
) -> Result<(), Misfit> {
    let wrong = || Misfit::Wrong(format!("is {json}, which is no {}", schema.shown(id)));
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
            items.iter().try_for_each(|item| put(schema, *of, item, filling, out))?;
            out.push(0);
        }
        (Kind::Map(of), Json::Object(members)) => {
            if !members.is_empty() {
                put_length(members.len(), out);
            }
            for (name, value) in members {
                put_bytes(name.as_bytes(), out);
                put(schema, *of, value, filling, out)?;
            }
            out.push(0);
        }
        (Kind::Record(fields), Json::Object(_)) => {
            for field in fields {
                if let Some(value) = json.get(&field.name) {
                    put(schema, field.ty, value, filling, out)?;
                    continue;
                }
                let value = field.default.as_ref().ok_or_else(wrong)?;
                let place = (id, field.name.as_str());
                if filling.fields.contains(&place) {
                    return Err(endless(schema, place));
                }
                filling.fields.push(place);
                put(schema, field.ty, value, filling, out)?;
                filling.fields.pop();
            }
        }
        // The first branch by the older specifications, any by the newest.
        (Kind::Union(branches), _) => {
            let (start, depth) = (out.len(), filling.fields.len());
            for (index, branch) in branches.iter().enumerate() {
                put_length(index, out);
                match put(schema, *branch, json, filling, out) {
                    Err(Misfit::Wrong(_)) => {
                        out.truncate(start);
                        filling.fields.truncate(depth);
                    }
                    put => return put,
                }
            }
            return Err(wrong());
        }
        _ => return Err(wrong()),
    }
    Ok(())
}

fn too_large() -> Misfit {
    Misfit::Endless(format!(
        "goes deeper than {DEFAULT_DEPTH} types, or has more than {DEFAULT_PARTS} parts with all that it is tried against; write a smaller one"
    ))
}

fn endless(schema: &Schema, (record, field): (Id, &str)) -> Misfit {
    let record = schema.get(record).name.as_deref().unwrap_or_default();
    Misfit::Endless(format!(
        "never ends, as it has field `{field}` of `{record}` filled by this default again; give it a value there"
    ))
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
