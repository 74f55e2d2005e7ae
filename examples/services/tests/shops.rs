//! The two shops behind HTTP.

use serde_json::{Value, json};

use crate::NOBODY;
use crate::program::Program;
use crate::support::broker::Broker;
use crate::support::consume::read_all;

const AXUM: &str = env!("CARGO_BIN_EXE_axum_shop");
const ACTIX: &str = env!("CARGO_BIN_EXE_actix_shop");

fn cart() -> Value {
    json!({ "customer": "c-42", "items": ["tea", "cup"] })
}

/// Larger than a record may be, and no larger than axum takes.
fn large_cart() -> Value {
    json!({ "customer": "c-42", "items": ["x".repeat(1_500_000)] })
}

fn value(record: &crate::support::consume::ReadRecord) -> Value {
    serde_json::from_slice(record.value.as_ref().unwrap()).unwrap()
}

#[test]
fn an_order_posted_to_axum_is_two_records_and_its_number() {
    let broker = Broker::shared();
    let topics = ["orders", "audit", "cancellations"].map(|name| broker.unique_topic(name, 1));
    let shop = Program::start(
        AXUM,
        broker.bootstrap(),
        &[
            ("KAFKA_OUTPUT__ORDER_PLACED_ORDER__TOPIC", &topics[0]),
            ("KAFKA_OUTPUT__ORDER_PLACED_AUDIT__TOPIC", &topics[1]),
            ("KAFKA_OUTPUT__CANCEL_ORDER__TOPIC", &topics[2]),
        ],
    );

    let answer = shop.post("/orders", &cart());
    assert_eq!((answer.status, answer.json()), (201, json!({ "number": 1 })));
    let [order] = &read_all(broker.bootstrap(), &topics[0], 1)[..] else { panic!("one record") };
    assert_eq!(order.key_text(), Some("c-42"));
    assert_eq!(value(order), json!({ "number": 1, "customer": "c-42", "items": ["tea", "cup"] }));
    let [audit] = &read_all(broker.bootstrap(), &topics[1], 1)[..] else { panic!("one record") };
    assert_eq!(audit.value_text(), Some("order 1 of 2 items"));

    // One record is accepted, and where it lies is no stranger's matter.
    let answer = shop.send("DELETE", "/orders/1", String::new());
    assert_eq!((answer.status, answer.body.as_str()), (202, r#"{"acknowledged":1}"#));
    let [cancelled] = &read_all(broker.bootstrap(), &topics[2], 1)[..] else { panic!("one record") };
    assert_eq!((cancelled.key_text(), cancelled.value_text()), (Some("1"), Some("order 1 is cancelled")));

    // The function's own error, and what an extractor refuses, are answered as without Kafka.
    assert_eq!(shop.send("DELETE", "/orders/7", String::new()).status, 404);
    assert_eq!(shop.post("/orders", &json!({ "customer": 1 })).status, 422);

    // The order is too large; its audit is there all the same, so the client must not simply try again.
    let answer = shop.post("/orders", &large_cart());
    answer.assert_problem(413);
    assert!(answer.body.contains("in part"), "{answer:?}");
    assert_eq!(read_all(broker.bootstrap(), &topics[1], 2).len(), 2);
    assert_eq!(read_all(broker.bootstrap(), &topics[0], 1).len(), 1);
    assert!(shop.log().contains("max_message_bytes"), "{}", shop.log());

    let (status, report) = shop.terminate();
    assert_eq!((status.code(), report.as_str()), (Some(0), "4 delivered, 0 failed, 0 undelivered"));
}

#[test]
fn without_a_broker_clients_hear_of_a_timeout_and_operators_of_the_broker() {
    for (path, output) in [(AXUM, "order_placed_order"), (ACTIX, "order_placed")] {
        let shop = Program::start(path, NOBODY, &[("KAFKA_TIMEOUT_MS", "1500")]);
        let answer = shop.post("/orders", &cart());
        answer.assert_problem(504);
        assert_eq!(answer.retry_after, None);
        let log = shop.log();
        assert!(
            log.contains(&format!("output `{output}`")) && log.contains(NOBODY) && log.contains("1500 ms"),
            "{log}"
        );
    }
}

#[test]
fn an_order_posted_to_actix_is_a_record() {
    let broker = Broker::shared();
    let topic = broker.unique_topic("orders", 1);
    let shop = Program::start(ACTIX, broker.bootstrap(), &[("KAFKA_OUTPUT__ORDER_PLACED__TOPIC", &topic)]);

    assert_eq!(shop.post("/orders", &cart()).status, 202);
    let answer = shop.post("/orders", &large_cart());
    answer.assert_problem(413);
    assert!(!answer.body.contains("in part"), "{answer:?}");

    let [order] = &read_all(broker.bootstrap(), &topic, 1)[..] else { panic!("one record") };
    assert_eq!((order.key_text(), value(order)), (Some("c-42"), cart()));
    let (status, report) = shop.terminate();
    assert_eq!((status.code(), report.as_str()), (Some(0), "1 delivered, 0 failed, 0 undelivered"));
}

#[test]
fn a_topic_that_is_not_there_is_a_fault_of_the_service() {
    let broker = Broker::start_own(
        crate::support::options::BrokerOptions::new().property("auto.create.topics.enable", "false"),
    );
    let shop = Program::start(ACTIX, broker.bootstrap(), &[]);
    let answer = shop.post("/orders", &cart());
    answer.assert_problem(500);
    assert!(shop.log().contains("topic `orders`"), "{}", shop.log());
}
