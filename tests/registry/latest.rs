//! `use_latest_version` where the newest schema is another one: what arrives is read by other clients, and what would be lost is refused.

use kafka_output::{ErrorKind, kafka_output};
use serde::Serialize;
use serde_json::{Value, json};

use super::{decoded, topic, unframed};
use crate::support::registry::Registry;

#[derive(Serialize)]
struct Happened {
    it: Event,
}

/// Its branches, named as the schema's.
#[derive(Serialize)]
enum Event {
    OrderPlaced { id: i64 },
    OrderCancelled { id: i64, reason: &'static str },
}

const PLACED: &str =
    r#"{"type": "record", "name": "OrderPlaced", "fields": [{"name": "id", "type": "long"}]}"#;
const CANCELLED: &str = r#"{"type": "record", "name": "OrderCancelled", "fields": [
    {"name": "id", "type": "long"}, {"name": "reason", "type": "string"}
]}"#;

fn happened(branches: &str) -> String {
    format!(
        r#"{{"type": "record", "name": "Happened", "namespace": "shop", "fields": [{{"name": "it", "type": [{branches}]}}]}}"#
    )
}

#[kafka_output(
    broker_list = "%KAFKA_BROKERS%",
    topic = "registry-latest-events",
    schema_registry_url = "%SCHEMA_REGISTRY%",
    use_latest_version = true,
    avro_schema = r#"{"type": "record", "name": "Happened", "namespace": "shop", "fields": [{"name": "it", "type": [
        {"type": "record", "name": "OrderPlaced", "fields": [{"name": "id", "type": "long"}]},
        {"type": "record", "name": "OrderCancelled", "fields": [{"name": "id", "type": "long"}, {"name": "reason", "type": "string"}]}
    ]}]}"#
)]
async fn events_by_latest() -> Vec<Happened> {
    let events = [Event::OrderPlaced { id: 1 }, Event::OrderCancelled { id: 2, reason: "late" }];
    events.into_iter().map(|it| Happened { it }).collect()
}

#[tokio::test]
async fn a_branch_of_a_union_arrives_as_the_one_it_is_and_with_all_its_fields() {
    let topic = topic("registry-latest-events", 1);
    let shipped = r#"{"type": "record", "name": "OrderShipped", "fields": [{"name": "id", "type": "long"}]}"#;
    let with_total = PLACED.replace("}]", r#"}, {"name": "total", "type": "long", "default": 0}]"#);
    let latest = happened(&format!("{shipped}, {with_total}, {CANCELLED}"));
    let id = Registry::shared().register("registry-latest-events-value", &latest);

    events_by_latest().await.unwrap();

    let [placed, cancelled] = topic.read_many(2).try_into().unwrap();
    assert_eq!(unframed(placed.value.as_deref()), (id, &b"\x02\x02\x00"[..]));
    assert_eq!(unframed(cancelled.value.as_deref()), (id, &b"\x04\x04\x08late"[..]));
    let [placed, cancelled] = decoded("registry-latest-events");
    assert_eq!(placed["value"]["data"], json!({"it": {"id": 1, "total": 0}}));
    assert_eq!(cancelled["value"]["data"], json!({"it": {"id": 2, "reason": "late"}}));
}

#[derive(Serialize)]
struct Payment {
    id: i64,
    total: i64,
    state: &'static str,
}

#[kafka_output(
    broker_list = "%KAFKA_BROKERS%",
    topic = "registry-latest-payments",
    schema_registry_url = "%SCHEMA_REGISTRY%",
    use_latest_version = true,
    avro_schema_file = "schemas/payment.avsc"
)]
async fn payment_by_latest() -> Payment {
    Payment { id: 1, total: 4711, state: "RETURNED" }
}

#[kafka_output(
    broker_list = "%KAFKA_BROKERS%",
    topic = "registry-latest-refused",
    schema_registry_url = "%SCHEMA_REGISTRY%",
    use_latest_version = true,
    avro_schema_file = "schemas/payment.avsc"
)]
async fn payment_that_would_lose() -> Payment {
    Payment { id: 1, total: 4711, state: "RETURNED" }
}

/// A newest schema of payments, in a namespace and with these symbols and fields.
fn payments(namespace: &str, symbols: &str, fields: &str) -> String {
    format!(
        r#"{{"type": "record", "name": "Payment", "namespace": "{namespace}", "fields": [
            {{"name": "state", "type": {{"type": "enum", "name": "State", {symbols}}}}}, {fields}
        ]}}"#
    )
}

#[tokio::test]
async fn a_renamed_field_and_a_moved_symbol_arrive() {
    let _topic = topic("registry-latest-payments", 1);
    let latest = payments(
        "com.shop",
        r#""symbols": ["UNKNOWN", "RETURNED", "PAID"], "default": "UNKNOWN""#,
        r#"{"name": "amount", "aliases": ["total"], "type": "long", "default": 0}, {"name": "id", "type": "long"}"#,
    );
    Registry::shared().register("registry-latest-payments-value", &latest);

    payment_by_latest().await.unwrap();

    let [record] = decoded("registry-latest-payments");
    assert_eq!(record["value"]["data"], json!({"state": "RETURNED", "amount": 4711, "id": 1}));
}

#[tokio::test]
async fn a_newest_schema_that_would_lose_something_is_refused_before_a_record() {
    const ID: &str = r#"{"name": "id", "type": "long"}"#;
    const TOTAL: &str = r#"{"name": "total", "type": "long"}"#;
    let topic = topic("registry-latest-refused", 1);
    let both = format!("{ID}, {TOTAL}");
    for (latest, words) in [
        (
            payments("com.shop", r#""symbols": ["PAID", "RETURNED"]"#, ID),
            "has no field `total` in `com.shop.Payment`",
        ),
        (
            payments("shop", r#""symbols": ["PAID"]"#, &both),
            "has no symbol `RETURNED` in `shop.State`, so that it could not be written",
        ),
        (
            payments("shop", r#""symbols": ["PAID", "OTHER"], "default": "OTHER""#, &both),
            "has no symbol `RETURNED` in `shop.State`, so that it would become `OTHER`",
        ),
        (
            payments(
                "shop",
                r#""symbols": ["PAID", "RETURNED"]"#,
                &both.replace("\"long\"", "[\"null\", \"int\"]"),
            ),
            "has no branch of its own for `long` at `shop.Payment.id`",
        ),
    ] {
        Registry::shared().register("registry-latest-refused-value", &latest);
        let error = payment_that_would_lose().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::SchemaRegistry);
        assert!(error.to_string().contains(&format!("its newest schema {words}")), "{error}");
    }
    assert_eq!(topic.read_many(0), []);
}

#[derive(Serialize)]
struct Invoice {
    total: Money,
    lines: [(); 0],
}

#[derive(Serialize)]
struct Money {
    cents: i64,
}

#[kafka_output(
    broker_list = "%KAFKA_BROKERS%",
    topic = "registry-latest-invoices",
    schema_registry_url = "%SCHEMA_REGISTRY%",
    use_latest_version = true,
    avro_schema_file = "schemas/invoice.avsc"
)]
async fn invoice_by_latest() -> Invoice {
    Invoice { total: Money { cents: 500 }, lines: [] }
}

#[tokio::test]
async fn a_newest_schema_of_the_same_text_that_refers_to_others_is_another_one() {
    let topic = topic("registry-latest-invoices", 1);
    let registry = Registry::shared();
    let money = include_str!("../schemas/shop.Money.avsc")
        .replace("}]", r#"}, { "name": "currency", "type": "string", "default": "EUR" }]"#);
    registry.register("wider.Money", &money);
    let refer = |name: &str, subject: &str| json!({"name": name, "subject": subject, "version": 1});
    let register = |subject: &str, schema: &str, references: Value| {
        let body = json!({"schema": schema, "references": references}).to_string();
        let url = format!("{}/subjects/{subject}/versions", registry.url());
        ureq::post(url).header("Content-Type", "application/json").send(body).unwrap();
    };
    let to_money = refer("shop.Money", "wider.Money");
    register("wider.InvoiceLine", include_str!("../schemas/shop.InvoiceLine.avsc"), json!([to_money]));
    let to_line = refer("shop.InvoiceLine", "wider.InvoiceLine");
    let text = include_str!("../schemas/invoice.avsc");
    register("registry-latest-invoices-value", text, json!([to_money, to_line]));

    invoice_by_latest().await.unwrap();

    let [record] = topic.read();
    assert_eq!(unframed(record.value.as_deref()).1, b"\xe8\x07\x06EUR\x00");
    let [record] = decoded("registry-latest-invoices");
    assert_eq!(record["value"]["data"], json!({"total": {"cents": 500, "currency": "EUR"}, "lines": []}));
}
