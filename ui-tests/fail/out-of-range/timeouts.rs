//! Timeouts that contradict each other; nought is no limit, an unwritten one follows.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = "%B%", topic = "orders", message_timeout_ms = 10, linger_ms = 20)]
async fn first(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", message_timeout_ms = 1000, request_timeout_ms = 2000)]
async fn second(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", message_timeout_ms = 0, request_timeout_ms = 2000, linger_ms = 900_000, colour = red)]
async fn third(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", message_timeout_ms = 1, colour = red)]
async fn fourth(order: Order) -> Order {
    order
}

fn main() {}
