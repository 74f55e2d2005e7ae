//! Avro by a schema in the attribute.
#![deny(warnings)]

use kafka_output::{KafkaEventData, kafka_output};

#[derive(serde::Serialize)]
struct Order {
    id: i64,
}

#[kafka_output(broker_list = "%B%", topic = "orders", avro_schema_file = "schemas/order.avsc")]
async fn by_file(id: i64) -> Order {
    Order { id }
}

#[kafka_output(
    broker_list = "%B%", topic = "orders", value_format = avro, key_format = avro,
    avro_schema = r#"{"type": "record", "name": "Order", "fields": [{"name": "id", "type": "long"}]}"#,
    key_avro_schema_file = "schemas/order.avsc",
)]
fn both_sides<T: serde::Serialize>(orders: Vec<T>) -> Vec<KafkaEventData<T, Order>> {
    orders.into_iter().map(|order| KafkaEventData::new(order).key(Order { id: 1 })).collect()
}

async fn calls() {
    let _ = by_file(1).await;
    let _ = both_sides(vec![1_i64]);
}

fn main() {
    let _ = calls;
}
