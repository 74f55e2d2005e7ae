//! The rule `protobuf-excludes-json-schema`. Made from the rules' examples; a test fails when it is stale.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(
    broker_list = "localhost:9092",
    topic = "orders",
    protobuf_schema_file = "order.proto",
    json_schema_file = "order.json",
)]
async fn placed(order: Order) -> Order {
    order
}

fn main() {}
