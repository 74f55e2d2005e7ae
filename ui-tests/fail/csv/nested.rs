//! Records that no line of CSV can hold, as far as their spelled type shows it.
use std::collections::BTreeMap;

use kafka_output::{KafkaEventData, kafka_output};

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

fn main() {}
