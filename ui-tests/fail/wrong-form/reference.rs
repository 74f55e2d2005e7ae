//! The grammar of `%NAME%`, in options and in the values of maps.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = "%B", topic = "100%")]
async fn first(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "${B", topic = "${ }")]
async fn second(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", headers = { "a" = "%A", "b" = "%B%", "c" = "50% off" })]
async fn third(order: Order) -> Order {
    order
}

fn main() {}
