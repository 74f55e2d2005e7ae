//! The samples that return an HTTP response beside their records, and those with an entity of Java's.

use kafka_output::{CallError, Deliveries, ErrorKind, KafkaEventData, KafkaOutputs, kafka_output};

use crate::support::runtime::topic;

/// What a function of the web returns to its caller.
#[derive(Debug, PartialEq)]
struct HttpResponse {
    status: u16,
    body: String,
}

#[derive(KafkaOutputs)]
struct MultipleOutputType {
    #[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "azure-kevent")]
    kevent: String,
    #[kafka_output(returned)]
    http_response: HttpResponse,
}

#[kafka_output]
async fn azure_kevent(message: Option<&str>) -> MultipleOutputType {
    let body = message.map_or_else(|| "Ok".to_owned(), |message| format!("Message: {message}"));
    MultipleOutputType { kevent: body.clone(), http_response: HttpResponse { status: 200, body } }
}

#[tokio::test]
async fn the_caller_gets_the_response_and_kafka_the_record() {
    let topic = topic("azure-kevent", 1);

    let responses = [azure_kevent(Some("hello")).await.unwrap(), azure_kevent(None).await.unwrap()];

    let expected = ["Message: hello", "Ok"].map(|body| HttpResponse { status: 200, body: body.to_owned() });
    assert_eq!(responses, expected);
    assert_eq!(topic.texts(), ["Message: hello", "Ok"]);
}

#[derive(KafkaOutputs)]
struct MultipleOutputTypeForBatch {
    #[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "azure-kevents")]
    kevents: Vec<KafkaEventData<String>>,
    #[kafka_output(returned)]
    http_response: HttpResponse,
}

/// A function that may refuse its request before there is anything to send.
#[kafka_output]
async fn azure_kevents(messages: &[&str]) -> Result<MultipleOutputTypeForBatch, &'static str> {
    if messages.is_empty() {
        return Err("no messages");
    }
    let event = |message: &&str| KafkaEventData::new((*message).to_owned()).header("test", "dotnet-isolated");
    Ok(MultipleOutputTypeForBatch {
        kevents: messages.iter().map(event).collect(),
        http_response: HttpResponse { status: 202, body: format!("{} taken", messages.len()) },
    })
}

#[tokio::test]
async fn each_of_an_array_is_a_record_with_its_headers_and_the_response_is_one() {
    let topic = topic("azure-kevents", 1);

    let refused = azure_kevents(&[]).await.unwrap_err();
    let response = azure_kevents(&["one", "two"]).await.unwrap();

    assert!(matches!(refused, CallError::Function("no messages")));
    assert_eq!(response, HttpResponse { status: 202, body: "2 taken".to_owned() });
    let records = topic.read::<2>();
    for (record, value) in records.iter().zip(["one", "two"]) {
        assert_eq!(record.value_text(), Some(value));
        assert_eq!(record.header_bytes(), [("test", Some(&b"dotnet-isolated"[..]))]);
    }
}

/// As Java's `KafkaEntity`, whose offset nobody can choose: partition, timestamp, value and headers.
#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "azure-entities")]
async fn azure_entities() -> [KafkaEventData<&'static str>; 2] {
    let entity = |value| {
        KafkaEventData::new(value).partition(1).timestamp_millis(1_649_474_406_591).header("test", "java")
    };
    [entity("one"), entity("two").header("other", "1")]
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "azure-entities")]
async fn azure_entity_without_a_value() -> KafkaEventData<String> {
    KafkaEventData::tombstone("c-42").partition(0)
}

#[tokio::test]
async fn an_entitys_partition_timestamp_and_null_value_reach_the_wire() {
    let topic = topic("azure-entities", 2);

    let deliveries: Deliveries = azure_entities().await.unwrap();
    azure_entity_without_a_value().await.unwrap();

    let places = deliveries.iter().map(|delivery| (delivery.partition(), delivery.offset()));
    assert_eq!(places.collect::<Vec<_>>(), [(1, 0), (1, 1)]);
    let [tombstone, one, two] = topic.read();
    assert_eq!(
        (tombstone.partition, tombstone.key_text(), tombstone.value.as_ref()),
        (0, Some("c-42"), None)
    );
    let test = ("test", Some(&b"java"[..]));
    assert_eq!((one.value_text(), one.header_bytes()), (Some("one"), vec![test]));
    assert_eq!((two.value_text(), two.header_bytes()), (Some("two"), vec![test, ("other", Some(b"1"))]));
    assert_eq!([one.timestamp_ms, two.timestamp_ms], [1_649_474_406_591; 2]);
}

#[derive(KafkaOutputs)]
struct Unreachable {
    #[kafka_output(broker_list = "127.0.0.1:1", topic = "azure-nowhere", message_timeout_ms = 1000)]
    kevent: String,
    #[kafka_output(returned)]
    http_response: HttpResponse,
}

#[kafka_output]
async fn azure_unreachable() -> Unreachable {
    let http_response = HttpResponse { status: 200, body: "Ok".to_owned() };
    Unreachable { kevent: "lost".to_owned(), http_response }
}

/// What the binding's users complained of most: success, and no record.
#[tokio::test]
async fn a_record_that_reaches_no_broker_is_no_success() {
    crate::support::runtime::runtime();
    let error = azure_unreachable().await.unwrap_err();
    assert_eq!((error.kind(), error.topic()), (ErrorKind::Timeout, Some("azure-nowhere")));
    assert_eq!(error.into_returned::<HttpResponse>().unwrap().status, 200);
}
