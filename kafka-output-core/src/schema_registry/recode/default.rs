//! Defaults of fields, as bytes.

use serde_json::Value;

use super::walk::{number_of, put_number, put_sized};
use crate::schema_registry::avro::{Avro, Field, Type};

/// How deep defaults may go, and how many parts are looked at, as while compiling: those of a record that holds itself may have no end.
#[cfg(feature = "avro")]
const LIMITS: [usize; 2] = [kafka_output_avro::DEFAULT_DEPTH, kafka_output_avro::DEFAULT_PARTS];
/// Without Avro there is nothing to fill.
#[cfg(not(feature = "avro"))]
const LIMITS: [usize; 2] = [0, 0];

/// What is written for a field that the data have not; `None` where it has no default, or one that is none of its type.
pub(super) fn default_of(schema: &Avro, field: &Field) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let [depth, parts] = LIMITS;
    let mut filling = Filling { schema, parts };
    filling.put(field.place, field.default.as_ref()?, &mut out, depth).ok()?;
    Some(out)
}

/// Why a default is none.
enum Misfit {
    /// Its type says something else; another branch of a union may say the same.
    Wrong,
    /// It has no end.
    Endless,
}

use Misfit::{Endless, Wrong};

struct Filling<'s> {
    schema: &'s Avro,
    /// How many may still be looked at.
    parts: usize,
}

impl Filling<'_> {
    fn put(&mut self, place: usize, value: &Value, out: &mut Vec<u8>, depth: usize) -> Result<(), Misfit> {
        let depth = depth.checked_sub(1).ok_or(Endless)?;
        self.parts = self.parts.checked_sub(1).ok_or(Endless)?;
        match self.schema.get(place) {
            Type::Primitive(kind) => primitive(kind, value, out).ok_or(Wrong)?,
            Type::Array(items) => {
                let values = value.as_array().ok_or(Wrong)?;
                if !values.is_empty() {
                    put_number(out, number_of(values.len()));
                }
                for value in values {
                    self.put(*items, value, out, depth)?;
                }
                out.push(0);
            }
            Type::Map(types) => {
                let values = value.as_object().ok_or(Wrong)?;
                if !values.is_empty() {
                    put_number(out, number_of(values.len()));
                }
                for (name, value) in values {
                    put_sized(out, name.as_bytes());
                    self.put(*types, value, out, depth)?;
                }
                out.push(0);
            }
            // The first branch's, by the specification; of any branch's, by its later versions.
            Type::Union(branches) => {
                let start = out.len();
                for (at, branch) in branches.iter().enumerate() {
                    put_number(out, number_of(at));
                    match self.put(*branch, value, out, depth) {
                        Err(Wrong) => out.truncate(start),
                        put => return put,
                    }
                }
                return Err(Wrong);
            }
            Type::Fixed { size, .. } => {
                let bytes = latin_1(value).filter(|bytes| u64::try_from(bytes.len()) == Ok(*size));
                out.extend(bytes.ok_or(Wrong)?);
            }
            Type::Enum { symbols, .. } => {
                let is = |known: &String| value.as_str() == Some(known);
                put_number(out, number_of(symbols.iter().position(is).ok_or(Wrong)?));
            }
            Type::Record { fields, .. } => {
                let values = value.as_object().ok_or(Wrong)?;
                for field in fields {
                    let value = values.get(&field.name).or(field.default.as_ref()).ok_or(Wrong)?;
                    self.put(field.place, value, out, depth)?;
                }
            }
        }
        Ok(())
    }
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
