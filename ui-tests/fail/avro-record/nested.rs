//! What another type's schema says of it is held against what this schema says there.
use kafka_output::AvroRecord;

mod of_another_crate {
    #[derive(kafka_output::AvroRecord)]
    #[avro(schema = r#"{"type": "record", "name": "Customer", "namespace": "shop", "fields": [{"name": "name", "type": "string"}]}"#)]
    pub struct Customer {
        pub name: String,
    }

    #[derive(kafka_output::AvroRecord)]
    #[avro(schema = r#"{"type": "enum", "name": "State", "namespace": "shop", "symbols": ["SENT", "OPEN"]}"#, rename_all = "UPPERCASE")]
    pub enum State {
        Open,
        Sent,
    }

    pub struct Plain;
}

use of_another_crate::{Customer, Plain, State};

#[derive(AvroRecord)]
#[avro(schema = r#"{"type": "record", "name": "Order", "namespace": "shop", "fields": [
    {"name": "customer", "type": {"type": "record", "name": "Customer", "fields": [
        {"name": "name", "type": "string"}, {"name": "email", "type": ["null", "string"]}
    ]}},
    {"name": "payer", "type": ["null", "Customer"]},
    {"name": "state", "type": {"type": "enum", "name": "State", "symbols": ["OPEN", "SENT"]}}
]}"#, name = "Order")]
struct Order {
    customer: Customer,
    payer: Option<Plain>,
    state: State,
}

fn main() {}
