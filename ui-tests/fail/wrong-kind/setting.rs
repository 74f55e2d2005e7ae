//! Options that decide types are no settings, nor are names and maps.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = "%B%", topic = "orders", delivery = "%D%")]
async fn first(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", name = "%N%")]
async fn second(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", value_format = "%F%")]
async fn third(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", key = "%K%")]
async fn fourth(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", headers = "%H%")]
async fn fifth(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", headers = { "%H%" = "a" })]
async fn sixth(order: Order) -> Order {
    order
}

fn main() {}
