//! A pointer or a cell hides no collection, and nothing else that is no record; and one that may write is none.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::rc::Rc;
use std::sync::{Arc, Mutex};

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn first(orders: &[Order]) -> Cow<'_, [Order]> {
    Cow::Borrowed(orders)
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn second() -> Arc<[Order]> {
    Arc::new([])
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn third() -> Option<Rc<Vec<i64>>> {
    None
}

#[kafka_output(broker_list = "%B%", topic = "orders", value_format = json)]
fn fourth(orders: &[Order]) -> Cow<'_, [Order]> {
    Cow::Borrowed(orders)
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn fifth() -> Box<u8> {
    Box::new(1)
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn sixth(bytes: &mut [u8]) -> Option<&mut [u8]> {
    Some(bytes)
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn seventh() -> Mutex<Vec<Order>> {
    Mutex::new(Vec::new())
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn eighth() -> Reverse<Option<i64>> {
    Reverse(None)
}

fn main() {}
