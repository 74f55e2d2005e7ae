//! The rule `message-timeout-covers-request`. Made from the rules' examples; a test fails when it is stale.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(
    broker_list = "localhost:9092",
    topic = "orders",
    request_timeout_ms = 2000,
    message_timeout_ms = 1000,
)]
async fn placed(order: Order) -> Order {
    order
}

fn main() {}
