//! What is not a path of fields, a name or a path.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = "%B%", topic = "orders", key = "customer.id")]
async fn first(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", key = customer.id())]
async fn second(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", key = 5.5.5)]
async fn third(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", handler = "event")]
async fn fourth(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", handler = crate::event)]
async fn fifth(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", handler = 5)]
async fn sixth(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", crate = "kafka_output")]
async fn seventh(order: Order) -> Order {
    order
}

fn main() {}
