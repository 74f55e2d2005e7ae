//! A word that stands for itself, written as an option or as a text, and on a function: one error each.

use kafka_output::{KafkaOutputs, kafka_output};
use kafka_output_ui_tests::Order;

#[derive(KafkaOutputs)]
struct Logged {
    #[kafka_output(broker_list = "a:1", topic = "log")]
    line: String,
}

#[derive(KafkaOutputs)]
struct Placed {
    #[kafka_output(broker_list = "a:1", topic = "orders")]
    order: Order,
    #[kafka_output(returned = true)]
    file: std::fs::File,
    #[kafka_output(nested())]
    logged: Logged,
    #[kafka_output("none")]
    note: (),
    #[kafka_output(skipped)]
    rest: (),
}

#[kafka_output]
fn placed(order: Order, file: std::fs::File) -> Placed {
    let logged = Logged { line: String::new() };
    Placed { order, file, logged, note: (), rest: () }
}

fn called(order: Order, file: std::fs::File) -> Result<std::fs::File, kafka_output::Error> {
    placed(order, file)
}

#[derive(KafkaOutputs)]
struct Nesting {
    #[kafka_output(broker_list = "a:1", topic = "orders")]
    order: Order,
    #[kafka_output(nest)]
    logged: Logged,
    #[kafka_output(output)]
    file: std::fs::File,
}

#[kafka_output]
fn nesting(order: Order, file: std::fs::File) -> Nesting {
    let logged = Logged { line: String::new() };
    Nesting { order, logged, file }
}

fn called_too(order: Order, file: std::fs::File) -> Result<std::fs::File, kafka_output::Error> {
    nesting(order, file)
}

#[kafka_output(returned)]
fn on_a_function(order: Order, file: std::fs::File) -> Placed {
    let logged = Logged { line: String::new() };
    Placed { order, file, logged, note: (), rest: () }
}

fn main() {}
