//! The rule `oidc-options-need-client-id`. Made from the rules' examples; a test fails when it is stale.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(
    broker_list = "localhost:9092",
    topic = "orders",
    authentication_mode = oauth_bearer,
    protocol = sasl_ssl,
    oauth_bearer_method = "%METHOD%",
    oauth_bearer_client_secret = "secret",
    oauth_bearer_token_endpoint_url = "https://login.example.com/token",
    allow_literal_secrets = true,
)]
async fn placed(order: Order) -> Order {
    order
}

fn main() {}
