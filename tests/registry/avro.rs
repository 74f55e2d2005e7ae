//! Avro behind the ids of its schemas.

use kafka_output::{KafkaEventData, kafka_output};
use serde::Serialize;

use super::{decoded, id_of, topic, unframed};
use crate::support::registry::Registry;

#[derive(Serialize)]
struct Pageview {
    viewtime: i64,
    userid: String,
    pageid: String,
}

impl Pageview {
    fn sample() -> Self {
        Self { viewtime: 4711, userid: "User4711".to_owned(), pageid: "Page4711".to_owned() }
    }
}

/// 4711 in zigzag, and each text after its length.
const SAMPLE: &[u8] = b"\xce\x49\x10User4711\x10Page4711";

#[kafka_output(
    broker_list = "%KAFKA_BROKERS%",
    topic = "registry-pageviews",
    schema_registry_url = "%SCHEMA_REGISTRY%",
    avro_schema_file = "schemas/pageviews.avsc"
)]
async fn registered_pageview() -> Pageview {
    Pageview::sample()
}

#[tokio::test]
async fn the_sample_of_azure_functions_stands_behind_the_registered_id() {
    let topic = topic("registry-pageviews", 1);

    registered_pageview().await.unwrap();

    let [record] = topic.read();
    let (id, datum) = unframed(record.value.as_deref());
    assert_eq!(id, id_of("registry-pageviews-value"));
    assert_eq!(datum, SAMPLE);
    let registered: serde_json::Value = serde_json::from_str(&Registry::shared().schema(id)).unwrap();
    let own: serde_json::Value = serde_json::from_str(include_str!("../schemas/pageviews.avsc")).unwrap();
    assert_eq!(registered, own);
    let [record] = decoded("registry-pageviews");
    let data = serde_json::json!({"viewtime": 4711, "userid": "User4711", "pageid": "Page4711"});
    assert_eq!(record["value"], serde_json::json!({"type": "AVRO", "data": data}));
}

#[kafka_output(
    broker_list = "%KAFKA_BROKERS%",
    topic = "registry-many",
    schema_registry_url = "%SCHEMA_REGISTRY%",
    avro_schema_file = "schemas/pageviews.avsc",
    key_avro_schema = r#""long""#
)]
async fn registered_many(records: i64) -> Vec<KafkaEventData<Pageview, i64>> {
    (0..records)
        .map(|record| match record % 3 {
            0 => KafkaEventData::tombstone(record),
            1 => KafkaEventData::new(Pageview::sample()).key(record),
            _ => KafkaEventData::new(Pageview::sample()),
        })
        .collect()
}

#[tokio::test]
async fn keys_have_a_subject_of_their_own_and_what_is_null_has_no_frame() {
    let topic = topic("registry-many", 1);

    // The first call meets a registry that knows nothing, the second one that is warm.
    for _ in 0..2 {
        registered_many(300).await.unwrap();
    }

    let records = topic.read_many(600);
    let (value_id, key_id) = (id_of("registry-many-value"), id_of("registry-many-key"));
    assert_ne!(value_id, key_id);
    for (at, record) in records.iter().enumerate() {
        let number = i64::try_from(at % 300).unwrap();
        match at % 3 {
            0 => assert_eq!(record.value, None),
            _ => assert_eq!(unframed(record.value.as_deref()), (value_id, SAMPLE)),
        }
        match at % 3 {
            2 => assert_eq!(record.key, None),
            _ => assert_eq!(unframed(record.key.as_deref()), (key_id, &zigzag(number)[..])),
        }
    }
}

/// Avro's `long`.
fn zigzag(number: i64) -> Vec<u8> {
    let mut rest = u64::try_from(number).unwrap() << 1;
    let mut bytes = Vec::new();
    while rest > 0x7f {
        bytes.push(u8::try_from(rest & 0x7f).unwrap() | 0x80);
        rest >>= 7;
    }
    bytes.push(u8::try_from(rest).unwrap());
    bytes
}

#[kafka_output(
    broker_list = "%KAFKA_BROKERS%",
    topic = "registry-topics",
    schema_registry_url = "%SCHEMA_REGISTRY%",
    avro_schema_file = "schemas/pageviews.avsc"
)]
async fn registered_elsewhere(topics: &[Option<&str>]) -> Vec<KafkaEventData<Pageview>> {
    topics
        .iter()
        .map(|topic| {
            let event = KafkaEventData::new(Pageview::sample());
            match topic {
                Some(topic) => event.topic(*topic),
                None => event,
            }
        })
        .collect()
}

#[tokio::test]
async fn a_topic_of_an_event_has_a_subject_of_its_own() {
    let (own, other) = (topic("registry-topics", 1), topic("registry-topics-other", 1));
    // Else both subjects have one schema, and so one id.
    let marked = Registry::shared().register("registry-topics-other-value", r#"{"type": "string"}"#);

    for _ in 0..2 {
        registered_elsewhere(&[None, Some("registry-topics-other"), None]).await.unwrap();
    }

    let records = own.read_many(4);
    assert!(records.iter().all(|record| unframed(record.value.as_deref()).1 == SAMPLE));
    let records = other.read_many(2);
    let subjects = Registry::shared().get("/subjects/registry-topics-other-value/versions");
    assert_eq!(subjects.as_array().unwrap().len(), 2, "the schema is registered there too");
    for record in &records {
        let (id, datum) = unframed(record.value.as_deref());
        assert_ne!(id, marked);
        assert_eq!(datum, SAMPLE);
    }
}
