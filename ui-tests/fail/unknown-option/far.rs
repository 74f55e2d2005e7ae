//! A name that is near to nothing.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = "%B%", topic = "orders", colour = red)]
async fn first(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders", schema = "{}")]
async fn second(order: Order) -> Order {
    order
}

fn main() {}
