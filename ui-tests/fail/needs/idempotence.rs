//! Idempotence needs all acknowledgements, and retries.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = "%B%", topic = "orders", enable_idempotence = true, acks = one)]
async fn first(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", enable_idempotence = true, max_retries = 0)]
async fn second(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", enable_idempotence = true, acks = one, max_retries = 0)]
async fn third(order: Order) -> Order {
    order
}

fn main() {}
