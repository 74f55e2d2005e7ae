//! A letter wrong, another case, another joint: the near name, and nothing is said to be missing.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(broker_lst = "%B%", topic = "orders")]
async fn first(order: Order) -> Order {
    order
}

#[kafka_output(brokerList = "%B%", topic = "orders")]
async fn second(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", compresion_type = lz4)]
async fn third(order: Order) -> Order {
    order
}

fn main() {}
