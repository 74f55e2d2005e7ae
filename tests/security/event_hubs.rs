//! The samples of Azure's binding that send to Event Hubs, against a listener with its way in: TLS, PLAIN, and the user `$ConnectionString`.

use kafka_output::{KafkaEventData, KafkaOutputs, kafka_connection, kafka_output};

use crate::support::kcat;
use crate::world::{EVENT_HUB, logs, runtime, secrets, world};

#[kafka_connection(
    broker_list = "%SASLTLS%",
    protocol = sasl_ssl,
    authentication_mode = plain,
    username = "$ConnectionString",
    password = "%CONNECTION_STRING%",
    ssl_ca_location = "%CA%",
    message_timeout_ms = 20000,
)]
struct EventHubs;

#[derive(KafkaOutputs)]
struct MultipleOutputType {
    #[kafka_output(connection = EventHubs, topic = "my-event-hub")]
    kevent: String,
    #[kafka_output(connection = EventHubs, topic = "my-event-hub")]
    kevents: Vec<KafkaEventData<&'static str>>,
    #[kafka_output(returned)]
    http_response: String,
}

#[kafka_output]
async fn event_hubs_outputs(message: &str) -> MultipleOutputType {
    let event = |value| KafkaEventData::new(value).header("test", "dotnet-isolated");
    MultipleOutputType {
        kevent: message.to_owned(),
        kevents: vec![event("one"), event("two").key("k")],
        http_response: "Ok".to_owned(),
    }
}

#[tokio::test]
async fn one_record_and_many_with_headers_and_a_response() {
    runtime();
    world().broker.create_topic(EVENT_HUB, 1);

    assert_eq!(event_hubs_outputs("message").await.unwrap(), "Ok");

    let records = kcat::read(world().broker.bootstrap(), EVENT_HUB, 3);
    let values: Vec<_> = records.iter().map(|record| record.value_text().unwrap()).collect();
    assert_eq!(values, ["message", "one", "two"]);
    let header = [("test", Some(&b"dotnet-isolated"[..]))];
    assert_eq!(records[0].header_bytes(), []);
    assert_eq!((records[1].header_bytes(), records[2].header_bytes()), (header.to_vec(), header.to_vec()));
    assert_eq!(records[2].key_text(), Some("k"));
    logs::assert_without(&secrets());
}
