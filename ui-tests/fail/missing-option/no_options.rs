//! Without any option it would be a return type that derives `KafkaOutputs`.

use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output]
async fn first(order: Order) -> Order {
    order
}

#[kafka_output()]
async fn second(order: Order) -> Order {
    order
}

fn main() {}
