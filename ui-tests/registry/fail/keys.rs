//! So are the fields that are keys, and so is what the types around a function's contradict.

use kafka_output::{KafkaOutputs, kafka_connection, kafka_output};
use kafka_output_ui_tests_registry::Order;

#[kafka_connection(broker_list = "%B%", linger_ms = 500)]
struct Shared;

#[kafka_output(connection = Shared, topic = "orders", key = unknown)]
async fn first(order: Order) -> Order {
    order
}

#[kafka_output(connection = Shared, topic = "orders", key = lines)]
fn second(order: Order) -> Vec<Order> {
    vec![order]
}

#[kafka_output(connection = Shared, topic = "orders", key = number, key_format = binary)]
fn third(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", key = unknown, key_avro_schema = "%SCHEMA%")]
async fn fourth(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", key = unknown, key_avro_schema = "%SCHEMA%")]
fn fifth(order: Order) -> Order {
    order
}

#[kafka_output(connection = Shared, topic = "orders", message_timeout_ms = 100, value_format = binary)]
fn sixth(order: Order) -> Order {
    order
}

#[derive(KafkaOutputs)]
struct Several {
    #[kafka_output(connection = Shared, topic = "orders", key = unknown)]
    order: Option<Order>,
}

fn main() {}
