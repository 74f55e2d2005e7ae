//! What the newest schema holds arrives: written by one schema, and read back by the other with Avro's own library.

use apache_avro::Schema;
use apache_avro::reader::datum::GenericDatumReader;
use apache_avro::types::Value;
use apache_avro::writer::datum::GenericDatumWriter;

use super::{between, of, order};

/// A value written by the own schema, as a reader of the newest has it.
fn read_back(own: &str, latest: &str, value: Value) -> Value {
    let (written_by, read_by) = (Schema::parse_str(own).unwrap(), Schema::parse_str(latest).unwrap());
    let writer = GenericDatumWriter::builder(&written_by).build().unwrap();
    let bytes = writer.write_value_to_vec(value).unwrap();
    let bytes = match between(own, latest).unwrap() {
        Some(recode) => recode.recode(&bytes).unwrap(),
        None => bytes,
    };
    let mut rest = &bytes[..];
    let read = GenericDatumReader::builder(&read_by).build().unwrap().read_value(&mut rest).unwrap();
    assert!(rest.is_empty(), "all is read");
    read
}

fn record(fields: &[(&str, Value)]) -> Value {
    Value::Record(fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect())
}

fn it(value: Value) -> Value {
    record(&[("it", value)])
}

fn union(branch: u32, value: Value) -> Value {
    Value::Union(branch, Box::new(value))
}

fn text(text: &str) -> Value {
    Value::String(text.to_owned())
}

#[test]
fn each_branch_of_a_union_stays_the_one_it_is() {
    const PLACED: &str =
        r#"{"type": "record", "name": "OrderPlaced", "fields": [{"name": "id", "type": "long"}]}"#;
    const CANCELLED: &str = r#"{"type": "record", "name": "OrderCancelled", "fields": [{"name": "id", "type": "long"}, {"name": "reason", "type": "string"}]}"#;
    let own = of(&format!("[{PLACED}, {CANCELLED}]"));
    let placed = record(&[("id", Value::Long(1))]);
    let cancelled = record(&[("id", Value::Long(2)), ("reason", text("late"))]);
    for (latest, branches) in [
        (format!(r#"[{PLACED}, {CANCELLED}, "null"]"#), [0, 1]),
        (format!(r#"["null", {CANCELLED}, {PLACED}]"#), [2, 1]),
        (format!("[{PLACED}, {CANCELLED}]").replace("\"Order", "\"com.Order"), [0, 1]),
    ] {
        let told = |branch, value| read_back(&own, &of(&latest), it(union(branch, value)));
        assert_eq!(told(0, placed.clone()), it(union(branches[0], placed.clone())), "{latest}");
        assert_eq!(told(1, cancelled.clone()), it(union(branches[1], cancelled.clone())), "{latest}");
    }
}

#[test]
fn enums_and_fixeds_that_look_alike_are_told_by_their_names() {
    let symbols = |name: &str| format!(r#"{{"type": "enum", "name": "{name}", "symbols": ["A", "B"]}}"#);
    let (own, latest) = (
        of(&format!("[{}, {}]", symbols("One"), symbols("Other"))),
        of(&format!(r#"["null", {}, {}]"#, symbols("One"), symbols("Other"))),
    );
    let b = Value::Enum(1, "B".to_owned());
    assert_eq!(read_back(&own, &latest, it(union(1, b.clone()))), it(union(2, b)));
    let fixed = |name: &str| format!(r#"{{"type": "fixed", "name": "{name}", "size": 2}}"#);
    let (own, latest) = (
        of(&format!("[{}, {}]", fixed("One"), fixed("Other"))),
        of(&format!("[{}, {}]", fixed("Other"), fixed("One"))),
    );
    let bytes = Value::Fixed(2, vec![7, 8]);
    assert_eq!(read_back(&own, &latest, it(union(1, bytes.clone()))), it(union(0, bytes)));
}

#[test]
fn branches_become_what_is_nearest_and_each_another() {
    let told = |own: &str, latest: &str, value| read_back(&of(own), &of(latest), it(value));
    let (own, latest) = (r#"["int", "long"]"#, r#"["double", "null", "long"]"#);
    assert_eq!(told(own, latest, union(0, Value::Int(3))), it(union(0, Value::Double(3.0))));
    assert_eq!(told(own, latest, union(1, Value::Long(3))), it(union(2, Value::Long(3))));
    assert_eq!(told("\"int\"", latest, Value::Int(3)), it(union(2, Value::Long(3))));
    assert_eq!(told(r#"["int"]"#, "\"long\"", union(0, Value::Int(3))), it(Value::Long(3)));
}

#[test]
fn a_renamed_field_keeps_its_value() {
    let own = order(r#"{"name": "total", "type": "int"}, {"name": "id", "type": "long"}"#);
    let latest = order(
        r#"{"name": "id", "type": "long"}, {"name": "amount", "aliases": ["sum", "total"], "type": "long", "default": 0}"#,
    );
    let value = record(&[("total", Value::Int(4711)), ("id", Value::Long(1))]);
    let told = record(&[("id", Value::Long(1)), ("amount", Value::Long(4711))]);
    assert_eq!(read_back(&own, &latest, value), told);
    let renamed = own.replace("\"Order\"", "\"Purchase\", \"aliases\": [\"shop.Order\"]");
    assert!(between(&own, &renamed).unwrap().is_none(), "the record itself");
}

#[test]
fn symbols_are_told_by_their_names() {
    let own = of(r#"{"type": "enum", "name": "State", "symbols": ["OPEN", "SENT"]}"#);
    let latest = of(r#"{"type": "enum", "name": "State", "symbols": ["NEW", "SENT", "OPEN"]}"#);
    let told = |at, symbol: &str| it(Value::Enum(at, symbol.to_owned()));
    assert_eq!(read_back(&own, &latest, told(0, "OPEN")), told(2, "OPEN"));
    assert_eq!(read_back(&own, &latest, told(1, "SENT")), told(1, "SENT"));
}

#[test]
fn fields_that_only_the_newest_has_get_their_defaults() {
    let defaults = r#"
        {"name": "a", "type": ["null", "string"], "default": null}, {"name": "b", "type": "boolean", "default": true},
        {"name": "c", "type": "int", "default": -1}, {"name": "d", "type": "float", "default": 1.5},
        {"name": "e", "type": "bytes", "default": "\u00ff\u0000"}, {"name": "f", "type": {"type": "array", "items": "int"}, "default": [1, 2]},
        {"name": "g", "type": {"type": "map", "values": "string"}, "default": {"k": "v"}},
        {"name": "h", "type": {"type": "enum", "name": "E", "symbols": ["A", "B"]}, "default": "B"},
        {"name": "i", "type": {"type": "fixed", "name": "F", "size": 2}, "default": "\u0001\u0002"},
        {"name": "j", "type": {"type": "record", "name": "R", "fields": [{"name": "x", "type": "long", "default": 9}, {"name": "y", "type": "double"}]}, "default": {"y": 2}},
        {"name": "k", "type": {"type": "array", "items": "int"}, "default": []}"#;
    let own = order(r#"{"name": "z", "type": "string"}"#);
    let latest = order(&format!(r#"{defaults}, {{"name": "z", "type": "string"}}"#));
    let told = read_back(&own, &latest, record(&[("z", text("last"))]));
    let expected = record(&[
        ("a", union(0, Value::Null)),
        ("b", Value::Boolean(true)),
        ("c", Value::Int(-1)),
        ("d", Value::Float(1.5)),
        ("e", Value::Bytes(vec![0xff, 0])),
        ("f", Value::Array(vec![Value::Int(1), Value::Int(2)])),
        ("g", Value::Map([("k".to_owned(), text("v"))].into())),
        ("h", Value::Enum(1, "B".to_owned())),
        ("i", Value::Fixed(2, vec![1, 2])),
        ("j", record(&[("x", Value::Long(9)), ("y", Value::Double(2.0))])),
        ("k", Value::Array(Vec::new())),
        ("z", text("last")),
    ]);
    assert_eq!(told, expected);
}

#[test]
fn a_type_that_holds_itself_is_written_anew_at_every_depth() {
    let tree = |fields: &str| {
        format!(
            r#"{{"type": "record", "name": "Tree", "fields": [{{"name": "children", "type": {{"type": "array", "items": "Tree"}}}}, {fields}]}}"#
        )
    };
    let own = tree(r#"{"name": "value", "type": "int"}"#);
    let latest =
        tree(r#"{"name": "value", "type": "double"}, {"name": "note", "type": "string", "default": "-"}"#);
    let leaf = |value| record(&[("children", Value::Array(Vec::new())), ("value", Value::Int(value))]);
    let value = record(&[("children", Value::Array(vec![leaf(1), leaf(2)])), ("value", Value::Int(3))]);
    let told = |children: Vec<Value>, value| {
        record(&[("children", Value::Array(children)), ("value", Value::Double(value)), ("note", text("-"))])
    };
    let expected = told(vec![told(Vec::new(), 1.0), told(Vec::new(), 2.0)], 3.0);
    assert_eq!(read_back(&own, &latest, value), expected);
}

#[test]
fn blocks_may_tell_their_length_in_bytes() {
    let (own, latest) = (r#"{"type": "map", "values": "int"}"#, r#"{"type": "map", "values": "float"}"#);
    let recode = between(own, latest).unwrap().unwrap();
    // A block of one entry in three bytes, a block of one entry, and the end.
    let written = recode.recode(b"\x01\x06\x02a\x02\x02\x02b\x04\x00").unwrap();
    let expected =
        [&b"\x02\x02a"[..], &1_f32.to_le_bytes(), b"\x02\x02b", &2_f32.to_le_bytes(), b"\x00"].concat();
    assert_eq!(written, expected);
}

#[test]
fn what_only_people_and_readers_look_at_changes_no_byte() {
    let own = order(r#"{"name": "id", "type": "long"}, {"name": "to", "type": ["null", "string"]}"#);
    let latest = r#"{"type": "record", "name": "com.shop.Order", "doc": "An order.", "fields": [
        {"name": "id", "type": {"type": "long", "logicalType": "timestamp-millis"}, "order": "ignore"},
        {"name": "to", "doc": "Whom.", "type": ["null", {"type": "string"}], "default": null}
    ]}"#;
    assert!(between(&own, latest).unwrap().is_none());
}
