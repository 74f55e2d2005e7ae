//! Two outputs of one name, and two attributes of one field: nothing is told to lack what the other has.

use kafka_output::{KafkaOutputs, kafka_output};
use kafka_output_ui_tests::Order;

#[derive(KafkaOutputs)]
struct Placed {
    #[kafka_output(broker_list = "a:1", topic = "orders", name = "order")]
    order: Order,
    #[kafka_output(broker_list = "a:1", topic = "audit", name = "order")]
    audit: Order,
    #[kafka_output(broker_list = "a:1", topic = "notes", name = "placed_log")]
    note: String,
    #[kafka_output(broker_list = "a:1", topic = "log")]
    log: String,
    #[kafka_output(broker_list = "a:1")]
    #[kafka_output(topic = "files")]
    file: String,
    #[kafka_output]
    #[kafka_output(broker_list = "a:1", topic = "files")]
    rest: String,
}

#[kafka_output(broker_list = "a:1")]
#[kafka_output(topic = "orders")]
fn placed(order: Order) -> Order {
    order
}

#[kafka_output]
#[kafka_output]
fn placed_all(placed: Placed) -> Placed {
    placed
}

#[kafka_output(topic = "orders")]
#[kafka_output(broker_list = "a:1", value_format = protobuf)]
fn written(order: std::fs::File) -> std::fs::File {
    order
}

fn main() {}
