//! Pieces without a name; no other option is said to be missing.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = "%B%", = "orders")]
async fn first(order: Order) -> Order {
    order
}

#[kafka_output("%B%", topic = "orders")]
async fn second(order: Order) -> Order {
    order
}

fn main() {}
