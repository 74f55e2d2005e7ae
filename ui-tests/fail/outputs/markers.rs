//! A word that stands for itself, misspelt: one error, and callers see what was meant.

use kafka_output::{KafkaOutputs, kafka_output};
use kafka_output_ui_tests::Order;

#[derive(KafkaOutputs)]
struct Placed {
    #[kafka_output(broker_list = "a:1", topic = "orders")]
    order: Order,
    #[kafka_output(retruned)]
    id: u32,
    #[kafka_output(skip)]
    note: String,
}

#[kafka_output]
fn placed(order: Order) -> Placed {
    Placed { order, id: 1, note: String::new() }
}

fn called(order: Order) -> Result<u32, kafka_output::Error> {
    placed(order)
}

fn main() {}
