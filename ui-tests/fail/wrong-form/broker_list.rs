//! The grammar of broker lists.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = "localhost", topic = "orders")]
async fn first(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "http://localhost:9092", topic = "orders")]
async fn second(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "localhost:99999", topic = "orders")]
async fn third(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "::1:9092", topic = "orders")]
async fn fourth(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "a:1,,b:2", topic = "orders")]
async fn fifth(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "[::x]:9092", topic = "orders")]
async fn sixth(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "lo cal:9092", topic = "orders")]
async fn seventh(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "", topic = "orders")]
async fn eighth(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "a:1; b:2", topic = "orders")]
async fn ninth(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "$BROKERS", topic = "orders-{ENV}")]
async fn tenth(order: Order) -> Order {
    order
}

fn main() {}
