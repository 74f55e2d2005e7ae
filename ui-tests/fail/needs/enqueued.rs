//! Without acknowledgements there is nothing to confirm.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = "%B%", topic = "orders", acks = none)]
async fn first(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", acks = none, delivery = confirmed)]
async fn second(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", acks = 0)]
async fn third(order: Order) -> Order {
    order
}

fn main() {}
