//! A `crate` that leads nowhere.

use kafka_output::{AvroRecord, KafkaOutputs, kafka_connection, kafka_output};
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = "a:1", topic = "orders", crate = platform)]
async fn first(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "a:1", topic = "orders", crate = platform::kafka)]
fn second(order: Order) -> Result<Option<Order>, String> {
    Ok(Some(order))
}

#[kafka_connection(broker_list = "a:1", crate = shop)]
struct Brokers;

#[derive(KafkaOutputs)]
#[kafka_output(crate = market)]
struct Placed {
    #[kafka_output(broker_list = "a:1", topic = "orders")]
    order: Order,
}

#[derive(AvroRecord)]
#[avro(schema = r#"{"type": "record", "name": "Line", "fields": [{"name": "id", "type": "string"}]}"#, crate = store)]
struct Line {
    id: String,
}

#[kafka_output(broker_list = "a:1", topic = "orders", crate = depot)]
async fn third() -> impl futures::Stream<Item = Result<Order, String>> {
    futures::stream::empty()
}

async fn called(order: Order) {
    let delivery = first(order).await.unwrap();
    println!("{}", delivery.offset());
    second(delivery.order()).unwrap();
}

fn main() {}
