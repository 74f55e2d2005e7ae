//! Collections of collections, of options, and results within.

use kafka_output::kafka_output;
use kafka_output_ui_tests::{AppError, AppResult, Order};

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn first() -> Vec<Vec<Order>> {
    Vec::new()
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn second() -> Vec<Option<Order>> {
    Vec::new()
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn third() -> Option<Vec<Order>> {
    None
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn fourth() -> Vec<Result<Order, AppError>> {
    Vec::new()
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn fifth() -> AppResult<AppResult<Order>> {
    Err(AppError)
}

#[kafka_output(broker_list = "%B%", topic = "orders", value_format = binary, key = number)]
fn sixth() -> Vec<Option<Order>> {
    Vec::new()
}

#[kafka_output(broker_list = "%B%", topic = "orders", value_format = avro)]
fn seventh() -> Vec<Vec<Order>> {
    Vec::new()
}

fn main() {}
