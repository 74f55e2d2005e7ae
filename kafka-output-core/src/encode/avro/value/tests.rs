//! What is written is what `apache-avro` reads back, or refused with its place.

use apache_avro::Schema;
use apache_avro::reader::datum::GenericDatumReader;
use apache_avro::types::Value;

use super::AvroValue;
use crate::encode::Encode;
use crate::encode::avro::{Avro, AvroSchema};

fn bytes(schema: &str, value: &Value) -> Result<Vec<u8>, String> {
    let mut out = Vec::new();
    AvroValue(Avro::new(AvroSchema::of_text(schema), false)).encode(value, &mut out).map_err(|error| {
        std::error::Error::source(&error).map_or_else(|| error.to_string(), ToString::to_string)
    })?;
    Ok(out)
}

fn written(schema: &str, value: &Value) -> Result<Value, String> {
    let out = bytes(schema, value)?;
    let schema = Schema::parse_str(schema).unwrap();
    let reader = GenericDatumReader::builder(&schema).build().unwrap();
    let mut rest = &out[..];
    let read = reader.read_value(&mut rest).unwrap();
    assert!(rest.is_empty(), "{out:?}");
    Ok(read)
}

fn refused(schema: &str, value: &Value, sentence: &str) {
    assert_eq!(written(schema, value).unwrap_err(), sentence);
}

fn record(fields: &[(&str, Value)]) -> Value {
    Value::Record(fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect())
}

fn union(at: u32, value: Value) -> Value {
    Value::Union(at, Box::new(value))
}

fn text(text: &str) -> Value {
    Value::String(text.to_owned())
}

const CUSTOMER: &str = r#"{"type": "record", "name": "shop.Customer", "fields": [
    {"name": "id", "type": "long"},
    {"name": "email", "type": ["null", "string"], "default": null, "aliases": ["mail"]},
    {"name": "raw", "type": "bytes", "default": "\u00ff"}
]}"#;

#[test]
fn fields_are_those_of_the_schema() {
    let raw = ("raw", Value::Bytes(vec![255]));
    let expected = |email| Ok(record(&[("id", Value::Long(1)), ("email", email), raw.clone()]));
    let id = ("id", Value::Int(1));
    let mail = union(1, text("a@b"));
    assert_eq!(written(CUSTOMER, &record(std::slice::from_ref(&id))), expected(union(0, Value::Null)));
    assert_eq!(written(CUSTOMER, &record(&[("email", text("a@b")), id.clone()])), expected(mail.clone()));
    assert_eq!(written(CUSTOMER, &record(&[("mail", text("a@b")), id.clone()])), expected(mail.clone()));
    let map = Value::Map([("id".to_owned(), Value::Long(1)), ("email".to_owned(), mail.clone())].into());
    assert_eq!(written(CUSTOMER, &map), expected(mail.clone()));

    let unknown = "the record `shop.Customer` has no field `emial`; leave it out";
    refused(CUSTOMER, &record(&[id.clone(), ("emial", mail.clone())]), unknown);
    refused(
        CUSTOMER,
        &record(&[id.clone(), ("email", mail.clone()), raw.clone(), ("emial", mail.clone())]),
        unknown,
    );
    refused(CUSTOMER, &record(&[id.clone(), id.clone()]), "id: the value has it twice; leave one out");
    refused(
        CUSTOMER,
        &record(&[("mail", mail.clone()), id, ("email", mail)]),
        "email: the value has it twice; leave one out",
    );
    let wide =
        record(&[("raw", Value::Bytes(vec![255])), ("email", union(0, Value::Null)), ("id", Value::Long(1))]);
    assert_eq!(written(CUSTOMER, &wide), expected(union(0, Value::Null)));
    let missing = "id: the value has no such field, and the schema no default for it";
    refused(CUSTOMER, &record(&[]), missing);
}

#[test]
fn an_alias_finds_what_no_other_field_has() {
    let schema = r#"{"type": "record", "name": "R", "fields": [
        {"name": "a", "type": "long"}, {"name": "b", "type": "long", "aliases": ["a", "x"], "default": 5},
        {"name": "c", "type": "long", "aliases": ["x"], "default": 6}
    ]}"#;
    let longs = |fields: &[(&'static str, i64)]| {
        let fields = fields.iter().map(|(name, number)| (*name, Value::Long(*number)));
        record(&fields.collect::<Vec<_>>())
    };
    let written = |fields: &[(&'static str, i64)]| written(schema, &longs(fields));
    let expected = |a, b, c| Ok(longs(&[("a", a), ("b", b), ("c", c)]));
    assert_eq!(written(&[("a", 1)]), expected(1, 5, 6));
    assert_eq!(written(&[("x", 2), ("a", 1)]), expected(1, 2, 6));
    assert_eq!(written(&[("a", 1), ("b", 2), ("x", 3)]), expected(1, 2, 3));
    let unknown = "the record `R` has no field `z`; leave it out";
    assert_eq!(written(&[("a", 1), ("z", 9)]), Err(unknown.to_owned()));
    let twice = "a: the value has it twice; leave one out";
    assert_eq!(written(&[("a", 1), ("a", 2)]), Err(twice.to_owned()));
}

#[test]
fn a_default_is_the_first_branch_that_it_fits() {
    let state = r#"{"type": "enum", "name": "State", "symbols": ["NEW", "OLD"]}"#;
    let of = |branches: &str, default: &str| {
        let field = format!(r#"{{"name": "s", "type": {branches}, "default": {default}}}"#);
        bytes(&format!(r#"{{"type": "record", "name": "R", "fields": [{field}]}}"#), &record(&[]))
    };
    assert_eq!(of(&format!(r#"[{state}, "string"]"#), r#""NEW""#), Ok(vec![0, 0]));
    assert_eq!(of(&format!(r#"[{state}, "string"]"#), r#""LOST""#), Ok([&[2, 8], &b"LOST"[..]].concat()));
    assert_eq!(of(r#"["bytes", "string"]"#, r#""\u00ff""#), Ok(vec![0, 2, 255]));
    assert_eq!(of(r#"["double", "long"]"#, "0"), Ok(vec![0; 9]));
    assert_eq!(of(r#"["long", "double"]"#, "0.5").unwrap()[0], 2);
    // In JSON bytes are text.
    assert_eq!(of(r#"["bytes", {"type": "array", "items": "int"}]"#, "[1]"), Ok(vec![2, 2, 2, 0]));
}

const EITHER: &str = r#"[
    {"type": "record", "name": "A", "fields": [{"name": "id", "type": "long"}]},
    {"type": "record", "name": "B", "fields": [{"name": "id", "type": "long"}]}
]"#;

#[test]
fn the_branch_that_a_value_names_is_kept() {
    let value = record(&[("id", Value::Int(7))]);
    let long = record(&[("id", Value::Long(7))]);
    assert_eq!(written(EITHER, &union(1, value.clone())), Ok(union(1, long)));
    let either = "`Value::Record` may be record \"A\" as well as record \"B\"; say which one, by the branch's place in `Value::Union`";
    refused(EITHER, &value, either);
    refused(EITHER, &union(2, value), "the union has 2 branches, none at 2");
    refused(r#"["string", "long"]"#, &union(0, Value::Long(1)), "`Value::Long` is not string");
    // `Value::from` of an `Option`, by which null is the first branch.
    let null_last = r#"["string", "null"]"#;
    assert_eq!(written(null_last, &Value::from(Some("a".to_owned()))), Ok(union(0, text("a"))));
    assert_eq!(written(null_last, &Value::from(None::<String>)), Ok(union(1, Value::Null)));
    refused(null_last, &Value::from(Some(1_i64)), "`Value::Long` is not string");
}

#[test]
fn a_bare_value_goes_to_the_branch_that_it_fits_best() {
    let numbers = r#"["null", "float", "double", "long"]"#;
    assert_eq!(written(numbers, &Value::Int(7)), Ok(union(3, Value::Long(7))));
    assert_eq!(written(numbers, &Value::Long(7)), Ok(union(3, Value::Long(7))));
    assert_eq!(written(numbers, &Value::Double(0.5)), Ok(union(2, Value::Double(0.5))));
    assert_eq!(written(numbers, &Value::Null), Ok(union(0, Value::Null)));
    refused(numbers, &text("a"), "`Value::String` is no branch of the union");
    assert_eq!(written(r#"["null", "boolean"]"#, &Value::Boolean(true)), Ok(union(1, Value::Boolean(true))));
    // The number alone has no scale.
    let decimal = |name, scale| {
        format!(
            r#"{{"type": "fixed", "name": "{name}", "size": 4, "logicalType": "decimal", "precision": 9, "scale": {scale}}}"#
        )
    };
    let decimals = format!("[{}, {}]", decimal("A", 2), decimal("B", 4));
    let number = Value::Decimal(apache_avro::Decimal::from([1]));
    assert!(
        written(&decimals, &number).unwrap_err().contains("may be decimal \"A\" as well as decimal \"B\"")
    );
    assert_eq!(bytes(&decimals, &union(1, number)), Ok(vec![2, 0, 0, 0, 1]));
    let state = r#"[{"type": "enum", "name": "State", "symbols": ["NEW", "OLD"]}, "string"]"#;
    let old = Value::Enum(1, "OLD".to_owned());
    assert_eq!(written(state, &text("OLD")), Ok(union(1, text("OLD"))));
    assert_eq!(written(state, &old), Ok(union(0, old)));
}

#[test]
fn bare_values_are_tried_no_more_often_the_deeper_they_stand() {
    // Twice in each would be 2^40 times. The reader has no stack for so many, so the bytes are compared.
    let deep = |mut value: Value| {
        for _ in 0..40 {
            value = record(&[("next", value)]);
        }
        value
    };
    let node =
        r#"{"type": "record", "name": "Node", "fields": [{"name": "next", "type": ["null", "Node"]}]}"#;
    assert_eq!(bytes(node, &deep(Value::Null)).unwrap().len(), 40);
    let place = ["next"; 40].join(".");
    refused(node, &deep(Value::Int(1)), &format!("{place}: `Value::Int` is not record \"Node\""));

    // Only the last field tells which record it is.
    let two = r#"[
        {"type": "record", "name": "A", "fields": [
            {"name": "next", "type": ["null", "A", {"type": "record", "name": "B", "fields": [
                {"name": "next", "type": ["null", "A", "B"]}, {"name": "x", "type": "string"}
            ]}]}, {"name": "x", "type": "long"}
        ]},
        "B"
    ]"#;
    let (mut value, mut expected) = (Value::Null, union(0, Value::Null));
    for at in 0..40 {
        let (x, branch) = if at % 3 == 0 { (text("a"), 1) } else { (Value::Long(at), 0) };
        let place = if at == 39 { branch } else { branch + 1 };
        value = record(&[("next", value), ("x", x.clone())]);
        expected = union(place, record(&[("next", expected), ("x", x)]));
    }
    assert_eq!(bytes(two, &value), bytes(two, &expected));
    // It fits both, all the way down.
    let same = r#"[
        {"type": "record", "name": "A", "fields": [
            {"name": "next", "type": ["null", "A", {"type": "record", "name": "B", "fields": [
                {"name": "next", "type": ["null", "A", "B"]}
            ]}]}
        ]},
        "B"
    ]"#;
    assert!(bytes(same, &deep(Value::Null)).is_err());
}

#[test]
fn a_branch_that_is_in_doubt_within_is_still_one() {
    // B, A and the end, or A, B and the end: the first of them is in doubt no more where the second is tried.
    let schema = r#"{"type": "record", "name": "A", "fields": [
        {"name": "f", "type": {"type": "record", "name": "B", "fields": [{"name": "f", "type": ["null", "A", "B"]}]}}
    ]}"#;
    let deep = |times: usize| (0..times).fold(Value::Null, |value, _| record(&[("f", value)]));
    assert!(bytes(schema, &deep(2)).is_ok());
    refused(
        schema,
        &deep(5),
        "f.f: `Value::Record` may be \"A\" as well as \"B\"; say which one, by the branch's place in `Value::Union`",
    );
    // What is in doubt in a branch that is not meant is of no matter.
    let outer = r#"[
        {"type": "record", "name": "X", "fields": [{"name": "f", "type": [
            {"type": "record", "name": "C", "fields": [{"name": "n", "type": "double"}]},
            {"type": "record", "name": "D", "fields": [{"name": "n", "type": "double"}]}
        ]}]},
        {"type": "record", "name": "Y", "fields": [
            {"name": "f", "type": {"type": "record", "name": "E", "fields": [{"name": "n", "type": "long"}]}}
        ]}
    ]"#;
    let value = |number| record(&[("f", record(&[("n", number)]))]);
    assert_eq!(bytes(outer, &value(Value::Long(1))), Ok(vec![2, 2]));
    refused(
        outer,
        &value(Value::Double(1.0)),
        "f: `Value::Record` may be record \"C\" as well as record \"D\"; say which one, by the branch's place in `Value::Union`",
    );
}

#[test]
fn numbers_are_widened_and_never_changed() {
    assert_eq!(written(r#""double""#, &Value::Float(0.5)), Ok(Value::Double(0.5)));
    assert_eq!(written(r#""double""#, &Value::Long(1 << 53)), Ok(Value::Double(9_007_199_254_740_992.0)));
    assert_eq!(written(r#""float""#, &Value::Double(0.1)), Ok(Value::Float(0.1)));
    assert_eq!(written(r#""int""#, &Value::Long(-7)), Ok(Value::Int(-7)));
    let millis = r#"{"type": "long", "logicalType": "timestamp-millis"}"#;
    assert_eq!(written(millis, &Value::Int(-7)), Ok(Value::TimestampMillis(-7)));
    refused(millis, &Value::TimestampMicros(7), "`Value::TimestampMicros` is not timestampmillis");
    refused(r#""double""#, &Value::Long((1 << 53) + 1), "the number is none that a double holds");
    refused(r#""float""#, &Value::Int((1 << 24) + 1), "the number is none that a float holds");
    refused(r#""float""#, &Value::Double(1e39), "the number is none that a float holds");
    refused(r#""int""#, &Value::Long(1 << 31), "the number is none that an int holds");
    refused(r#""int""#, &Value::Long(-3_000_000_000), "the number is none that an int holds");
    refused(r#""double""#, &text("1"), "`Value::String` is not double");
}

#[test]
fn decimals_are_in_their_digits() {
    let number = |bytes: &[u8]| Value::Decimal(apache_avro::Decimal::from(bytes));
    let by_bytes = r#"{"type": "bytes", "logicalType": "decimal", "precision": 4, "scale": 2}"#;
    let fixed = r#"{"type": "fixed", "name": "F", "size": 3, "logicalType": "decimal", "precision": 4}"#;
    for schema in [by_bytes, fixed] {
        assert_eq!(written(schema, &number(&[0, 200])), Ok(number(&[0, 0, 200])));
        assert_eq!(written(schema, &Value::Bytes(vec![0xd8, 0xf1])), Ok(number(&[0xff, 0xd8, 0xf1])));
        let sentence = "the number has more digits than the schema's `precision`, 4; give the schema more";
        refused(schema, &number(&[0x27, 0x10]), sentence);
        refused(schema, &number(&[1; 20]), sentence);
    }
    refused(by_bytes, &text("12"), "`Value::String` is not decimal");
    // Java reads no number from no byte.
    assert_eq!(written(by_bytes, &Value::Bytes(Vec::new())), Ok(number(&[0])));
}

#[test]
fn other_kinds_are_what_the_schema_says() {
    let state = r#"{"type": "array", "items": {"type": "enum", "name": "State", "symbols": ["NEW", "OLD"], "default": "NEW"}}"#;
    // As serde counts the variants of a type.
    let old = |at| Value::Array(vec![Value::Enum(at, "OLD".to_owned())]);
    assert_eq!(written(state, &old(7)), Ok(old(1)));
    let lost = Value::Array(vec![Value::Enum(0, "NEW".to_owned()), text("LOST")]);
    refused(state, &lost, "[1]: \"LOST\" is no symbol of the enum `State`; use one of its own");

    let fixed = r#"{"type": "fixed", "name": "F", "size": 2}"#;
    assert_eq!(written(fixed, &Value::Bytes(vec![1, 2])), Ok(Value::Fixed(2, vec![1, 2])));
    refused(fixed, &Value::Fixed(2, vec![1]), "1 bytes are not the 2 of the fixed");
    let bytes = Value::Array(vec![Value::Int(0), Value::Int(255)]);
    assert_eq!(written(r#""bytes""#, &bytes), Ok(Value::Bytes(vec![0, 255])));
    assert_eq!(written(r#""string""#, &Value::Bytes(b"a".to_vec())), Ok(text("a")));
    refused(r#""string""#, &Value::Bytes(vec![255]), "the bytes are no UTF-8");

    let uuid = "67e55044-10b1-426f-9247-bb680e5fe0c8";
    let by_text = r#"{"type": "string", "logicalType": "uuid"}"#;
    let read = written(by_text, &text(uuid)).unwrap();
    assert_eq!(written(by_text, &read), Ok(read));
    refused(by_text, &text("no"), "`Value::String` is not uuid");
    let duration = Value::Duration(apache_avro::Duration::from([1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0]));
    let by_fixed = r#"{"type": "fixed", "name": "D", "size": 12, "logicalType": "duration"}"#;
    assert_eq!(written(by_fixed, &duration), Ok(duration));
    refused(by_fixed, &Value::Fixed(12, vec![1]), "`Value::Fixed` is not duration \"D\"");

    let tags = r#"{"type": "map", "values": "int"}"#;
    let map = |value| Value::Map([("a".to_owned(), value)].into());
    assert_eq!(written(tags, &map(Value::Int(1))), Ok(map(Value::Int(1))));
    refused(tags, &map(Value::Null), "[\"a\"]: `Value::Null` is not int");
}

#[test]
fn a_type_may_hold_itself_in_its_namespace() {
    let tree = r#"{"type": "record", "name": "Tree", "namespace": "a.b", "fields": [
        {"name": "size", "type": "long"}, {"name": "inner", "type": {"type": "array", "items": "Tree"}}
    ]}"#;
    let leaf = |size| record(&[("size", size), ("inner", Value::Array(vec![]))]);
    let tree_of = |size, leaf| record(&[("size", size), ("inner", Value::Array(vec![leaf]))]);
    let expected = tree_of(Value::Long(2), leaf(Value::Long(1)));
    assert_eq!(written(tree, &tree_of(Value::Int(2), leaf(Value::Int(1)))), Ok(expected));
    let error = written(tree, &tree_of(Value::Int(2), leaf(Value::Null))).unwrap_err();
    assert_eq!(error, "inner[0].size: `Value::Null` is not long");
}
