//! How each type of value is written, to the byte.
#![allow(clippy::unwrap_used, reason = "a panic is how a test reports")]

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::error::Error as _;
use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use kafka_output::{ErrorKind, Json, KafkaEventData, kafka_output};
use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use crate::support::runtime::{Topic, topic};

/// The values of a topic of one partition.
fn values<const N: usize>(topic: Topic) -> [Vec<u8>; N] {
    topic.read().map(|record| record.value.expect("a value"))
}

const TEXT: &str = "größer, \"𝄞\"\n\0";

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-text")]
async fn string_value() -> String {
    TEXT.to_owned()
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-text")]
async fn str_value(text: &str) -> &str {
    text
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-text")]
async fn cow_value(text: &str) -> Cow<'_, str> {
    text.into()
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-text")]
async fn boxed_str_value() -> Box<str> {
    TEXT.into()
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-text")]
async fn shared_str_value() -> Arc<str> {
    TEXT.into()
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-text")]
async fn string_reference_value(text: &String) -> &String {
    text
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-text")]
async fn texts_value<'a>(text: &'a str) -> Vec<KafkaEventData<Cow<'a, str>>> {
    vec![KafkaEventData::new(Cow::Borrowed(text)), KafkaEventData::new(Cow::Owned(text.to_owned()))]
}

#[tokio::test]
async fn text_is_its_utf8_bytes_in_every_type_of_text() {
    let topic = topic("values-text", 1);
    let owned = TEXT.to_owned();

    string_value().await.unwrap();
    str_value(&owned).await.unwrap();
    cow_value(&owned).await.unwrap();
    boxed_str_value().await.unwrap();
    shared_str_value().await.unwrap();
    string_reference_value(&owned).await.unwrap();
    texts_value(&owned).await.unwrap();

    assert_eq!(values::<8>(topic), [TEXT; 8].map(|text| text.as_bytes().to_vec()));
}

const BYTES: [u8; 5] = [0, 0xff, b'"', b'\n', 0x80];

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-bytes")]
async fn vec_value() -> Vec<u8> {
    BYTES.to_vec()
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-bytes")]
async fn byte_array_value() -> [u8; 5] {
    BYTES
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-bytes")]
async fn byte_slice_value(bytes: &[u8]) -> &[u8] {
    bytes
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-bytes")]
async fn shared_bytes_value() -> Bytes {
    Bytes::from_static(&BYTES)
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-bytes")]
async fn boxed_bytes_value() -> Box<[u8]> {
    BYTES.into()
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-bytes")]
async fn cow_bytes_value(bytes: &[u8]) -> Cow<'_, [u8]> {
    bytes.into()
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-bytes")]
async fn many_bytes_values() -> Vec<Vec<u8>> {
    vec![BYTES.to_vec(), vec![], vec![0]]
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-bytes")]
async fn byte_arrays_values() -> [[u8; 2]; 2] {
    [[1, 2], [3, 4]]
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-bytes")]
async fn bytes_event_value() -> KafkaEventData<&'static [u8]> {
    KafkaEventData::new(&BYTES[..])
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-bytes")]
async fn bytes_or_error_value() -> Result<Vec<u8>, fmt::Error> {
    Ok(BYTES.to_vec())
}

#[tokio::test]
async fn bytes_are_sent_as_they_are_in_every_type_of_bytes() {
    let topic = topic("values-bytes", 1);

    vec_value().await.unwrap();
    byte_array_value().await.unwrap();
    byte_slice_value(&BYTES).await.unwrap();
    shared_bytes_value().await.unwrap();
    boxed_bytes_value().await.unwrap();
    cow_bytes_value(&BYTES).await.unwrap();
    assert_eq!(many_bytes_values().await.unwrap().len(), 3);
    assert_eq!(byte_arrays_values().await.unwrap().len(), 2);
    bytes_event_value().await.unwrap();
    bytes_or_error_value().await.unwrap();

    let [same @ .., empty, zero, first, second, event, or_error] = values::<13>(topic);
    assert!(same.iter().chain([&event, &or_error]).all(|value| *value == BYTES), "{same:?} {event:?}");
    assert_eq!([empty, zero, first, second], [vec![], vec![0], vec![1, 2], vec![3, 4]]);
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-numbers")]
async fn i16_value(number: i16) -> i16 {
    number
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-numbers")]
async fn i32_value(number: i32) -> i32 {
    number
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-numbers")]
async fn i64_value(number: i64) -> KafkaEventData<i64> {
    KafkaEventData::new(number)
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-numbers")]
async fn f32_value(number: f32) -> Option<f32> {
    Some(number)
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-numbers")]
async fn f64_values(numbers: &[f64]) -> &[f64] {
    numbers
}

#[tokio::test]
async fn the_numbers_kafka_has_serializers_for_are_big_endian_at_their_width() {
    let topic = topic("values-numbers", 1);

    i16_value(-2).await.unwrap();
    i32_value(0x0102_0304).await.unwrap();
    i64_value(i64::MIN + 1).await.unwrap();
    f32_value(1.5).await.unwrap();
    f64_values(&[-0.0, f64::INFINITY]).await.unwrap();

    let expected: [&[u8]; 6] = [
        &[0xff, 0xfe],
        &[1, 2, 3, 4],
        &[0x80, 0, 0, 0, 0, 0, 0, 1],
        &[0x3f, 0xc0, 0, 0],
        &[0x80, 0, 0, 0, 0, 0, 0, 0],
        &[0x7f, 0xf0, 0, 0, 0, 0, 0, 0],
    ];
    assert_eq!(values::<6>(topic), expected);
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-other-numbers")]
async fn u32_value() -> u32 {
    u32::MAX
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-other-numbers")]
async fn u64_value() -> u64 {
    u64::MAX
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-other-numbers")]
async fn u128_value() -> u128 {
    u128::MAX
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-other-numbers")]
async fn i8_value() -> i8 {
    -1
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-other-numbers")]
async fn usize_value() -> usize {
    10
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-other-numbers")]
async fn bool_values() -> [bool; 2] {
    [true, false]
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-other-numbers")]
async fn char_value() -> char {
    'ß'
}

#[tokio::test]
async fn other_numbers_and_bool_are_json() {
    let topic = topic("values-other-numbers", 1);

    u32_value().await.unwrap();
    u64_value().await.unwrap();
    u128_value().await.unwrap();
    i8_value().await.unwrap();
    usize_value().await.unwrap();
    bool_values().await.unwrap();
    char_value().await.unwrap();

    let expected = [
        "4294967295",
        "18446744073709551615",
        "340282366920938463463374607431768211455",
        "-1",
        "10",
        "true",
        "false",
        "\"ß\"",
    ];
    assert_eq!(topic.texts(), expected);
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Order {
    line_count: u32,
    customer: Customer,
    lines: Vec<(String, u8)>,
    note: Option<&'static str>,
    total: f64,
    tags: BTreeMap<i32, bool>,
}

#[derive(Serialize)]
struct Customer {
    name: &'static str,
}

fn order() -> Order {
    Order {
        line_count: 7,
        customer: Customer { name: "Ada \"L\"\n" },
        lines: vec![("tea".to_owned(), 2)],
        note: None,
        total: 9.5,
        tags: BTreeMap::from([(1, true)]),
    }
}

const ORDER: &str = r#"{"lineCount":7,"customer":{"name":"Ada \"L\"\n"},"lines":[["tea",2]],"note":null,"total":9.5,"tags":{"1":true}}"#;

#[derive(Serialize)]
enum Change {
    Closed,
    Renamed(&'static str),
    Moved(u8, u8),
    Paid { amount: f32 },
}

#[derive(Serialize)]
struct Unit;

#[derive(Serialize)]
struct Newtype(i64);

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-json")]
async fn struct_value() -> Order {
    order()
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-json")]
async fn enum_values() -> Vec<Change> {
    vec![Change::Closed, Change::Renamed("x"), Change::Moved(1, 2), Change::Paid { amount: 0.5 }]
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-json")]
async fn tuple_value() -> (i64, String, Option<bool>) {
    (5, "five".to_owned(), None)
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-json")]
async fn unit_struct_value() -> Unit {
    Unit
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-json")]
async fn newtype_value() -> KafkaEventData<Newtype> {
    KafkaEventData::new(Newtype(5))
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-json")]
async fn dynamic_values() -> Vec<Value> {
    vec![json!({"b": [1, null], "a": 1.0}), json!("text"), json!(5), json!([1, 2]), Value::Null]
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-json")]
async fn boxed_value() -> Box<Order> {
    Box::new(order())
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-json")]
async fn borrowed_value(order: &Order) -> &Order {
    order
}

#[tokio::test]
async fn what_serde_can_write_is_compact_json() {
    let topic = topic("values-json", 1);

    struct_value().await.unwrap();
    enum_values().await.unwrap();
    tuple_value().await.unwrap();
    unit_struct_value().await.unwrap();
    newtype_value().await.unwrap();
    dynamic_values().await.unwrap();
    boxed_value().await.unwrap();
    borrowed_value(&order()).await.unwrap();

    let expected = [
        ORDER,
        "\"Closed\"",
        r#"{"Renamed":"x"}"#,
        r#"{"Moved":[1,2]}"#,
        r#"{"Paid":{"amount":0.5}}"#,
        r#"[5,"five",null]"#,
        "null",
        "5",
        r#"{"a":1.0,"b":[1,null]}"#,
        "\"text\"",
        "5",
        "[1,2]",
        "null",
        ORDER,
        ORDER,
    ];
    assert_eq!(topic.texts(), expected);
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-wrapped")]
async fn wrapped_vec() -> Json<Vec<Order>> {
    Json(vec![order(), order()])
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-wrapped")]
async fn wrapped_map() -> Json<HashMap<String, i64>> {
    Json(HashMap::from([("a".to_owned(), 1)]))
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-wrapped")]
async fn wrapped_nothing() -> Json<()> {
    Json(())
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-wrapped")]
async fn wrapped_option() -> Option<Json<Option<Vec<u8>>>> {
    Some(Json(Some(vec![1, 2])))
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-wrapped")]
async fn wrapped_text() -> KafkaEventData<Json<&'static str>> {
    KafkaEventData::new(Json("text"))
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-wrapped")]
async fn wrapped_many() -> Vec<Json<Vec<i64>>> {
    vec![Json(vec![1, 2]), Json(vec![])]
}

#[tokio::test]
async fn json_makes_one_record_of_anything() {
    let topic = topic("values-wrapped", 1);

    wrapped_vec().await.unwrap();
    wrapped_map().await.unwrap();
    wrapped_nothing().await.unwrap();
    wrapped_option().await.unwrap();
    wrapped_text().await.unwrap();
    assert_eq!(wrapped_many().await.unwrap().len(), 2);

    let orders = format!("[{ORDER},{ORDER}]");
    assert_eq!(topic.texts(), [&orders, r#"{"a":1}"#, "null", "[1,2]", "\"text\"", "[1,2]", "[]"]);
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-as-json", value_format = json)]
async fn text_as_json() -> String {
    TEXT.to_owned()
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-as-json", value_format = json)]
async fn number_as_json() -> i64 {
    -5
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-as-json", value_format = json)]
async fn bytes_as_json() -> Vec<u8> {
    vec![1, 255]
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-as-json", value_format = json)]
async fn collection_as_json() -> KafkaEventData<Vec<i64>> {
    KafkaEventData::new(vec![1, 2])
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-as-json", value_format = json)]
async fn texts_as_json() -> Vec<&'static str> {
    vec!["one", "two"]
}

#[tokio::test]
async fn json_where_it_is_written_wins_over_the_type() {
    let topic = topic("values-as-json", 1);

    text_as_json().await.unwrap();
    number_as_json().await.unwrap();
    bytes_as_json().await.unwrap();
    collection_as_json().await.unwrap();
    assert_eq!(texts_as_json().await.unwrap().len(), 2);

    let quoted = r#""größer, \"𝄞\"\n\u0000""#;
    assert_eq!(topic.texts(), [quoted, "-5", "[1,255]", "[1,2]", "\"one\"", "\"two\""]);
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-as-string", value_format = string)]
async fn number_as_string() -> i64 {
    -5
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-as-string", value_format = string)]
async fn float_as_string() -> f64 {
    1.0
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-as-string", value_format = string)]
async fn bools_as_string() -> [bool; 1] {
    [true]
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-as-string", value_format = string)]
async fn displayed_as_string() -> std::net::Ipv4Addr {
    std::net::Ipv4Addr::LOCALHOST
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-as-string", value_format = string)]
async fn text_as_string() -> String {
    TEXT.to_owned()
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-as-string", value_format = string)]
async fn dynamic_as_string() -> KafkaEventData<Value> {
    KafkaEventData::new(json!({"a": "b"}))
}

#[tokio::test]
async fn string_writes_what_display_writes() {
    let topic = topic("values-as-string", 1);

    number_as_string().await.unwrap();
    float_as_string().await.unwrap();
    bools_as_string().await.unwrap();
    displayed_as_string().await.unwrap();
    text_as_string().await.unwrap();
    dynamic_as_string().await.unwrap();

    assert_eq!(topic.texts(), ["-5", "1", "true", "127.0.0.1", TEXT, r#"{"a":"b"}"#]);
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-as-binary", value_format = binary)]
async fn text_as_binary() -> &'static str {
    TEXT
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-as-binary", value_format = binary)]
async fn bytes_as_binary() -> KafkaEventData<Bytes> {
    KafkaEventData::new(Bytes::from_static(b"\xff\0"))
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-as-binary", value_format = binary)]
async fn packets_as_binary() -> Vec<Packet> {
    vec![Packet([1, 2]), Packet([3, 4])]
}

struct Packet([u8; 2]);

impl AsRef<[u8]> for Packet {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

#[tokio::test]
async fn binary_writes_what_is_bytes_or_text() {
    let topic = topic("values-as-binary", 1);

    text_as_binary().await.unwrap();
    bytes_as_binary().await.unwrap();
    packets_as_binary().await.unwrap();

    let expected: [&[u8]; 4] = [TEXT.as_bytes(), b"\xff\0", &[1, 2], &[3, 4]];
    assert_eq!(values::<4>(topic), expected);
}

/// Can be written, or not.
struct Fragile(&'static str, bool);

impl Serialize for Fragile {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !self.1 {
            return Err(serde::ser::Error::custom("the price is not known"));
        }
        serializer.serialize_str(self.0)
    }
}

impl fmt::Display for Fragile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)?;
        if self.1 { Ok(()) } else { Err(fmt::Error) }
    }
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-unwritable")]
async fn fragile() -> Vec<Fragile> {
    vec![Fragile("one", true), Fragile("half", false), Fragile("two", true)]
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-unwritable", value_format = string)]
async fn fragile_text() -> Vec<Fragile> {
    vec![Fragile("half", false), Fragile("three", true)]
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-unwritable")]
async fn keyed_by_lists() -> Json<BTreeMap<Vec<u8>, u8>> {
    Json(BTreeMap::from([(vec![1], 2)]))
}

#[tokio::test]
async fn a_value_that_cannot_be_written_fails_by_itself_and_says_why() {
    let topic = topic("values-unwritable", 1);

    let error = fragile().await.unwrap_err();
    assert_eq!((error.kind(), error.is_retriable()), (ErrorKind::Encoding, false));
    assert!(error.to_string().contains("1 of 3 records failed"), "{error}");
    assert!(error.to_string().contains("the price is not known"), "{error}");
    assert_eq!(error.source().unwrap().to_string(), "the price is not known");
    let offsets =
        error.outcomes().iter().map(|outcome| outcome.as_ref().ok().map(kafka_output::Delivery::offset));
    assert_eq!(offsets.collect::<Vec<_>>(), [Some(0), None, Some(1)]);

    let error = fragile_text().await.unwrap_err();
    assert_eq!((error.kind(), error.outcomes().len()), (ErrorKind::Encoding, 2), "{error}");

    let error = keyed_by_lists().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Encoding);
    assert!(error.to_string().contains("key must be a string"), "{error}");

    assert_eq!(topic.texts_before_a_mark(), ["\"one\"", "\"two\"", "three"]);
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-large")]
async fn sized(sizes: &[usize]) -> Vec<Vec<u8>> {
    sizes.iter().map(|size| vec![b'x'; *size]).collect()
}

#[tokio::test]
async fn a_value_may_have_any_size_up_to_the_limit_and_the_rest_of_its_batch_is_unharmed() {
    let topic = topic("values-large", 1);
    let sizes = [0, 1, 900_000, 1_000_001, 65_536, 999_000];

    let error = sized(&sizes).await.unwrap_err();

    assert_eq!(error.kind(), ErrorKind::TooLarge);
    let text = error.to_string();
    assert!(text.contains("1 of 6") && text.contains("record 3") && text.contains("1000000"), "{text}");
    let read: [_; 5] = values(topic);
    assert_eq!(read.map(|value| value.len()), [0, 1, 900_000, 65_536, 999_000]);
}

/// Writing it sends another record.
struct Nested(u8);

impl Serialize for Nested {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let inner = self.0.checked_sub(1).map(|depth| nested_value(depth).map(|delivery| delivery.offset()));
        serializer.serialize_str(&format!("depth {}, inner {:?}", self.0, inner.and_then(Result::ok)))
    }
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-nested")]
fn nested_value(depth: u8) -> KafkaEventData<Nested> {
    KafkaEventData::new(Nested(depth)).key(depth.to_string())
}

#[test]
fn a_value_may_send_another_while_it_is_written() {
    let topic = topic("values-nested", 1);

    nested_value(2).unwrap();

    let [deepest, middle, outer] = topic.read();
    assert_eq!((deepest.key_text(), deepest.value_text()), (Some("0"), Some(r#""depth 0, inner None""#)));
    assert_eq!((middle.key_text(), middle.value_text()), (Some("1"), Some(r#""depth 1, inner Some(0)""#)));
    assert_eq!((outer.key_text(), outer.value_text()), (Some("2"), Some(r#""depth 2, inner Some(1)""#)));
}
