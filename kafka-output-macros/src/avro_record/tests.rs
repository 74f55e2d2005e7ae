//! The schemas, and what is written for them.
#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use expect_test::{Expect, expect};

use super::schema::Schema;
use crate::tests::tokens;

#[expect(clippy::needless_pass_by_value, reason = "`expect![…]` is a value")]
fn check(item: &str, expected: Expect) {
    let expanded = super::derive(tokens(item));
    expected.assert_eq(&prettyplease::unparse(&syn::parse2(expanded).expect("the expansion is Rust")));
}

#[test]
fn a_record_is_one_call_for_each_field() {
    check(
        r##"#[avro(schema = r#"{"type": "record", "name": "shop.Order", "fields": [
            {"name": "total", "type": ["null", "double"]}, {"name": "added", "type": "int", "default": -1}
        ]}"#)]
        struct Order<'a> { total: Option<&'a f64> }"##,
        expect![[""]],
    );
}

#[test]
fn what_is_no_schema_says_why() {
    let reason = |text: &str| Schema::read(text).expect_err(text);
    for (text, expected) in [
        (r#"{"type": "string""#, "EOF while parsing an object at line 1 column 17"),
        (r#"{"a": 1, "a": 2}"#, "`a` stands twice in one object at line 1 column 16"),
        (r#""record""#, r#"`record` alone is no type; it is written as an object with `"type": "record"`"#),
        (r#"["null", ["int"]]"#, "a union stands directly in a union"),
        (r#"["int", {"type": "int"}]"#, "a union has two branches `int`"),
        (r#"{"type": "fixed", "name": "A"}"#, "the fixed `A` has no `size`"),
        (
            r#"{"type": "enum", "name": "A", "symbols": ["a", "a"]}"#,
            "the enum `A` has the symbol \"a\" twice, or it is no name",
        ),
        (
            r#"{"type": "record", "name": "A", "fields": [{"name": "b", "type": "B"}]}"#,
            "field `b` of `A`: there is no type `B`, or it is named before it is defined",
        ),
        (
            r#"{"type": "record", "name": "A", "fields": [{"name": "b", "type": "int", "default": 3000000000}]}"#,
            "the default of field `b` of `A` is 3000000000, which is no \"int\"",
        ),
        (
            r#"{"type": "bytes", "logicalType": "decimal", "precision": 2, "scale": 3}"#,
            "a decimal has no `precision` above 0, or a `scale` above it",
        ),
    ] {
        assert_eq!(reason(text), expected);
    }
}

#[test]
fn fingerprints_are_those_of_the_specification() {
    // The values of the reference implementation's own tests.
    for (text, fingerprint) in [
        (r#""null""#, 7_195_948_357_588_979_594_i64),
        (r#"{"type": "boolean"}"#, -6_970_731_678_124_411_036),
        (r#"{"size": 15, "type": "fixed", "name": "foo", "doc": "d"}"#, 1_756_455_273_707_447_556),
    ] {
        let schema = Schema::read(text).expect(text);
        assert_eq!(schema.fingerprint(schema.root).cast_signed(), fingerprint, "{text}");
    }
}

#[test]
fn logical_types_are_part_of_the_identity_only() {
    let read = |text: &str| Schema::read(text).expect(text);
    let plain = read(r#"{"type": "fixed", "name": "A", "size": 16}"#);
    let logical = read(r#"{"type": "fixed", "name": "A", "size": 16, "logicalType": "uuid"}"#);
    assert_eq!(plain.fingerprint(0), logical.fingerprint(0));
    assert_ne!(plain.identity(0), logical.identity(0));
}
