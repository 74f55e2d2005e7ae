//! Opaque types hide what decides how a value is sent.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn first() -> impl serde::Serialize {
    Order::example()
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn second() -> impl Iterator {
    std::iter::once(Order::example())
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn third() -> Vec<impl serde::Serialize> {
    vec![Order::example()]
}

fn main() {}
