#![allow(clippy::unwrap_used, reason = "a panic is how a test reports")]

use crate::{RegisteredFile, RegisteredImport, differences};

fn file(text: &str) -> RegisteredFile<'_> {
    RegisteredFile { text, imports: Vec::new() }
}

/// What keeps the reader from the writer's data, each as its path and its kind.
fn told(reader: &str, writer: &str) -> Vec<String> {
    let found = differences(&file(reader), &file(writer)).unwrap();
    let kind = |debug: String| debug.split([' ', '(']).next().unwrap().to_owned();
    found.iter().map(|it| format!("{} {}", it.path, kind(format!("{:?}", it.what)))).collect()
}

fn three(inside: &str) -> String {
    format!(
        "syntax = \"proto3\"; package shop; message Order {{ {inside} }} message Line {{}} message Note {{}}"
    )
}

fn two(inside: &str) -> String {
    format!("syntax = \"proto2\"; package shop; message Order {{ {inside} }}")
}

/// The old schema, the new one, and what is wrong where the new one reads, and where it writes.
type Case = (&'static str, &'static str, &'static [&'static str], &'static [&'static str]);

#[rustfmt::skip]
const PROTO3: &[Case] = &[
    ("int64 id = 1;", "int64 id = 1;", &[], &[]),
    ("int64 id = 1;", "int64 id = 1; string note = 2;", &[], &[]),
    ("int64 id = 1;", "int64 number = 1;", &[], &[]),
    ("int64 id = 1;", "string id = 2;", &[], &[]),
    // The scalars that are one on the wire.
    ("int64 id = 1;", "bool id = 1;", &[], &[]),
    ("string id = 1;", "bytes id = 1;", &[], &[]),
    ("sint32 id = 1;", "sint64 id = 1;", &[], &[]),
    ("fixed32 id = 1;", "sfixed32 id = 1;", &[], &[]),
    ("fixed64 id = 1;", "sfixed64 id = 1;", &[], &[]),
    ("int64 id = 1; enum Kind { A = 0; }", "Kind id = 1; enum Kind { A = 0; B = 1; }", &[], &[]),
    ("int64 id = 1;", "sint64 id = 1;", &["shop.Order.id Type"], &["shop.Order.id Type"]),
    ("int64 id = 1;", "string id = 1;", &["shop.Order.id Type"], &["shop.Order.id Type"]),
    ("float id = 1;", "fixed32 id = 1;", &["shop.Order.id Type"], &["shop.Order.id Type"]),
    ("float id = 1;", "double id = 1;", &["shop.Order.id Type"], &["shop.Order.id Type"]),
    // A number for another field.
    ("int64 id = 1;", "string note = 1;", &["shop.Order.id Type"], &["shop.Order.note Type"]),
    // Messages and maps.
    ("Line line = 1;", "repeated Line line = 1;", &[], &[]),
    ("Line line = 1;", "Note line = 1;", &["shop.Order.line Type"], &["shop.Order.line Type"]),
    ("Line line = 1;", "bytes line = 1;", &["shop.Order.line Type"], &["shop.Order.line Type"]),
    ("map<string, int32> tags = 1;", "map<string, int64> tags = 1;", &[], &[]),
    ("map<string, int32> tags = 1;", "map<int32, int32> tags = 1;", &["shop.Order.tags Type"], &["shop.Order.tags Type"]),
    ("map<string, int32> tags = 1;", "map<string, Line> tags = 1;", &["shop.Order.tags Type"], &["shop.Order.tags Type"]),
    ("map<string, int32> tags = 1;", "int32 tags = 1;", &["shop.Order.tags Type"], &["shop.Order.tags Type"]),
    // Labels.
    ("string id = 1;", "repeated string id = 1;", &[], &[]),
    ("int32 id = 1;", "optional int32 id = 1;", &[], &[]),
    ("int32 id = 1;", "repeated int32 id = 1;", &["shop.Order.id Type"], &["shop.Order.id Type"]),
    // Messages inside.
    ("message Part {}", "", &["shop.Order.Part MessageRemoved"], &[]),
    ("message Part { int32 a = 1; } Part part = 1;", "message Part { string a = 1; } Part part = 1;",
        &["shop.Order.Part.a Type"], &["shop.Order.Part.a Type"]),
    ("message Part { Order order = 1; }", "message Part { Order order = 1; }", &[], &[]),
    ("enum Kind { A = 0; }", "", &[], &[]),
    // What may be set at once.
    ("string card = 1;", "oneof paid { string card = 1; }", &[], &[]),
    ("string card = 1;", "oneof paid { string card = 1; string cash = 2; }", &[], &[]),
    ("string card = 1; string cash = 2;", "oneof paid { string card = 1; string cash = 2; }", &["shop.Order.paid MovedToOneof"], &[]),
    ("oneof paid { string card = 1; } string cash = 2;", "oneof paid { string card = 1; string cash = 2; }", &["shop.Order.paid MovedToOneof"], &[]),
    ("oneof paid { string card = 1; } oneof other { string cash = 2; }", "oneof paid { string card = 1; string cash = 2; }",
        &["shop.Order.paid MovedToOneof"], &[]),
    ("oneof paid { string card = 1; string cash = 2; }", "oneof paid { string card = 1; }", &["shop.Order.paid OneofFieldRemoved"], &[]),
    ("oneof paid { string card = 1; string cash = 2; }", "oneof paid { string card = 1; } string cash = 2;", &[], &["shop.Order.paid MovedToOneof"]),
    ("oneof paid { string card = 1; string cash = 2; }", "oneof by { string card = 1; string cash = 2; }", &[], &[]),
    ("oneof paid { string card = 1; string cash = 2; }", "", &[], &[]),
    ("oneof paid { string card = 1; }", "oneof by { int32 card = 1; }", &["shop.Order.card Type"], &["shop.Order.card Type"]),
];

#[rustfmt::skip]
const PROTO2: &[Case] = &[
    ("optional int64 id = 1;", "optional int64 id = 1; required int64 no = 2;", &["shop.Order.no RequiredAdded"], &["shop.Order.no RequiredRemoved"]),
    ("optional int64 id = 1;", "required int64 id = 1;", &["shop.Order.id RequiredAdded"], &[]),
    ("optional int64 id = 1;", "", &[], &[]),
    ("optional group Part = 1 {}", "optional Part part = 1; message Part {}", &["shop.Order.part Type"], &["shop.Order.part Type"]),
];

#[test]
fn each_change_is_what_the_rules_say_in_both_directions() {
    let three = PROTO3.iter().map(|case| (three(case.0), three(case.1), case));
    let two = PROTO2.iter().map(|case| (two(case.0), two(case.1), case));
    for (old, new, (_, _, backward, forward)) in three.chain(two) {
        assert_eq!(told(&new, &old), *backward, "{new} reads {old}");
        assert_eq!(told(&old, &new), *forward, "{old} reads {new}");
    }
}

#[test]
fn packages_and_outermost_messages_are_told() {
    let old = "syntax = \"proto3\"; package shop; message Order {} message Note {}";
    let new = "syntax = \"proto3\"; package store; message Order {}";
    assert_eq!(told(new, old), ["shop Package", "shop.Note MessageRemoved"]);
    assert_eq!(told(old, new), ["store Package"]);
    let moved = "syntax = \"proto3\"; package shop; message Note {} message Order {}";
    assert_eq!(told(moved, old), [""; 0], "an index is the schema's own");
}

/// A schema that imports `money.proto`.
fn importing<'a>(text: &'a str, money: &'a str) -> RegisteredFile<'a> {
    RegisteredFile { text, imports: vec![RegisteredImport { name: "money.proto", text: money }] }
}

#[test]
fn what_is_imported_is_followed() {
    let text = "syntax = \"proto3\"; import \"money.proto\"; import \"google/protobuf/timestamp.proto\";
        message Order { pay.Money total = 1; google.protobuf.Timestamp at = 2; }";
    let old = importing(text, "syntax = \"proto3\"; package pay; message Money { int64 cents = 1; }");
    let new = importing(text, "syntax = \"proto3\"; package pay; message Money { string cents = 1; }");
    assert_eq!(differences(&old, &old), Ok(Vec::new()));
    let found = differences(&new, &old).unwrap();
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].path, "pay.Money.cents");
    // Where the message stands does not matter, but what it is does.
    let own = text.replace("import \"money.proto\";", "").replace("pay.Money", "Money")
        + "message Money { int64 cents = 1; }";
    assert_eq!(differences(&file(&own), &old), Ok(Vec::new()));
    let missing = differences(&file(text), &old).unwrap_err();
    assert!(missing.contains("money.proto"), "{missing}");
    assert!(differences(&file("message {"), &old).unwrap_err().contains("the schema:1:"));
}

#[test]
fn descriptors_in_base64_are_compared_too() {
    // `package shop; message Order { int32 id = 1; google.protobuf.Timestamp at = 2; }`
    let encoded = "CgdhLnByb3RvEgRzaG9wGh9nb29nbGUvcHJvdG9idWYvdGltZXN0YW1wLnByb3RvIjsKBU9yZGVyEgoKAmlkGAEgASgFEiYKAmF0GAIgASgLMhouZ29vZ2xlLnByb3RvYnVmLlRpbWVzdGFtcGIGcHJvdG8z";
    let text = "syntax = \"proto3\"; package shop; import \"google/protobuf/timestamp.proto\";
        message Order { int32 id = 1; google.protobuf.Timestamp at = 2; }";
    assert_eq!(told(encoded, text), [""; 0]);
    assert_eq!(told(text, encoded), [""; 0]);
    let other = text.replace("int32 id", "string id");
    assert_eq!(told(&other, encoded), ["shop.Order.id Type"]);
}
