//! Generic numbers: whole ones, times, floats and decimals.

use apache_avro::schema::{DecimalSchema, InnerDecimalSchema, Schema};
use apache_avro::types::Value;

use super::misfit::{Misfit, shown};
use super::put::{Change, NONE, OTHER, WIDER};
use super::text::latin;
use crate::encode::avro_record::wire::{put_bytes, put_long};

/// Whole numbers, and times, which are some.
pub(super) fn put_integer(value: &Value, schema: &Schema, out: &mut Vec<u8>) -> Result<Change, Misfit> {
    let misfit = || Misfit::of(value, schema);
    let (number, change) = match (schema, value) {
        (Schema::Int, Value::Int(number))
        | (Schema::Date, Value::Date(number))
        | (Schema::TimeMillis, Value::TimeMillis(number)) => (i64::from(*number), NONE),
        (Schema::Date | Schema::TimeMillis | Schema::Long, Value::Int(number)) => (i64::from(*number), WIDER),
        (Schema::Int, Value::Long(number)) => {
            i32::try_from(*number)
                .map_err(|_| Misfit::new("the number is none that an int holds".to_owned()))?;
            (*number, WIDER)
        }
        (Schema::Long, Value::Long(number))
        | (Schema::TimeMicros, Value::TimeMicros(number))
        | (Schema::TimestampMillis, Value::TimestampMillis(number))
        | (Schema::TimestampMicros, Value::TimestampMicros(number))
        | (Schema::TimestampNanos, Value::TimestampNanos(number))
        | (Schema::LocalTimestampMillis, Value::LocalTimestampMillis(number))
        | (Schema::LocalTimestampMicros, Value::LocalTimestampMicros(number))
        | (Schema::LocalTimestampNanos, Value::LocalTimestampNanos(number)) => (*number, NONE),
        (
            Schema::TimeMicros
            | Schema::TimestampMillis
            | Schema::TimestampMicros
            | Schema::TimestampNanos
            | Schema::LocalTimestampMillis
            | Schema::LocalTimestampMicros
            | Schema::LocalTimestampNanos,
            Value::Int(_) | Value::Long(_),
        ) => match value {
            Value::Int(number) => (i64::from(*number), OTHER),
            Value::Long(number) => (*number, WIDER),
            _ => return Err(misfit()),
        },
        _ => return Err(misfit()),
    };
    put_long(number, out);
    Ok(change)
}

/// A number that a float does not hold is an error; digits that a `float` has no room for are the reader's loss by the schema.
pub(super) fn put_float(value: &Value, schema: &Schema, out: &mut Vec<u8>) -> Result<Change, Misfit> {
    let single = matches!(schema, Schema::Float);
    let (number, change) = match value {
        Value::Float(number) => (f64::from(*number), if single { NONE } else { WIDER }),
        Value::Double(number) => (*number, if single { WIDER } else { NONE }),
        Value::Int(number) => (f64::from(*number), OTHER),
        #[expect(clippy::cast_precision_loss, reason = "looked at below")]
        Value::Long(number) => (*number as f64, OTHER),
        _ => return Err(Misfit::of(value, schema)),
    };
    #[expect(clippy::cast_possible_truncation, reason = "looked at below")]
    let narrow = number as f32;
    #[expect(clippy::cast_possible_truncation, reason = "compared with what it was made of")]
    let whole = |number: f64| number as i128;
    let kept = match value {
        Value::Int(given) => !single || whole(narrow.into()) == i128::from(*given),
        Value::Long(given) => whole(if single { narrow.into() } else { number }) == i128::from(*given),
        _ => !single || narrow.is_finite() || !number.is_finite(),
    };
    if !kept {
        return Err(Misfit::new(format!("the number is none that a {} holds", shown(schema))));
    }
    if single {
        out.extend_from_slice(&narrow.to_le_bytes());
    } else {
        out.extend_from_slice(&number.to_le_bytes());
    }
    // Of both kinds of float a whole number is better a double.
    Ok(if single && change == OTHER { OTHER + 1 } else { change })
}

/// The bytes of a number without its point, the highest first.
pub(super) fn put_decimal(
    value: &Value,
    schema: &Schema,
    decimal: &DecimalSchema,
    in_json: bool,
    out: &mut Vec<u8>,
) -> Result<Change, Misfit> {
    let misfit = || Misfit::of(value, schema);
    let (bytes, change) = match value {
        Value::Decimal(number) => (Vec::try_from(number).map_err(|_| misfit())?, NONE),
        Value::Bytes(bytes) | Value::Fixed(_, bytes) => (bytes.clone(), WIDER),
        Value::String(text) if in_json => (latin(text).ok_or_else(misfit)?, OTHER),
        _ => return Err(misfit()),
    };
    let sign = if bytes.first().is_some_and(|first| first & 0x80 != 0) { 0xff } else { 0 };
    // What only repeats the sign says nothing.
    let is_sign = |pair: &[u8]| pair[0] == sign && pair[1] & 0x80 == sign & 0x80;
    let needed = &bytes[bytes.windows(2).take_while(|pair| is_sign(pair)).count()..];
    if !has_digits(needed, sign, decimal.precision) {
        return Err(Misfit::new(format!(
            "the number has more digits than the schema's `precision`, {}; give the schema more",
            decimal.precision
        )));
    }
    match &decimal.inner {
        // Java reads no number from no byte.
        InnerDecimalSchema::Bytes if bytes.is_empty() => put_bytes(&[0], out),
        InnerDecimalSchema::Bytes => put_bytes(&bytes, out),
        InnerDecimalSchema::Fixed(fixed) => {
            let room = fixed.size.checked_sub(needed.len());
            let room =
                room.ok_or_else(|| Misfit::new(format!("the number needs more than {} bytes", fixed.size)))?;
            out.extend(std::iter::repeat_n(sign, room));
            out.extend_from_slice(needed);
        }
    }
    Ok(change)
}

/// Whether a number is in so many digits, as far as 128 bits count them.
fn has_digits(number: &[u8], sign: u8, precision: usize) -> bool {
    let limit = u32::try_from(precision).ok().and_then(|digits| 10_u128.checked_pow(digits));
    let Some(limit) = limit else { return true };
    let Some(room) = 16_usize.checked_sub(number.len()) else { return false };
    let mut bytes = [sign; 16];
    bytes[room..].copy_from_slice(number);
    i128::from_be_bytes(bytes).unsigned_abs() < limit
}
