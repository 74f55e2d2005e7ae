//! The rule `single-objects-have-no-registry`. Made from the rules' examples; a test fails when it is stale.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(
    broker_list = "localhost:9092",
    topic = "orders",
    schema_registry_url = "http://localhost:8081",
    avro_schema = "{\"type\": \"string\"}",
    avro_encoding = single_object,
)]
async fn placed(order: Order) -> Order {
    order
}

fn main() {}
