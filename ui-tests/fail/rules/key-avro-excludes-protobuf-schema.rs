//! The rule `key-avro-excludes-protobuf-schema`. Made from the rules' examples; a test fails when it is stale.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(
    broker_list = "localhost:9092",
    topic = "orders",
    key_avro_schema_file = "order.avsc",
    key_protobuf_schema_file = "order.proto",
)]
async fn placed(order: Order) -> Order {
    order
}

fn main() {}
