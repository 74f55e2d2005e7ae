//! One record, and one or none.

use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

use kafka_output::{Delivery, Json, KafkaEventData, kafka_output};
use kafka_output_ui_tests::Order;

type Event = KafkaEventData<Order, i64>;

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn value() -> Order {
    Order::example()
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn plain() -> Order {
    Order::example()
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn event() -> KafkaEventData<Order> {
    KafkaEventData::new(Order::example()).key("c-42").header("source", "checkout")
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn event_by_another_name() -> Event {
    KafkaEventData::new(Order::example()).key(42)
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn tombstone(id: &str) -> KafkaEventData<Order> {
    KafkaEventData::tombstone(id)
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn text() -> String {
    String::new()
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn borrowed_text(text: &str) -> &str {
    text
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn borrowed_or_owned<'a>(text: &'a str) -> Cow<'a, str> {
    Cow::Borrowed(text)
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn bytes() -> Vec<u8> {
    vec![1]
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn some_bytes() -> [u8; 2] {
    [1, 2]
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn borrowed_bytes(bytes: &[u8]) -> &[u8] {
    bytes
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn number() -> i64 {
    1
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn shared_number() -> Arc<i64> {
    Arc::new(1)
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn boxed_text() -> KafkaEventData<Box<String>, Rc<str>> {
    KafkaEventData::new(Box::new(String::new())).key("c-42")
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn a_collection_as_one() -> Json<Vec<Order>> {
    Json(vec![Order::example()])
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn maybe(there: bool) -> Option<Order> {
    there.then(Order::example)
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn maybe_an_event(there: bool) -> Option<KafkaEventData<String, Vec<u8>>> {
    if there { Some(KafkaEventData::new(String::new())) } else { None }
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn not_written_yet() -> Order {
    unreachable!("later")
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn never_returns() -> Order {
    loop {
        std::thread::yield_now();
    }
}

async fn called() -> Result<(), kafka_output::Error> {
    let delivery: Delivery = crate::is_send(value()).await?;
    let _ = (delivery.topic(), delivery.partition(), delivery.offset());
    let _: Delivery = plain()?;
    let _: Delivery = crate::is_send(event()).await?;
    let _: Option<Delivery> = crate::is_send(maybe(true)).await?;
    let _: Option<Delivery> = maybe_an_event(true)?;
    Ok(())
}
