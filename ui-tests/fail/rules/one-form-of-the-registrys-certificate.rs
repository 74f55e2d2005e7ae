//! The rule `one-form-of-the-registrys-certificate`. Made from the rules' examples; a test fails when it is stale.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(
    broker_list = "localhost:9092",
    topic = "orders",
    schema_registry_url = "http://localhost:8081",
    schema_registry_certificate_location = "registry.pem",
    schema_registry_key_location = "registry.key",
    schema_registry_certificate_pem = "-----BEGIN CERTIFICATE-----\nMA==\n-----END CERTIFICATE-----\n",
)]
async fn placed(order: Order) -> Order {
    order
}

fn main() {}
