//! What assertions see, and show, of formats that are no text.

use std::panic::{AssertUnwindSafe, Location, catch_unwind};

use kafka_output::testing::{BrokerError, Capture, EmbeddedCluster, TestKafka};
use kafka_output::{ErrorKind, KafkaEventData, kafka_output};
use prost::Message;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Pageview {
    viewtime: i64,
    userid: String,
    pageid: String,
}

fn view() -> Pageview {
    Pageview { viewtime: 4711, userid: "User".to_owned(), pageid: "Page".to_owned() }
}

#[derive(Clone, PartialEq, Message)]
struct Shipment {
    #[prost(string, tag = "1")]
    customer: String,
    #[prost(uint32, tag = "2")]
    parcels: u32,
}

fn shipment() -> Shipment {
    Shipment { customer: "c-42".to_owned(), parcels: 3 }
}

#[kafka_output(
    broker_list = "%KIT_BROKERS%",
    topic = "kit-plain",
    avro_schema_file = "schemas/pageviews.avsc"
)]
async fn viewed(view: Pageview) -> Pageview {
    view
}

#[kafka_output(
    broker_list = "%KIT_BROKERS%",
    topic = "kit-framed",
    schema_registry_url = "%KIT_REGISTRY%",
    avro_schema_file = "schemas/pageviews.avsc",
    key_avro_schema = r#""long""#
)]
async fn viewed_framed(view: Pageview) -> KafkaEventData<Pageview, i64> {
    let key = view.viewtime;
    KafkaEventData::new(view).key(key)
}

#[kafka_output(
    broker_list = "%KIT_BROKERS%",
    topic = "kit-single",
    avro_schema_file = "schemas/pageviews.avsc",
    avro_encoding = single_object
)]
async fn viewed_single(view: Pageview) -> Pageview {
    view
}

/// Any type by a schema that holds every shape there is.
const SHAPES: &str = r#"{"type": "record", "name": "Shapes", "fields": [
    {"name": "flag", "type": "boolean"}, {"name": "small", "type": "int"}, {"name": "ratio", "type": "float"},
    {"name": "raw", "type": "bytes"}, {"name": "tags", "type": {"type": "array", "items": "string"}},
    {"name": "counts", "type": {"type": "map", "values": "long"}},
    {"name": "level", "type": {"type": "enum", "name": "Level", "symbols": ["low", "high"]}},
    {"name": "maybe", "type": ["null", {"type": "record", "name": "Inner", "fields": [{"name": "x", "type": "double"}]}]}]}"#;

#[derive(Serialize)]
struct Shapes {
    flag: bool,
    small: i32,
    ratio: f32,
    raw: Raw,
    tags: Vec<String>,
    counts: std::collections::BTreeMap<String, i64>,
    level: Level,
    #[serde(skip_serializing_if = "Option::is_none")]
    maybe: Option<Inner>,
}

struct Raw(Vec<u8>);

impl Serialize for Raw {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Level {
    High,
}

#[derive(Serialize)]
struct Inner {
    x: f64,
}

#[kafka_output(broker_list = "%KIT_BROKERS%", topic = "kit-shapes", avro_schema = "%KIT_SHAPES%")]
async fn shapes(maybe: Option<Inner>) -> Shapes {
    Shapes {
        flag: true,
        small: -3,
        ratio: 0.1,
        raw: Raw(vec![0, 255, b'a']),
        tags: vec!["a".to_owned(), "b".to_owned()],
        counts: [("c".to_owned(), 1)].into(),
        level: Level::High,
        maybe,
    }
}

#[kafka_output(broker_list = "%KIT_BROKERS%", topic = "kit-protobuf")]
async fn shipped(shipment: Shipment) -> Shipment {
    shipment
}

/// The text of the panic.
fn says(assertion: impl FnOnce()) -> String {
    let panic = catch_unwind(AssertUnwindSafe(assertion)).expect_err("the assertion does not hold");
    panic.downcast_ref::<String>().cloned().expect("a text")
}

#[tokio::test]
async fn avro_is_read_plain_framed_and_as_a_single_object() {
    let capture = Capture::new().setting("KIT_BROKERS", "memory:1").setting("KIT_REGISTRY", "http://memory");
    capture.run(viewed(view())).await.unwrap();
    capture.run(viewed_framed(view())).await.unwrap();
    capture.run(viewed_single(view())).await.unwrap();
    for topic in ["kit-plain", "kit-framed", "kit-single"] {
        capture.published_on(topic).times(1).avro(view()).avro_as(&view());
        let other = Pageview { viewtime: 5, ..view() };
        let text = says(|| drop(capture.published_on(topic).avro(&other)));
        let expected = r#"expected the Avro {"pageid":"Page","userid":"User","viewtime":5}"#;
        assert!(text.contains(expected), "{text}");
        let shown = r#"{"pageid":"Page","userid":"User","viewtime":4711}"#;
        assert_eq!(text.matches(shown).count(), 2, "{text}");
    }
    capture.published_on("kit-framed").avro_key(4711);
    let text = says(|| drop(capture.published_on("kit-framed").avro_key(1)));
    assert!(text.starts_with("record 0 on `kit-framed`: key Avro (schema id "), "{text}");
}

#[tokio::test]
async fn every_shape_of_avro_is_json() {
    let capture = Capture::new().setting("KIT_BROKERS", "memory:1").setting("KIT_SHAPES", SHAPES);
    capture.run(shapes(Some(Inner { x: 2.0 }))).await.unwrap();
    capture.run(shapes(None)).await.unwrap();
    let published = capture.published_on("kit-shapes").times(2);
    let json = serde_json::json!({"flag": true, "small": -3, "ratio": 0.1_f32, "raw": "\u{0}\u{ff}a", "tags": ["a", "b"],
        "counts": {"c": 1}, "level": "high", "maybe": {"x": 2}});
    let published = published.nth(0).avro(&json);
    let mut without = json.clone();
    without["maybe"] = serde_json::Value::Null;
    without["raw"] = serde_json::json!([0, 255, 97]);
    let published = published.nth(1).avro(without);
    let text = says(|| drop(published.avro(json)));
    assert!(text.contains(r#""maybe":null"#), "{text}");
}

#[tokio::test]
async fn what_is_no_avro_says_so() {
    let capture = Capture::new().setting("KIT_BROKERS", "memory:1");
    capture.run(shipped(shipment())).await.unwrap();
    let text = says(|| drop(capture.published_on("kit-protobuf").avro(view())));
    assert!(
        text.contains("which has no Avro schema that is known here; it is known where the call ran"),
        "{text}"
    );
    let schema = include_str!("../schemas/pageviews.avsc");
    let text = says(|| drop(capture.published_on("kit-protobuf").avro_schema(schema).avro(view())));
    assert!(text.contains("which does not fit its Avro schema: "), "{text}");
    let text = says(|| drop(capture.published_on("kit-protobuf").avro_schema("none")));
    assert!(text.starts_with("its Avro schema cannot be read: "), "{text}");
}

#[tokio::test]
async fn protobuf_is_decoded_and_shown() {
    let capture = Capture::new().setting("KIT_BROKERS", "memory:1");
    capture.run(shipped(shipment())).await.unwrap();
    let published = capture.published_on("kit-protobuf").times(1).protobuf(&shipment());
    let other = Shipment { parcels: 4, ..shipment() };
    let text = says(|| drop(published.clone().protobuf(&other)));
    let said = r#"value Shipment { customer: "c-42", parcels: 3 }, expected the Protobuf Shipment { customer: "c-42", parcels: 4 }"#;
    assert!(text.contains(said), "{text}");
    let text = says(|| drop(published.key("c-42")));
    assert!(text.contains("kit-protobuf [0] @ 0: key null, value "), "{text}");
}

#[test]
fn the_panic_is_at_the_line_of_the_assertion() {
    let (sender, receiver) = std::sync::mpsc::channel();
    let before = std::panic::take_hook();
    let own = std::thread::current().id();
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().id() == own {
            let place = panic.location().map(|location| (location.file().to_owned(), location.line()));
            let _ = sender.send(place);
        } else {
            before(panic);
        }
    }));
    let kafka = TestKafka::memory();
    let mut lines = Vec::new();
    let mut fails = |line: u32, assertion: &dyn Fn()| {
        lines.push((file!().to_owned(), line));
        says(assertion);
    };
    fails(Location::caller().line(), &|| drop(kafka.published_on("none").times(1)));
    fails(Location::caller().line(), &|| drop(kafka.published_on("none").avro(1)));
    fails(Location::caller().line(), &|| drop(kafka.published_on("none").protobuf(&shipment())));
    fails(Location::caller().line(), &|| kafka.create_topic("none", 0));
    let _ = std::panic::take_hook();
    let heard: Vec<_> = receiver.try_iter().flatten().collect();
    assert_eq!(heard, lines);
}

#[tokio::test]
async fn a_cluster_asserts_as_a_capture_does() {
    let (one, other) = (TestKafka::embedded().unwrap(), TestKafka::embedded().unwrap());
    one.run(viewed(view())).await.unwrap();
    other.run(shipped(shipment())).await.unwrap();
    one.published_on("kit-plain").times(1).avro(view());
    one.published_on("kit-protobuf").none();
    other.published_on("kit-protobuf").times(1).protobuf(&shipment());
    let cluster: &EmbeddedCluster = one.embedded_cluster().unwrap();
    let schema = include_str!("../schemas/pageviews.avsc");
    cluster.published_on("kit-plain").times(1).avro_schema(schema).avro(view());
    let text = says(|| drop(cluster.published_on("kit-plain").none()));
    assert!(text.starts_with("1 record was published on `kit-plain`, expected 0\n"), "{text}");
}

#[tokio::test]
async fn a_broker_that_is_down_or_refuses_is_one_of_the_test() {
    let mut kafka = TestKafka::embedded().unwrap();
    kafka.setting("KAFKA_OUTPUT__SHIPPED__MESSAGE_TIMEOUT_MS", "1500");
    let cluster = kafka.embedded_cluster().unwrap();
    kafka.create_topic("kit-protobuf", 1);
    cluster.fail_next(BrokerError::InvalidRecord, 1);
    let error = kafka.run(shipped(shipment())).await.unwrap_err();
    assert_eq!((error.kind(), error.topic()), (ErrorKind::Broker, Some("kit-protobuf")));
    cluster.broker_down();
    let error = kafka.run(shipped(shipment())).await.unwrap_err();
    assert!(error.is_retriable(), "{error}");
    cluster.broker_up();
    kafka.run(shipped(shipment())).await.unwrap();
    kafka.published_on("kit-protobuf").nth(0).protobuf(&shipment());
}
