//! A map is neither one record nor many.

use std::collections::{BTreeMap, HashMap};

use kafka_output::kafka_output;
use kafka_output_ui_tests::{AppError, Order};

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn first() -> HashMap<String, Order> {
    HashMap::new()
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn second() -> Result<BTreeMap<String, Order>, AppError> {
    Err(AppError)
}

fn main() {}
