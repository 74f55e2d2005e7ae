//! Protobuf by prost's messages.
#![allow(clippy::unwrap_used, reason = "a panic is how a test reports")]

use std::collections::HashMap;

use kafka_output::{KafkaEventData, kafka_output};
use prost::Message;

use crate::support::runtime::topic;

#[derive(Clone, PartialEq, Message)]
struct Order {
    #[prost(uint64, tag = "1")]
    id: u64,
    #[prost(message, repeated, tag = "2")]
    lines: Vec<Line>,
    #[prost(map = "string, string", tag = "3")]
    tags: HashMap<String, String>,
    #[prost(oneof = "Paid", tags = "4, 5")]
    paid: Option<Paid>,
}

#[derive(Clone, PartialEq, Message)]
struct Line {
    #[prost(string, tag = "1")]
    sku: String,
    #[prost(sint32, tag = "2")]
    count: i32,
}

#[derive(Clone, PartialEq, prost::Oneof)]
enum Paid {
    #[prost(string, tag = "4")]
    Card(String),
    #[prost(bool, tag = "5")]
    Cash(bool),
}

fn order(id: u64) -> Order {
    Order {
        id,
        lines: vec![Line { sku: "a-1".to_owned(), count: -2 }],
        tags: HashMap::from([("from".to_owned(), "web".to_owned())]),
        paid: Some(Paid::Card("visa".to_owned())),
    }
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "protobuf-by-type")]
async fn by_type(orders: Vec<Order>) -> Vec<KafkaEventData<Order, Line>> {
    let key = |order: &Order| order.lines[0].clone();
    orders
        .into_iter()
        .map(|order| {
            let key = key(&order);
            KafkaEventData::new(order).key(key)
        })
        .collect()
}

#[tokio::test]
async fn messages_are_protobuf_by_their_type_as_values_and_as_keys() {
    let topic = topic("protobuf-by-type", 1);

    by_type(vec![order(1), order(2)]).await.unwrap();

    let [first, second] = topic.read();
    assert_eq!(Order::decode(first.value.as_deref().unwrap()).unwrap(), order(1));
    assert_eq!(Order::decode(second.value.as_deref().unwrap()).unwrap(), order(2));
    assert_eq!(Line::decode(first.key.as_deref().unwrap()).unwrap(), order(1).lines[0]);
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "protobuf-written", value_format = protobuf)]
fn written<M: Message>(message: M) -> Option<M> {
    Some(message)
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "protobuf-written")]
fn number(value: u64) -> u64 {
    value
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "protobuf-written")]
fn flag(value: bool) -> bool {
    value
}

#[tokio::test]
async fn a_written_format_takes_any_message_and_numbers_stay_what_they_are() {
    let topic = topic("protobuf-written", 1);

    written(order(3)).unwrap();
    number(300).unwrap();
    flag(true).unwrap();

    let [message, number, flag] = topic.read();
    assert_eq!(Order::decode(message.value.as_deref().unwrap()).unwrap(), order(3));
    assert_eq!((number.value_text(), flag.value_text()), (Some("300"), Some("true")));
}
