//! JSON: whatever serde can write.

use std::collections::{BTreeMap, HashMap};

use kafka_output::{Json, KafkaEventData, kafka_output};
use serde::Serialize;
use serde_json::{Value, json};

use super::TEXT;
use crate::support::runtime::topic;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Order {
    line_count: u32,
    customer: Customer,
    lines: Vec<(String, u8)>,
    note: Option<&'static str>,
    total: f64,
    tags: BTreeMap<i32, bool>,
}

#[derive(Serialize)]
struct Customer {
    name: &'static str,
}

fn order() -> Order {
    Order {
        line_count: 7,
        customer: Customer { name: "Ada \"L\"\n" },
        lines: vec![("tea".to_owned(), 2)],
        note: None,
        total: 9.5,
        tags: BTreeMap::from([(1, true)]),
    }
}

const ORDER: &str = r#"{"lineCount":7,"customer":{"name":"Ada \"L\"\n"},"lines":[["tea",2]],"note":null,"total":9.5,"tags":{"1":true}}"#;

#[derive(Serialize)]
enum Change {
    Closed,
    Renamed(&'static str),
    Moved(u8, u8),
    Paid { amount: f32 },
}

#[derive(Serialize)]
struct Unit;

#[derive(Serialize)]
struct Newtype(i64);

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-json")]
async fn struct_value() -> Order {
    order()
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-json")]
async fn enum_values() -> Vec<Change> {
    vec![Change::Closed, Change::Renamed("x"), Change::Moved(1, 2), Change::Paid { amount: 0.5 }]
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-json")]
async fn tuple_value() -> (i64, String, Option<bool>) {
    (5, "five".to_owned(), None)
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-json")]
async fn unit_struct_value() -> Unit {
    Unit
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-json")]
async fn newtype_value() -> KafkaEventData<Newtype> {
    KafkaEventData::new(Newtype(5))
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-json")]
async fn dynamic_values() -> Vec<Value> {
    vec![json!({"b": [1, null], "a": 1.0}), json!("text"), json!(5), json!([1, 2]), Value::Null]
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-json")]
async fn boxed_value() -> Box<Order> {
    Box::new(order())
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-json")]
async fn borrowed_value(order: &Order) -> &Order {
    order
}

#[tokio::test]
async fn what_serde_can_write_is_compact_json() {
    let topic = topic("values-json", 1);

    struct_value().await.unwrap();
    enum_values().await.unwrap();
    tuple_value().await.unwrap();
    unit_struct_value().await.unwrap();
    newtype_value().await.unwrap();
    dynamic_values().await.unwrap();
    boxed_value().await.unwrap();
    borrowed_value(&order()).await.unwrap();

    let expected = [
        ORDER,
        "\"Closed\"",
        r#"{"Renamed":"x"}"#,
        r#"{"Moved":[1,2]}"#,
        r#"{"Paid":{"amount":0.5}}"#,
        r#"[5,"five",null]"#,
        "null",
        "5",
        r#"{"a":1.0,"b":[1,null]}"#,
        "\"text\"",
        "5",
        "[1,2]",
        "null",
        ORDER,
        ORDER,
    ];
    assert_eq!(topic.texts(), expected);
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-wrapped")]
async fn wrapped_vec() -> Json<Vec<Order>> {
    Json(vec![order(), order()])
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-wrapped")]
async fn wrapped_map() -> Json<HashMap<String, i64>> {
    Json(HashMap::from([("a".to_owned(), 1)]))
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-wrapped")]
async fn wrapped_nothing() -> Json<()> {
    Json(())
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-wrapped")]
async fn wrapped_option() -> Option<Json<Option<Vec<u8>>>> {
    Some(Json(Some(vec![1, 2])))
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-wrapped")]
async fn wrapped_text() -> KafkaEventData<Json<&'static str>> {
    KafkaEventData::new(Json("text"))
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-wrapped")]
async fn wrapped_many() -> Vec<Json<Vec<i64>>> {
    vec![Json(vec![1, 2]), Json(vec![])]
}

#[tokio::test]
async fn json_makes_one_record_of_anything() {
    let topic = topic("values-wrapped", 1);

    wrapped_vec().await.unwrap();
    wrapped_map().await.unwrap();
    wrapped_nothing().await.unwrap();
    wrapped_option().await.unwrap();
    wrapped_text().await.unwrap();
    assert_eq!(wrapped_many().await.unwrap().len(), 2);

    let orders = format!("[{ORDER},{ORDER}]");
    assert_eq!(topic.texts(), [&orders, r#"{"a":1}"#, "null", "[1,2]", "\"text\"", "[1,2]", "[]"]);
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-as-json", value_format = json)]
async fn text_as_json() -> String {
    TEXT.to_owned()
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-as-json", value_format = json)]
async fn number_as_json() -> i64 {
    -5
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-as-json", value_format = json)]
async fn bytes_as_json() -> Vec<u8> {
    vec![1, 255]
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-as-json", value_format = json)]
async fn collection_as_json() -> KafkaEventData<Vec<i64>> {
    KafkaEventData::new(vec![1, 2])
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "values-as-json", value_format = json)]
async fn texts_as_json() -> Vec<&'static str> {
    vec!["one", "two"]
}

#[tokio::test]
async fn json_where_it_is_written_wins_over_the_type() {
    let topic = topic("values-as-json", 1);

    text_as_json().await.unwrap();
    number_as_json().await.unwrap();
    bytes_as_json().await.unwrap();
    collection_as_json().await.unwrap();
    assert_eq!(texts_as_json().await.unwrap().len(), 2);

    let quoted = r#""größer, \"𝄞\"\n\u0000""#;
    assert_eq!(topic.texts(), [quoted, "-5", "[1,255]", "[1,2]", "\"one\"", "\"two\""]);
}
