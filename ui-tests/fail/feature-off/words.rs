//! Words whose cargo feature is off, by name.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = "%B%", topic = "orders", compression_type = zstd)]
async fn first(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", compression_type = gzip)]
async fn second(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", protocol = ssl)]
async fn third(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", value_format = csv)]
async fn fourth(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", value_format = protobuf)]
async fn fifth(order: Order) -> Order {
    order
}

fn main() {}
