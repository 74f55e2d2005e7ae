//! What is not a whole number.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = "%B%", topic = "orders", linger_ms = soon)]
async fn first(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", linger_ms = "soon")]
async fn second(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", linger_ms = "5")]
async fn third(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", linger_ms = 0.5)]
async fn fourth(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", linger_ms = 5_u32)]
async fn fifth(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", linger_ms = true)]
async fn sixth(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", linger_ms = 99999999999999999999)]
async fn seventh(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", linger_ms = -LINGER)]
async fn eighth(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", linger_ms = 5ms, message_timeout_ms = "30s")]
async fn ninth(order: Order) -> Order {
    order
}

fn main() {}
