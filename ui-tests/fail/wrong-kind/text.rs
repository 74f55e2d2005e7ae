//! What is not text where text is wanted: a word, a number, a constant, a macro.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = brokers, topic = 5)]
async fn first(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = true, topic = concat!("or", "ders"))]
async fn second(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = self::BROKERS, topic = { "a" = "b" })]
async fn third(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = b"a:1", topic = format("orders"))]
async fn fourth(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "a:1", topic = 'orders')]
async fn fifth(order: Order) -> Order {
    order
}

fn main() {}
