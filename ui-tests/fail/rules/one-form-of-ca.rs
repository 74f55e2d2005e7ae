//! The rule `one-form-of-ca`. Made from the rules' examples; a test fails when it is stale.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(
    broker_list = "localhost:9092",
    topic = "orders",
    protocol = ssl,
    ssl_ca_location = "ca.pem",
    ssl_ca_pem = "-----BEGIN CERTIFICATE-----\nMA==\n-----END CERTIFICATE-----\n",
)]
async fn placed(order: Order) -> Order {
    order
}

fn main() {}
