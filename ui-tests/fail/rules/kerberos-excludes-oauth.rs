//! The rule `kerberos-excludes-oauth`. Made from the rules' examples; a test fails when it is stale.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(
    broker_list = "localhost:9092",
    topic = "orders",
    protocol = sasl_ssl,
    authentication_mode = "%MODE%",
    kerberos_principal = "orders",
    oauth_bearer_method = token_provider,
)]
async fn placed(order: Order) -> Order {
    order
}

fn main() {}
