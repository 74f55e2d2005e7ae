//! What cannot be read of the options hides nothing of the types, nor of other options: each is told, and nothing besides.

use kafka_output::{KafkaEventData, KafkaOutputs, kafka_output};
use kafka_output_ui_tests::Order;

struct Unwritten;

#[kafka_output(broker_list = "a:1", topic = "orders", value_format = jsn, key = nope)]
fn format_and_key(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "a:1", topic = "orders", value_format = jsn)]
fn format_and_collections(order: Order) -> Option<Vec<Order>> {
    Some(vec![order])
}

#[kafka_output(broker_list = "a:1", topic = "orders", value_format = string, key_format = strng)]
async fn key_format_and_value(order: Order) -> Unwritten {
    drop(order);
    Unwritten
}

#[kafka_output(broker_list = "a:1", topic = "orders", avro_schema = "{", key = nope)]
fn schema_and_key(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "a:1", topic = "orders", key = "customer.id", value_format = string)]
fn key_and_value(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "a:1", topic = "orders")]
const fn in_constants(order: Order) -> Option<Vec<Order>> {
    Some(vec![order])
}

#[kafka_output(broker_list = "a:1", topic = "orders")]
extern "C" fn abroad(order: Order) -> Unwritten {
    drop(order);
    Unwritten
}

#[kafka_output(broker_list = "a:1", topic = "orders", headers = { "a" = 5, "" = "b", "c" = "%C" })]
fn entries(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "a:1", topic = "orders", properties = { "socket.timeout.ms" = 5, "acks" = "all", debug = "all" })]
fn properties(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "a:1", topic = "orders", value_format = binary, key_format = binary)]
fn both_formats(order: Order) -> KafkaEventData<Order, Order> {
    KafkaEventData::new(order.clone()).key(order)
}

#[derive(KafkaOutputs)]
struct Placed {
    #[kafka_output(broker_list = "a:1", topic = "orders", value_format = jsn, key = nope)]
    order: Order,
}

/// Whatever the format is, nothing is wrong with these.
#[kafka_output(broker_list = "a:1", topic = "orders", value_format = binry)]
fn bytes(bytes: Vec<u8>) -> Vec<u8> {
    bytes
}

#[kafka_output(broker_list = "a:1", topic = "orders", value_format = jsn, key = lines.1)]
async fn generic<T: Clone + Send>(lines: (T, u32)) -> Wrapped<T> {
    Wrapped { lines }
}

struct Wrapped<T> {
    lines: (T, u32),
}

fn called(order: Order) -> Result<kafka_output::Delivery, kafka_output::Error> {
    format_and_key(order)
}

fn main() {}
