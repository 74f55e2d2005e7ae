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

#[kafka_connection(broker_list = "a:1")]
fn central() {}

#[kafka_output(connection = central, topic = "orders")]
fn of_a_function(order: Order) -> Order {
    order
}

#[kafka_connection(connection = Central)]
struct OfAnother;

#[kafka_connection(broker_list = "a:1")]
struct Central;

#[kafka_output(connection = OfAnother, topic = "orders", authentication_mode = scram_sha512)]
fn of_another(order: Order) -> Order {
    order
}

#[kafka_connection(broker_list = "a:1")]
struct Generic<T>(T);

#[kafka_connection(broker_list = "a:1")]
struct Borrowing<'a>(&'a str);

#[kafka_output(connection = Generic, topic = "orders")]
fn of_generic(order: Order) -> Order {
    order
}

#[kafka_output(connection = Borrowing, topic = "orders")]
fn of_borrowing(order: Order) -> Order {
    order
}

fn main() {}
