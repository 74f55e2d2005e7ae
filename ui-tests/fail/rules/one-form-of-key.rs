//! The rule `one-form-of-key`. Made from the rules' examples; a test fails when it is stale.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(
    broker_list = "localhost:9092",
    topic = "orders",
    protocol = ssl,
    ssl_certificate_location = "client.pem",
    ssl_key_location = "client.key",
    ssl_key_pem = "-----BEGIN PRIVATE KEY-----\nMA==\n-----END PRIVATE KEY-----\n",
    allow_literal_secrets = true,
)]
async fn placed(order: Order) -> Order {
    order
}

fn main() {}
