//! Avro by a schema in the attribute, decoded by another implementation.
#![allow(clippy::unwrap_used, reason = "a panic is how a test reports")]

use std::collections::BTreeMap;

use apache_avro::types::Value;
use apache_avro::{AvroSchema, GenericSingleObjectReader, Schema};
use kafka_output::{AvroRecord, ErrorKind, KafkaEventData, kafka_output};
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
pub(crate) struct Order {
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
pub(crate) enum State {
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

pub(crate) fn order(id: i64, state: State, email: Option<&'static str>) -> Order {
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

#[kafka_output(
    broker_list = "%KAFKA_BROKERS%",
    topic = "avro-generic",
    avro_schema_file = "schemas/pageviews.avsc"
)]
async fn generic_pageview(viewtime: Value) -> Value {
    Value::Record(vec![
        ("viewtime".to_owned(), viewtime),
        ("userid".to_owned(), Value::String("User4711".to_owned())),
        ("pageid".to_owned(), Value::String("Page4711".to_owned())),
    ])
}

#[tokio::test]
async fn generic_values_are_written_by_the_schema_and_made_to_fit_it() {
    let topic = topic("avro-generic", 1);

    generic_pageview(Value::Long(4711)).await.unwrap();
    generic_pageview(Value::Int(4711)).await.unwrap();
    let error = generic_pageview(Value::Boolean(true)).await.unwrap_err();

    assert!(error.to_string().contains("it does not fit its Avro schema"), "{error}");
    let records = topic.read::<2>();
    assert!(
        records.iter().all(|record| record.value.as_deref() == Some(b"\xce\x49\x10User4711\x10Page4711"))
    );
}

#[derive(Serialize, AvroSchema)]
struct Visit {
    at: i64,
    path: Option<String>,
    tags: Vec<String>,
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "avro-by-type", value_format = avro, avro_encoding = single_object)]
async fn visit(path: Option<&str>) -> Visit {
    Visit { at: -1, path: path.map(str::to_owned), tags: vec!["new".to_owned()] }
}

#[tokio::test]
async fn the_schema_of_a_type_and_the_single_object_encoding() {
    let topic = topic("avro-by-type", 1);

    visit(Some("/")).await.unwrap();

    let [record] = topic.read();
    let reader = GenericSingleObjectReader::builder().schema(Visit::get_schema()).build().unwrap();
    let value = reader.read_value(&mut record.value.as_deref().unwrap()).unwrap();
    assert_eq!(*field(&value, "at"), Value::Long(-1));
    assert_eq!(*field(&value, "path"), Value::Union(1, Box::new(Value::String("/".to_owned()))));
}

#[kafka_output(
    broker_list = "%KAFKA_BROKERS%",
    topic = "avro-of-setting",
    avro_schema = "%PAGEVIEWS_SCHEMA%",
    key_avro_schema = "${KEY_SCHEMA:\"long\"}"
)]
async fn pageview_of_setting() -> KafkaEventData<Pageview, i64> {
    KafkaEventData::new(Pageview {
        viewtime: 4711,
        userid: "User4711".to_owned(),
        pageid: "Page4711".to_owned(),
    })
    .key(1)
}

#[tokio::test]
async fn a_schema_may_come_from_a_setting() {
    let topic = topic("avro-of-setting", 1);

    pageview_of_setting().await.unwrap();
    pageview_of_setting().await.unwrap();

    for record in topic.read::<2>() {
        assert_eq!(record.value.as_deref(), Some(&b"\xce\x49\x10User4711\x10Page4711"[..]));
        assert_eq!(record.key.as_deref(), Some(&b"\x02"[..]));
    }
}

#[kafka_output(
    broker_list = "%KAFKA_BROKERS%",
    topic = "avro-generic-of-setting",
    avro_schema = "%PAGEVIEWS_SCHEMA%"
)]
async fn generic_pageview_of_setting() -> Value {
    Value::Record(vec![
        ("viewtime".to_owned(), Value::Int(4711)),
        ("userid".to_owned(), Value::String("User4711".to_owned())),
        ("pageid".to_owned(), Value::String("Page4711".to_owned())),
    ])
}

#[tokio::test]
async fn generic_values_go_by_a_schema_from_a_setting_too() {
    let topic = topic("avro-generic-of-setting", 1);

    generic_pageview_of_setting().await.unwrap();

    let [record] = topic.read();
    assert_eq!(record.value.as_deref(), Some(&b"\xce\x49\x10User4711\x10Page4711"[..]));
}

#[derive(AvroRecord)]
#[avro(schema_file = "schemas/pageviews.avsc", name = "ksql.pageviews")]
struct Derived {
    pageid: &'static str,
    userid: String,
    viewtime: i64,
}

#[derive(AvroRecord)]
#[avro(schema = r#"{"type": "enum", "name": "Kind", "symbols": ["NEW", "OLD"]}"#)]
enum Kind {
    #[avro(rename = "NEW")]
    New,
    #[avro(rename = "OLD")]
    Old,
}

impl Derived {
    fn sample() -> Self {
        Self { pageid: "Page4711", userid: "User4711".to_owned(), viewtime: 4711 }
    }
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "avro-derived")]
async fn derived() -> KafkaEventData<Derived, Kind> {
    KafkaEventData::new(Derived::sample()).key(Kind::Old)
}

#[kafka_output(
    broker_list = "%KAFKA_BROKERS%",
    topic = "avro-derived",
    avro_schema_file = "schemas/pageviews.avsc",
    key_format = avro,
    avro_encoding = single_object
)]
async fn derived_by_both() -> Vec<KafkaEventData<Derived, Kind>> {
    vec![KafkaEventData::new(Derived::sample()).key(Kind::New)]
}

#[tokio::test]
async fn a_type_that_derives_its_schema_needs_no_other() {
    let topic = topic("avro-derived", 1);

    derived().await.unwrap();
    derived_by_both().await.unwrap();

    let [plain, marked] = topic.read();
    assert_eq!(plain.value.as_deref(), Some(&b"\xce\x49\x10User4711\x10Page4711"[..]));
    assert_eq!(plain.key.as_deref(), Some(&[2][..]));
    // The fingerprint of `{"name":"Kind","type":"enum","symbols":["NEW","OLD"]}` stands between the mark and the datum.
    assert!(
        matches!(marked.key.as_deref(), Some([0xC3, 0x01, .., 0]) if marked.key.as_ref().is_some_and(|key| key.len() == 11))
    );
    let reader =
        GenericSingleObjectReader::builder().schema(Schema::parse_str(PAGEVIEWS).unwrap()).build().unwrap();
    let value = reader.read_value(&mut marked.value.as_deref().unwrap()).unwrap();
    assert_eq!(*field(&value, "pageid"), Value::String("Page4711".to_owned()));
}
