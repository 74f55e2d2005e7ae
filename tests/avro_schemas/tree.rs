//! The same values as serde's types write them.

use apache_avro::types::Value;
use serde::ser::{Error, SerializeMap, SerializeSeq, SerializeStruct, SerializeTuple};
use serde::{Serialize, Serializer};

use crate::named::kept;
use crate::shape::{Schema, Shape, field, symbol};

/// Which of serde's ways to write a thing is taken, by a bit for each.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style(pub(crate) u8);

impl Style {
    const fn is(self, bit: u8) -> bool {
        self.0 & 1 << bit != 0
    }

    /// A record is a map, and not a struct.
    const fn maps(self) -> bool {
        self.is(0)
    }

    /// The last field of a record comes first.
    const fn backwards(self) -> bool {
        self.is(1)
    }

    /// Bytes are a list.
    const fn lists_of_bytes(self) -> bool {
        self.is(2)
    }

    /// How long a list or a map is, is not said.
    const fn lengths_unsaid(self) -> bool {
        self.is(3)
    }

    /// An enum's symbol is a text.
    const fn texts(self) -> bool {
        self.is(4)
    }

    /// A decimal without a fraction is an integer.
    const fn integers(self) -> bool {
        self.is(5)
    }

    /// A duration is three numbers, and not a struct.
    const fn triples(self) -> bool {
        self.is(6)
    }

    /// The branch of a union is told by its full name.
    const fn full_names(self) -> bool {
        self.is(7)
    }
}

/// A value that serde writes.
pub(crate) struct Tree<'a> {
    schema: &'a Schema,
    shape: &'a Shape,
    value: &'a Value,
    style: Style,
}

impl<'a> Tree<'a> {
    pub(crate) fn new(schema: &'a Schema, value: &'a Value, style: Style) -> Self {
        Self { schema, shape: &schema.root, value, style }
    }

    fn of(&self, shape: &'a Shape, value: &'a Value) -> Self {
        Self { schema: self.schema, shape, value, style: self.style }
    }

    fn length(&self, length: usize) -> Option<usize> {
        (!self.style.lengths_unsaid()).then_some(length)
    }

    fn record<S: Serializer>(
        &self,
        name: &'static str,
        shapes: &'a [Shape],
        values: &'a [(String, Value)],
        to: S,
    ) -> Result<S::Ok, S::Error> {
        let mut fields: Vec<_> = (0..)
            .zip(shapes.iter().zip(values))
            .map(|(at, (shape, (_, value)))| (field(at), self.of(shape, value)))
            .collect();
        if self.style.backwards() {
            fields.reverse();
        }
        if self.style.maps() {
            let mut map = to.serialize_map(self.length(fields.len()))?;
            for (name, value) in &fields {
                map.serialize_entry(name, value)?;
            }
            return map.end();
        }
        let mut record = to.serialize_struct(name, fields.len())?;
        for (name, value) in &fields {
            record.serialize_field(name, value)?;
        }
        record.end()
    }

    fn bytes<S: Serializer>(&self, bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
        if !self.style.lists_of_bytes() {
            return to.serialize_bytes(bytes);
        }
        let mut list = to.serialize_seq(self.length(bytes.len()))?;
        for byte in bytes {
            list.serialize_element(byte)?;
        }
        list.end()
    }

    fn union<S: Serializer>(
        &self,
        branches: &'a [Shape],
        at: u32,
        value: &'a Value,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        let branch = &branches[usize::try_from(at).unwrap()];
        let inner = self.of(branch, value);
        match value {
            Value::Null => to.serialize_none(),
            _ if branches.len() == 2 => to.serialize_some(&inner),
            _ => to.serialize_newtype_variant("Union", at, branch_name(branch, self.style), &inner),
        }
    }
}

/// What `serde_avro_fast` calls a branch of a union.
fn branch_name(branch: &Shape, style: Style) -> &'static str {
    let named = |name: &crate::named::Name| if style.full_names() { kept(name.full()) } else { name.short };
    match branch {
        Shape::Plain(_, Some("date")) => "Date",
        Shape::Plain(_, Some("time-millis")) => "TimeMillis",
        Shape::Plain(_, Some("time-micros")) => "TimeMicros",
        Shape::Plain(_, Some("timestamp-millis")) => "TimestampMillis",
        Shape::Plain(_, Some("timestamp-micros")) => "TimestampMicros",
        Shape::Plain(_, Some("uuid")) => "Uuid",
        Shape::Plain(name, _) => match *name {
            "boolean" => "Boolean",
            "int" => "Int",
            "long" => "Long",
            "float" => "Float",
            "double" => "Double",
            "bytes" => "Bytes",
            "string" => "String",
            _ => "Null",
        },
        Shape::Array(_) => "Array",
        Shape::Map(_) => "Map",
        Shape::Union(_) => "Union",
        Shape::Decimal(None, ..) => "Decimal",
        Shape::Record(name, _)
        | Shape::Again(name)
        | Shape::Enum(name, _)
        | Shape::Fixed(name, _)
        | Shape::Duration(name)
        | Shape::Decimal(Some((name, _)), ..) => named(name),
    }
}

/// `-1234` with a scale of 2 is `-12.34`.
fn decimal_text(unscaled: i128, scale: u32) -> String {
    let scale = usize::try_from(scale).unwrap();
    let digits = format!("{:0>width$}", unscaled.unsigned_abs(), width = scale + 1);
    let (whole, fraction) = digits.split_at(digits.len() - scale);
    let (sign, dot) = (if unscaled < 0 { "-" } else { "" }, if scale > 0 { "." } else { "" });
    format!("{sign}{whole}{dot}{fraction}")
}

fn unscaled(decimal: &apache_avro::Decimal) -> i128 {
    let bytes = <Vec<u8>>::try_from(decimal).unwrap();
    i128::from_be_bytes(bytes.try_into().unwrap())
}

impl Serialize for Tree<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match (self.shape, self.value) {
            (_, Value::Null) => to.serialize_unit(),
            (_, Value::Boolean(flag)) => to.serialize_bool(*flag),
            (_, Value::Int(number) | Value::Date(number) | Value::TimeMillis(number)) => {
                to.serialize_i32(*number)
            }
            (
                _,
                Value::Long(number)
                | Value::TimeMicros(number)
                | Value::TimestampMillis(number)
                | Value::TimestampMicros(number)
                | Value::LocalTimestampMillis(number)
                | Value::LocalTimestampMicros(number),
            ) => to.serialize_i64(*number),
            (_, Value::Float(number)) => to.serialize_f32(*number),
            (_, Value::Double(number)) => to.serialize_f64(*number),
            (_, Value::Bytes(bytes) | Value::Fixed(_, bytes)) => self.bytes(bytes, to),
            (_, Value::String(text)) => to.serialize_str(text),
            (_, Value::Uuid(uuid)) => to.collect_str(uuid),
            (Shape::Enum(name, _), Value::Enum(at, text)) => {
                if self.style.texts() {
                    return to.serialize_str(text);
                }
                to.serialize_unit_variant(name.short, *at, symbol(usize::try_from(*at).unwrap()))
            }
            (Shape::Union(branches), Value::Union(at, value)) => self.union(branches, *at, value, to),
            (Shape::Array(items), Value::Array(values)) => {
                let mut list = to.serialize_seq(self.length(values.len()))?;
                for value in values {
                    list.serialize_element(&self.of(items, value))?;
                }
                list.end()
            }
            (Shape::Map(of), Value::Map(values)) => {
                let mut map = to.serialize_map(self.length(values.len()))?;
                for (key, value) in values {
                    map.serialize_entry(key, &self.of(of, value))?;
                }
                map.end()
            }
            (Shape::Record(name, fields), Value::Record(values)) => {
                self.record(name.short, fields, values, to)
            }
            (Shape::Again(name), Value::Record(values)) => {
                self.record(name.short, &self.schema.records[&name.full()], values, to)
            }
            (Shape::Decimal(_, _, scale), Value::Decimal(decimal)) => {
                let (unscaled, one) = (unscaled(decimal), 10_i128.pow(*scale));
                if self.style.integers() && unscaled % one == 0 {
                    return match i64::try_from(unscaled / one) {
                        Ok(number) => to.serialize_i64(number),
                        Err(_) => to.serialize_i128(unscaled / one),
                    };
                }
                to.serialize_str(&decimal_text(unscaled, *scale))
            }
            (_, Value::Duration(duration)) => {
                let bytes: [u8; 12] = (*duration).into();
                let number = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap());
                if self.style.triples() {
                    let mut triple = to.serialize_tuple(3)?;
                    for at in [0, 4, 8] {
                        triple.serialize_element(&number(at))?;
                    }
                    return triple.end();
                }
                let mut record = to.serialize_struct("Duration", 3)?;
                record.serialize_field("months", &number(0))?;
                record.serialize_field("days", &number(4))?;
                record.serialize_field("milliseconds", &number(8))?;
                record.end()
            }
            (shape, value) => Err(S::Error::custom(format!("{value:?} is no {shape:?}"))),
        }
    }
}
