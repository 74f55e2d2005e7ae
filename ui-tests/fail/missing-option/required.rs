//! Both are required, each has its error.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(topic = "orders")]
async fn first(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%")]
async fn second(order: Order) -> Order {
    order
}

#[kafka_output(acks = all)]
async fn third(order: Order) -> Order {
    order
}

fn main() {}
