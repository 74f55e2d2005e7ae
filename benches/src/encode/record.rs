//! The record, and who writes it.

use std::sync::LazyLock;

use kafka_output::AvroRecord;
use serde::Serialize;
use serde_avro_fast::ser::SerializerConfig;

/// Writes a value.
pub(super) type Contestant = Box<dyn FnMut(&Order, &mut Vec<u8>)>;

/// Ten fields, among them a record, an array of records, an optional and an enum.
#[derive(Debug, Serialize, AvroRecord)]
#[avro(schema_file = "schemas/order.avsc")]
pub(super) struct Order {
    id: i64,
    customer: Customer,
    lines: Vec<Line>,
    state: State,
    note: Option<String>,
    currency: String,
    total: f64,
    count: i32,
    paid: bool,
    at: i64,
}

#[derive(Debug, Serialize, AvroRecord)]
#[avro(schema_file = "schemas/order.avsc")]
struct Customer {
    id: i64,
    name: String,
    email: Option<String>,
}

#[derive(Debug, Serialize, AvroRecord)]
#[avro(schema_file = "schemas/order.avsc")]
struct Line {
    sku: String,
    count: i32,
    price: f64,
}

#[derive(Debug, Serialize, AvroRecord)]
#[serde(rename_all = "UPPERCASE")]
#[avro(schema_file = "schemas/order.avsc")]
enum State {
    Sent,
}

impl Order {
    pub(super) fn sample() -> Self {
        let line = |sku: &str, count, price| Line { sku: sku.to_owned(), count, price };
        Self {
            id: 4_711_000_123,
            customer: Customer {
                id: 42,
                name: "Ann Example".to_owned(),
                email: Some("ann@example.com".to_owned()),
            },
            lines: vec![line("a-1", 2, 1.5), line("b-22", 1, 20.0), line("c-333", 12, 0.25)],
            state: State::Sent,
            note: Some("leave it at the door".to_owned()),
            currency: "EUR".to_owned(),
            total: 26.0,
            count: 15,
            paid: true,
            at: 1_700_000_000_000,
        }
    }
}

/// `#[derive(AvroRecord)]`.
pub(super) fn avro_record() -> Contestant {
    Box::new(|order, out| order.write(out).expect("it fits"))
}

/// `serde_avro_fast::to_datum`, its buffers used again.
pub(super) fn serde_avro_fast() -> Contestant {
    static SCHEMA: LazyLock<serde_avro_fast::Schema> =
        LazyLock::new(|| Order::SCHEMA.parse().expect("a schema"));
    let mut config = SerializerConfig::new(&SCHEMA);
    Box::new(move |order, out| {
        serde_avro_fast::to_datum(order, out, &mut config).expect("it fits");
    })
}

/// apache-avro's serializer.
pub(super) fn apache_avro() -> Contestant {
    static SCHEMA: LazyLock<apache_avro::Schema> =
        LazyLock::new(|| apache_avro::Schema::parse_str(Order::SCHEMA).expect("a schema"));
    let writer = apache_avro::writer::datum::GenericDatumWriter::builder(&SCHEMA).build().expect("a schema");
    Box::new(move |order, out| {
        writer.write_ser(out, order).expect("it fits");
    })
}
