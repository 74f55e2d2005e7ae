//! Streams of records.

use std::pin::Pin;

use futures::stream::{self, BoxStream, Stream, StreamExt};
use kafka_output::{CallError, Checkpointed, Error, KafkaEventData, StreamSummary, kafka_output};
use kafka_output_ui_tests::{AppError, AppResult, Order};

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn values() -> impl Stream<Item = Order> {
    stream::iter([Order::example()])
}

#[kafka_output(broker_list = "%B%", topic = "orders", key = customer.id)]
async fn keyed() -> impl Stream<Item = Order> + Send + 'static {
    stream::iter([Order::example()])
}

#[kafka_output(broker_list = "%B%", topic = "orders", value_format = json)]
async fn written() -> impl futures::Stream<Item = KafkaEventData<Order, i64>> + Send {
    stream::iter([KafkaEventData::new(Order::example()).key(1)])
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn borrowing(names: &[String]) -> impl Stream<Item = &str> {
    stream::iter(names.iter().map(String::as_str))
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn boxed(names: &[String]) -> BoxStream<'_, String> {
    stream::iter(names).map(Clone::clone).boxed()
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn pinned() -> Pin<Box<dyn Stream<Item = Vec<u8>> + Send>> {
    Box::pin(stream::empty())
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn fallible(text: &str) -> Result<impl Stream<Item = Order> + use<>, AppError> {
    let count: usize = text.parse()?;
    Ok(stream::iter(vec![Order::example(); count]))
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn of_results() -> impl Stream<Item = Result<Order, AppError>> {
    stream::iter([Ok(Order::example()), Err(AppError)])
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn of_other_results(text: &str) -> AppResult<impl Stream<Item = Result<u64, std::num::ParseIntError>>> {
    if text.is_empty() {
        return Err(AppError);
    }
    Ok(stream::iter(text.split(',').map(str::parse)))
}

#[kafka_output(broker_list = "%B%", topic = "orders", name = "of_aliased")]
async fn of_aliased_results() -> AppResult<BoxStream<'static, AppResult<Order>>> {
    Ok(stream::empty().boxed())
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn checkpointed(saved: std::sync::mpsc::Sender<i64>) -> Checkpointed<impl Stream<Item = Order>> {
    let orders = stream::iter([Order::example()]);
    Checkpointed::new(orders, |order| order.number, move |number| saved.send(number).unwrap_or(()))
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn checkpointed_results<'a>(
    orders: &'a [Order],
) -> AppResult<Checkpointed<BoxStream<'a, AppResult<&'a Order>>>> {
    let orders = stream::iter(orders).map(Ok).boxed();
    Ok(Checkpointed::new(
        orders,
        |order: &AppResult<&Order>| order.as_ref().map_or(0, |order| order.number),
        |_| {},
    ))
}

/// The trait is imported for these return types alone.
mod only_returned {
    use futures::Stream;
    use futures::stream::empty;
    use kafka_output::{Checkpointed, kafka_output};

    #[kafka_output(broker_list = "%B%", topic = "orders")]
    async fn only_returned() -> impl Stream<Item = String> {
        empty()
    }

    #[kafka_output(broker_list = "%B%", topic = "orders")]
    async fn only_returned_too() -> Checkpointed<impl ::futures::stream::FusedStream<Item = String> + Send> {
        Checkpointed::new(empty(), |_| (), |()| {})
    }
}

/// What the compiler knows of a body by its return type alone.
mod told_by_the_type {
    use super::{AppError, KafkaEventData, Order, Stream, kafka_output, stream};

    #[kafka_output(broker_list = "%B%", topic = "orders", name = "told_empty")]
    async fn empty() -> impl Stream<Item = Order> {
        stream::iter(vec![])
    }

    #[kafka_output(broker_list = "%B%", topic = "orders", name = "told_unfolded")]
    async fn unfolded() -> impl Stream<Item = Result<String, AppError>> {
        stream::unfold(1, |number| async move { Some((Ok(number.to_string()), number + 1)) })
    }

    #[kafka_output(broker_list = "%B%", topic = "orders", name = "told_parsed")]
    fn parsed() -> impl Iterator<Item = u64> {
        ["1"].iter().filter_map(|text| text.parse().ok())
    }

    #[kafka_output(broker_list = "%B%", topic = "orders", name = "told_generic", value_format = json)]
    async fn generic<T: serde::Serialize>(
        value: T,
    ) -> Result<impl Stream<Item = KafkaEventData<T>>, AppError> {
        Ok(stream::iter(Some(value)).map_into())
    }

    trait MapInto<T>: Stream<Item = T> + Sized {
        fn map_into(self) -> futures::stream::Map<Self, fn(T) -> KafkaEventData<T>> {
            futures::StreamExt::map(self, KafkaEventData::new)
        }
    }
    impl<T, S: Stream<Item = T>> MapInto<T> for S {}
}

struct Shop {
    orders: Vec<Order>,
}

impl Shop {
    #[kafka_output(broker_list = "%B%", topic = "orders", handler = Self::all_of_them)]
    async fn all(&self) -> impl Stream<Item = &Order> {
        stream::iter(&self.orders)
    }

    #[kafka_output(broker_list = "%B%", topic = "orders")]
    async fn any<T: serde::Serialize + Send, S: Stream<Item = T> + Send>(
        &self,
        some: S,
    ) -> impl Stream<Item = Vec<u8>> {
        some.map(|_| Vec::new())
    }
}

async fn called(names: &[String], shop: &Shop) -> Result<(), CallError<AppError>> {
    let summary: StreamSummary = crate::is_send(values()).await?;
    let _ = (summary.delivered(), summary.checkpoint(), summary.last());
    let _: StreamSummary = crate::is_send(borrowing(names)).await?;
    let _: StreamSummary = crate::is_send(boxed(names)).await?;
    let _: StreamSummary = crate::is_send(keyed()).await?;
    let _: StreamSummary = crate::is_send(written()).await?;
    let _: Result<StreamSummary, Error> = crate::is_send(pinned()).await;
    let _: StreamSummary = crate::is_send(fallible("1")).await?;
    let _: StreamSummary = crate::is_send(of_results()).await?;
    let _: StreamSummary = crate::is_send(of_other_results("1,x")).await?;
    let _: StreamSummary = crate::is_send(of_aliased_results()).await?;
    let _: StreamSummary = crate::is_send(checkpointed(std::sync::mpsc::channel().0)).await?;
    let _: StreamSummary = crate::is_send(checkpointed_results(&shop.orders)).await?;
    let _: StreamSummary = crate::is_send(shop.all()).await?;
    let _: usize = shop.all_of_them().await.count().await;
    let _: StreamSummary = crate::is_send(shop.any(stream::iter([1]))).await?;
    Ok(())
}
