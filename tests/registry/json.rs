//! JSON behind the ids of its schemas.

use kafka_output::{ErrorKind, KafkaEventData, kafka_output};
use prost::Message;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};

use super::{decoded, id_of, topic, unframed};
use crate::support::registry::Registry;

#[derive(Serialize)]
struct Customer {
    name: &'static str,
    visits: u32,
}

const ANN: Customer = Customer { name: "Ann", visits: 3 };

#[derive(Clone, PartialEq, Message)]
struct Refund {
    #[prost(int64, tag = "1")]
    order: i64,
}

#[kafka_output(
    broker_list = "%KAFKA_BROKERS%",
    topic = "registry-customers",
    schema_registry_url = "%SCHEMA_REGISTRY%",
    json_schema_file = "schemas/customer.schema.json",
    key_protobuf_schema_file = "schemas/shop/order.proto"
)]
async fn registered_json_by_files() -> KafkaEventData<Customer, Refund> {
    KafkaEventData::new(ANN).key(Refund { order: 7 })
}

#[tokio::test]
async fn value_by_a_json_schema_and_key_by_protobuf() {
    let topic = topic("registry-customers", 1);

    registered_json_by_files().await.unwrap();

    let [record] = topic.read();
    let (id, value) = unframed(record.value.as_deref());
    assert_eq!((id, value), (id_of("registry-customers-value"), &br#"{"name":"Ann","visits":3}"#[..]));
    assert_eq!(Registry::shared().schema(id), include_str!("../schemas/customer.schema.json"));
    let (id, key) = unframed(record.key.as_deref());
    assert_eq!((id, &key[..2]), (id_of("registry-customers-key"), &[2, 2][..]));
    let [record] = decoded("registry-customers");
    assert_eq!(record["value"], json!({"type": "JSON", "data": {"name": "Ann", "visits": 3}}));
    assert_eq!(record["key"], json!({"type": "PROTOBUF", "name": "shop.Refund", "data": {"order": "7"}}));
}

#[derive(Serialize, JsonSchema)]
struct Visit {
    /// The path of the page.
    page: String,
    #[serde(rename = "seconds")]
    took: u32,
}

fn visit() -> Visit {
    Visit { page: "/".to_owned(), took: 4 }
}

#[kafka_output(
    broker_list = "%KAFKA_BROKERS%",
    topic = "registry-visits",
    schema_registry_url = "%SCHEMA_REGISTRY%",
    subject_name_strategy = topic_record_name
)]
async fn registered_json_by_type() -> Visit {
    visit()
}

#[kafka_output(
    broker_list = "%KAFKA_BROKERS%",
    topic = "registry-visits",
    schema_registry_url = "%SCHEMA_REGISTRY%",
    subject_name_strategy = topic_record_name,
    value_format = json
)]
async fn registered_json_by_type_in_written_json() -> KafkaEventData<Visit> {
    KafkaEventData::new(visit()).key("plain")
}

#[tokio::test]
async fn a_type_that_tells_its_schema_needs_no_file() {
    let topic = topic("registry-visits", 1);

    registered_json_by_type().await.unwrap();
    registered_json_by_type_in_written_json().await.unwrap();

    let own = id_of("registry-visits-Visit");
    for record in topic.read::<2>() {
        let (id, value) = unframed(record.value.as_deref());
        assert_eq!((id, value), (own, &br#"{"page":"/","seconds":4}"#[..]));
    }
    let schema: Value = serde_json::from_str(&Registry::shared().schema(own)).unwrap();
    assert_eq!(schema["title"], "Visit");
    assert_eq!(schema["properties"]["page"]["description"], "The path of the page.");
    let [first, second] = decoded("registry-visits");
    let visit = json!({"type": "JSON", "data": {"page": "/", "seconds": 4}});
    assert_eq!(first, json!({"key": null, "value": visit}));
    assert_eq!(second, json!({"key": {"type": null, "data": "plain"}, "value": visit}));
}

#[kafka_output(
    broker_list = "%KAFKA_BROKERS%",
    topic = "registry-nothing",
    schema_registry_url = "%SCHEMA_REGISTRY%"
)]
async fn registered_json_nothing_to_register() -> Customer {
    ANN
}

#[tokio::test]
async fn a_registry_that_has_nothing_to_register_is_told() {
    let topic = topic("registry-nothing", 1);

    let error = registered_json_nothing_to_register().await.unwrap_err();

    assert_eq!(error.kind(), ErrorKind::Configuration, "{error}");
    assert!(error.to_string().contains("`schema_registry_url` has nothing to register"), "{error}");
    assert_eq!(registered_json_nothing_to_register().await.unwrap_err().kind(), ErrorKind::Configuration);
    topic.assert_empty();
}
