//! Types that nothing can write, each with a way out that fits.

use std::rc::Rc;
use std::sync::Arc;

use kafka_output::{Json, KafkaEventData, KafkaOutputs, kafka_output};
use kafka_output_ui_tests::Order;

struct Secret;

#[derive(KafkaOutputs)]
struct PlaceOrder {
    #[kafka_output(broker_list = "%B%", topic = "orders")]
    order: Order,
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn first(order: Order) -> KafkaEventData<KafkaEventData<Order>> {
    KafkaEventData::new(KafkaEventData::new(order))
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn second(order: Order) -> Arc<Order> {
    Arc::new(order)
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn third(order: Order) -> Vec<Rc<Order>> {
    vec![Rc::new(order)]
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn fourth(order: Order) -> PlaceOrder {
    PlaceOrder { order }
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn fifth() -> (i64, Secret) {
    (1, Secret)
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn sixth() -> Json<Secret> {
    Json(Secret)
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn seventh() -> std::io::Result<std::fs::File> {
    std::fs::File::open("orders")
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn eighth<T>(value: T) -> T {
    value
}

fn main() {}
