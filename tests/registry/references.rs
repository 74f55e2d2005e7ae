//! Avro schemas that name types of other files: each file under a subject of its own, as references.

use kafka_output::testing::Capture;
use kafka_output::{AvroRecord, kafka_output};
use serde::Serialize;
use serde_json::{Value, json};

use super::{decoded, id_of, topic, unframed};
use crate::support::registry::Registry;

#[derive(Serialize)]
struct Invoice {
    total: Money,
    lines: Vec<InvoiceLine>,
}

#[derive(Serialize, AvroRecord)]
#[avro(schema_file = "schemas/shop.InvoiceLine.avsc")]
struct InvoiceLine {
    sku: String,
    price: Money,
}

#[derive(Serialize, AvroRecord)]
#[avro(schema_file = "schemas/shop.Money.avsc")]
struct Money {
    cents: i64,
}

/// The same by straight-line code.
#[derive(AvroRecord)]
#[avro(schema_file = "schemas/invoice.avsc", name = "shop.Invoice")]
struct RecordedInvoice {
    total: Money,
    lines: Vec<InvoiceLine>,
}

fn line() -> InvoiceLine {
    InvoiceLine { sku: "S-1".to_owned(), price: Money { cents: 250 } }
}

fn data() -> Value {
    json!({"total": {"cents": 500}, "lines": [{"sku": "S-1", "price": {"cents": 250}}]})
}

/// 500 and 250 in zigzag, one block of one line, a text after its length.
const DATUM: &[u8] = b"\xe8\x07\x02\x06S-1\xf4\x03\x00";

#[kafka_output(
    broker_list = "%KAFKA_BROKERS%",
    topic = "registry-invoices",
    schema_registry_url = "%SCHEMA_REGISTRY%",
    avro_schema_file = "schemas/invoice.avsc"
)]
async fn invoice() -> Invoice {
    Invoice { total: Money { cents: 500 }, lines: vec![line()] }
}

#[kafka_output(
    broker_list = "%KAFKA_BROKERS%",
    topic = "registry-recorded-invoices",
    schema_registry_url = "%SCHEMA_REGISTRY%",
    avro_schema_file = "schemas/invoice.avsc"
)]
async fn recorded_invoice() -> RecordedInvoice {
    RecordedInvoice { total: Money { cents: 500 }, lines: vec![line()] }
}

/// By its type alone, which is one of those that the invoice refers to.
#[kafka_output(
    broker_list = "%KAFKA_BROKERS%",
    topic = "registry-invoice-lines",
    schema_registry_url = "%SCHEMA_REGISTRY%",
    value_format = avro
)]
async fn invoice_line() -> InvoiceLine {
    line()
}

#[kafka_output(
    broker_list = "%KAFKA_BROKERS%",
    topic = "plain-invoices",
    avro_schema_file = "schemas/invoice.avsc"
)]
async fn plain_invoice() -> Invoice {
    Invoice { total: Money { cents: 500 }, lines: vec![line()] }
}

fn latest(subject: &str) -> Value {
    Registry::shared().get(&format!("/subjects/{subject}/versions/latest"))
}

fn references(subject: &str) -> Vec<(String, String)> {
    let version = latest(subject);
    let references = version["references"].as_array().cloned().unwrap_or_default();
    let text = |reference: &Value, name: &str| reference[name].as_str().unwrap().to_owned();
    references.iter().map(|reference| (text(reference, "name"), text(reference, "subject"))).collect()
}

fn by_name(names: &[&str]) -> Vec<(String, String)> {
    names.iter().map(|name| ((*name).to_owned(), (*name).to_owned())).collect()
}

#[tokio::test]
async fn each_file_is_registered_and_confluents_client_reads_what_refers_to_them() {
    let topics = [topic("registry-invoices", 1), topic("registry-recorded-invoices", 1)];

    invoice().await.unwrap();
    recorded_invoice().await.unwrap();

    for (topic, name) in topics.iter().zip(["registry-invoices", "registry-recorded-invoices"]) {
        let subject = format!("{name}-value");
        let [record] = topic.read();
        assert_eq!(unframed(record.value.as_deref()), (id_of(&subject), DATUM));
        assert_eq!(references(&subject), by_name(&["shop.Money", "shop.InvoiceLine"]));
        let own: Value = serde_json::from_str(include_str!("../schemas/invoice.avsc")).unwrap();
        let registered: Value = serde_json::from_str(latest(&subject)["schema"].as_str().unwrap()).unwrap();
        assert_eq!(registered, own, "as the file has it");
        let [record] = decoded(name);
        assert_eq!(record["value"], json!({"type": "AVRO", "data": data()}));
    }
    assert_eq!(
        id_of("registry-invoices-value"),
        id_of("registry-recorded-invoices-value"),
        "it is one schema"
    );
    assert_eq!(references("shop.InvoiceLine"), by_name(&["shop.Money"]));
    assert_eq!(references("shop.Money"), by_name(&[]));
}

#[tokio::test]
async fn a_type_of_a_file_that_refers_to_others_has_them_as_references_too() {
    let topic = topic("registry-invoice-lines", 1);

    invoice_line().await.unwrap();

    let [record] = topic.read();
    assert_eq!(unframed(record.value.as_deref()), (id_of("registry-invoice-lines-value"), &DATUM[3..9]));
    assert_eq!(references("registry-invoice-lines-value"), by_name(&["shop.Money"]));
}

#[tokio::test]
async fn without_a_registry_the_datum_is_the_same() {
    let capture = Capture::new().setting("KAFKA_BROKERS", "memory:1");

    capture.run(plain_invoice()).await.unwrap();

    capture.published_on("plain-invoices").times(1).value(DATUM).avro(data());
    let capture =
        Capture::new().setting("KAFKA_BROKERS", "memory:1").setting("SCHEMA_REGISTRY", "http://memory:1");

    capture.run(invoice()).await.unwrap();

    capture.published_on("registry-invoices").times(1).avro(data());
}
