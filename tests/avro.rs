//! Avro by a schema in the attribute, decoded by another implementation.
#![allow(clippy::unwrap_used, reason = "a panic is how a test reports")]

use std::collections::BTreeMap;

use apache_avro::Schema;
use apache_avro::types::Value;
use kafka_output::{ErrorKind, KafkaEventData, kafka_output};
use serde::Serialize;

use crate::support::runtime::topic;

#[expect(deprecated, reason = "the reader of one datum")]
fn decoded(schema: &str, datum: Option<&[u8]>) -> Value {
    let schema = Schema::parse_str(schema).unwrap();
    let mut datum = datum.unwrap();
    let value = apache_avro::from_avro_datum(&schema, &mut datum, None).unwrap();
    assert!(datum.is_empty(), "nothing stands behind the datum");
    value
}

fn field<'a>(record: &'a Value, name: &str) -> &'a Value {
    let Value::Record(fields) = record else { panic!("{record:?} is no record") };
    &fields.iter().find(|(field, _)| field == name).unwrap().1
}

#[derive(Serialize)]
struct Pageview {
    viewtime: i64,
    userid: String,
    pageid: String,
}

const PAGEVIEWS: &str = r#"{"type": "record", "name": "pageviews", "namespace": "ksql", "fields": [
    {"name": "viewtime", "type": "long"}, {"name": "userid", "type": "string"}, {"name": "pageid", "type": "string"}
]}"#;

#[kafka_output(
    broker_list = "%KAFKA_BROKERS%",
    topic = "avro-pageviews",
    avro_schema = r#"{"type": "record", "name": "pageviews", "namespace": "ksql", "fields": [
        {"name": "viewtime", "type": "long"}, {"name": "userid", "type": "string"}, {"name": "pageid", "type": "string"}
    ]}"#
)]
async fn pageview() -> Pageview {
    Pageview { viewtime: 4711, userid: "User4711".to_owned(), pageid: "Page4711".to_owned() }
}

#[tokio::test]
async fn the_sample_of_azure_functions_is_a_plain_datum() {
    let topic = topic("avro-pageviews", 1);

    pageview().await.unwrap();

    let [record] = topic.read();
    let value = decoded(PAGEVIEWS, record.value.as_deref());
    assert_eq!(*field(&value, "viewtime"), Value::Long(4711));
    assert_eq!(*field(&value, "userid"), Value::String("User4711".to_owned()));
    assert_eq!(*field(&value, "pageid"), Value::String("Page4711".to_owned()));
}

#[derive(Serialize)]
struct Order {
    // In another order than the schema's: names decide.
    state: State,
    id: i64,
    customer: Customer,
    lines: Vec<Line>,
    tags: BTreeMap<String, String>,
    digest: [u8; 4],
    raw: Vec<u8>,
    paid: bool,
    at: i64,
}

#[derive(Serialize)]
struct Customer {
    name: &'static str,
    email: Option<&'static str>,
}

#[derive(Serialize)]
struct Line {
    sku: &'static str,
    count: i32,
    price: f64,
}

#[derive(Serialize)]
#[serde(rename_all = "UPPERCASE")]
enum State {
    Open,
    Sent,
}

#[kafka_output(
    broker_list = "%KAFKA_BROKERS%",
    topic = "avro-orders",
    avro_schema_file = "schemas/order.avsc",
    key_avro_schema = r#""long""#
)]
async fn orders(orders: Vec<Order>) -> Vec<KafkaEventData<Order, i64>> {
    orders
        .into_iter()
        .map(|order| {
            let id = order.id;
            KafkaEventData::new(order).key(id)
        })
        .collect()
}

fn order(id: i64, state: State, email: Option<&'static str>) -> Order {
    Order {
        state,
        id,
        customer: Customer { name: "Ann", email },
        lines: vec![Line { sku: "a-1", count: 2, price: 1.5 }, Line { sku: "b-2", count: -1, price: 0.0 }],
        tags: BTreeMap::from([("from".to_owned(), "web".to_owned())]),
        digest: [1, 2, 3, 255],
        raw: vec![0, 255],
        paid: true,
        at: 1_700_000_000_000,
    }
}

#[tokio::test]
async fn values_and_keys_of_every_kind_are_read_by_another_implementation() {
    let topic = topic("avro-orders", 1);

    orders(vec![order(1, State::Open, None), order(-2, State::Sent, Some("ann@example.com"))]).await.unwrap();

    let [first, second] = topic.read();
    assert_eq!(decoded("\"long\"", first.key.as_deref()), Value::Long(1));
    assert_eq!(decoded("\"long\"", second.key.as_deref()), Value::Long(-2));
    let schema = include_str!("schemas/order.avsc");
    let first = decoded(schema, first.value.as_deref());
    assert_eq!(*field(&first, "state"), Value::Enum(0, "OPEN".to_owned()));
    assert_eq!(*field(field(&first, "customer"), "email"), Value::Union(0, Box::new(Value::Null)));
    let Value::Array(lines) = field(&first, "lines") else { panic!("no array") };
    assert_eq!(*field(&lines[1], "count"), Value::Int(-1));
    assert_eq!(*field(&first, "digest"), Value::Fixed(4, vec![1, 2, 3, 255]));
    assert_eq!(*field(&first, "raw"), Value::Bytes(vec![0, 255]));
    assert_eq!(*field(&first, "at"), Value::TimestampMillis(1_700_000_000_000));
    let Value::Map(tags) = field(&first, "tags") else { panic!("no map") };
    assert_eq!(tags["from"], Value::String("web".to_owned()));
    let second = decoded(schema, second.value.as_deref());
    let email = Value::String("ann@example.com".to_owned());
    assert_eq!(*field(field(&second, "customer"), "email"), Value::Union(1, Box::new(email)));
}

#[kafka_output(
    broker_list = "%KAFKA_BROKERS%",
    topic = "avro-misfits",
    avro_schema_file = "schemas/order.avsc"
)]
async fn misfit() -> Pageview {
    Pageview { viewtime: 1, userid: String::new(), pageid: String::new() }
}

#[tokio::test]
async fn a_value_that_does_not_fit_its_schema_is_an_error() {
    let _topic = topic("avro-misfits", 1);

    let error = misfit().await.unwrap_err();

    assert_eq!(error.kind(), ErrorKind::Encoding);
    assert!(error.to_string().contains("does not fit its Avro schema"), "{error}");
}
