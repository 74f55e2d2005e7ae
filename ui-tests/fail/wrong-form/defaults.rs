//! What a setting falls back on is known while compiling, and so is what stands around it in a topic or a broker list.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = "${BROKERS:localhost}", topic = "orders-%ENV%!", linger_ms = "${LINGER:soon}", acks = "${ACKS:alll}")]
async fn first(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "${BROKERS:localhost:9092}", topic = "orders-${ENV:test}", linger_ms = "${LINGER:20}")]
async fn second(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%BROKERS%, kafka", topic = "orders")]
async fn third(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%HOST%:99999", topic = "orders")]
async fn fourth(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "a:1", topic = "orders", properties = { "queue.buffering.max.messages" = "${N:many}", "debug" = "${D:msg}" })]
async fn fifth(order: Order) -> Order {
    order
}

fn main() {}
