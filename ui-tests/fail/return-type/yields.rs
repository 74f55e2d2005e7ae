//! A body that gives no stream or iterator, or one of other items than are spelled.

use futures::stream::{self, Stream};
use kafka_output::{Checkpointed, StreamSummary, kafka_output};
use kafka_output_ui_tests::{AppError, Order};

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn no_stream() -> impl Stream<Item = Order> {
    vec![Order::example()]
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn other_stream() -> Result<impl Stream<Item = Order> + Send, AppError> {
    Ok(stream::iter([1_u64]))
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn other_checkpointed() -> Checkpointed<impl Stream<Item = Order>> {
    Checkpointed::new(stream::iter([1_u64]), |_| (), |()| {})
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn no_results() -> impl Stream<Item = Result<String, AppError>> {
    stream::iter([String::new()])
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn nothing_yet() -> impl Stream<Item = Order> {
    todo!()
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn no_iterator() -> impl Iterator<Item = Order> {
    vec![Order::example()]
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn other_iterator() -> Result<impl DoubleEndedIterator<Item = Order>, AppError> {
    Ok(vec![1_u64].into_iter())
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn other_iterable() -> impl IntoIterator<Item = Order> {
    vec![1_u64]
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn own() -> BoxStream<Order> {
    BoxStream(Order::example())
}

struct BoxStream<T>(T);

async fn called() -> Result<(), kafka_output::Error> {
    let _: StreamSummary = no_stream().await?;
    fn is_send(_: impl Send) {}
    is_send(no_stream());
    is_send(other_checkpointed());
    Ok(())
}

fn main() {}
