//! The grammar of an output's name, and empty text.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = "%B%", topic = "orders", name = "my orders")]
async fn first(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", name = "")]
async fn second(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", client_id = " ")]
async fn third(order: Order) -> Order {
    order
}

fn main() {}
