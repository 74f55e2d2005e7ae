//! What is no Rust, or is Rust by chance.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = "%B%", topic = "orders", acks = %ACKS%, linger_ms == 5)]
async fn first(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", handler = fn, compression_type = LZ-5)]
async fn second(order: Order) -> Order {
    order
}

fn main() {}
