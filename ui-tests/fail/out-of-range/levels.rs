//! Each codec has its own levels.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = "%B%", topic = "orders", compression_type = snappy, compression_level = 1)]
async fn first(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", compression_type = lz4, compression_level = 12, colour = red)]
async fn second(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", compression_type = "%C%", compression_level = 12, colour = red)]
async fn third(order: Order) -> Order {
    order
}

fn main() {}
