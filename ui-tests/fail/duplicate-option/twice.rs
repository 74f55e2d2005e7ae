//! The second one is underlined, each further one too.

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
