//! What is not a number of bytes.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = "%B%", topic = "orders", max_message_bytes = "1 megabyte")]
async fn first(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", max_message_bytes = big)]
async fn second(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", max_message_bytes = 1.5)]
async fn third(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", max_message_bytes = 1MB)]
async fn fourth(order: Order) -> Order {
    order
}

fn main() {}
