//! What holds on memory, on an embedded cluster and on a live broker alike.

use std::time::{Duration, UNIX_EPOCH};

use kafka_output::testing::{TestBackend, TestKafka};
use kafka_output::{Error, ErrorKind, KafkaEventData, kafka_output};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Order {
    id: i64,
    customer: String,
    note: Option<String>,
}

fn order(id: i64) -> Order {
    Order { id, customer: "c-42".to_owned(), note: None }
}

/// The brokers are nobody's: a test that reached for them would fail.
#[kafka_output(broker_list = "%KIT_BROKERS%", topic = "kit-orders", headers = { "source" = "%KIT_SOURCE%" })]
async fn order_placed(order: Order) -> KafkaEventData<Order> {
    KafkaEventData::new(order).key("c-42")
}

#[kafka_output(broker_list = "kafka.example.com:9092", topic = "kit-orders", key = customer)]
fn orders_placed(orders: Vec<Order>) -> Vec<Order> {
    orders
}

#[kafka_output(broker_list = "kafka.example.com:9092", topic = "kit-audit", delivery = enqueued)]
async fn audited(line: &str) -> String {
    line.to_owned()
}

const SCHEMA: &str = r#"{"type": "record", "name": "Order", "fields": [{"name": "id", "type": "long"},
    {"name": "customer", "type": "string"}, {"name": "note", "type": ["null", "string"]}]}"#;

#[kafka_output(
    broker_list = "%KIT_BROKERS%",
    topic = "kit-avro",
    avro_schema = r#"{"type": "record", "name": "Order",
    "fields": [{"name": "id", "type": "long"}, {"name": "customer", "type": "string"},
    {"name": "note", "type": ["null", "string"]}]}"#
)]
async fn avro_placed(order: Order) -> Order {
    order
}

#[kafka_output::test]
async fn a_record_has_all_its_parts(kafka: &mut TestKafka) -> Result<(), Error> {
    kafka.setting("KIT_SOURCE", "checkout");
    let delivery = order_placed(order(7)).await?;
    assert_eq!((delivery.topic(), delivery.partition(), delivery.offset()), ("kit-orders", 0, 0));
    kafka
        .published_on("kit-orders")
        .times(1)
        .key("c-42")
        .json(order(7))
        .headers(&[("source", "checkout")])
        .partition(0);
    kafka.published_on("kit-audit").none();
    Ok(())
}

#[kafka_output::test]
fn a_plain_function_is_tested_plainly(kafka: &mut TestKafka) {
    let orders: Vec<Order> = (0..100).map(order).collect();
    let deliveries = orders_placed(orders).unwrap();
    assert!(deliveries.iter().zip(0..).all(|(delivery, at)| delivery.offset() == at));
    let published = kafka.published_on("kit-orders").times(100);
    published.nth(99).json(order(99)).key("c-42");
}

#[kafka_output::test]
async fn what_is_enqueued_is_waited_for(kafka: &mut TestKafka) {
    for line in ["one", "two", "three"] {
        audited(line).await.unwrap();
    }
    let published = kafka.published_on("kit-audit").times(3);
    published.nth(1).value("two").no_key();
}

#[kafka_output::test]
async fn spawned_tasks_and_threads_send_here_too(kafka: &mut TestKafka) {
    let task = tokio::spawn(async { audited("of a task").await.map(drop) });
    task.await.unwrap().unwrap();
    let handle = kafka.handle();
    let thread = std::thread::spawn(move || handle.run_blocking(|| orders_placed(vec![order(1)]).map(drop)));
    thread.join().unwrap().unwrap();
    kafka.published_on("kit-audit").times(1).value("of a task");
    kafka.published_on("kit-orders").times(1).json(order(1));
}

#[kafka_output::test]
async fn an_event_goes_where_it_says(kafka: &TestKafka) {
    #[kafka_output(broker_list = "%KIT_BROKERS%", topic = "kit-elsewhere")]
    async fn moved() -> KafkaEventData<String> {
        let at = UNIX_EPOCH + Duration::from_millis(1_700_000_000_123);
        KafkaEventData::new("moved".to_owned()).topic("kit-moved").partition(2).timestamp(at)
    }
    kafka.create_topic("kit-moved", 3);
    let delivery = moved().await.unwrap();
    assert_eq!((delivery.topic(), delivery.partition()), ("kit-moved", 2));
    kafka.published_on("kit-moved").times(1).partition(2).timestamp_millis(1_700_000_000_123);
    kafka.published_on("kit-elsewhere").none();
}

#[kafka_output::test]
async fn a_tombstone_is_null(kafka: &mut TestKafka) {
    #[kafka_output(broker_list = "%KIT_BROKERS%", topic = "kit-gone")]
    async fn gone() -> KafkaEventData<Order> {
        KafkaEventData::tombstone("c-42")
    }
    gone().await.unwrap();
    kafka.published_on("kit-gone").times(1).tombstone().key("c-42");
}

#[kafka_output::test]
async fn avro_is_read_by_the_schema_of_the_call(kafka: &mut TestKafka) {
    let noted = Order { note: Some("by hand".to_owned()), ..order(8) };
    avro_placed(noted.clone()).await.unwrap();
    kafka
        .published_on("kit-avro")
        .times(1)
        .avro(&noted)
        .avro_as(&noted)
        .avro(serde_json::json!({"id": 8, "customer": "c-42", "note": "by hand"}))
        .avro_schema(SCHEMA)
        .avro(&noted);
}

#[kafka_output::test]
async fn an_options_setting_may_change_between_calls(kafka: &mut TestKafka) {
    for source in ["web", "app"] {
        kafka.setting("KIT_SOURCE", source);
        order_placed(order(1)).await.unwrap();
    }
    let published = kafka.published_on("kit-orders").times(2);
    published.nth(0).header("source", "web").nth(1).header("source", "app");
}

#[kafka_output::test]
async fn a_missing_setting_is_an_error(_kafka: &mut TestKafka) {
    let error = order_placed(order(1)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Setting);
    assert!(
        error.to_string().contains("KIT_SOURCE") && !error.to_string().contains("KIT_BROKERS"),
        "{error}"
    );
}

#[kafka_output::test]
#[should_panic(expected = "1 record was published on `kit-audit`, expected 2")]
async fn a_failed_assertion_fails_the_test(kafka: &mut TestKafka) {
    audited("once").await.unwrap();
    kafka.published_on("kit-audit").times(2);
}

#[kafka_output::test]
#[should_panic(expected = "published elsewhere: `kit-audit` (1)")]
async fn a_misspelt_topic_shows_where_the_records_went(kafka: &mut TestKafka) {
    audited("once").await.unwrap();
    kafka.published_on("kit-audits").times(1);
}

#[kafka_output::test]
async fn a_test_need_not_look() {
    audited("unseen").await.unwrap();
}

/// Which backend it is, as the environment chose.
#[kafka_output::test]
async fn the_environment_chooses(kafka: &mut TestKafka) {
    let expected = std::env::var("KAFKA_OUTPUT_TEST").unwrap_or_else(|_| "memory".to_owned());
    assert_eq!(kafka.backend().to_string(), expected);
    assert_eq!(kafka.embedded_cluster().is_some(), kafka.backend() == TestBackend::Embedded);
    let own = kafka.topic_on_brokers("kit-orders");
    assert_eq!(own != "kit-orders", kafka.backend() == TestBackend::Live, "{own}");
}
