//! Words that an option does not have, and what is no word.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = "%B%", topic = "orders", acks = sometimes)]
async fn first(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", compression_type = lz5)]
async fn second(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", compression_type = "lz4")]
async fn third(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", compression_type = "zip")]
async fn fourth(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", partitioner = 5)]
async fn fifth(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", delivery = true)]
async fn sixth(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", acks = 2)]
async fn seventh(order: Order) -> Order {
    order
}

fn main() {}
