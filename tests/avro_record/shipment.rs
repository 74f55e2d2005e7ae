//! Every kind of type in one schema, in a file.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use apache_avro::types::Value;
use apache_avro::{Days, Decimal, Millis, Months};
use kafka_output::{AvroDecimal, AvroRecord};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;

use crate::oracle::{AsValue, branch, check, check_constants, optional, record};

#[derive(Debug, Clone, AvroRecord)]
#[avro(schema_file = "schemas/shipment.avsc")]
struct Shipment {
    // In another order than the schema's: names decide.
    within: [u8; 12],
    local_millis: i64,
    at_nanos: i64,
    at_micros: SystemTime,
    at_millis: i64,
    time_micros: Duration,
    time_millis: i32,
    day: i32,
    uuid_fixed: uuid::Uuid,
    uuid: uuid::Uuid,
    tax_exact: AvroDecimal<3>,
    price_exact: AvroDecimal<2>,
    method: Method,
    tags: BTreeMap<String, Option<State>>,
    state: State,
    lines: Vec<Line>,
    payer: Option<Box<Customer>>,
    customer: Arc<Customer>,
    digest: [u8; 4],
    raw: bytes::Bytes,
    note: String,
    price: f64,
    weight: f32,
    id: i64,
    count: i32,
    paid: bool,
    nothing: (),
}

#[derive(Debug, Clone, AvroRecord)]
#[avro(schema_file = "schemas/shipment.avsc")]
struct Customer {
    name: Box<str>,
    email: Option<String>,
    age: Option<i32>,
}

#[derive(Debug, Clone, AvroRecord)]
#[avro(schema_file = "schemas/shipment.avsc", rename_all = "snake_case")]
struct Line {
    sku: String,
    #[avro(rename = "counts")]
    how_many: Vec<i64>,
    for_whom: Customer,
}

#[derive(Debug, Clone, Copy, AvroRecord)]
#[avro(schema_file = "schemas/shipment.avsc", rename_all = "SCREAMING_SNAKE_CASE")]
enum State {
    Open,
    OnTheWay,
    Gone,
}

#[derive(Debug, Clone, AvroRecord)]
#[avro(schema_file = "schemas/shipment.avsc", name = "Shipment.method")]
enum Method {
    Null,
    String(String),
    Long(i64),
    Customer(Customer),
    State(State),
    Array(Vec<f64>),
}

impl AsValue for Customer {
    fn value(&self) -> Value {
        let age = self.age.map_or_else(|| branch(1, Value::Null), |age| branch(0, Value::Int(age)));
        record([
            ("name", Value::String(self.name.to_string())),
            ("email", optional(self.email.clone().map(Value::String))),
            ("age", age),
        ])
    }
}

impl AsValue for Line {
    fn value(&self) -> Value {
        record([
            ("sku", Value::String(self.sku.clone())),
            ("counts", Value::Array(self.how_many.iter().copied().map(Value::Long).collect())),
            ("for_whom", self.for_whom.value()),
        ])
    }
}

impl AsValue for State {
    fn value(&self) -> Value {
        let symbol = ["OPEN", "ON_THE_WAY", "GONE"][*self as usize];
        Value::Enum(*self as u32, symbol.to_owned())
    }
}

impl AsValue for Method {
    fn value(&self) -> Value {
        match self {
            Self::Null => branch(0, Value::Null),
            Self::String(text) => branch(1, Value::String(text.clone())),
            Self::Long(number) => branch(2, Value::Long(*number)),
            Self::Customer(customer) => branch(3, customer.value()),
            Self::State(state) => branch(4, state.value()),
            Self::Array(items) => branch(5, Value::Array(items.iter().copied().map(Value::Double).collect())),
        }
    }
}

/// The least bytes of a number in two's complement.
fn decimal(unscaled: i128, size: usize) -> Value {
    let bytes = unscaled.to_be_bytes();
    let size = size.max(
        (0..16)
            .rev()
            .find(|cut| i128::from_be_bytes(extended(&bytes[*cut..])) == unscaled)
            .map_or(16, |cut| 16 - cut),
    );
    Value::Decimal(Decimal::from(&bytes[16 - size..]))
}

fn extended(bytes: &[u8]) -> [u8; 16] {
    let mut all = [if bytes[0] & 0x80 == 0 { 0 } else { 0xff }; 16];
    all[16 - bytes.len()..].copy_from_slice(bytes);
    all
}

impl AsValue for Shipment {
    fn value(&self) -> Value {
        let micros = self.at_micros.duration_since(UNIX_EPOCH).unwrap().as_micros();
        let part = |at: usize| u32::from_le_bytes(self.within[at..at + 4].try_into().unwrap());
        let within =
            apache_avro::Duration::new(Months::new(part(0)), Days::new(part(4)), Millis::new(part(8)));
        let tags: HashMap<_, _> = self
            .tags
            .iter()
            .map(|(tag, state)| (tag.clone(), optional(state.map(|state| state.value()))))
            .collect();
        record([
            ("nothing", Value::Null),
            ("paid", Value::Boolean(self.paid)),
            ("count", Value::Int(self.count)),
            ("id", Value::Long(self.id)),
            ("weight", Value::Float(self.weight)),
            ("price", Value::Double(self.price)),
            ("note", Value::String(self.note.clone())),
            ("raw", Value::Bytes(self.raw.to_vec())),
            ("digest", Value::Fixed(4, self.digest.to_vec())),
            ("customer", self.customer.value()),
            ("payer", optional(self.payer.as_ref().map(|payer| payer.value()))),
            ("lines", Value::Array(self.lines.iter().map(AsValue::value).collect())),
            ("state", self.state.value()),
            ("tags", Value::Map(tags)),
            ("method", self.method.value()),
            ("price_exact", decimal(self.price_exact.unscaled, 0)),
            ("tax_exact", decimal(self.tax_exact.unscaled, 9)),
            ("uuid", Value::Uuid(self.uuid)),
            ("uuid_fixed", Value::Uuid(self.uuid_fixed)),
            ("day", Value::Date(self.day)),
            ("time_millis", Value::TimeMillis(self.time_millis)),
            ("time_micros", Value::TimeMicros(self.time_micros.as_micros().try_into().unwrap())),
            ("at_millis", Value::TimestampMillis(self.at_millis)),
            ("at_micros", Value::TimestampMicros(micros.try_into().unwrap())),
            ("at_nanos", Value::TimestampNanos(self.at_nanos)),
            ("local_millis", Value::LocalTimestampMillis(self.local_millis)),
            ("within", Value::Duration(within)),
            ("added_later", Value::Array(vec![Value::Int(1), Value::Int(-1), Value::Int(300)])),
        ])
    }
}

fn customers() -> impl Strategy<Value = Customer> {
    (".*", any::<Option<String>>(), any::<Option<i32>>()).prop_map(|(name, email, age)| Customer {
        name: name.into(),
        email,
        age,
    })
}

fn lines() -> impl Strategy<Value = Line> {
    (any::<String>(), any::<Vec<i64>>(), customers()).prop_map(|(sku, how_many, for_whom)| Line {
        sku,
        how_many,
        for_whom,
    })
}

fn states() -> impl Strategy<Value = State> {
    prop_oneof![Just(State::Open), Just(State::OnTheWay), Just(State::Gone)]
}

fn methods() -> impl Strategy<Value = Method> {
    prop_oneof![
        Just(Method::Null),
        any::<String>().prop_map(Method::String),
        any::<i64>().prop_map(Method::Long),
        customers().prop_map(Method::Customer),
        states().prop_map(Method::State),
        any::<Vec<f64>>().prop_map(Method::Array),
    ]
}

prop_compose! {
    fn shipments(tags: usize)(
        (paid, count, id, weight, price, note, raw) in any::<(bool, i32, i64, f32, f64, String, Vec<u8>)>(),
        (digest, uuid, uuid_fixed, day, within) in any::<([u8; 4], u128, u128, i32, [u8; 12])>(),
        (at_millis, at_nanos, local_millis, micros, time_millis) in any::<(i64, i64, i64, u32, i32)>(),
        time_micros in 0_u64..86_400_000_000,
        price_exact in -10_i128.pow(30) + 1..10_i128.pow(30),
        tax_exact in -10_i128.pow(20) + 1..10_i128.pow(20),
        customer in customers(),
        payer in proptest::option::of(customers()),
        lines in vec(lines(), 0..5),
        state in states(),
        tags in btree_map(".*", proptest::option::of(states()), 0..=tags),
        method in methods(),
    ) -> Shipment {
        Shipment {
            nothing: (), paid, count, id, weight, price, note, raw: raw.into(), digest, customer: customer.into(),
            payer: payer.map(Box::new), lines, state, tags, method,
            price_exact: AvroDecimal::new(price_exact), tax_exact: AvroDecimal::new(tax_exact),
            uuid: uuid::Uuid::from_u128(uuid), uuid_fixed: uuid::Uuid::from_u128(uuid_fixed), day, time_millis,
            time_micros: Duration::from_micros(time_micros), at_millis,
            at_micros: UNIX_EPOCH + Duration::from_micros(micros.into()), at_nanos, local_millis, within,
        }
    }
}

proptest! {
    #[test]
    fn any_value_of_every_kind_is_the_same_bytes(shipment in shipments(1)) {
        check(&shipment, false);
    }

    #[test]
    fn maps_are_read_back_in_any_order(shipment in shipments(5)) {
        check(&shipment, true);
    }

    #[test]
    fn a_type_of_its_own_is_written_by_its_own_schema(line in lines(), method in methods()) {
        check(&line, false);
        check(&method, false);
    }
}

#[test]
fn each_type_of_the_file_has_a_schema_of_its_own() {
    check_constants::<Shipment>("shop.Shipment");
    check_constants::<Customer>("shop.Customer");
    check_constants::<Line>("shop.parts.Line");
    check_constants::<State>("shop.State");
    check_constants::<Method>("");
    assert_eq!(Shipment::SCHEMA, include_str!("../schemas/shipment.avsc"), "as it was written");
    assert!(Line::SCHEMA.contains(r#""default":null"#), "with its defaults: {}", Line::SCHEMA);
}
