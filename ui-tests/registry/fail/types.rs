//! Types are wrong once, though their schemas are asked for before any call, too.

use kafka_output::{KafkaEventData, KafkaOutputs, kafka_connection, kafka_output};
use kafka_output_ui_tests_registry::{Opaque, Order};

#[kafka_connection(broker_list = "%B%", schema_registry_url = "http://registry:8081")]
struct Shared;

#[kafka_output(connection = Shared, topic = "orders")]
async fn first() -> Vec<Option<Order>> {
    Vec::new()
}

#[kafka_output(broker_list = "%B%", topic = "orders", schema_registry_url = "http://registry:8081", value_format = binary)]
fn second(order: Order) -> Order {
    order
}

#[kafka_output(connection = Shared, topic = "orders", value_format = protobuf)]
async fn third(order: Order) -> Result<Vec<Order>, String> {
    Ok(vec![order])
}

#[kafka_output(connection = Shared, topic = "orders", value_format = avro)]
fn fourth(order: Order) -> Order {
    order
}

#[kafka_output(connection = Shared, topic = "orders", value_format = json)]
fn fifth() -> Opaque {
    Opaque
}

#[kafka_output(connection = Shared, topic = "orders", value_format = csv)]
fn sixth() -> Opaque {
    Opaque
}

#[kafka_output(connection = Shared, topic = "orders")]
fn seventh() -> KafkaEventData<Opaque, Opaque> {
    KafkaEventData::new(Opaque)
}

#[derive(KafkaOutputs)]
struct Several {
    #[kafka_output(connection = Shared, topic = "orders")]
    lines: Vec<Vec<Order>>,
}

#[kafka_output(connection = Shared, topic = "orders")]
async fn eighth() -> Missing {
    todo!()
}

struct OrderResult;

#[kafka_output(connection = Shared, topic = "orders")]
async fn ninth() -> OrderResult {
    OrderResult
}

fn main() {}
