//! The rule `username-needs-password`. Made from the rules' examples; a test fails when it is stale.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(
    broker_list = "localhost:9092",
    topic = "orders",
    protocol = sasl_ssl,
    username = "ann",
)]
async fn placed(order: Order) -> Order {
    order
}

fn main() {}
