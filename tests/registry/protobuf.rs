//! Protobuf behind the ids of its schemas and the indexes of its messages.

use std::collections::HashMap;
use std::sync::LazyLock;

use kafka_output::{ErrorKind, KafkaEventData, kafka_output};
use prost::Message;
use prost_reflect::{DescriptorPool, MessageDescriptor, ReflectMessage};
use prost_types::Timestamp;
use serde_json::json;

use super::{decoded, decoded_by_python, id_of, topic, unframed};
use crate::support::registry::Registry;

#[derive(Clone, PartialEq, Message)]
struct Pageview {
    #[prost(int64, tag = "1")]
    viewtime: i64,
    #[prost(string, tag = "2")]
    userid: String,
    #[prost(string, tag = "3")]
    pageid: String,
}

fn pageview() -> Pageview {
    Pageview { viewtime: 4711, userid: "User4711".to_owned(), pageid: "Page4711".to_owned() }
}

#[derive(Clone, PartialEq, Message)]
struct Order {
    #[prost(int64, tag = "1")]
    id: i64,
    #[prost(message, optional, tag = "2")]
    total: Option<Money>,
    #[prost(message, optional, tag = "3")]
    placed_at: Option<Timestamp>,
    #[prost(message, repeated, tag = "4")]
    lines: Vec<Line>,
}

#[derive(Clone, PartialEq, Message)]
struct Money {
    #[prost(int64, tag = "1")]
    cents: i64,
    #[prost(int32, tag = "2")]
    currency: i32,
}

#[derive(Clone, PartialEq, Message)]
struct Line {
    #[prost(string, tag = "1")]
    sku: String,
    #[prost(sint32, tag = "2")]
    count: i32,
}

/// Called otherwise than its message, as prost's `Name` tells.
#[derive(Clone, PartialEq, Message)]
struct MoneyBack {
    #[prost(int64, tag = "1")]
    order: i64,
}

impl prost::Name for MoneyBack {
    const NAME: &'static str = "Refund";
    const PACKAGE: &'static str = "shop";
}

#[kafka_output(
    broker_list = "%KAFKA_BROKERS%",
    topic = "registry-pageview-protobuf",
    schema_registry_url = "%SCHEMA_REGISTRY%",
    protobuf_schema_file = "schemas/pageview.proto"
)]
async fn registered_one_message() -> Pageview {
    pageview()
}

#[tokio::test]
async fn the_only_message_of_a_file_stands_behind_id_and_zero() {
    let topic = topic("registry-pageview-protobuf", 1);

    registered_one_message().await.unwrap();

    let [record] = topic.read();
    let (id, payload) = unframed(record.value.as_deref());
    assert_eq!(id, id_of("registry-pageview-protobuf-value"));
    let (first, message) = payload.split_first().unwrap();
    assert_eq!((*first, Pageview::decode(message).unwrap()), (0, pageview()));
    assert_eq!(Registry::shared().schema(id), include_str!("../schemas/pageview.proto"));
    let [record] = decoded("registry-pageview-protobuf");
    let data = json!({"viewtime": "4711", "userid": "User4711", "pageid": "Page4711"});
    assert_eq!(record["value"], json!({"type": "PROTOBUF", "name": "ksql.Pageview", "data": data}));
}

#[kafka_output(
    broker_list = "%KAFKA_BROKERS%",
    topic = "registry-order-protobuf",
    schema_registry_url = "%SCHEMA_REGISTRY%",
    protobuf_schema_file = "schemas/shop/order.proto"
)]
async fn registered_with_imports(order: Order) -> Order {
    order
}

#[tokio::test]
async fn imports_are_references_and_well_known_types_are_none() {
    let topic = topic("registry-order-protobuf", 1);

    let order = Order {
        id: 7,
        total: Some(Money { cents: 1250, currency: 1 }),
        placed_at: Some(Timestamp { seconds: 86_400, nanos: 0 }),
        lines: vec![Line { sku: "a-1".to_owned(), count: -2 }],
    };
    registered_with_imports(order.clone()).await.unwrap();

    let [record] = topic.read();
    let (_, payload) = unframed(record.value.as_deref());
    assert_eq!((payload[0], Order::decode(&payload[1..]).unwrap()), (0, order));
    // Their versions count what other tests register there.
    let reference = |subject: &str| {
        let newest = Registry::shared().get(&format!("/subjects/{subject}/versions/latest"));
        let [reference] = &newest["references"].as_array().unwrap()[..] else { panic!("{newest}") };
        (reference["name"].clone(), reference["subject"].clone())
    };
    let money = (json!("shop/money.proto"), json!("shop/money.proto"));
    assert_eq!(reference("registry-order-protobuf-value"), money);
    let currency = (json!("shop/currency.proto"), json!("shop/currency.proto"));
    assert_eq!(reference("shop%2Fmoney.proto"), currency);
    let [record] = decoded("registry-order-protobuf");
    let data = json!({
        "id": "7",
        "total": {"cents": "1250", "currency": "USD"},
        "placed_at": "1970-01-02T00:00:00Z",
        "lines": [{"sku": "a-1", "count": -2}],
    });
    assert_eq!(record["value"], json!({"type": "PROTOBUF", "name": "shop.Order", "data": data}));
}

#[kafka_output(
    broker_list = "%KAFKA_BROKERS%",
    topic = "registry-refunds",
    schema_registry_url = "%SCHEMA_REGISTRY%",
    subject_name_strategy = record_name,
    protobuf_schema_file = "schemas/shop/order.proto",
    key_protobuf_schema_file = "schemas/shop/order.proto"
)]
async fn registered_second_and_nested() -> KafkaEventData<MoneyBack, Line> {
    KafkaEventData::new(MoneyBack { order: 7 }).key(Line { sku: "a-1".to_owned(), count: 1 })
}

#[tokio::test]
async fn second_and_nested_messages_have_their_indexes_and_names() {
    let topic = topic("registry-refunds", 1);

    registered_second_and_nested().await.unwrap();

    let [record] = topic.read();
    let (id, value) = unframed(record.value.as_deref());
    assert_eq!((id, &value[..2]), (id_of("shop.Refund"), &[2, 2][..]));
    assert_eq!(MoneyBack::decode(&value[2..]).unwrap(), MoneyBack { order: 7 });
    let (id, key) = unframed(record.key.as_deref());
    assert_eq!((id, &key[..3]), (id_of("shop.Order.Line"), &[4, 0, 0][..]));
    let [record] = decoded("registry-refunds");
    assert_eq!(record["value"], json!({"type": "PROTOBUF", "name": "shop.Refund", "data": {"order": "7"}}));
    assert_eq!(record["key"]["name"], json!("shop.Order.Line"));
    assert_eq!(record["key"]["data"], json!({"sku": "a-1", "count": 1}));
}

/// A message that describes itself.
#[derive(Clone, PartialEq, Message)]
struct Reflected {
    #[prost(int64, tag = "1")]
    order: i64,
}

impl ReflectMessage for Reflected {
    fn descriptor(&self) -> MessageDescriptor {
        static POOL: LazyLock<DescriptorPool> = LazyLock::new(|| {
            let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/schemas");
            let files = protox::compile(["shop/order.proto"], [folder]).unwrap();
            DescriptorPool::from_file_descriptor_set(files).unwrap()
        });
        POOL.get_message_by_name("shop.Refund").unwrap()
    }
}

#[kafka_output(
    broker_list = "%KAFKA_BROKERS%",
    topic = "registry-reflected",
    schema_registry_url = "%SCHEMA_REGISTRY%"
)]
async fn registered_reflected(orders: &[i64]) -> Vec<Reflected> {
    orders.iter().map(|order| Reflected { order: *order }).collect()
}

#[tokio::test]
async fn a_message_that_describes_itself_needs_no_file() {
    let topic = topic("registry-reflected", 1);

    registered_reflected(&[1, 2]).await.unwrap();

    let records = topic.read_many(2);
    for (record, order) in records.iter().zip([1, 2]) {
        let (_, value) = unframed(record.value.as_deref());
        assert_eq!(&value[..2], [2, 2]);
        assert_eq!(Reflected::decode(&value[2..]).unwrap(), Reflected { order });
    }
    // Its schema is a descriptor, where Java's compiler expects a text.
    let [first, second] = decoded_by_python("registry-reflected");
    assert_eq!(first["value"], json!({"type": "PROTOBUF", "name": "shop.Refund", "data": {"order": "1"}}));
    assert_eq!(second["value"]["data"], json!({"order": "2"}));
}

#[kafka_output(
    broker_list = "%KAFKA_BROKERS%",
    topic = "registry-newest-protobuf",
    schema_registry_url = "%SCHEMA_REGISTRY%",
    use_latest_version = true,
    protobuf_schema_file = "schemas/pageview.proto"
)]
async fn registered_by_the_newest() -> Pageview {
    pageview()
}

#[tokio::test]
async fn the_indexes_are_those_of_the_newest_text() {
    let topic = topic("registry-newest-protobuf", 1);
    let text =
        "syntax = \"proto3\";\npackage ksql;\nmessage Other {}\nmessage Pageview { int64 viewtime = 1; }\n";
    let newest = Registry::shared().register_typed("registry-newest-protobuf-value", "PROTOBUF", text);

    registered_by_the_newest().await.unwrap();

    let [record] = topic.read();
    let (id, value) = unframed(record.value.as_deref());
    assert_eq!((id, &value[..2]), (newest, &[2, 2][..]));
    assert_eq!(Pageview::decode(&value[2..]).unwrap(), pageview());
    // Who reads by that text sees of it what the text has.
    let [record] = decoded("registry-newest-protobuf");
    let data = json!({"viewtime": "4711"});
    assert_eq!(record["value"], json!({"type": "PROTOBUF", "name": "ksql.Pageview", "data": data}));
}

/// Nothing tells its schema.
#[derive(Clone, PartialEq, Message)]
struct Silent {
    #[prost(map = "string, string", tag = "1")]
    tags: HashMap<String, String>,
}

#[kafka_output(
    broker_list = "%KAFKA_BROKERS%",
    topic = "registry-silent",
    schema_registry_url = "%SCHEMA_REGISTRY%"
)]
async fn registered_silent() -> Silent {
    Silent::default()
}

#[kafka_output(
    broker_list = "%KAFKA_BROKERS%",
    topic = "registry-silent",
    schema_registry_url = "%SCHEMA_REGISTRY%",
    protobuf_schema_file = "schemas/shop/order.proto"
)]
async fn registered_of_another_file() -> Silent {
    Silent::default()
}

#[tokio::test]
async fn a_message_whose_schema_nobody_tells_is_not_sent() {
    let topic = topic("registry-silent", 1);

    let error = registered_silent().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Encoding, "{error}");
    assert!(error.to_string().contains("does not tell it; write `protobuf_schema_file`"), "{error}");
    let error = registered_of_another_file().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Encoding, "{error}");
    assert!(
        error.to_string().contains("`shop.Order`, `shop.Order.Line`, `shop.Refund`; implement"),
        "{error}"
    );
    topic.assert_empty();
}
