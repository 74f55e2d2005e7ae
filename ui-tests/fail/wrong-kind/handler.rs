//! A handler's name is a new one; nobody is told of the function that has it already.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = "%B%", topic = "orders", handler = first)]
async fn first(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", handler = self)]
async fn second(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", handler = Self::third_event)]
async fn third(order: Order) -> Order {
    order
}

async fn called() {
    let _: kafka_output::Delivery = first(Order::example()).await.unwrap();
}

fn main() {}
