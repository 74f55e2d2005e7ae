//! A name of librdkafka's names the option that sets it.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(bootstrap.servers = "%B%", topic = "orders")]
async fn first(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", linger.ms = 5)]
async fn second(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", transactional.id = "orders-1", properties = { "transactional.id" = "x" })]
async fn third(order: Order) -> Order {
    order
}

fn main() {}
