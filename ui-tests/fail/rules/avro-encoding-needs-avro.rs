//! The rule `avro-encoding-needs-avro`. Made from the rules' examples; a test fails when it is stale.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(
    broker_list = "localhost:9092",
    topic = "orders",
    avro_encoding = single_object,
)]
async fn placed(order: Order) -> Order {
    order
}

fn main() {}
