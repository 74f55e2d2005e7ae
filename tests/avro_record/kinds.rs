//! What else fits, and by serde the same: another type of the same shape, written by apache-avro's serializer.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, VecDeque};
use std::rc::Rc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use apache_avro::Schema;
use apache_avro::types::Value;
use apache_avro::writer::datum::GenericDatumWriter;
use kafka_output::{AvroDecimal, AvroRecord};
use proptest::prelude::*;
use serde::Serialize;

use crate::oracle::{AsValue, read, record, written};

#[derive(Debug, Clone, Serialize, AvroRecord)]
#[avro(schema_file = "schemas/order.avsc")]
struct Customer {
    name: String,
    email: Option<String>,
}

#[derive(Debug, Clone, Serialize, AvroRecord)]
#[avro(schema_file = "schemas/order.avsc")]
struct Line {
    sku: String,
    count: i32,
    price: f64,
}

#[derive(Debug, Clone, Serialize, AvroRecord)]
#[avro(schema = r#"{"type": "record", "name": "Sheet", "fields": [
    {"name": "id", "type": "long"}, {"name": "few", "type": "int"}, {"name": "letter", "type": "string"},
    {"name": "wide", "type": "double"}, {"name": "rows", "type": {"type": "array", "items": {"type": "array", "items": "int"}}},
    {"name": "cells", "type": {"type": "map", "values": {"type": "array", "items": "string"}}},
    {"name": "maybe", "type": ["null", {"type": "array", "items": ["null", "long"]}]}
]}"#)]
struct Sheet {
    id: u32,
    few: i8,
    letter: char,
    wide: f64,
    rows: VecDeque<Vec<u16>>,
    cells: HashMap<String, Vec<String>>,
    maybe: Option<Vec<Option<i64>>>,
}

fn by_serde<T: AvroRecord + Serialize>(value: &T) -> Vec<u8> {
    let schema = Schema::parse_str(T::SCHEMA).unwrap();
    GenericDatumWriter::builder(&schema).build().unwrap().write_ser_to_vec(value).unwrap()
}

prop_compose! {
    fn sheets()(
        (id, few, letter, wide, rows) in any::<(u32, i8, char, f64, VecDeque<Vec<u16>>)>(),
        // One at most: a map has no order.
        cells in proptest::collection::hash_map(any::<String>(), any::<Vec<String>>(), 0..2),
        maybe in any::<Option<Vec<Option<i64>>>>(),
    ) -> Sheet {
        Sheet { id, few, letter, wide, rows, cells, maybe }
    }
}

proptest! {
    #[test]
    fn the_serializer_writes_the_same(sheet in sheets()) {
        prop_assert_eq!(written(&sheet), by_serde(&sheet));
    }

    #[test]
    fn so_it_does_for_the_types_of_a_file((name, email) in any::<(String, Option<String>)>(), (sku, count, price) in any::<(String, i32, f64)>()) {
        let (customer, line) = (Customer { name, email }, Line { sku, count, price });
        prop_assert_eq!(written(&customer), by_serde(&customer));
        prop_assert_eq!(written(&line), by_serde(&line));
    }
}

/// What is only borrowed, or shared.
#[derive(AvroRecord)]
#[avro(schema = r#"{"type": "record", "name": "Parts", "fields": [
    {"name": "text", "type": "string"}, {"name": "bytes", "type": "bytes"}, {"name": "longs", "type": {"type": "array", "items": "long"}},
    {"name": "set", "type": {"type": "array", "items": "string"}}, {"name": "map", "type": {"type": "map", "values": "boolean"}},
    {"name": "four", "type": {"type": "array", "items": "float"}}, {"name": "raw_uuid", "type": {"type": "string", "logicalType": "uuid"}},
    {"name": "raw_decimal", "type": {"type": "bytes", "logicalType": "decimal", "precision": 4, "scale": 2}}
]}"#)]
struct Parts<'a, 'b> {
    text: &'a Cow<'b, str>,
    bytes: &'a [u8],
    longs: &'b [Rc<i64>],
    set: BTreeSet<&'a str>,
    map: &'a HashMap<Cow<'b, str>, bool>,
    four: [f32; 4],
    raw_uuid: &'static str,
    raw_decimal: Vec<u8>,
}

impl AsValue for Parts<'_, '_> {
    fn value(&self) -> Value {
        record([
            ("text", Value::String(self.text.to_string())),
            ("bytes", Value::Bytes(self.bytes.to_vec())),
            ("longs", Value::Array(self.longs.iter().map(|long| Value::Long(**long)).collect())),
            ("set", Value::Array(self.set.iter().map(|text| Value::String((*text).to_owned())).collect())),
            (
                "map",
                Value::Map(
                    self.map.iter().map(|(key, flag)| (key.to_string(), Value::Boolean(*flag))).collect(),
                ),
            ),
            ("four", Value::Array(self.four.map(Value::Float).to_vec())),
            ("raw_uuid", Value::Uuid(self.raw_uuid.parse().unwrap())),
            ("raw_decimal", Value::Decimal(apache_avro::Decimal::from(&self.raw_decimal))),
        ])
    }
}

#[test]
fn what_is_borrowed_is_written_as_what_it_is() {
    let (text, map) = (Cow::Borrowed("läßt"), HashMap::from([(Cow::Borrowed("yes"), true)]));
    let parts = Parts {
        text: &text,
        bytes: &[0, 255],
        longs: &[Rc::new(1), Rc::new(i64::MIN)],
        set: BTreeSet::from(["b", "a"]),
        map: &map,
        four: [0.0, -1.5, f32::MAX, f32::MIN_POSITIVE],
        raw_uuid: "67e55044-10b1-426f-9247-bb680e5fe0c8",
        raw_decimal: vec![0x7f, 0x01],
    };
    crate::oracle::check(&parts, false);
}

#[derive(AvroRecord)]
#[avro(schema = r#"{"type": "record", "name": "Limits", "fields": [
    {"name": "price", "type": {"type": "bytes", "logicalType": "decimal", "precision": 4, "scale": 2}},
    {"name": "at", "type": {"type": "long", "logicalType": "timestamp-nanos"}},
    {"name": "of_day", "type": {"type": "int", "logicalType": "time-millis"}},
    {"name": "state", "type": {"type": "enum", "name": "State", "symbols": ["OPEN"]}}
]}"#)]
struct Limits {
    price: AvroDecimal<2>,
    at: SystemTime,
    of_day: Duration,
    state: State,
}

#[derive(AvroRecord)]
#[avro(schema = r#"{"type": "enum", "name": "State", "symbols": ["OPEN"]}"#, rename_all = "UPPERCASE")]
enum State {
    Open,
    #[serde(skip)]
    Unknown,
}

#[test]
fn what_a_schema_cannot_hold_is_an_error() {
    let fits = || Limits {
        price: AvroDecimal::new(9_999),
        at: UNIX_EPOCH,
        of_day: Duration::from_secs(86_399),
        state: State::Open,
    };
    let refused = |limits: Limits| limits.write(&mut Vec::new()).unwrap_err().to_string();
    let schema = Schema::parse_str(Limits::SCHEMA).unwrap();
    assert!(matches!(read(&schema, &written(&fits())), Value::Record(_)));
    assert!(refused(Limits { price: AvroDecimal::new(10_000), ..fits() }).contains("precision, 4"));
    assert!(refused(Limits { of_day: Duration::from_hours(24), ..fits() }).contains("same day"));
    let far = UNIX_EPOCH + Duration::from_secs(10_000_000_000);
    assert!(refused(Limits { at: far, ..fits() }).contains("too far from 1970"));
    assert!(refused(Limits { state: State::Unknown, ..fits() }).contains("`Unknown` is skipped"));
}
