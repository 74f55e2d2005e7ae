//! Seven unlike mistakes in one attribute are seven errors.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(
    broker_lst = "localhost:9092",
    topic = "no topic",
    acks = sometimes,
    linger_ms = "soon",
    max_message_bytes = 10,
    delivery = "%DELIVERY%",
    compression_level = 3,
)]
async fn placed(order: Order) -> Order {
    order
}

fn main() {}
