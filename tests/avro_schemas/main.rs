//! Values of any schema, known when the program runs, against another implementation.
#![allow(clippy::unwrap_used, reason = "a panic is how a test reports")]

mod named;
mod shape;
mod tree;
mod value;

use apache_avro::types::Value;
// What the attribute's code names where a schema comes from a setting.
use kafka_output::__private::prelude::*;
use kafka_output::__private::{AvroSchema, Encode, leaf};
use proptest::prelude::*;

use named::Random;
use shape::Schema;
use tree::{Style, Tree};

/// A schema as a program has it whose setting names it.
fn of_setting(schema: &Schema) -> &'static AvroSchema {
    let text: &'static str = String::leak(schema.text());
    Box::leak(Box::new(AvroSchema::new(text)))
}

/// Our bytes.
fn written<T>(value: &T, format: &impl Encode<T>, why: impl Fn() -> String) -> Vec<u8> {
    let mut out = b"before".to_vec();
    if let Err(error) = format.encode(value, &mut out) {
        let reason = std::error::Error::source(&error).map(ToString::to_string);
        panic!("{error}: {}\n{}", reason.unwrap_or_default(), why());
    }
    assert!(out.starts_with(b"before"), "what stood there stays");
    out.split_off(6)
}

/// What apache-avro makes of them.
#[expect(deprecated, reason = "the reader of one datum")]
fn read(schema: &Schema, mut datum: &[u8], why: impl Fn() -> String) -> Value {
    let parsed = apache_avro::Schema::parse_str(&schema.text()).unwrap();
    let value = apache_avro::from_avro_datum(&parsed, &mut datum, None);
    assert!(datum.is_empty(), "nothing stands behind the datum\n{}", why());
    value.unwrap_or_else(|error| panic!("{error}\n{}", why()))
}

#[allow(clippy::needless_borrow, reason = "the rungs of the ladders")]
fn check_generic(schema: &Schema, value: &Value) {
    let why = || format!("{}\n{value:?}", schema.text());
    let probe = (&leaf::<Value>()).__event().__value();
    let format = (&&&probe).__avro_of_setting(Some(of_setting(schema)), false);
    assert_eq!(read(schema, &written(value, &format, why), why), *value, "{}", schema.text());
}

/// The value without the names of its branches.
fn bare(value: &Value) -> Value {
    match value {
        Value::Union(_, inner) => bare(inner),
        Value::Array(items) => Value::Array(items.iter().map(bare).collect()),
        Value::Map(entries) => {
            Value::Map(entries.iter().map(|(key, entry)| (key.clone(), bare(entry))).collect())
        }
        Value::Record(fields) => {
            Value::Record(fields.iter().map(|(name, field)| (name.clone(), bare(field))).collect())
        }
        other => other.clone(),
    }
}

/// What fits several branches as well is refused, and nothing becomes another branch's.
#[allow(clippy::needless_borrow, reason = "the rungs of the ladders")]
fn check_bare(schema: &Schema, value: &Value) {
    let why = || format!("{}\n{value:?}", schema.text());
    let probe = (&leaf::<Value>()).__event().__value();
    let format = (&&&probe).__avro_of_setting(Some(of_setting(schema)), false);
    let mut out = Vec::new();
    if format.encode(&bare(value), &mut out).is_ok() {
        assert_eq!(read(schema, &out, why), *value, "{}", schema.text());
    }
}

#[allow(clippy::needless_borrow, reason = "the rungs of the ladders")]
fn check_serde(schema: &Schema, value: &Value, style: Style) {
    let why = || format!("{}\n{value:?}\n{style:?}", schema.text());
    let probe = (&leaf::<Tree<'_>>()).__event().__value();
    let format = (&&&probe).__avro_of_setting(Some(of_setting(schema)), false);
    let tree = Tree::new(schema, value, style);
    assert_eq!(read(schema, &written(&tree, &format, why), why), *value, "{}\n{style:?}", schema.text());
}

/// What schemas and values are made of; the less of it there is, the simpler they are.
fn choices() -> impl Strategy<Value = Vec<u32>> {
    proptest::collection::vec(any::<u32>(), 0..120)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn generic_values(schema in choices(), value in choices()) {
        let schema = Schema::any(&mut Random::new(&schema));
        check_generic(&schema, &schema.value(&mut Random::new(&value)));
    }

    #[test]
    fn bare_values(schema in choices(), value in choices()) {
        let schema = Schema::any(&mut Random::new(&schema));
        check_bare(&schema, &schema.value(&mut Random::new(&value)));
    }

    #[test]
    fn values_of_serde(schema in choices(), value in choices(), style in any::<u8>()) {
        let schema = Schema::any(&mut Random::new(&schema));
        check_serde(&schema, &schema.value(&mut Random::new(&value)), Style(style));
    }

    #[test]
    fn decimals_of_serde(schema in choices(), value in choices(), style in any::<u8>()) {
        let schema = Schema::any_decimal(&mut Random::new(&schema));
        let value = schema.value(&mut Random::new(&value));
        check_generic(&schema, &value);
        check_bare(&schema, &value);
        check_serde(&schema, &value, Style(style));
    }
}
