//! What is not a map, and entries that are none; each is told.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = "%B%", topic = "orders", headers = "source")]
async fn first(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", headers = source)]
async fn second(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", headers = { "a" => "1", b = "2", "c" = 3, "d" })]
async fn third(order: Order) -> Order {
    order
}

fn main() {}
