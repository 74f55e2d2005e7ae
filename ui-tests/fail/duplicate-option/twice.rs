//! The second one is underlined; however often an option is written, that is one error.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = "%B%", topic = "orders", acks = all, acks = one)]
async fn first(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", linger_ms = 5, linger_ms = 5, linger_ms = 6)]
async fn second(order: Order) -> Order {
    order
}

fn main() {}
