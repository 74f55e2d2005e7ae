//! Records that no line of CSV can hold, as far as their spelled type shows it.
use std::collections::BTreeMap;

use kafka_output::{KafkaEventData, kafka_output};
use serde::Serialize;

#[kafka_output(broker_list = "%B%", topic = "orders", value_format = csv)]
async fn a_list() -> (u64, Vec<u8>, String) {
    (1, vec![], String::new())
}

#[kafka_output(broker_list = "%B%", topic = "orders", value_format = csv, key_format = csv)]
fn both_sides() -> Vec<KafkaEventData<(u64, Option<(f64, f64)>), ([u8; 4],)>> {
    vec![]
}

#[kafka_output(broker_list = "%B%", topic = "orders", key_format = csv)]
fn the_value_is_json() -> KafkaEventData<(u64, Vec<u8>), (u64, &'static BTreeMap<u8, u8>)> {
    unreachable!()
}

#[kafka_output(broker_list = "%B%", topic = "orders", value_format = csv)]
fn flat() -> Option<(u64, Option<f64>, &'static str, Box<u8>)> {
    None
}

#[derive(Serialize)]
struct Line {
    number: u32,
    price: f64,
}

#[derive(Serialize)]
struct Sku(String);

/// What this file declares is known by its fields; `'a` and "{" are no brackets.
#[derive(Serialize)]
struct Row<'a> {
    id: u64,
    note: Option<&'a str>, // }
    sku: Sku,
    #[serde(skip)]
    hidden: Vec<Line>,
    #[serde(serialize_with = "as_text")]
    shown: Vec<Line>,
    #[serde(flatten)]
    line: Line,
}

fn as_text<S: serde::Serializer>(_: &[Line], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str("}")
}

#[kafka_output(broker_list = "%B%", topic = "orders", value_format = csv)]
fn right() -> Vec<Row<'static>> {
    vec![]
}

#[derive(Serialize)]
struct Order {
    id: u64,
    lines: Vec<Line>,
    by_name: Option<BTreeMap<String, u32>>,
    first: Line,
    sku: Sku,
}

#[kafka_output(broker_list = "%B%", topic = "orders", value_format = csv, key_format = csv, key = sku)]
fn wrong() -> Result<Vec<KafkaEventData<Order, Order>>, String> {
    Ok(vec![])
}

fn called() -> Option<usize> {
    right().ok()?;
    Some(wrong().ok()?.len())
}

fn main() {}
