//! Each kind of item is called by its name.

use kafka_output::kafka_output;

#[kafka_output(broker_list = "%B%", topic = "orders")]
pub struct Orders;

#[kafka_output(broker_list = "%B%", topic = "orders")]
enum Kind {
    One,
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
impl Orders {}

#[kafka_output(broker_list = "%B%", topic = "orders")]
trait Notify {}

#[kafka_output(broker_list = "%B%", topic = "orders")]
mod orders {}

#[kafka_output(broker_list = "%B%", topic = "orders")]
const ORDERS: u8 = 1;

#[kafka_output(broker_list = "%B%", topic = "orders")]
static MORE: u8 = 1;

#[kafka_output(broker_list = "%B%", topic = "orders")]
type Alias = Orders;

#[kafka_output(broker_list = "%B%", topic = "orders")]
use std::fmt;

#[kafka_output(broker_list = "%B%", topic = "orders")]
extern crate core as _;

#[kafka_output(broker_list = "%B%", topic = "orders")]
std::thread_local! {
    static COUNT: u8 = const { 1 };
}

fn main() {}
