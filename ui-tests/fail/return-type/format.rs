//! A written format that cannot write the type.

use kafka_output::{KafkaEventData, kafka_output};
use kafka_output_ui_tests::Order;

type Orders = Vec<Order>;

#[kafka_output(broker_list = "%B%", topic = "orders", value_format = string)]
fn first() -> Order {
    Order::example()
}

#[kafka_output(broker_list = "%B%", topic = "orders", value_format = binary)]
fn second() -> Vec<Order> {
    Vec::new()
}

#[kafka_output(broker_list = "%B%", topic = "orders", key_format = string)]
fn third() -> KafkaEventData<String, Order> {
    KafkaEventData::new(String::new())
}

#[kafka_output(broker_list = "%B%", topic = "orders", value_format = json)]
fn fourth() -> Orders {
    Vec::new()
}

#[kafka_output(broker_list = "%B%", topic = "orders", key = customer, key_format = binary)]
fn fifth() -> Order {
    Order::example()
}

fn main() {}
