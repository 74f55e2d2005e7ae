//! A key path that is no field of the value, or names what is no key.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = "%B%", topic = "orders", key = customer.name)]
fn first() -> Order {
    Order::example()
}

#[kafka_output(broker_list = "%B%", topic = "orders", key = 0)]
fn second() -> Vec<Order> {
    Vec::new()
}

#[kafka_output(broker_list = "%B%", topic = "orders", key = orders)]
fn third() -> Shop {
    Shop { orders: Vec::new() }
}

#[kafka_output(broker_list = "%B%", topic = "orders", key = id)]
fn fourth() -> String {
    String::new()
}

#[derive(serde::Serialize)]
struct Shop {
    orders: Vec<Order>,
}

fn main() {}
