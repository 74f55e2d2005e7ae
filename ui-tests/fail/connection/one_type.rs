//! A connection is one type with one attribute, known while compiling.

use kafka_output::{kafka_connection, kafka_output};
use kafka_output_ui_tests::Order;

#[kafka_connection(broker_list = "a:1")]
#[kafka_connection(broker_list = "b:1")]
struct Twice;

#[kafka_output(connection = Twice, topic = "orders")]
fn of_two(order: Order) -> Order {
    order
}

#[kafka_output(connection = K, topic = "orders")]
fn of_any<K>(order: Order) -> Order {
    order
}

fn main() {}
