//! Functions that share a connection, against the real broker.
#![allow(clippy::unwrap_used, reason = "a panic is how a test reports")]

use kafka_output::{KafkaEventData, kafka_connection, kafka_output, outputs};

use crate::support::runtime::topic;

#[kafka_connection(broker_list = "%KAFKA_BROKERS%", client_id = "shared", compression_type = snappy, max_message_bytes = 2000)]
struct Shared;

#[kafka_output(connection = Shared, topic = "connection-orders", headers = { "source" = "shop" })]
async fn through_connection(value: String) -> KafkaEventData<String> {
    KafkaEventData::new(value).key("c-42")
}

#[kafka_output(connection = Shared, topic = "connection-large", max_message_bytes = "1MB")]
fn own_limit(value: String) -> String {
    value
}

#[tokio::test]
async fn a_function_sends_through_its_connection() {
    let topic = topic("connection-orders", 1);

    through_connection("placed".to_owned()).await.unwrap();

    let [record] = topic.read();
    assert_eq!((record.key_text(), record.value_text()), (Some("c-42"), Some("placed")));
    assert_eq!(record.header_bytes(), [("source", Some(&b"shop"[..]))]);
}

#[tokio::test]
async fn the_functions_option_wins_over_the_connections() {
    let topic = topic("connection-large", 1);
    let large = "x".repeat(10_000);

    let refused = through_connection(large.clone()).await.unwrap_err();
    assert_eq!(refused.kind(), kafka_output::ErrorKind::TooLarge, "{refused}");
    own_limit(large).unwrap();

    assert_eq!(topic.texts(), ["x".repeat(10_000)]);
}

#[test]
fn the_catalogue_tells_a_connections_options_too() {
    let outputs = outputs();
    let own_limit = outputs.iter().find(|output| output.name() == "own_limit").unwrap();
    let told = |name: &str| own_limit.options().find(|(option, _)| *option == name).map(|(_, value)| value);
    assert_eq!(told("client_id").as_deref(), Some("shared"));
    assert_eq!(told("max_message_bytes").as_deref(), Some("1000000"));
}
