//! The rule `message-timeout-covers-both`. Made from the rules' examples; a test fails when it is stale.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(
    broker_list = "localhost:9092",
    topic = "orders",
    message_timeout_ms = 10,
    linger_ms = 20,
    request_timeout_ms = 30,
)]
async fn placed(order: Order) -> Order {
    order
}

fn main() {}
