//! The rule `idempotence-limits-requests-in-flight`. Made from the rules' examples; a test fails when it is stale.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(
    broker_list = "localhost:9092",
    topic = "orders",
    enable_idempotence = true,
    properties = { "max.in.flight" = "6" },
)]
async fn placed(order: Order) -> Order {
    order
}

fn main() {}
