//! Avro behind the ids of its schemas.

use kafka_output::{AvroRecord, ErrorKind, KafkaEventData, kafka_output};
use serde::Serialize;
use serde_json::json;

use super::{decoded, decoded_by_java, id_of, topic, unframed};
use crate::avro::{Order, State, order};
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
    let data = json!({"viewtime": 4711, "userid": "User4711", "pageid": "Page4711"});
    assert_eq!(record["value"], json!({"type": "AVRO", "data": data}));
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

#[kafka_output(
    broker_list = "%KAFKA_BROKERS%",
    topic = "registry-orders",
    schema_registry_url = "%SCHEMA_REGISTRY%",
    avro_schema_file = "schemas/order.avsc",
    key_avro_schema = r#""long""#
)]
async fn registered_orders(orders: Vec<Order>) -> Vec<KafkaEventData<Order, i64>> {
    (1_i64..).zip(orders).map(|(key, order)| KafkaEventData::new(order).key(key)).collect()
}

#[tokio::test]
async fn values_of_every_kind_are_read_by_avros_own_library() {
    let _topic = topic("registry-orders", 1);

    let email = Some("ann@example.com");
    registered_orders(vec![order(1, State::Open, None), order(-2, State::Sent, email)]).await.unwrap();

    // Avro's Java library shows the bytes of a `fixed` as signed numbers, and those of `bytes` as Latin-1.
    let value = |id: i64, state: &str, email: Option<&str>| {
        json!({"type": "AVRO", "data": {
            "id": id, "state": state, "customer": {"name": "Ann", "email": email},
            "lines": [{"sku": "a-1", "count": 2, "price": 1.5}, {"sku": "b-2", "count": -1, "price": 0.0}],
            "tags": {"from": "web"}, "digest": [1, 2, 3, -1], "raw": "\u{0}\u{ff}", "paid": true, "at": 1_700_000_000_000_i64,
        }})
    };
    let [first, second] = decoded_by_java("registry-orders");
    assert_eq!(first, json!({"key": {"type": "AVRO", "data": 1}, "value": value(1, "OPEN", None)}));
    assert_eq!(second, json!({"key": {"type": "AVRO", "data": 2}, "value": value(-2, "SENT", email)}));
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

#[kafka_output(
    broker_list = "%KAFKA_BROKERS%",
    topic = "registry-latest",
    schema_registry_url = "%SCHEMA_REGISTRY%",
    use_latest_version = true,
    avro_schema_file = "schemas/pageviews.avsc"
)]
async fn pageview_by_the_latest(pages: usize) -> Vec<Pageview> {
    (0..pages).map(|_| Pageview::sample()).collect()
}

const REVERSED: &str = r#"{"type": "record", "name": "pageviews", "namespace": "ksql", "fields": [
    {"name": "referrer", "type": ["null", "string"], "default": null},
    {"name": "pageid", "type": "string"},
    {"name": "userid", "type": "string"},
    {"name": "viewtime", "type": "double"}
]}"#;

#[tokio::test]
async fn values_are_written_by_the_newest_schema_where_it_is_another() {
    let topic = topic("registry-latest", 1);
    let registry = Registry::shared();
    let nothing = pageview_by_the_latest(1).await.unwrap_err();
    assert!(nothing.to_string().contains("it has no schema there to use"), "{nothing}");
    registry.register("registry-latest-value", include_str!("../schemas/pageviews.avsc"));
    let id = registry.register("registry-latest-value", REVERSED);

    pageview_by_the_latest(100).await.unwrap();
    pageview_by_the_latest(1).await.unwrap();

    for record in topic.read_many(101) {
        let expected = [&b"\x00\x10Page4711\x10User4711"[..], &4711_f64.to_le_bytes()].concat();
        assert_eq!(unframed(record.value.as_deref()), (id, &expected[..]));
    }
}

#[kafka_output(
    broker_list = "%KAFKA_BROKERS%",
    topic = "registry-narrower",
    schema_registry_url = "%SCHEMA_REGISTRY%",
    use_latest_version = true,
    avro_schema_file = "schemas/pageviews.avsc"
)]
async fn pageview_that_would_lose_a_field() -> Pageview {
    Pageview::sample()
}

#[tokio::test]
async fn a_newest_schema_that_would_drop_a_field_is_refused() {
    let topic = topic("registry-narrower", 1);
    let narrower = r#"{"type": "record", "name": "pageviews", "namespace": "ksql", "fields": [
        {"name": "viewtime", "type": "long"}, {"name": "userid", "type": "string"}
    ]}"#;
    Registry::shared().register("registry-narrower-value", narrower);

    let error = pageview_that_would_lose_a_field().await.unwrap_err();

    assert_eq!(error.kind(), ErrorKind::SchemaRegistry);
    assert!(error.to_string().contains("has no field `pageid` in `ksql.pageviews`"), "{error}");
    assert_eq!(topic.read_many(0), []);
}

#[derive(AvroRecord)]
#[avro(schema_file = "schemas/pageviews.avsc", name = "ksql.pageviews")]
struct Derived {
    viewtime: i64,
    userid: &'static str,
    pageid: &'static str,
}

#[kafka_output(
    broker_list = "%KAFKA_BROKERS%",
    topic = "registry-derived",
    schema_registry_url = "%SCHEMA_REGISTRY%"
)]
async fn registered_derived() -> Derived {
    Derived { viewtime: 4711, userid: "User4711", pageid: "Page4711" }
}

#[tokio::test]
async fn the_schema_of_a_type_that_derives_it_is_registered() {
    let topic = topic("registry-derived", 1);

    registered_derived().await.unwrap();

    let [record] = topic.read();
    assert_eq!(unframed(record.value.as_deref()), (id_of("registry-derived-value"), SAMPLE));
    let [record] = decoded("registry-derived");
    assert_eq!(record["value"]["data"]["viewtime"], 4711);
}
