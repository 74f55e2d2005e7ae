//! The rule `oidc-options-need-method`. Made from the rules' examples; a test fails when it is stale.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(
    broker_list = "localhost:9092",
    topic = "orders",
    protocol = sasl_ssl,
    authentication_mode = "%MODE%",
    oauth_bearer_client_id = "orders",
    oauth_bearer_client_secret = "secret",
    oauth_bearer_token_endpoint_url = "https://login.example.com/token",
    allow_literal_secrets = true,
)]
async fn placed(order: Order) -> Order {
    order
}

fn main() {}
