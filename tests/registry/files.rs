//! Earlier schemas of the subjects of `pageview.proto` and `customer.schema.json`, on which Confluent's rules and those of the tests'
//! registry agree.
//!
//! Where they do not, Confluent's hold: theirs lets a Protobuf field have another name or go without being reserved, and a type become
//! another of the same group.

/// The format, what the earlier schema is, its text, and whether the file reads it, and is read by it.
pub(super) type Earlier = (&'static str, &'static str, &'static str, bool, bool);

#[rustfmt::skip]
pub(super) const EARLIER: &[Earlier] = &[
    ("PROTOBUF", "the same, with its fields in another order",
        "syntax = \"proto3\"; package ksql; message Pageview { string pageid = 3; string userid = 2; int64 viewtime = 1; }", true, true),
    ("PROTOBUF", "of another type",
        "syntax = \"proto3\"; package ksql; message Pageview { string viewtime = 1; string userid = 2; string pageid = 3; }", false, false),
    ("PROTOBUF", "with a number in place of a text",
        "syntax = \"proto3\"; package ksql; message Pageview { int64 viewtime = 1; sint32 userid = 2; string pageid = 3; }", false, false),
    ("PROTOBUF", "with a repeated number",
        "syntax = \"proto3\"; package ksql; message Pageview { repeated int64 viewtime = 1; string userid = 2; string pageid = 3; }", false, false),
    ("JSON", "the same, with another description",
        r#"{"title": "Customer", "description": "Who.", "type": "object", "properties": {"name": {"type": "string"}, "visits": {"type": "integer", "minimum": 0}}, "required": ["name", "visits"], "additionalProperties": false}"#, true, true),
    ("JSON", "with a higher minimum",
        r#"{"title": "Customer", "type": "object", "properties": {"name": {"type": "string"}, "visits": {"type": "integer", "minimum": 5}}, "required": ["name", "visits"], "additionalProperties": false}"#, true, false),
    ("JSON", "of another type",
        r#"{"title": "Customer", "type": "object", "properties": {"name": {"type": "boolean"}, "visits": {"type": "integer", "minimum": 0}}, "required": ["name", "visits"], "additionalProperties": false}"#, false, false),
    ("JSON", "of a wider type",
        r#"{"title": "Customer", "type": "object", "properties": {"name": {"type": "string"}, "visits": {"type": "number", "minimum": 0}}, "required": ["name", "visits"], "additionalProperties": false}"#, false, true),
    ("JSON", "without a property that is required now",
        r#"{"title": "Customer", "type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"], "additionalProperties": false}"#, false, false),
    ("JSON", "that requires less",
        r#"{"title": "Customer", "type": "object", "properties": {"name": {"type": "string"}, "visits": {"type": "integer", "minimum": 0}}, "required": ["name"], "additionalProperties": false}"#, false, true),
    ("JSON", "with a bounded text",
        r#"{"title": "Customer", "type": "object", "properties": {"name": {"type": "string", "maxLength": 5}, "visits": {"type": "integer", "minimum": 0}}, "required": ["name", "visits"], "additionalProperties": false}"#, true, false),
    ("JSON", "that is open",
        r#"{"title": "Customer", "type": "object", "properties": {"name": {"type": "string"}, "visits": {"type": "integer", "minimum": 0}}, "required": ["name", "visits"]}"#, false, true),
    ("JSON", "with one property more that is optional",
        r#"{"title": "Customer", "type": "object", "properties": {"name": {"type": "string"}, "note": {"type": "string"}, "visits": {"type": "integer", "minimum": 0}}, "required": ["name", "visits"], "additionalProperties": false}"#, false, true),
];
