//! Below and above the ranges of librdkafka's documentation.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = "%B%", topic = "orders", linger_ms = -1)]
async fn first(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", linger_ms = 900_001)]
async fn second(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", batch_size = 0)]
async fn third(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", request_timeout_ms = 0)]
async fn fourth(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", max_retries = -1)]
async fn fifth(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", message_timeout_ms = -1)]
async fn sixth(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", metadata_max_age_ms = 86_400_001)]
async fn seventh(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", compression_type = lz4, compression_level = 13)]
async fn eighth(order: Order) -> Order {
    order
}

fn main() {}
