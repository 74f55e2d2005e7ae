//! What an enum that derives `KafkaOutputs` may not be.

use kafka_output::{KafkaOutputs, kafka_output};
use kafka_output_ui_tests::Order;

#[derive(KafkaOutputs)]
enum Placed {
    Forgotten(Order),
    #[kafka_output]
    Empty(Order),
    #[kafka_output(broker_list = "a:1", topic = "orders")]
    Unit,
    #[kafka_output(broker_list = "a:1", topic = "orders")]
    Several(Order, u32),
    #[kafka_output(nested)]
    Nested {},
    #[kafka_output(returned)]
    Returned(u32),
    Inside(#[kafka_output(broker_list = "a:1", topic = "orders")] Order),
    #[kafka_output(none)]
    Nothing,
    #[kafka_output(topic = "orders")]
    NoBroker(Order),
}

#[derive(KafkaOutputs)]
enum SendsNothing {
    #[kafka_output(none)]
    Nothing,
}

#[kafka_output]
fn place() -> Placed {
    Placed::Nothing
}

fn main() {}
