//! Types that derive `KafkaOutputs`, and the functions that return them.

use std::collections::VecDeque;
use std::fmt::{Debug, Display};
use std::marker::PhantomData;
use std::rc::Rc;

use kafka_output::{
    CallError, Deliveries, Error, Json, KafkaEventData, KafkaOutputs, kafka_connection, kafka_output,
};
use kafka_output_ui_tests::Order;
use serde::Serialize;

use crate::is_send;

#[kafka_connection(broker_list = "localhost:9092")]
struct Local;

#[derive(KafkaOutputs)]
struct PlaceOrder {
    #[kafka_output(connection = Local, topic = "orders", key = customer.id, headers = { "source" = "web" })]
    kevent: Order,
    #[kafka_output(broker_list = "%B%", topic = "audit", acks = one, delivery = enqueued)]
    audit: Option<String>,
    #[kafka_output(connection = Local, topic = "lines", value_format = string, name = "lines")]
    r#type: VecDeque<KafkaEventData<u8, i64>>,
    #[kafka_output(returned)]
    response: Json<Vec<u32>>,
}

fn outputs() -> PlaceOrder {
    PlaceOrder { kevent: Order::example(), audit: None, r#type: VecDeque::new(), response: Json(Vec::new()) }
}

#[kafka_output]
async fn place_order() -> PlaceOrder {
    outputs()
}

#[kafka_output()]
fn plain() -> Result<PlaceOrder, std::fmt::Error> {
    Ok(outputs())
}

type AppResult<T> = Result<T, std::io::Error>;
type PlacedResult = Result<PlaceOrder, std::io::Error>;

#[kafka_output(handler = placed_event)]
async fn maybe() -> AppResult<Option<PlaceOrder>> {
    Ok(None)
}

#[kafka_output]
async fn without_names() -> PlacedResult {
    Ok(outputs())
}

impl Both {
    #[kafka_output]
    async fn sent(self) -> Self {
        self
    }
}

impl<T: Serialize + Send + 'static> Outer<'_, T> {
    #[kafka_output]
    fn send(self) -> Self {
        self
    }
}

trait Sends: KafkaOutputs {}

#[kafka_output]
async fn bound<T>(value: T) -> T
where
    T: Sends + Send,
{
    value
}

struct Shop;

impl Shop {
    #[kafka_output(handler = Self::placed_event)]
    async fn place(&self, _id: u32) -> PlaceOrder {
        outputs()
    }
}

#[derive(KafkaOutputs)]
enum Routed<'a, T: Serialize> {
    #[kafka_output(connection = Local, topic = "placed")]
    Placed(Order),
    #[kafka_output(connection = Local, topic = "refused", value_format = json)]
    Refused { why: KafkaEventData<T> },
    #[kafka_output(connection = Local, topic = "notes")]
    Note(&'a str),
    #[kafka_output(nested)]
    All(Box<Both>),
    #[kafka_output(none)]
    Ignored,
    #[kafka_output(none)]
    Forgotten(u32, T),
}

#[derive(KafkaOutputs)]
struct Both(
    #[kafka_output(connection = Local, topic = "first")] String,
    #[kafka_output(connection = Local, topic = "second")] Vec<Order>,
);

#[derive(KafkaOutputs)]
struct Outer<'a, T>
where
    T: Serialize + Send,
{
    #[kafka_output(nested)]
    routed: Option<Routed<'a, T>>,
    #[kafka_output(nested)]
    many: Vec<Both>,
    #[kafka_output(none)]
    mark: PhantomData<T>,
    #[kafka_output(returned)]
    given: (T, u32),
}

#[kafka_output]
async fn generic<'a, T: Serialize + Send + 'static>(note: &'a str, value: T) -> Outer<'a, T> {
    Outer { routed: Some(Routed::Note(note)), many: Vec::new(), mark: PhantomData, given: (value, 1) }
}

#[kafka_output]
fn route(id: u32) -> Routed<'static, String> {
    match id {
        0 => Routed::Ignored,
        1 => Routed::Forgotten(1, String::new()),
        2 => Routed::Refused { why: KafkaEventData::new(String::new()) },
        3 => Routed::All(Box::new(Both(String::new(), Vec::new()))),
        _ => Routed::Placed(Order::example()),
    }
}

#[derive(KafkaOutputs)]
struct Borrowed<'a> {
    #[kafka_output(connection = Local, topic = "borrowed")]
    sent: &'a str,
    #[kafka_output(returned)]
    kept: &'a str,
}

#[kafka_output]
async fn borrow(text: &str) -> Borrowed<'_> {
    Borrowed { sent: text, kept: text }
}

#[derive(KafkaOutputs)]
struct NotSend {
    #[kafka_output(connection = Local, topic = "not-send")]
    sent: Rc<str>,
    #[kafka_output(returned)]
    kept: Rc<str>,
}

#[kafka_output]
fn not_send() -> NotSend {
    NotSend { sent: "a".into(), kept: "a".into() }
}

#[derive(KafkaOutputs)]
struct SentIsNotSend {
    #[kafka_output(connection = Local, topic = "sent-is-not-send")]
    sent: Rc<str>,
}

#[kafka_output]
async fn sent_is_not_send() -> SentIsNotSend {
    SentIsNotSend { sent: "a".into() }
}

#[kafka_output]
async fn any_outputs<T: KafkaOutputs>(value: T) -> T {
    value
}

fn inside_a_body() {
    #[derive(KafkaOutputs)]
    struct Inside {
        #[kafka_output(connection = Local, topic = "inside")]
        sent: String,
    }
    #[kafka_output]
    async fn inside() -> Inside {
        Inside { sent: String::new() }
    }
    drop(inside());
}

mod kafka {
    pub(crate) use kafka_output as elsewhere;
}

#[derive(KafkaOutputs)]
#[kafka_output(crate = crate::outputs::kafka::elsewhere)]
struct Renamed {
    #[kafka_output(connection = Local, topic = "renamed")]
    sent: String,
}

#[kafka_output(crate = crate::outputs::kafka::elsewhere)]
async fn renamed() -> Renamed {
    Renamed { sent: String::new() }
}

macro_rules! made {
    ($name:ident, $field:ident: $ty:ty, $topic:literal) => {
        #[derive(KafkaOutputs)]
        struct $name {
            #[kafka_output(connection = Local, topic = $topic)]
            $field: $ty,
        }
    };
}

made!(Made, field: Option<String>, "made");

#[kafka_output]
async fn made() -> Made {
    Made { field: None }
}

fn told<E: Debug + Display>(error: CallError<E>) -> Result<Json<Vec<u32>>, CallError<E>> {
    match error {
        CallError::Output(error) => Ok(error.into_returned()?),
        function @ CallError::Function(_) => Err(function),
    }
}

async fn called() -> Result<(), Error> {
    let _: Json<Vec<u32>> = is_send(place_order()).await?;
    let _: Result<Json<Vec<u32>>, CallError<std::fmt::Error>> = plain().or_else(told);
    let _: Result<Option<Json<Vec<u32>>>, CallError<std::io::Error>> = is_send(maybe()).await;
    let _: AppResult<Option<PlaceOrder>> = placed_event().await;
    let _: Result<Json<Vec<u32>>, CallError<std::io::Error>> = is_send(without_names()).await;
    let _: Json<Vec<u32>> = is_send(Shop.place(1)).await?;
    let _: PlaceOrder = Shop.placed_event(1).await;
    let _: (String, u32) = is_send(generic("a", String::new())).await?;
    let _: Deliveries = route(1)?;
    let _: &str = is_send(borrow("a")).await?;
    let _: Rc<str> = not_send()?;
    let _: Deliveries = is_send(sent_is_not_send()).await?;
    let _: Json<Vec<u32>> = any_outputs(outputs()).await?;
    let _: Deliveries = renamed().await?;
    let _: Deliveries = made().await?;
    inside_a_body();
    Ok(())
}
