//! What decides types is wrong itself, so nothing is said of the types that hang on it: only a map is no record in any format.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = "%B%", topic = "orders", value_format = jsn)]
async fn first(file: std::fs::File) -> std::fs::File {
    file
}

#[kafka_output(broker_list = "%B%", topic = "orders", value_fromat = json)]
async fn second() -> std::collections::HashMap<String, Order> {
    std::collections::HashMap::new()
}

#[kafka_output(broker_list = "%B%", topic = "orders", key = "customer.id")]
async fn third(order: Order) -> Order {
    order
}

fn main() {}
