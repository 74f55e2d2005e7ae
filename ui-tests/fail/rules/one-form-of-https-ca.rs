//! The rule `one-form-of-https-ca`. Made from the rules' examples; a test fails when it is stale.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(
    broker_list = "localhost:9092",
    topic = "orders",
    https_ca_location = "ca.pem",
    https_ca_pem = "-----BEGIN CERTIFICATE-----\nMA==\n-----END CERTIFICATE-----\n",
)]
async fn placed(order: Order) -> Order {
    order
}

fn main() {}
