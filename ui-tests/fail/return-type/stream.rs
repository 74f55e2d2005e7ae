//! Streams where none can be sent, and futures.

use futures::stream::BoxStream;
use kafka_output::{Checkpointed, kafka_output};
use kafka_output_ui_tests::{AppError, Order};

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn first() -> impl Stream<Item = Order> {
    unreachable!()
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn second() -> Result<Option<BoxStream<'static, Order>>, AppError> {
    unreachable!()
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn third() -> impl Future<Output = Order> {
    async { Order::example() }
}

#[kafka_output(broker_list = "%B%", topic = "orders", delivery = enqueued)]
async fn fourth() -> Checkpointed<BoxStream<'static, Order>> {
    unreachable!()
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn fifth() -> BoxStream<'static, Vec<Order>> {
    unreachable!()
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn sixth() -> BoxStream<'static, Option<Order>> {
    unreachable!()
}

#[kafka_output]
async fn seventh() -> BoxStream<'static, Order> {
    unreachable!()
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn eighth() -> impl futures::Stream<Item = Nowhere> {
    futures::stream::empty()
}

trait Stream {
    type Item;
}

fn main() {}
