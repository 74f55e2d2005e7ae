//! The types of fields, as the compiler knows them.

use std::collections::HashMap;

use kafka_output::{KafkaOutputs, kafka_output};
use kafka_output_ui_tests::Order;

struct NotSerialize;

type Orders = Vec<Order>;

#[derive(KafkaOutputs)]
struct Placed<T> {
    #[kafka_output(broker_list = "a:1", topic = "orders")]
    not_serialize: NotSerialize,
    #[kafka_output(broker_list = "a:1", topic = "orders")]
    alias: Orders,
    #[kafka_output(broker_list = "a:1", topic = "orders")]
    map: HashMap<String, Order>,
    #[kafka_output(broker_list = "a:1", topic = "orders")]
    nested: Vec<Option<Order>>,
    #[kafka_output(broker_list = "a:1", topic = "orders")]
    result: Result<Order, String>,
    #[kafka_output(broker_list = "a:1", topic = "orders")]
    unbounded: T,
}

#[kafka_output]
async fn place() -> Placed<String> {
    unreachable!()
}

fn main() {}
