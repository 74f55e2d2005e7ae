//! The rule `both-in-one-excludes-others`. Made from the rules' examples; a test fails when it is stale.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(
    broker_list = "localhost:9092",
    topic = "orders",
    protocol = ssl,
    ssl_certificate_and_key_pem = "-----BEGIN CERTIFICATE-----\nMA==\n-----END CERTIFICATE-----\n-----BEGIN PRIVATE KEY-----\nMA==\n-----END PRIVATE KEY-----\n",
    ssl_certificate_location = "client.pem",
    allow_literal_secrets = true,
)]
async fn placed(order: Order) -> Order {
    order
}

fn main() {}
