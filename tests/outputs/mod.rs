//! Types that derive `KafkaOutputs`: what a call of a function that returns one sends, and what it returns.
#![allow(clippy::unwrap_used, reason = "a panic is how a test reports")]

mod captured;
mod enums;
mod failing;
mod order;

use std::collections::VecDeque;
use std::num::ParseIntError;

use kafka_output::{
    CallError, Deliveries, Delivery, Error, KafkaEventData, KafkaOutputs, kafka_connection, kafka_output,
};
use serde::Serialize;

use crate::support::runtime::topic;

#[kafka_connection(broker_list = "%KAFKA_BROKERS%", client_id = "outputs")]
struct Shop;

#[derive(Serialize)]
struct Order {
    id: u32,
}

#[derive(KafkaOutputs)]
struct PlaceOrder {
    #[kafka_output(connection = Shop, topic = "outputs-orders", key = id, headers = { "source" = "web" })]
    kevent: Order,
    #[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "outputs-audit")]
    audit: Option<String>,
    #[kafka_output(returned)]
    response: String,
}

fn place(id: u32) -> PlaceOrder {
    let audit = (id > 0).then(|| format!("placed {id}"));
    PlaceOrder { kevent: Order { id }, audit, response: format!("order {id}") }
}

#[kafka_output]
async fn place_order(id: u32) -> PlaceOrder {
    tokio::task::yield_now().await;
    place(id)
}

#[kafka_output()]
fn place_plainly(id: &str) -> Result<PlaceOrder, ParseIntError> {
    Ok(place(id.parse()?))
}

type AppResult<T> = Result<T, ParseIntError>;

#[kafka_output(handler = placed_or_not)]
async fn place_perhaps(id: &str) -> AppResult<Option<PlaceOrder>> {
    if id.is_empty() {
        return Ok(None);
    }
    Ok(Some(place(id.parse()?)))
}

struct Checkout {
    next: u32,
}

impl Checkout {
    #[kafka_output(handler = Self::placed)]
    async fn place(&mut self) -> PlaceOrder {
        self.next += 1;
        place(self.next)
    }
}

#[tokio::test]
async fn each_field_is_sent_to_its_topic_and_the_returned_one_comes_back() {
    let (orders, audit) = (topic("outputs-orders", 1), topic("outputs-audit", 1));

    let response: Result<String, Error> = place_order(7).await;
    assert_eq!(response.unwrap(), "order 7");
    assert_eq!(place_order(0).await.unwrap(), "order 0");
    let plain: Result<String, CallError<ParseIntError>> = place_plainly("8");
    assert_eq!(plain.unwrap(), "order 8");
    assert!(matches!(place_plainly("x"), Err(CallError::Function(_))));
    let perhaps: Result<Option<String>, CallError<ParseIntError>> = place_perhaps("9").await;
    assert_eq!(perhaps.unwrap().as_deref(), Some("order 9"));
    assert_eq!(place_perhaps("").await.unwrap(), None);
    assert!(matches!(place_perhaps("x").await, Err(CallError::Function(_))));
    assert_eq!(placed_or_not("10").await.unwrap().map(|placed| placed.response).as_deref(), Some("order 10"));
    let mut checkout = Checkout { next: 10 };
    assert_eq!(checkout.place().await.unwrap(), "order 11");
    assert_eq!(checkout.placed().await.kevent.id, 12);

    let [first, none, plain, perhaps, method] = orders.read();
    assert_eq!((first.key_text(), first.value_text()), (Some("7"), Some(r#"{"id":7}"#)));
    assert_eq!(first.header_bytes(), [("source", Some(&b"web"[..]))]);
    let rest = [none, plain, perhaps, method];
    assert_eq!(
        rest.each_ref().map(|record| record.value_text().unwrap()),
        [r#"{"id":0}"#, r#"{"id":8}"#, r#"{"id":9}"#, r#"{"id":11}"#]
    );
    assert_eq!(audit.texts(), ["placed 7", "placed 8", "placed 9", "placed 11"]);
}

#[derive(KafkaOutputs)]
struct Shapes<'a, T>
where
    T: Serialize + Clone + Send,
{
    #[kafka_output(connection = Shop, topic = "outputs-shapes")]
    text: &'a str,
    #[kafka_output(connection = Shop, topic = "outputs-shapes")]
    tombstone: KafkaEventData<String>,
    #[kafka_output(connection = Shop, topic = "outputs-shapes")]
    many: VecDeque<KafkaEventData<String, i32>>,
    #[kafka_output(connection = Shop, topic = "outputs-shapes")]
    none: Option<Vec<u8>>,
    #[kafka_output(connection = Shop, topic = "outputs-shapes", value_format = json)]
    generic: [T; 2],
    #[kafka_output(nested)]
    more: Vec<More>,
}

#[derive(KafkaOutputs)]
struct More(
    #[kafka_output(connection = Shop, topic = "outputs-shapes", name = "more_first")] String,
    #[kafka_output(connection = Shop, topic = "outputs-shapes")] KafkaEventData<String>,
);

#[kafka_output]
async fn send_shapes<T: Serialize + Clone + Send>(text: &str, value: T) -> Shapes<'_, T> {
    let more = |name: &str| {
        More(name.to_owned(), KafkaEventData::new("elsewhere".to_owned()).topic("outputs-other"))
    };
    Shapes {
        text,
        tombstone: KafkaEventData::tombstone("gone"),
        many: VecDeque::from([KafkaEventData::new("many".to_owned()).key(1), KafkaEventData::tombstone(2)]),
        none: None,
        generic: [value.clone(), value],
        more: vec![more("more 1"), more("more 2")],
    }
}

#[tokio::test]
async fn without_a_returned_field_a_call_returns_all_deliveries_in_the_order_of_the_fields() {
    let (shapes, other) = (topic("outputs-shapes", 1), topic("outputs-other", 1));

    let deliveries: Result<Deliveries, Error> = send_shapes("text", 5).await;

    let places: Vec<_> = deliveries.unwrap().iter().map(|d| (d.topic().to_owned(), d.offset())).collect();
    let expected = [
        "shapes 0", "shapes 1", "shapes 2", "shapes 3", "shapes 4", "shapes 5", "shapes 6", "other 0",
        "shapes 7", "other 1",
    ];
    let shown: Vec<_> =
        places.iter().map(|(topic, offset)| format!("{} {offset}", &topic["outputs-".len()..])).collect();
    assert_eq!(shown, expected);
    let records: [_; 8] = shapes.read();
    let keys_and_values = records.each_ref().map(|record| (record.key.as_deref(), record.value_text()));
    assert_eq!(
        keys_and_values,
        [
            (None, Some("text")),
            (Some(&b"gone"[..]), None),
            (Some(&[0, 0, 0, 1][..]), Some("many")),
            (Some(&[0, 0, 0, 2][..]), None),
            (None, Some("5")),
            (None, Some("5")),
            (None, Some("more 1")),
            (None, Some("more 2")),
        ]
    );
    assert_eq!(other.texts(), ["elsewhere", "elsewhere"]);
}

#[derive(KafkaOutputs)]
struct Unconfirmed {
    #[kafka_output(connection = Shop, topic = "outputs-unconfirmed", delivery = enqueued)]
    enqueued: [String; 2],
    #[kafka_output(connection = Shop, topic = "outputs-unconfirmed")]
    confirmed: String,
}

#[kafka_output]
fn send_unconfirmed() -> Unconfirmed {
    Unconfirmed { enqueued: ["a".to_owned(), "b".to_owned()], confirmed: "c".to_owned() }
}

#[tokio::test]
async fn what_is_only_enqueued_has_no_place_yet() {
    let topic = topic("outputs-unconfirmed", 1);

    let deliveries = send_unconfirmed().unwrap();

    assert_eq!(deliveries.iter().map(Delivery::offset).collect::<Vec<_>>(), [-1, -1, 2]);
    assert!(deliveries.iter().all(|delivery| delivery.topic() == "outputs-unconfirmed"));
    assert_eq!(topic.texts(), ["a", "b", "c"]);
}
