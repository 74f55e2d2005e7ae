//! What may not be nested.

use kafka_output::{KafkaOutputs, kafka_output};
use kafka_output_ui_tests::Order;

#[derive(KafkaOutputs)]
struct Returns {
    #[kafka_output(broker_list = "a:1", topic = "orders")]
    order: Order,
    #[kafka_output(returned)]
    id: u32,
}

#[derive(KafkaOutputs)]
struct Outer {
    #[kafka_output(nested)]
    returns: Returns,
    #[kafka_output(nested)]
    none: Order,
    #[kafka_output(nested)]
    unit: (),
}

#[kafka_output]
async fn place() -> Outer {
    unreachable!()
}

fn main() {}
