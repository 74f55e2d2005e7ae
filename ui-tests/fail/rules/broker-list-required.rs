//! The rule `broker-list-required`. Made from the rules' examples; a test fails when it is stale.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(
    topic = "orders",
)]
async fn placed(order: Order) -> Order {
    order
}

fn main() {}
