//! Streams and futures.

use kafka_output::kafka_output;
use kafka_output_ui_tests::{AppError, Order};

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn first() -> impl Stream<Item = Order> {
    unreachable!()
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn second() -> Result<impl Stream<Item = Order> + Send, AppError> {
    unreachable!()
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn third() -> impl Future<Output = Order> {
    async { Order::example() }
}

trait Stream {
    type Item;
}

fn main() {}
