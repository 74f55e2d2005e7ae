//! A file that names a type which neither it nor another file defines.
use kafka_output::{AvroRecord, kafka_output};
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = "%B%", topic = "orders", avro_schema_file = "schemas/split.avsc")]
async fn by_serde(order: Order) -> Order {
    order
}

#[derive(AvroRecord)]
#[avro(schema_file = "schemas/split.avsc")]
struct Split {
    total: i64,
}

fn main() {}
