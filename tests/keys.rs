//! How each type of key is written, where `key = …` finds it, and the partition it leads to.
#![allow(clippy::unwrap_used, reason = "a panic is how a test reports")]

use std::borrow::Cow;

use bytes::Bytes;
use kafka_output::{ErrorKind, Json, KafkaEventData, kafka_output};
use serde::Serialize;

use crate::support::broker::Broker;
use crate::support::java::{self, NewRecord};
use crate::support::runtime::{Topic, topic};

/// The keys of a topic of one partition.
fn keys<const N: usize>(topic: Topic) -> [Option<Vec<u8>>; N] {
    topic.read().map(|record| record.key)
}

#[expect(clippy::unnecessary_wraps, reason = "it is what a record holds: no key is another thing")]
fn text(key: &str) -> Option<Vec<u8>> {
    Some(Vec::from(key))
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "keys-types")]
async fn key_of_string() -> KafkaEventData<i64> {
    KafkaEventData::new(1).key("größe")
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "keys-types")]
async fn key_of_str(key: &str) -> KafkaEventData<i64, &str> {
    KafkaEventData::new(1).key(key)
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "keys-types")]
async fn key_of_cow(key: &str) -> KafkaEventData<i64, Cow<'_, str>> {
    KafkaEventData::new(1).key(key)
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "keys-types")]
async fn key_of_bytes() -> KafkaEventData<i64, Vec<u8>> {
    KafkaEventData::new(1).key([0, 0xff])
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "keys-types")]
async fn key_of_byte_array() -> KafkaEventData<i64, [u8; 2]> {
    KafkaEventData::new(1).key([1, 2])
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "keys-types")]
async fn key_of_shared_bytes() -> Vec<KafkaEventData<i64, Bytes>> {
    vec![KafkaEventData::new(1).key("text"), KafkaEventData::new(1), KafkaEventData::new(1).key(vec![])]
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "keys-types")]
async fn key_of_i32() -> KafkaEventData<&'static str, i32> {
    KafkaEventData::new("x").key(-2)
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "keys-types")]
async fn key_of_i64() -> Option<KafkaEventData<String, i64>> {
    Some(KafkaEventData::tombstone(0x0102_0304_0506_0708_i64))
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "keys-types")]
async fn key_of_u64() -> KafkaEventData<String, u64> {
    KafkaEventData::tombstone(7_u32)
}

#[derive(Serialize)]
struct Place {
    shop: u8,
    shelf: &'static str,
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "keys-types")]
async fn key_of_struct() -> KafkaEventData<String, Place> {
    KafkaEventData::tombstone(Place { shop: 1, shelf: "a" })
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "keys-types")]
async fn key_of_collection() -> KafkaEventData<String, Json<Vec<u8>>> {
    KafkaEventData::tombstone(vec![1, 2])
}

#[tokio::test]
async fn a_key_is_written_as_a_value_of_its_type_would_be() {
    let topic = topic("keys-types", 1);

    key_of_string().await.unwrap();
    key_of_str("borrowed").await.unwrap();
    key_of_cow("cow").await.unwrap();
    key_of_bytes().await.unwrap();
    key_of_byte_array().await.unwrap();
    key_of_shared_bytes().await.unwrap();
    key_of_i32().await.unwrap();
    key_of_i64().await.unwrap();
    key_of_u64().await.unwrap();
    key_of_struct().await.unwrap();
    key_of_collection().await.unwrap();

    let expected = [
        text("größe"),
        text("borrowed"),
        text("cow"),
        Some(vec![0, 0xff]),
        Some(vec![1, 2]),
        text("text"),
        None,
        Some(vec![]),
        Some(vec![0xff, 0xff, 0xff, 0xfe]),
        Some(vec![1, 2, 3, 4, 5, 6, 7, 8]),
        text("7"),
        text(r#"{"shop":1,"shelf":"a"}"#),
        text("[1,2]"),
    ];
    assert_eq!(keys::<13>(topic), expected);
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "keys-formats", key_format = string)]
async fn number_key_as_string() -> KafkaEventData<&'static str, i64> {
    KafkaEventData::new("x").key(-7)
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "keys-formats", key_format = json)]
async fn text_key_as_json() -> [KafkaEventData<&'static str>; 2] {
    [KafkaEventData::new("x").key("a \"b\""), KafkaEventData::new("x")]
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "keys-formats", key_format = binary)]
async fn text_key_as_binary() -> KafkaEventData<&'static str> {
    KafkaEventData::new("x").key("größe")
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "keys-formats", key_format = string, value_format = json)]
async fn both_formats() -> KafkaEventData<&'static str, bool> {
    KafkaEventData::new("x").key(true)
}

#[tokio::test]
async fn a_written_key_format_wins_over_the_type_and_is_not_the_values() {
    let topic = topic("keys-formats", 1);

    number_key_as_string().await.unwrap();
    text_key_as_json().await.unwrap();
    text_key_as_binary().await.unwrap();
    both_formats().await.unwrap();

    let records: [_; 5] = topic.read();
    let read = records.each_ref().map(|record| (record.key_text(), record.value_text().unwrap()));
    let json = Some(r#""a \"b\"""#);
    assert_eq!(
        read,
        [(Some("-7"), "x"), (json, "x"), (None, "x"), (Some("größe"), "x"), (Some("true"), "\"x\"")]
    );
}

#[derive(Debug, Clone, Serialize)]
struct Order {
    number: i64,
    #[serde(skip)]
    customer: Customer,
    #[serde(skip)]
    parts: (u32, (String, i32)),
}

#[derive(Debug, Clone, Default)]
struct Customer {
    id: String,
    region: Option<String>,
    rank: Option<i32>,
    r#type: char,
}

fn order(number: i64, id: &str, region: Option<&str>) -> Order {
    let customer =
        Customer { id: id.to_owned(), region: region.map(str::to_owned), rank: Some(3), r#type: 'B' };
    Order { number, customer, parts: (1, ("part".to_owned(), -1)) }
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "keys-path", key = number)]
async fn path_to_i64() -> Order {
    order(258, "c", None)
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "keys-path", key = number, key_format = string)]
async fn path_to_i64_as_string() -> Order {
    order(258, "c", None)
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "keys-path", key = customer.id)]
async fn path_to_nested() -> Vec<Order> {
    vec![order(1, "c-1", None), order(2, "", None)]
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "keys-path", key = customer.region)]
async fn path_to_option() -> Vec<Order> {
    vec![order(1, "c", Some("eu")), order(2, "c", None)]
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "keys-path", key = customer.rank)]
async fn path_to_option_of_i32() -> Option<Order> {
    Some(order(1, "c", None))
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "keys-path", key = customer.r#type)]
async fn path_to_raw_name() -> Order {
    order(1, "c", None)
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "keys-path", key = parts.1.0)]
async fn path_through_tuples() -> Result<Order, std::fmt::Error> {
    Ok(order(1, "c", None))
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "keys-path", key = 1)]
async fn path_of_one_index() -> (Json<Vec<u8>>, &'static str) {
    (Json(vec![]), "second")
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "keys-path", key = 0.customer.id)]
async fn path_through_json() -> Json<Order> {
    Json(order(1, "in Json", None))
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "keys-path", key = customer.id)]
async fn path_of_borrowed(orders: &[Order]) -> &[Order] {
    orders
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "keys-path", key = customer.id)]
async fn path_of_boxed() -> Box<Order> {
    Box::new(order(1, "boxed", None))
}

#[tokio::test]
async fn a_key_path_finds_the_field_and_a_none_gives_no_key() {
    let topic = topic("keys-path", 1);

    path_to_i64().await.unwrap();
    path_to_i64_as_string().await.unwrap();
    path_to_nested().await.unwrap();
    path_to_option().await.unwrap();
    path_to_option_of_i32().await.unwrap();
    path_to_raw_name().await.unwrap();
    path_through_tuples().await.unwrap();
    path_of_one_index().await.unwrap();
    path_through_json().await.unwrap();
    path_of_borrowed(&[order(1, "borrowed", None)]).await.unwrap();
    path_of_boxed().await.unwrap();

    let expected = [
        Some(vec![0, 0, 0, 0, 0, 0, 1, 2]),
        text("258"),
        text("c-1"),
        text(""),
        text("eu"),
        None,
        Some(vec![0, 0, 0, 3]),
        text("\"B\""),
        text("part"),
        text("second"),
        text("in Json"),
        text("borrowed"),
        text("boxed"),
    ];
    assert_eq!(keys::<13>(topic), expected);
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "keys-own-wins", key = customer.id)]
async fn own_key_and_path() -> Vec<KafkaEventData<Order>> {
    let order = || order(1, "by path", None);
    vec![
        KafkaEventData::new(order()).key("own"),
        KafkaEventData::new(order()),
        KafkaEventData::new(order()).key(""),
        KafkaEventData::tombstone("gone"),
    ]
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "keys-own-wins", key = customer.id)]
async fn own_key_of_another_type() -> [KafkaEventData<Order, i32>; 2] {
    [KafkaEventData::new(order(1, "by path", None)).key(1), KafkaEventData::new(order(1, "by path", None))]
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "keys-own-wins", key = customer.region)]
async fn own_key_and_none() -> KafkaEventData<Order> {
    KafkaEventData::new(order(1, "c", None)).key("own")
}

#[tokio::test]
async fn the_events_own_key_wins_over_the_path() {
    let topic = topic("keys-own-wins", 1);

    own_key_and_path().await.unwrap();
    own_key_of_another_type().await.unwrap();
    own_key_and_none().await.unwrap();

    let expected = [
        text("own"),
        text("by path"),
        text(""),
        text("gone"),
        Some(vec![0, 0, 0, 1]),
        text("by path"),
        text("own"),
    ];
    assert_eq!(keys::<7>(topic), expected);
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "keys-unwritable")]
async fn unwritable_keys() -> Vec<KafkaEventData<&'static str, Fragile>> {
    vec![KafkaEventData::new("one"), KafkaEventData::new("two").key(Fragile)]
}

struct Fragile;

impl Serialize for Fragile {
    fn serialize<S: serde::Serializer>(&self, _serializer: S) -> Result<S::Ok, S::Error> {
        Err(serde::ser::Error::custom("it broke"))
    }
}

#[tokio::test]
async fn a_key_that_cannot_be_written_fails_its_record_alone() {
    let topic = topic("keys-unwritable", 1);

    let error = unwritable_keys().await.unwrap_err();

    assert_eq!(error.kind(), ErrorKind::Encoding);
    let text = error.to_string();
    assert!(text.contains("record 1") && text.contains("key") && text.contains("it broke"), "{text}");
    assert_eq!(topic.texts_before_a_mark(), ["one"]);
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "keys-ours")]
async fn keyed_by_bytes(keys: &[Vec<u8>]) -> Vec<KafkaEventData<&'static str, Vec<u8>>> {
    keys.iter().map(|key| KafkaEventData::new("x").key(key.clone())).collect()
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "keys-ours")]
async fn keyed_by_number(key: i64) -> KafkaEventData<&'static str, i64> {
    KafkaEventData::new("x").key(key)
}

#[tokio::test]
async fn keys_land_where_a_java_producer_puts_them() {
    const PARTITIONS: i32 = 12;
    let (ours, theirs) = (topic("keys-ours", PARTITIONS), topic("keys-javas", PARTITIONS));
    let numbers = [0, 1, -1, i64::MAX, 1_234_567_890_123];
    let texts = ["", "ß", "c-42", "a longer key with some words in it"].map(|text| text.as_bytes().to_vec());
    let more = (0..191_u32).map(|number| match number % 2 {
        0 => format!("customer-{number}").into_bytes(),
        _ => number.wrapping_mul(0x9e37_79b9).to_le_bytes()[..(number % 5) as usize].to_vec(),
    });
    let keys: Vec<Vec<u8>> = texts.into_iter().chain(more).collect();

    let mut placed = Vec::new();
    for number in numbers {
        placed.push(keyed_by_number(number).await.unwrap().partition());
    }
    placed.extend(keyed_by_bytes(&keys).await.unwrap().iter().map(kafka_output::Delivery::partition));

    let keys: Vec<Vec<u8>> = numbers.iter().map(|number| number.to_be_bytes().to_vec()).chain(keys).collect();
    assert_eq!(keys.len(), 200);
    let by_java = |key: &Vec<u8>| {
        let record = NewRecord { key: Some(key), value: Some(b"x"), ..NewRecord::default() };
        java::send(Broker::shared().bootstrap(), "keys-javas", &record).0
    };
    assert_eq!(placed, keys.iter().map(by_java).collect::<Vec<_>>());
    let place = |topic: Topic| {
        topic.read_many(200).into_iter().map(|record| (record.partition, record.key)).collect::<Vec<_>>()
    };
    let (mut ours, mut theirs) = (place(ours), place(theirs));
    ours.sort();
    theirs.sort();
    assert_eq!(ours, theirs);
    let used: std::collections::BTreeSet<i32> = placed.into_iter().collect();
    assert_eq!(i32::try_from(used.len()), Ok(PARTITIONS));
}
