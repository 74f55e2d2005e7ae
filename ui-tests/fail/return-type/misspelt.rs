//! Traits that were to be a stream or an iterator: the compiler says that there are none, and what was meant is told by callers' types.

use futures::Stream;
use kafka_output::kafka_output;
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn streamed() -> impl Strem<Item = Order> {
    futures::stream::empty()
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn iterated() -> Result<impl Iterater<Item = Order>, String> {
    Ok(std::iter::empty())
}

fn _there_is(_: &dyn Stream<Item = Order>) {}

async fn called() {
    let _ = streamed().await.map(|summary| summary.delivered());
    let _ = iterated().map(|deliveries| deliveries.len());
}

fn main() {}
