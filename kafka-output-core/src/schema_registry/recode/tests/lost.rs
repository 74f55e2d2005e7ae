//! What would be lost is refused, at the place where it stands.

use super::{between, of, order, refused};

const OPEN: &str = r#"{"type": "enum", "name": "State", "symbols": ["OPEN", "RETURNED"]}"#;

#[test]
fn a_field() {
    let own = order(r#"{"name": "id", "type": "long"}, {"name": "note", "type": "string"}"#);
    let latest = order(r#"{"name": "id", "type": "long"}"#);
    let lost = "has no field `note` in `shop.Order`, so that what the output's own has there would be lost";
    assert_eq!(refused(&own, &latest), lost);
    let moved = latest.replace("\"shop\"", "\"com.shop\"");
    assert_eq!(refused(&own, &moved), lost.replace("shop.Order", "com.shop.Order"), "in another namespace");
    let inside = |fields: &str| {
        of(&format!(
            r#"["null", {{"type": "array", "items": {{"type": "map", "values": {{"type": "record", "name": "Line", "fields": [{fields}]}}}}}}]"#
        ))
    };
    assert!(
        refused(&inside(r#"{"name": "a", "type": "int"}"#), &inside(""))
            .starts_with("has no field `a` in `shop.Line`")
    );
    let both = order(r#"{"name": "a", "type": "int"}, {"name": "b", "type": "int"}"#);
    let one = order(r#"{"name": "a", "aliases": ["b"], "type": "int"}"#);
    assert!(refused(&both, &one).starts_with("has no field `b`"), "it has one for two");
}

#[test]
fn a_symbol() {
    let latest = r#"{"type": "enum", "name": "State", "symbols": ["OPEN"]}"#;
    let lost = "has no symbol `RETURNED` in `shop.State`, so that it could not be written";
    assert_eq!(refused(&of(OPEN), &of(latest)), lost);
    let latest = r#"{"type": "enum", "name": "State", "symbols": ["UNKNOWN", "OPEN"], "default": "UNKNOWN"}"#;
    let lost = "has no symbol `RETURNED` in `shop.State`, so that it would become `UNKNOWN`";
    assert_eq!(refused(&of(OPEN), &of(latest)), lost);
}

#[test]
fn a_branch() {
    let lost = |own: &str, latest: &str| refused(&of(own), &of(latest));
    assert_eq!(
        lost(r#"["null", "string"]"#, r#"["string", "long"]"#),
        "has no branch of its own for `null` at `shop.Order.it`, so that it would be lost"
    );
    assert_eq!(
        lost(r#"["null", "string"]"#, r#""string""#),
        "has `string` at `shop.Order.it`, which cannot hold all that is `[null, string]` in the output's own"
    );
    assert!(lost(r#"["int", "long"]"#, r#"["null", "long"]"#).contains("for `int`"), "one branch for two");
    assert!(lost(r#"["int", "long"]"#, r#""long""#).starts_with("has `long`"));
    let records = |one: &str, other: &str| {
        format!(
            r#"[{{"type": "record", "name": "{one}", "fields": []}}, {{"type": "record", "name": "{other}", "fields": []}}]"#
        )
    };
    assert!(lost(&records("a.It", "b.It"), &records("a.It", "Other")).contains("for `b.It`"));
    assert_eq!(
        lost(r#"{"type": "record", "name": "a.It", "fields": []}"#, &records("b.It", "c.It")),
        "has several branches at `shop.Order.it` that `a.It` could become"
    );
}

#[test]
fn what_is_of_another_type() {
    for (own, latest, words) in [
        (r#""string""#, r#""long""#, "has `long` at `shop.Order.it`, which cannot hold all that is `string`"),
        (r#""long""#, r#""int""#, "has `int`"),
        (r#""double""#, r#""float""#, "has `float`"),
        (
            r#"{"type": "fixed", "name": "F", "size": 4}"#,
            r#"{"type": "fixed", "name": "F", "size": 5}"#,
            "has `shop.F of 5 bytes`",
        ),
        (
            r#"{"type": "fixed", "name": "F", "size": 4}"#,
            r#"{"type": "fixed", "name": "G", "size": 4}"#,
            "has `shop.G of 4 bytes`",
        ),
        (r#"{"type": "array", "items": "int"}"#, r#"{"type": "map", "values": "int"}"#, "has `map`"),
        (
            r#"{"type": "array", "items": "long"}"#,
            r#"{"type": "array", "items": "int"}"#,
            "has `int` at `shop.Order.it[]`",
        ),
        (
            r#"{"type": "long", "logicalType": "timestamp-millis"}"#,
            r#"{"type": "long", "logicalType": "timestamp-micros"}"#,
            "has `long (timestamp-micros)`",
        ),
        (
            r#"{"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}"#,
            r#"{"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 3}"#,
            "has `bytes (decimal(9, 3))`",
        ),
        (
            r#""string""#,
            r#"{"type": "bytes", "logicalType": "decimal", "precision": 9}"#,
            "has `bytes (decimal(9, 0))`",
        ),
    ] {
        let why = refused(&of(own), &of(latest));
        assert!(why.starts_with(words), "{own} {latest}: {why}");
    }
    let named = |name: &str| format!(r#"{{"type": "record", "name": "{name}", "fields": []}}"#);
    assert!(refused(&named("a.A"), &named("a.B")).starts_with("has `a.B` at `a.A`"));
}

#[test]
fn what_the_newest_needs() {
    let own = order(r#"{"name": "id", "type": "long"}"#);
    let latest = order(r#"{"name": "id", "type": "long"}, {"name": "note", "type": "string"}"#);
    assert_eq!(refused(&own, &latest), "needs a field `note` in `shop.Order`, which has no default to write");
    let wrong = order(r#"{"name": "id", "type": "long"}, {"name": "note", "type": "string", "default": 1}"#);
    assert!(refused(&own, &wrong).starts_with("needs a field `note`"));
    let endless = r#"{"name": "me", "type": "Order", "default": {}}"#;
    assert!(refused(&order(""), &order(endless)).starts_with("needs a field `me`"), "it has no end");
    // Nor in any of its ways, of which there are 2^64.
    let both = r#"{"name": "it", "type": ["A", {"type": "record", "name": "B", "fields": [
        {"name": "it", "type": ["A", "B"], "default": {}}, {"name": "wrong", "type": "int", "default": "x"}
    ]}], "default": {}}"#;
    let endless = format!(
        r#"{{"name": "me", "type": {{"type": "record", "name": "A", "fields": [{both}]}}, "default": {{}}}}"#
    );
    assert!(refused(&order(""), &order(&endless)).starts_with("needs a field `me`"));
}

#[test]
fn a_schema_that_cannot_be_read_says_whose_it_is() {
    let why = between(&of("\"int\""), r#"{"type": "Unknown"}"#).unwrap_err();
    assert!(
        why.starts_with("its newest schema cannot be read: no type is named `Unknown`; mend it there"),
        "{why}"
    );
}
