#![allow(clippy::unwrap_used, reason = "a panic is how a test reports")]

use super::misfits;
use crate::schema_registry::compatible::Newer;
use crate::schema_registry::schema::{Reference, SchemaText};

fn told(reader: &str, writer: &str) -> Result<Vec<String>, String> {
    let json = |text: &str| SchemaText::json(text).unwrap();
    let found = misfits(&json(reader), &json(writer))?;
    Ok(found.iter().map(|misfit| misfit.sentence(Newer::Reader, "version 1")).collect())
}

/// The old schema, the new one, whether the new one takes what the old one does, and the other way about.
type Case = (&'static str, &'static str, bool, bool);

const SAME: (bool, bool) = (true, true);

#[rustfmt::skip]
const CASES: &[Case] = &[
    // Types.
    (r#"{"type": "string"}"#, r#"{"type": "string", "title": "Name", "format": "email"}"#, SAME.0, SAME.1),
    (r#"{"type": "string"}"#, r#"{"type": "integer"}"#, false, false),
    (r#"{"type": "integer"}"#, r#"{"type": "number"}"#, true, false),
    (r#"{"type": "string"}"#, r#"{"type": ["string", "null"]}"#, true, false),
    (r#"{"type": ["string", "null"]}"#, r#"{"type": ["null", "string", "boolean"]}"#, true, false),
    (r#"{"type": "string"}"#, "true", true, false),
    (r#"{"type": "string"}"#, "{}", true, false),
    ("false", r#"{"type": "string"}"#, true, false),
    (r#"{"type": "string"}"#, r#"{"minLength": 0}"#, true, false),
    // Limits.
    (r#"{"type": "string", "maxLength": 5}"#, r#"{"type": "string", "maxLength": 9}"#, true, false),
    (r#"{"type": "string", "minLength": 5}"#, r#"{"type": "string", "minLength": 9}"#, false, true),
    (r#"{"type": "string", "minLength": 0}"#, r#"{"type": "string"}"#, true, true),
    (r#"{"type": "string", "pattern": "a"}"#, r#"{"type": "string", "pattern": "b"}"#, false, false),
    (r#"{"type": "string", "pattern": "a"}"#, r#"{"type": "string"}"#, true, false),
    (r#"{"type": "number", "maximum": 5}"#, r#"{"type": "number", "maximum": 5.0}"#, true, true),
    (r#"{"type": "number", "minimum": 0}"#, r#"{"type": "number"}"#, true, false),
    (r#"{"type": "number", "exclusiveMaximum": 5}"#, r#"{"type": "number", "exclusiveMaximum": 6}"#, true, false),
    (r#"{"type": "integer", "multipleOf": 6}"#, r#"{"type": "integer", "multipleOf": 3}"#, true, false),
    (r#"{"type": "integer", "multipleOf": 6}"#, r#"{"type": "integer", "multipleOf": 4}"#, false, false),
    (r#"{"type": "array", "maxItems": 6}"#, r#"{"type": "array", "maxItems": 4}"#, false, true),
    (r#"{"type": "array", "uniqueItems": true}"#, r#"{"type": "array", "uniqueItems": false}"#, true, false),
    (r#"{"type": "object", "minProperties": 1}"#, r#"{"type": "object"}"#, true, false),
    // Values.
    (r#"{"enum": ["a", "b"]}"#, r#"{"enum": ["b", "a", "c"]}"#, true, false),
    (r#"{"type": "string", "enum": ["a"]}"#, r#"{"type": "string", "enum": ["a", "b"]}"#, true, false),
    (r#"{"type": "string", "enum": ["a"]}"#, r#"{"type": "string"}"#, true, false),
    (r#"{"const": 1}"#, r#"{"const": 2}"#, false, false),
    // Objects: open ones.
    (r#"{"type": "object", "properties": {"a": {"type": "string"}}}"#,
     r#"{"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "string"}}}"#, false, true),
    (r#"{"type": "object", "properties": {"a": {"type": "string"}}}"#,
     r#"{"type": "object", "properties": {"a": {"type": "string"}, "b": true}}"#, true, true),
    (r#"{"type": "object", "properties": {"a": {"type": "string"}}}"#,
     r#"{"type": "object", "properties": {"a": {"type": "integer"}}}"#, false, false),
    // Closed ones.
    (r#"{"type": "object", "properties": {"a": {}}, "additionalProperties": false}"#,
     r#"{"type": "object", "properties": {"a": {}, "b": {"type": "string"}}, "additionalProperties": false}"#, true, false),
    (r#"{"type": "object", "properties": {"a": {}}, "additionalProperties": false}"#,
     r#"{"type": "object", "properties": {"a": {}, "b": {"type": "string"}}, "required": ["b"], "additionalProperties": false}"#, false, false),
    (r#"{"type": "object", "properties": {"a": {}}, "additionalProperties": false}"#,
     r#"{"type": "object", "properties": {"a": {}, "b": {"default": ""}}, "required": ["b"], "additionalProperties": false}"#, true, false),
    (r#"{"type": "object", "properties": {"a": {}, "b": false}, "additionalProperties": false}"#,
     r#"{"type": "object", "properties": {"a": {}}, "additionalProperties": false}"#, true, true),
    (r#"{"type": "object", "additionalProperties": false}"#, r#"{"type": "object"}"#, true, false),
    // Partly open ones.
    (r#"{"type": "object", "additionalProperties": {"type": "integer"}}"#, r#"{"type": "object"}"#, true, false),
    (r#"{"type": "object", "additionalProperties": {"type": "integer"}}"#,
     r#"{"type": "object", "additionalProperties": {"type": "number"}}"#, true, false),
    (r#"{"type": "object", "additionalProperties": {"type": "integer"}}"#,
     r#"{"type": "object", "properties": {"a": {"type": "number"}}, "additionalProperties": {"type": "integer"}}"#, true, false),
    (r#"{"type": "object", "additionalProperties": {"type": "integer"}}"#,
     r#"{"type": "object", "properties": {"a": {"type": "string"}}, "additionalProperties": {"type": "integer"}}"#, false, false),
    // What must be there.
    (r#"{"type": "object", "properties": {"a": {"type": "string"}}}"#,
     r#"{"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}"#, false, true),
    (r#"{"type": "object", "properties": {"a": {"type": "string"}}}"#,
     r#"{"type": "object", "properties": {"a": {"type": "string", "default": ""}}, "required": ["a"]}"#, true, true),
    (r#"{"type": "object"}"#, r#"{"type": "object", "required": ["a"]}"#, false, true),
    // Lists.
    (r#"{"type": "array", "items": {"type": "integer"}}"#, r#"{"type": "array", "items": {"type": "number"}}"#, true, false),
    (r#"{"type": "array", "items": {"type": "integer"}}"#, r#"{"type": "array"}"#, true, false),
    (r#"{"type": "array", "items": [{"type": "integer"}], "additionalItems": false}"#,
     r#"{"type": "array", "items": [{"type": "integer"}, {"type": "string"}], "additionalItems": false}"#, true, false),
    (r#"{"type": "array", "prefixItems": [{"type": "integer"}]}"#,
     r#"{"type": "array", "prefixItems": [{"type": "integer"}, {"type": "string"}]}"#, false, true),
    (r#"{"type": "array", "prefixItems": [{"type": "integer"}], "items": false}"#,
     r#"{"type": "array", "items": [{"type": "integer"}], "additionalItems": false}"#, true, true),
    // Choices.
    (r#"{"oneOf": [{"type": "string"}, {"type": "null"}]}"#, r#"{"oneOf": [{"type": "null"}, {"type": "string"}, {"type": "boolean"}]}"#, true, false),
    (r#"{"oneOf": [{"type": "string"}, {"type": "null"}]}"#, r#"{"anyOf": [{"type": "string"}, {"type": "null"}]}"#, true, false),
    (r#"{"anyOf": [{"type": "string"}]}"#, r#"{"type": "string"}"#, true, true),
    (r#"{"allOf": [{"type": "string"}, {"maxLength": 5}]}"#, r#"{"allOf": [{"type": "string"}]}"#, true, false),
    (r#"{"allOf": [{"type": "string"}, {"maxLength": 5}]}"#, r#"{"type": "string"}"#, true, false),
    (r#"{"oneOf": [{"const": 1}, {"const": 2}]}"#, r#"{"oneOf": [{"const": 1}, {"const": 3}]}"#, false, false),
    // Each needs another: the first that fits both must leave it to the second.
    (r#"{"anyOf": [{"type": "integer"}, {"type": "integer", "maximum": 5}]}"#,
     r#"{"anyOf": [{"type": "integer", "maximum": 5}, {"type": "number"}]}"#, true, false),
    // References.
    (r##"{"$ref": "#/$defs/a", "$defs": {"a": {"type": "integer"}}}"##, r#"{"type": "integer"}"#, true, true),
    (r##"{"properties": {"a": {"$ref": "#/$defs/a"}}, "$defs": {"a": {"type": "integer"}}}"##,
     r##"{"properties": {"a": {"$ref": "#/$defs/a"}}, "$defs": {"a": {"type": "number"}}}"##, true, false),
    (r##"{"type": "object", "properties": {"next": {"$ref": "#"}, "v": {"type": "integer"}}}"##,
     r##"{"type": "object", "properties": {"next": {"$ref": "#"}, "v": {"type": "number"}}}"##, true, false),
];

#[test]
fn each_change_is_what_the_rules_say_in_both_directions() {
    for (old, new, backward, forward) in CASES {
        let found = told(new, old).unwrap();
        assert_eq!(found.is_empty(), *backward, "{new} takes {old}: {found:?}");
        let found = told(old, new).unwrap();
        assert_eq!(found.is_empty(), *forward, "{old} takes {new}: {found:?}");
    }
}

#[test]
fn what_is_not_compared_is_said_and_never_passed() {
    let differ = |one: &str, other: &str| told(one, other).unwrap_err();
    let object = |more: &str| format!(r#"{{"type": "object", "properties": {{"a": {more}}}}}"#);
    for keyword in
        ["not", "if", "patternProperties", "dependentRequired", "contains", "unevaluatedProperties"]
    {
        let (one, other) =
            (format!(r#"{{"{keyword}": {{"a": {{}}}}}}"#), format!(r#"{{"{keyword}": {{"b": {{}}}}}}"#));
        let why = differ(&object(&one), &object(&other));
        assert_eq!(why, format!("it differs where it has `{keyword}`, which is not compared here"));
        assert_eq!(told(&object(&one), &object(&one)), Ok(Vec::new()), "both have it");
        // What is wrong elsewhere is told all the same.
        let wrong = format!(r#"{{"type": "object", "properties": {{"a": {one}, "b": {{"type": "null"}}}}}}"#);
        assert_eq!(told(&wrong, &object(&other)).unwrap().len(), 1);
        let choice = |part: &str| format!(r#"{{"anyOf": [{part}, {{"type": "null"}}]}}"#);
        assert!(differ(&choice(&one), &choice(&other)).contains(keyword));
    }
    let why = differ(r#"{"$ref": "other.json"}"#, r#"{"type": "null"}"#);
    assert_eq!(why, "it refers to `other.json`, which nothing here has");
    let why = differ(r##"{"$ref": "#"}"##, r#"{"type": "null"}"#);
    assert_eq!(why, "its references lead in a circle");
    let beside = r##"{"$ref": "#/$defs/a", "minLength": 1, "$defs": {"a": {"type": "string"}}}"##;
    assert_eq!(
        differ(beside, r#"{"type": "null"}"#),
        "it has `minLength` beside a `$ref`, which is not compared here"
    );
    assert_eq!(differ(r#"{"type": "int"}"#, r#"{"type": "null"}"#), "the type `int` is not known here");
}

#[test]
fn references_of_the_registry_are_followed() {
    let line = |kind: &str| Reference {
        name: "line.json".to_owned(),
        subject: "lines".to_owned(),
        schema: SchemaText::json(&format!(
            r##"{{"$ref": "#/$defs/n", "$defs": {{"n": {{"type": "{kind}"}}}}}}"##
        ))
        .unwrap()
        .interned(),
    };
    let order =
        SchemaText::json(r#"{"title": "Order", "properties": {"line": {"$ref": "line.json"}}}"#).unwrap();
    let [old, new] =
        ["integer", "string"].map(|kind| SchemaText { references: vec![line(kind)], ..order.clone() });
    assert_eq!(misfits(&old, &old), Ok(Vec::new()));
    let found = misfits(&new, &old).unwrap();
    let sentence = found[0].sentence(Newer::Reader, "version 1");
    assert!(
        sentence.starts_with(
            "`Order.line` is `integer` in version 1, which the new schema does not take as `string`;"
        ),
        "{sentence}"
    );
}

#[test]
fn sentences_say_where_what_and_what_to_do() {
    let one = |reader: &str, writer: &str| told(reader, writer).unwrap().join("\n");
    let object = |inside: &str| {
        format!(
            r#"{{"title": "Order", "type": "object", "properties": {{"lines": {{"type": "array", "items": {inside}}}}}}}"#
        )
    };
    let text = |more: &str| object(&format!(r#"{{"type": "string"{more}}}"#));
    assert_eq!(
        one(&text(r#", "enum": ["a"]"#), &text(r#", "enum": ["a", "b"]"#)),
        "`Order.lines[]` may be `\"b\"` in version 1, which the new schema does not take; keep the values"
    );
    assert_eq!(
        one(&text(r#", "maxLength": 5"#), &text("")),
        "`maxLength` of `Order.lines[]` is 5 in the new schema and none in version 1; leave it as wide as it was"
    );
    assert_eq!(
        one(
            &object(r#"{"oneOf": [{"type": "null"}]}"#),
            &object(r#"{"oneOf": [{"type": "null"}, {"type": "string"}]}"#)
        ),
        "`Order.lines[]` is `oneOf` of 2 in version 1, which the new schema does not all take as `oneOf` of 1; keep the schemas to choose from"
    );
}
