//! The record, and who writes it.

use std::hint::black_box;
use std::sync::LazyLock;

use kafka_output::AvroRecord;
// What the attribute's code names: the formats without a function around them.
use kafka_output::__private::prelude::*;
use kafka_output::__private::{AvroSchema, Encode, format, leaf};
use prost::Message;
use serde::Serialize;
use serde_avro_fast::ser::SerializerConfig;

/// Writes a value.
pub(super) type Contestant = Box<dyn FnMut(&Order, &mut Vec<u8>)>;

/// Ten fields, among them a record, an array of records, an optional and an enum.
#[derive(Debug, Clone, Serialize, AvroRecord)]
#[avro(schema_file = "schemas/order.avsc")]
pub(crate) struct Order {
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

#[derive(Debug, Clone, Serialize, AvroRecord)]
#[avro(schema_file = "schemas/order.avsc")]
struct Customer {
    id: i64,
    name: String,
    email: Option<String>,
}

#[derive(Debug, Clone, Serialize, AvroRecord)]
#[avro(schema_file = "schemas/order.avsc")]
struct Line {
    sku: String,
    count: i32,
    price: f64,
}

#[derive(Debug, Clone, Serialize, AvroRecord)]
#[serde(rename_all = "UPPERCASE")]
#[avro(schema_file = "schemas/order.avsc")]
enum State {
    Sent,
}

impl Order {
    pub(crate) fn sample() -> Self {
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

/// `value_format = avro` of a type that is no `AvroRecord`: by serde.
#[allow(clippy::needless_borrow, reason = "the rungs of the ladders")]
pub(super) fn avro_of_serde() -> Contestant {
    #[derive(Serialize)]
    #[serde(transparent)]
    struct BySerde<'a>(&'a Order);

    static SCHEMA: AvroSchema = AvroSchema::new(Order::SCHEMA);
    let probe = (&leaf::<BySerde<'_>>()).__event().__value();
    let format = (&&&&probe.__by::<0>()).__avro(&SCHEMA, false);
    Box::new(move |order, out| format.encode(&BySerde(order), out).expect("it fits"))
}

/// `value_format = json`.
pub(super) fn json() -> Contestant {
    Box::new(|order, out| format::JsonText.encode(order, out).expect("it is JSON"))
}

/// `serde_json::to_vec`.
pub(super) fn serde_json() -> Contestant {
    Box::new(|order, out| *out = serde_json::to_vec(order).expect("it is JSON"))
}

/// The same record as a message.
#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct OrderMessage {
    #[prost(int64, tag = "1")]
    id: i64,
    #[prost(message, optional, tag = "2")]
    customer: Option<CustomerMessage>,
    #[prost(message, repeated, tag = "3")]
    lines: Vec<LineMessage>,
    #[prost(int32, tag = "4")]
    state: i32,
    #[prost(string, optional, tag = "5")]
    note: Option<String>,
    #[prost(string, tag = "6")]
    currency: String,
    #[prost(double, tag = "7")]
    total: f64,
    #[prost(int32, tag = "8")]
    count: i32,
    #[prost(bool, tag = "9")]
    paid: bool,
    #[prost(int64, tag = "10")]
    at: i64,
}

#[derive(Clone, PartialEq, prost::Message)]
struct CustomerMessage {
    #[prost(int64, tag = "1")]
    id: i64,
    #[prost(string, tag = "2")]
    name: String,
    #[prost(string, optional, tag = "3")]
    email: Option<String>,
}

#[derive(Clone, PartialEq, prost::Message)]
struct LineMessage {
    #[prost(string, tag = "1")]
    sku: String,
    #[prost(int32, tag = "2")]
    count: i32,
    #[prost(double, tag = "3")]
    price: f64,
}

impl OrderMessage {
    pub(crate) fn sample() -> Self {
        let Order { id, customer, lines, note, currency, total, count, paid, at, .. } = Order::sample();
        let Customer { id: customer_id, name, email } = customer;
        let line = |Line { sku, count, price }| LineMessage { sku, count, price };
        Self {
            id,
            customer: Some(CustomerMessage { id: customer_id, name, email }),
            lines: lines.into_iter().map(line).collect(),
            state: 1,
            note,
            currency,
            total,
            count,
            paid,
            at,
        }
    }
}

/// `value_format = protobuf`.
pub(super) fn protobuf() -> Contestant {
    let message = OrderMessage::sample();
    Box::new(move |_, out| format::Protobuf.encode(black_box(&message), out).expect("it has room"))
}

/// `prost::Message::encode`.
pub(super) fn prost() -> Contestant {
    let message = OrderMessage::sample();
    Box::new(move |_, out| black_box(&message).encode(out).expect("it has room"))
}
