//! A bare number too small to be bytes explains its unit.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = "%B%", topic = "orders", max_message_bytes = 1)]
async fn first(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", max_message_bytes = 999)]
async fn second(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", max_message_bytes = "2GB")]
async fn third(order: Order) -> Order {
    order
}

fn main() {}
