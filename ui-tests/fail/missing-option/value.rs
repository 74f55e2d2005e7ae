//! An option without a value, or not written as one.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = , topic)]
async fn first(order: Order) -> Order {
    order
}

#[kafka_output(broker_list("%B%"), topic: "orders")]
async fn second(order: Order) -> Order {
    order
}

fn main() {}
