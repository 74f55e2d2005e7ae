//! The rule `one-form-of-the-registrys-key`. Made from the rules' examples; a test fails when it is stale.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(
    broker_list = "localhost:9092",
    topic = "orders",
    schema_registry_url = "http://localhost:8081",
    schema_registry_certificate_location = "registry.pem",
    schema_registry_key_location = "registry.key",
    schema_registry_key_pem = "-----BEGIN PRIVATE KEY-----\nMA==\n-----END PRIVATE KEY-----\n",
    allow_literal_secrets = true,
)]
async fn placed(order: Order) -> Order {
    order
}

fn main() {}
