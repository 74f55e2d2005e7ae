//! A level needs a codec.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = "%B%", topic = "orders", compression_level = 3)]
async fn first(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", compression_level = 3, compression_type = none)]
async fn second(order: Order) -> Order {
    order
}

fn main() {}
