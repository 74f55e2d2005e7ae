//! Types that serde writes in every way, and values of each of all kinds.

use std::collections::HashMap;
use std::time::Duration;

use apache_avro::AvroSchema as Described;
use serde::Serialize;

use super::against_the_writer::{Case, case};

#[derive(Serialize, Described)]
struct Pair {
    a: i64,
    b: String,
}

#[derive(Serialize, Described)]
struct Optional {
    a: Option<i64>,
    b: Option<String>,
}

#[derive(Serialize, Described)]
struct Skipping {
    a: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    b: Option<String>,
    #[serde(skip_serializing_if = "is_zero")]
    #[avro(default = "0")]
    c: i32,
    #[serde(skip)]
    #[expect(dead_code, reason = "neither written nor in the schema")]
    d: u8,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn is_zero(number: &i32) -> bool {
    *number == 0
}

#[derive(Serialize, Described)]
struct Flat {
    a: i64,
    #[serde(flatten)]
    rest: Rest,
}

#[derive(Serialize, Described)]
struct Rest {
    b: String,
}

#[derive(Serialize, Described)]
struct Number(i64);

#[derive(Serialize, Described)]
struct Text(String);

#[derive(Serialize, Described)]
#[serde(transparent)]
struct Transparent {
    number: i64,
}

#[derive(Serialize, Described)]
struct Wrapped(Pair);

#[derive(Serialize, Described)]
struct Two(i32, i32);

#[derive(Serialize, Described)]
struct Mixed(i32, String);

#[derive(Serialize, Described)]
struct A;

#[derive(Serialize, Described)]
struct Nothing {}

#[derive(Serialize, Described)]
enum Letter {
    A,
    B,
}

#[derive(Serialize, Described)]
#[serde(rename_all = "lowercase")]
enum Lower {
    A,
}

#[derive(Serialize, Described)]
enum OnlyNull {
    Null,
}

#[derive(Serialize, Described)]
#[avro(repr = "bare_union")]
enum Bare {
    A,
    Long(i64),
    Other(String),
}

#[derive(Serialize, Described)]
#[avro(repr = "bare_union")]
enum NothingOrText {
    A,
    Text(String),
}

#[derive(Serialize, Described)]
#[serde(untagged)]
enum Untagged {
    Long(i64),
    Pair(Pair),
}

#[derive(Serialize, Described)]
enum OfRecords {
    A,
    Pair { a: i64, b: String },
    Number(i64),
}

#[derive(Serialize, Described)]
#[serde(tag = "a", content = "b")]
enum Adjacent {
    A,
    B(String),
}

#[derive(Serialize, Described)]
#[serde(tag = "b")]
enum Internal {
    A { a: i64 },
    B,
}

#[derive(Serialize, Described)]
struct Node {
    a: i64,
    next: Option<Box<Node>>,
}

#[derive(Serialize, Described)]
struct Calendar {
    months: u32,
    days: u32,
    milliseconds: u32,
}

#[derive(Serialize, Described)]
struct Blob(#[avro(with = apache_avro::serde::bytes::get_schema_in_ctxt)] Vec<u8>);

fn text() -> String {
    "7".to_owned()
}

fn pair() -> Pair {
    Pair { a: 1, b: text() }
}

pub(super) fn plain() -> Vec<Case> {
    vec![
        case([true]),
        case([1_i8]),
        case([1_i32]),
        case([1_u32]),
        case([1_i64]),
        case([1_u64]),
        case([1_i128]),
        case([1_f32]),
        case([1_f64]),
        case(['c']),
        case([text()]),
        case([()]),
        case([[1_u8]]),
        case([[1_u8, 2]]),
        case([[text()]]),
        case([[Some(1_i64)], [None]]),
        case([[0_i64; 0]]),
        case([(1_i64,)]),
        case([(1_i32, 2_i32)]),
        case([(1_i32, text(), true)]),
        case([vec![1_u8]]),
        case([vec![1_i64, 2, 3]]),
        case([vec![text()]]),
        case([vec![Some(1_i64), None]]),
        case([vec![pair()]]),
        case([HashMap::from([(text(), 1_i64)]), HashMap::from([("a".to_owned(), 1)])]),
        case([HashMap::from([("b".to_owned(), text())])]),
        case([Some(1_i64), None]),
        case([Some(text()), None]),
        case([Some(vec![1_i64]), None]),
        case([Duration::new(1, 2)]),
    ]
}

pub(super) fn own() -> Vec<Case> {
    let node = || Node { a: 1, next: Some(Box::new(Node { a: 2, next: None })) };
    vec![
        case([pair()]),
        case([
            Optional { a: Some(1), b: Some(text()) },
            Optional { a: None, b: Some(text()) },
            Optional { a: Some(1), b: None },
        ]),
        case([
            Skipping { a: 1, b: None, c: 0, d: 0 },
            Skipping { a: 1, b: Some(text()), c: 0, d: 0 },
            Skipping { a: 1, b: None, c: 1, d: 0 },
        ]),
        case([Flat { a: 1, rest: Rest { b: text() } }]),
        case([Number(1)]),
        case([Text(text())]),
        case([Transparent { number: 1 }]),
        case([Wrapped(pair())]),
        case([Two(1, 2)]),
        case([Mixed(1, text())]),
        case([A]),
        case([Nothing {}]),
        case([Letter::A, Letter::B]),
        case([Lower::A]),
        case([OnlyNull::Null]),
        case([Bare::A, Bare::Long(1), Bare::Other(text())]),
        case([NothingOrText::A, NothingOrText::Text(text())]),
        case([Untagged::Long(1), Untagged::Pair(pair())]),
        case([OfRecords::A, OfRecords::Pair { a: 1, b: text() }, OfRecords::Number(1)]),
        case([Adjacent::A, Adjacent::B(text())]),
        case([Internal::A { a: 1 }, Internal::B]),
        case([node()]),
        case([Calendar { months: 1, days: 2, milliseconds: 3 }]),
        case([Blob(vec![1])]),
    ]
}
