//! The rule `event-hubs-password`. Made from the rules' examples; a test fails when it is stale.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(
    topic = "orders",
    broker_list = "shop.servicebus.windows.net:9093",
    protocol = sasl_ssl,
    username = "$ConnectionString",
    password = "secret",
    allow_literal_secrets = true,
)]
async fn placed(order: Order) -> Order {
    order
}

fn main() {}
