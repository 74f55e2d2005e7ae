//! Values in one format and keys in another: every pair.
#![allow(clippy::unwrap_used, reason = "a panic is how a test reports")]

use kafka_output::{KafkaEventData, kafka_output};
use serde::Serialize;

use crate::support::runtime::topic;

#[derive(Serialize)]
struct Row {
    id: i64,
    name: &'static str,
}

#[derive(Clone, PartialEq, prost::Message)]
struct Message {
    #[prost(int64, tag = "1")]
    id: i64,
    #[prost(string, tag = "2")]
    name: String,
}

fn text() -> String {
    "text".to_owned()
}

fn bytes() -> Vec<u8> {
    vec![0, 255]
}

fn row() -> Row {
    Row { id: 7, name: "a,b" }
}

fn message() -> Message {
    Message { id: 7, name: "ab".to_owned() }
}

/// The formats in the order of the calls, each with what it makes of its value.
const FORMATS: [&[u8]; 7] = [
    b"text",
    b"\x00\xff",
    b"{\"id\":7,\"name\":\"a,b\"}",
    b"7,\"a,b\"",
    b"\x0e\x06a,b",
    b"\x08\x07\x12\x02ab",
    b"\0\0\0\0\0\0\0\x07",
];

macro_rules! pair {
    ($name:ident: $value:ty, $key:ty, $($options:tt)*) => {
        #[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "pairs", $($options)*)]
        pub(super) async fn $name(value: $value, key: $key) -> KafkaEventData<$value, $key> {
            KafkaEventData::new(value).key(key)
        }
    };
}

#[rustfmt::skip]
mod outputs {
    use super::{KafkaEventData, Message, Row, kafka_output};

    pair!(pair_string_string: String, String, value_format = string, key_format = string);
    pair!(pair_string_binary: String, Vec<u8>, value_format = string, key_format = binary);
    pair!(pair_string_json: String, Row, value_format = string, key_format = json);
    pair!(pair_string_csv: String, Row, value_format = string, key_format = csv);
    pair!(pair_string_avro: String, Row, value_format = string, key_avro_schema = r#"{"type": "record", "name": "Row", "fields": [{"name": "id", "type": "long"}, {"name": "name", "type": "string"}]}"#);
    pair!(pair_string_protobuf: String, Message, value_format = string, key_format = protobuf);
    pair!(pair_string_integer: String, i64, value_format = string);
    pair!(pair_binary_string: Vec<u8>, String, value_format = binary, key_format = string);
    pair!(pair_binary_binary: Vec<u8>, Vec<u8>, value_format = binary, key_format = binary);
    pair!(pair_binary_json: Vec<u8>, Row, value_format = binary, key_format = json);
    pair!(pair_binary_csv: Vec<u8>, Row, value_format = binary, key_format = csv);
    pair!(pair_binary_avro: Vec<u8>, Row, value_format = binary, key_avro_schema = r#"{"type": "record", "name": "Row", "fields": [{"name": "id", "type": "long"}, {"name": "name", "type": "string"}]}"#);
    pair!(pair_binary_protobuf: Vec<u8>, Message, value_format = binary, key_format = protobuf);
    pair!(pair_binary_integer: Vec<u8>, i64, value_format = binary);
    pair!(pair_json_string: Row, String, value_format = json, key_format = string);
    pair!(pair_json_binary: Row, Vec<u8>, value_format = json, key_format = binary);
    pair!(pair_json_json: Row, Row, value_format = json, key_format = json);
    pair!(pair_json_csv: Row, Row, value_format = json, key_format = csv);
    pair!(pair_json_avro: Row, Row, value_format = json, key_avro_schema = r#"{"type": "record", "name": "Row", "fields": [{"name": "id", "type": "long"}, {"name": "name", "type": "string"}]}"#);
    pair!(pair_json_protobuf: Row, Message, value_format = json, key_format = protobuf);
    pair!(pair_json_integer: Row, i64, value_format = json);
    pair!(pair_csv_string: Row, String, value_format = csv, key_format = string);
    pair!(pair_csv_binary: Row, Vec<u8>, value_format = csv, key_format = binary);
    pair!(pair_csv_json: Row, Row, value_format = csv, key_format = json);
    pair!(pair_csv_csv: Row, Row, value_format = csv, key_format = csv);
    pair!(pair_csv_avro: Row, Row, value_format = csv, key_avro_schema = r#"{"type": "record", "name": "Row", "fields": [{"name": "id", "type": "long"}, {"name": "name", "type": "string"}]}"#);
    pair!(pair_csv_protobuf: Row, Message, value_format = csv, key_format = protobuf);
    pair!(pair_csv_integer: Row, i64, value_format = csv);
    pair!(pair_avro_string: Row, String, avro_schema = r#"{"type": "record", "name": "Row", "fields": [{"name": "id", "type": "long"}, {"name": "name", "type": "string"}]}"#, key_format = string);
    pair!(pair_avro_binary: Row, Vec<u8>, avro_schema = r#"{"type": "record", "name": "Row", "fields": [{"name": "id", "type": "long"}, {"name": "name", "type": "string"}]}"#, key_format = binary);
    pair!(pair_avro_json: Row, Row, avro_schema = r#"{"type": "record", "name": "Row", "fields": [{"name": "id", "type": "long"}, {"name": "name", "type": "string"}]}"#, key_format = json);
    pair!(pair_avro_csv: Row, Row, avro_schema = r#"{"type": "record", "name": "Row", "fields": [{"name": "id", "type": "long"}, {"name": "name", "type": "string"}]}"#, key_format = csv);
    pair!(pair_avro_avro: Row, Row, avro_schema = r#"{"type": "record", "name": "Row", "fields": [{"name": "id", "type": "long"}, {"name": "name", "type": "string"}]}"#, key_avro_schema = r#"{"type": "record", "name": "Row", "fields": [{"name": "id", "type": "long"}, {"name": "name", "type": "string"}]}"#);
    pair!(pair_avro_protobuf: Row, Message, avro_schema = r#"{"type": "record", "name": "Row", "fields": [{"name": "id", "type": "long"}, {"name": "name", "type": "string"}]}"#, key_format = protobuf);
    pair!(pair_avro_integer: Row, i64, avro_schema = r#"{"type": "record", "name": "Row", "fields": [{"name": "id", "type": "long"}, {"name": "name", "type": "string"}]}"#);
    pair!(pair_protobuf_string: Message, String, value_format = protobuf, key_format = string);
    pair!(pair_protobuf_binary: Message, Vec<u8>, value_format = protobuf, key_format = binary);
    pair!(pair_protobuf_json: Message, Row, value_format = protobuf, key_format = json);
    pair!(pair_protobuf_csv: Message, Row, value_format = protobuf, key_format = csv);
    pair!(pair_protobuf_avro: Message, Row, value_format = protobuf, key_avro_schema = r#"{"type": "record", "name": "Row", "fields": [{"name": "id", "type": "long"}, {"name": "name", "type": "string"}]}"#);
    pair!(pair_protobuf_protobuf: Message, Message, value_format = protobuf, key_format = protobuf);
    pair!(pair_protobuf_integer: Message, i64, value_format = protobuf);
    pair!(pair_integer_string: i64, String, key_format = string);
    pair!(pair_integer_binary: i64, Vec<u8>, key_format = binary);
    pair!(pair_integer_json: i64, Row, key_format = json);
    pair!(pair_integer_csv: i64, Row, key_format = csv);
    pair!(pair_integer_avro: i64, Row, key_avro_schema = r#"{"type": "record", "name": "Row", "fields": [{"name": "id", "type": "long"}, {"name": "name", "type": "string"}]}"#);
    pair!(pair_integer_protobuf: i64, Message, key_format = protobuf);
    pair!(pair_integer_integer: i64, i64, );
}
#[allow(clippy::wildcard_imports, reason = "there are 49")]
use outputs::*;

#[rustfmt::skip]
async fn send_all() {
    pair_string_string(text(), text()).await.unwrap();
    pair_string_binary(text(), bytes()).await.unwrap();
    pair_string_json(text(), row()).await.unwrap();
    pair_string_csv(text(), row()).await.unwrap();
    pair_string_avro(text(), row()).await.unwrap();
    pair_string_protobuf(text(), message()).await.unwrap();
    pair_string_integer(text(), 7).await.unwrap();
    pair_binary_string(bytes(), text()).await.unwrap();
    pair_binary_binary(bytes(), bytes()).await.unwrap();
    pair_binary_json(bytes(), row()).await.unwrap();
    pair_binary_csv(bytes(), row()).await.unwrap();
    pair_binary_avro(bytes(), row()).await.unwrap();
    pair_binary_protobuf(bytes(), message()).await.unwrap();
    pair_binary_integer(bytes(), 7).await.unwrap();
    pair_json_string(row(), text()).await.unwrap();
    pair_json_binary(row(), bytes()).await.unwrap();
    pair_json_json(row(), row()).await.unwrap();
    pair_json_csv(row(), row()).await.unwrap();
    pair_json_avro(row(), row()).await.unwrap();
    pair_json_protobuf(row(), message()).await.unwrap();
    pair_json_integer(row(), 7).await.unwrap();
    pair_csv_string(row(), text()).await.unwrap();
    pair_csv_binary(row(), bytes()).await.unwrap();
    pair_csv_json(row(), row()).await.unwrap();
    pair_csv_csv(row(), row()).await.unwrap();
    pair_csv_avro(row(), row()).await.unwrap();
    pair_csv_protobuf(row(), message()).await.unwrap();
    pair_csv_integer(row(), 7).await.unwrap();
    pair_avro_string(row(), text()).await.unwrap();
    pair_avro_binary(row(), bytes()).await.unwrap();
    pair_avro_json(row(), row()).await.unwrap();
    pair_avro_csv(row(), row()).await.unwrap();
    pair_avro_avro(row(), row()).await.unwrap();
    pair_avro_protobuf(row(), message()).await.unwrap();
    pair_avro_integer(row(), 7).await.unwrap();
    pair_protobuf_string(message(), text()).await.unwrap();
    pair_protobuf_binary(message(), bytes()).await.unwrap();
    pair_protobuf_json(message(), row()).await.unwrap();
    pair_protobuf_csv(message(), row()).await.unwrap();
    pair_protobuf_avro(message(), row()).await.unwrap();
    pair_protobuf_protobuf(message(), message()).await.unwrap();
    pair_protobuf_integer(message(), 7).await.unwrap();
    pair_integer_string(7, text()).await.unwrap();
    pair_integer_binary(7, bytes()).await.unwrap();
    pair_integer_json(7, row()).await.unwrap();
    pair_integer_csv(7, row()).await.unwrap();
    pair_integer_avro(7, row()).await.unwrap();
    pair_integer_protobuf(7, message()).await.unwrap();
    pair_integer_integer(7, 7).await.unwrap();
}

#[tokio::test]
async fn every_format_of_a_value_goes_with_every_format_of_a_key() {
    let topic = topic("pairs", 1);

    send_all().await;

    let pairs = FORMATS.iter().flat_map(|value| FORMATS.iter().map(move |key| (*value, *key)));
    for (record, (value, key)) in topic.read_many(49).iter().zip(pairs) {
        assert_eq!((record.value.as_deref(), record.key.as_deref()), (Some(value), Some(key)));
    }
}
