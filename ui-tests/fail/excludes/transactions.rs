//! What a transaction implies and forbids; that transactions come later is said as well.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = "%B%", topic = "orders", transactional_id = "orders-1", delivery = enqueued)]
async fn first(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", transactional_id = "orders-1", enable_idempotence = false)]
async fn second(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", transactional_id = "orders-1", acks = one, max_retries = 0)]
async fn third(order: Order) -> Order {
    order
}

fn main() {}
