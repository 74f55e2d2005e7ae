//! Formats as written, and values that cannot be.

use std::collections::BTreeMap;
use std::error::Error as _;
use std::fmt;

use bytes::Bytes;
use kafka_output::{ErrorKind, Json, KafkaEventData, kafka_output};
use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use super::{TEXT, values};
use crate::support::runtime::topic;

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

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-by-default")]
async fn fragile_elsewhere() -> Vec<KafkaEventData<Fragile>> {
    let event = |text, whole| KafkaEventData::new(Fragile(text, whole)).topic("values-elsewhere");
    vec![
        event("one", true),
        event("half", false),
        KafkaEventData::new(Fragile("half", false)),
        event("two", true),
    ]
}

#[tokio::test]
async fn a_value_that_cannot_be_written_is_of_the_topic_it_would_have_gone_to() {
    let elsewhere = topic("values-elsewhere", 1);

    let error = fragile_elsewhere().await.unwrap_err();

    assert_eq!((error.kind(), error.topic()), (ErrorKind::Encoding, Some("values-elsewhere")));
    let topics = error.outcomes().iter().map(|outcome| match outcome {
        Ok(delivery) => delivery.topic(),
        Err(error) => error.topic().unwrap(),
    });
    let expected = ["values-elsewhere", "values-elsewhere", "values-by-default", "values-elsewhere"];
    assert_eq!(topics.collect::<Vec<_>>(), expected);
    assert_eq!(elsewhere.texts(), ["\"one\"", "\"two\""]);
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
