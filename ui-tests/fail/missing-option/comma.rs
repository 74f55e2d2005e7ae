//! A missing comma hides no option behind it.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = "%B%" topic = "orders")]
async fn first(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "%B%", topic = "orders" "more")]
async fn second(order: Order) -> Order {
    order
}

fn main() {}
