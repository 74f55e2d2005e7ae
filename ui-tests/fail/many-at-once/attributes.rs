//! Attributes that nobody knows, above and below ours, are the compiler's to tell, each once.

use kafka_output::{KafkaOutputs, kafka_output};
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = "%B%", topic = "orders")]
#[inlin]
async fn below(order: Order) -> Order {
    order
}

#[instrumented]
#[kafka_output(broker_list = "%B%", topic = "orders", handler = untouched)]
fn above(order: Order) -> Vec<Order> {
    vec![order]
}

#[derive(KafkaOutputs)]
struct Placed {
    #[kafka_output(broker_list = "%B%", topic = "orders")]
    #[fieldly]
    order: Order,
}

fn main() {}
