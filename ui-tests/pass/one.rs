//! One record, and one or none.

use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

use kafka_output::{Delivery, Json, KafkaEventData, kafka_output};
use kafka_output_ui_tests::Order;

type Event = KafkaEventData<Order, i64>;
type Pages<'a> = Page<Cow<'a, str>>;

/// Of a type with arguments, or by another name, callers are given what they would be given of any.
#[derive(serde::Serialize)]
struct Page<T> {
    items: Vec<T>,
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn page(items: Vec<Order>) -> Page<Order> {
    Page { items }
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn pages<'a>(text: &'a str) -> Result<Option<Pages<'a>>, String> {
    Ok(Some(Page { items: vec![Cow::Borrowed(text)] }))
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn elided_pages(text: &str) -> KafkaEventData<Pages<'_>> {
    KafkaEventData::new(Page { items: vec![Cow::Borrowed(text)] }).key("a")
}

/// Named as a stream is, and sent as what it is.
#[derive(serde::Serialize)]
struct LiveStream {
    url: String,
}

#[kafka_output(broker_list = "%B%", topic = "streams")]
async fn live(url: String) -> LiveStream {
    LiveStream { url }
}

async fn answers() -> Result<(), kafka_output::Error> {
    let _: Delivery = crate::is_send(page(Vec::new())).await?;
    let _: Option<Delivery> = pages("a").unwrap_or_default();
    let _: Delivery = elided_pages("a")?;
    let _: Delivery = crate::is_send(live(String::new())).await?;
    Ok(())
}

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
