//! The rule `transactions-limit-requests-in-flight`. Made from the rules' examples; a test fails when it is stale.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(
    broker_list = "localhost:9092",
    topic = "orders",
    transactional_id = "orders-1",
    properties = { "max.in.flight.requests.per.connection" = "6" },
)]
async fn placed(order: Order) -> Order {
    order
}

fn main() {}
