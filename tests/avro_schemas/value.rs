//! Values of a schema, as apache-avro has them.

use apache_avro::types::Value;
use apache_avro::{Days, Decimal, Duration, Millis, Months};

use crate::named::Random;
use crate::shape::{Schema, Shape, field, symbol};

/// How deep a value that holds itself may go.
const DEEPEST: u32 = 8;

impl Schema {
    pub(crate) fn value(&self, random: &mut Random<'_>) -> Value {
        self.value_of(&self.root, random, 0)
    }

    fn value_of(&self, shape: &Shape, random: &mut Random<'_>, depth: u32) -> Value {
        match shape {
            Shape::Plain(name, logical) => plain(name, *logical, random),
            Shape::Array(items) => Value::Array(
                (0..length(random, depth)).map(|_| self.value_of(items, random, depth + 1)).collect(),
            ),
            Shape::Map(values) => {
                let length = length(random, depth);
                Value::Map(
                    (0..length).map(|_| (random.text(), self.value_of(values, random, depth + 1))).collect(),
                )
            }
            Shape::Union(branches) => {
                let null = branches.iter().position(|branch| *branch == Shape::Plain("null", None));
                // No choice left is none: what is left out ends a recursion.
                let at = random.below(branches.len() + 1).checked_sub(1).filter(|_| depth < DEEPEST);
                let at = at.or(null).unwrap_or_default();
                let value = self.value_of(&branches[at], random, depth + 1);
                Value::Union(u32::try_from(at).unwrap(), Box::new(value))
            }
            Shape::Record(_, fields) => self.record(fields, random, depth),
            Shape::Again(name) => self.record(&self.records[&name.full()], random, depth),
            Shape::Enum(_, symbols) => {
                let at = random.below(*symbols);
                Value::Enum(u32::try_from(at).unwrap(), symbol(at).to_owned())
            }
            Shape::Fixed(_, size) => Value::Fixed(*size, random.bytes(*size)),
            Shape::Duration(_) => {
                let [months, days, millis] = [0; 3].map(|_| random.next());
                Value::Duration(Duration::new(Months::new(months), Days::new(days), Millis::new(millis)))
            }
            Shape::Decimal(_, precision, scale) => {
                let ones = i128::from(random.next()) << 64
                    | i128::from(random.next()) << 32
                    | i128::from(random.next());
                let digits = [ones % 300, ones][random.below(2)] % 10_i128.pow(*precision);
                let whole = digits - digits % 10_i128.pow(*scale);
                let unscaled = [digits, -digits, whole, -whole][random.below(4)];
                Value::Decimal(Decimal::from(unscaled.to_be_bytes()))
            }
        }
    }

    fn record(&self, fields: &[Shape], random: &mut Random<'_>, depth: u32) -> Value {
        let value = |(at, shape)| (field(at).to_owned(), self.value_of(shape, random, depth + 1));
        Value::Record((0..).zip(fields).map(value).collect())
    }
}

fn length(random: &mut Random<'_>, depth: u32) -> usize {
    let length = random.below(4);
    if depth < DEEPEST { length } else { 0 }
}

fn plain(name: &str, logical: Option<&str>, random: &mut Random<'_>) -> Value {
    match (name, logical) {
        ("null", _) => Value::Null,
        ("boolean", _) => Value::Boolean(random.flag()),
        ("int", Some("date")) => Value::Date(random.int()),
        ("int", Some("time-millis")) => Value::TimeMillis(random.int()),
        ("int", _) => Value::Int(random.int()),
        ("long", Some("time-micros")) => Value::TimeMicros(random.long()),
        ("long", Some("timestamp-millis")) => Value::TimestampMillis(random.long()),
        ("long", Some("timestamp-micros")) => Value::TimestampMicros(random.long()),
        ("long", Some("local-timestamp-millis")) => Value::LocalTimestampMillis(random.long()),
        ("long", Some("local-timestamp-micros")) => Value::LocalTimestampMicros(random.long()),
        ("long", _) => Value::Long(random.long()),
        ("float", _) => {
            Value::Float(Some(f32::from_bits(random.next())).filter(|float| !float.is_nan()).unwrap_or(-0.5))
        }
        ("double", _) => {
            let bits = u64::from(random.next()) << 32 | u64::from(random.next());
            Value::Double(Some(f64::from_bits(bits)).filter(|float| !float.is_nan()).unwrap_or(-0.5))
        }
        ("bytes", _) => {
            let length = random.below(20);
            Value::Bytes(random.bytes(length))
        }
        ("string", Some("uuid")) => Value::Uuid(uuid::Uuid::from_bytes(random.bytes(16).try_into().unwrap())),
        _ => Value::String(random.text()),
    }
}
