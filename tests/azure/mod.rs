//! The samples of the Azure Functions Kafka extension, each as one test, and what its users complained of:
//! bytes that did not come out as they were returned.
#![allow(clippy::unwrap_used, reason = "a panic is how a test reports")]

mod outputs;

use kafka_output::{KafkaEventData, kafka_output};
use serde::Serialize;

use crate::support::runtime::topic;

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "azure-one")]
async fn azure_one() -> String {
    "one".to_owned()
}

#[tokio::test]
async fn one_value_is_one_record_without_key_and_headers() {
    let topic = topic("azure-one", 1);

    azure_one().await.unwrap();

    let [record] = topic.read();
    assert_eq!((record.key_text(), record.value_text()), (None, Some("one")));
    assert_eq!((record.key.as_deref(), record.header_bytes()), (None, vec![]));
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "azure-many")]
async fn azure_many() -> Vec<String> {
    vec!["one".to_owned(), "two".to_owned()]
}

#[tokio::test]
async fn two_values_are_two_records_in_order() {
    let topic = topic("azure-many", 1);

    azure_many().await.unwrap();

    assert_eq!(topic.texts(), ["one", "two"]);
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "azure-header")]
async fn azure_header() -> KafkaEventData<String> {
    KafkaEventData::new("one".to_owned()).header("test", b"dotnet")
}

#[tokio::test]
async fn a_header_is_sent_as_bytes() {
    let topic = topic("azure-header", 1);

    azure_header().await.unwrap();

    let [record] = topic.read();
    assert_eq!(record.value_text(), Some("one"));
    assert_eq!(record.header_bytes(), [("test", Some(&b"dotnet"[..]))]);
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "azure-many-with-headers")]
async fn azure_many_with_headers() -> Vec<KafkaEventData<String>> {
    let event = |value: &str| KafkaEventData::new(value.to_owned()).header("test", "dotnet");
    vec![event("one"), event("two").header("second", "2")]
}

#[tokio::test]
async fn each_of_many_has_its_own_headers() {
    let topic = topic("azure-many-with-headers", 1);

    azure_many_with_headers().await.unwrap();

    let [one, two] = topic.read();
    let test = ("test", Some(&b"dotnet"[..]));
    assert_eq!((one.value_text(), one.header_bytes()), (Some("one"), vec![test]));
    assert_eq!((two.value_text(), two.header_bytes()), (Some("two"), vec![test, ("second", Some(b"2"))]));
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "azure-headers-of-one-name")]
async fn azure_headers_of_one_name() -> KafkaEventData<String> {
    let event = KafkaEventData::new("notify".to_owned());
    ["EMAIL", "SMS", "INAPP"].into_iter().fold(event, |event, channel| event.header("channel", channel))
}

#[tokio::test]
async fn three_headers_of_one_name_keep_their_order() {
    let topic = topic("azure-headers-of-one-name", 1);

    azure_headers_of_one_name().await.unwrap();

    let [record] = topic.read();
    let channel = |value: &'static str| ("channel", Some(value.as_bytes()));
    assert_eq!(record.header_bytes(), [channel("EMAIL"), channel("SMS"), channel("INAPP")]);
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "azure-looks-like-something")]
async fn azure_looks_like_something(text: &str) -> KafkaEventData<&str> {
    KafkaEventData::new(text).key(text).header("same", text)
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "azure-looks-like-something")]
async fn azure_look_like_something<'a>(texts: &[&'a str]) -> Vec<&'a str> {
    texts.to_vec()
}

#[tokio::test]
async fn text_that_looks_like_json_an_array_or_a_date_is_sent_byte_for_byte() {
    let topic = topic("azure-looks-like-something", 1);
    let texts = [
        "{\"b\" : 1.50,\r\n  \"a\":[ ] }",
        "[\"one\", \"two\"]",
        "[1,2",
        "{not json}",
        "2022-04-09T03:20:06Z",
        "\"2022-04-09\"",
        "null",
        "True",
        " 5 ",
        "\u{feff}größer \0 𝄞\n",
        r#"{"Offset":1,"Partition":0,"Topic":"t","Timestamp":"2022-04-09T03:20:06Z","Value":"v","Headers":[]}"#,
    ];

    for text in texts {
        azure_looks_like_something(text).await.unwrap();
    }
    azure_look_like_something(&texts).await.unwrap();

    let records = topic.read_many(2 * texts.len());
    let (alone, together) = records.split_at(texts.len());
    for (text, record) in texts.into_iter().zip(alone) {
        assert_eq!((record.key_text(), record.value_text()), (Some(text), Some(text)));
        assert_eq!(record.header_bytes(), [("same", Some(text.as_bytes()))]);
    }
    assert!(together.iter().map(|record| record.value_text().unwrap()).eq(texts));
}

/// As in the extension's Avro and Java samples.
#[derive(Serialize)]
struct PageView {
    viewtime: i64,
    userid: &'static str,
    pageid: &'static str,
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "azure-pageviews", key = userid)]
async fn azure_pageviews() -> Vec<PageView> {
    vec![
        PageView { viewtime: 1_649_474_406_000, userid: "User_1", pageid: "Page_82" },
        PageView { viewtime: 1_649_474_407_000, userid: "User_9", pageid: "Page_6" },
    ]
}

#[tokio::test]
async fn page_views_are_compact_json_with_the_fields_in_order() {
    let topic = topic("azure-pageviews", 1);

    azure_pageviews().await.unwrap();

    let [one, two] = topic.read();
    let first = r#"{"viewtime":1649474406000,"userid":"User_1","pageid":"Page_82"}"#;
    let second = r#"{"viewtime":1649474407000,"userid":"User_9","pageid":"Page_6"}"#;
    assert_eq!((one.key_text(), one.value_text()), (Some("User_1"), Some(first)));
    assert_eq!((two.key_text(), two.value_text()), (Some("User_9"), Some(second)));
}
