//! How each type of value is written, to the byte.
#![allow(clippy::unwrap_used, reason = "a panic is how a test reports")]

mod json;
mod written;

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use kafka_output::{KafkaEventData, kafka_output};

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
