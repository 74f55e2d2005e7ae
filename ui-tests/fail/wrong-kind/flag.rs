//! What is not a flag.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = "%B%", topic = "orders", enable_idempotence = yes)]
async fn first(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", enable_idempotence = 1)]
async fn second(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", enable_idempotence = "true")]
async fn third(order: Order) -> Order {
    order
}

fn main() {}
