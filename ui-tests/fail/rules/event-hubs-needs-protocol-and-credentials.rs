//! The rule `event-hubs-needs-protocol-and-credentials`. Made from the rules' examples; a test fails when it is stale.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(
    topic = "orders",
    broker_list = "shop.servicebus.windows.net:9093",
)]
async fn placed(order: Order) -> Order {
    order
}

fn main() {}
