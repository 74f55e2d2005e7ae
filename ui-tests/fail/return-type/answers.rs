//! What a call gives may hang on what is told to be wrong: callers, implementors and traits are told nothing besides.

use std::pin::Pin;

use futures::Stream;
use kafka_output::{Enqueued, Error, KafkaEventData, kafka_output};
use kafka_output_ui_tests::Order;

// What a call gives, by the path or by a `use`.
#[kafka_output(broker_list = "a:1", topic = "orders")]
async fn answer(order: Order) -> Result<kafka_output::Delivery, Error> {
    drop(order);
    unimplemented!()
}

#[kafka_output(broker_list = "a:1", topic = "orders")]
fn enqueued(order: Order) -> Result<Vec<Enqueued>, String> {
    drop(order);
    Ok(Vec::new())
}

async fn answers(order: Order) -> Result<i64, Error> {
    let _ = enqueued(order.clone()).map(|enqueued| enqueued.is_empty());
    Ok(answer(order).await?.offset())
}

#[kafka_output]
async fn bare(order: Order) -> KafkaEventData<Order> {
    KafkaEventData::new(order)
}

#[kafka_output]
fn bare_reference(order: &Order) -> Option<(&Order, u8)> {
    Some((order, 1))
}

#[kafka_output(broker_list = "a:1", topic = "orders")]
fn boxed(order: Order) -> Result<Box<dyn Iterator<Item = Order>>, String> {
    Ok(Box::new(std::iter::once(order)))
}

#[kafka_output(broker_list = "a:1", topic = "orders")]
fn mutable(orders: &mut [Order]) -> &mut [Order] {
    orders
}

#[kafka_output(broker_list = "a:1", topic = "orders")]
fn not_awaited(order: Order) -> impl Stream<Item = Order> {
    futures::stream::iter([order])
}

#[kafka_output(broker_list = "a:1", topic = "orders", delivery = Delivery::Enqueued)]
fn by_a_path(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "a:1", topic = "orders", delivery = confirmed, delivery = enqueued)]
fn twice(order: Order) -> Order {
    let _: u8 = "its own";
    order
}

#[kafka_output(broker_list = "a:1", topic = "orders", acks = none)]
fn unacknowledged(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "a:1", topic = "orders", at_most_once = true)]
fn unknown(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "a:1", topic = "orders")]
async fn stream_or_none(order: Order) -> Option<impl Stream<Item = Order>> {
    Some(futures::stream::iter([order]))
}

#[kafka_output(broker_list = "a:1", topic = "orders")]
fn iterator_or_none(order: Order) -> Option<impl Iterator<Item = Order>> {
    Some(std::iter::once(order))
}

#[kafka_output(broker_list = "a:1", topic = "orders")]
fn hidden(order: Order) -> impl serde::Serialize {
    vec![order]
}

#[kafka_output(broker_list = "a:1", topic = "orders")]
fn nothing() {}

/// The compiler's own to tell, once.
#[kafka_output(broker_list = "a:1", topic = "orders")]
fn bare_trait(order: Order) -> Iterator<Item = Order> {
    std::iter::once(order)
}

#[kafka_output(broker_list = "a:1", topic = "orders")]
fn of_nothing(order: Order) -> Option {
    Some(order)
}

trait Sells {
    #[kafka_output(broker_list = "a:1", topic = "orders")]
    fn sold(&self, order: Order) -> Order;

    #[kafka_output(broker_list = "a:1", topic = "orders")]
    fn sold_out(self) -> impl Iterator<Item = Order>;

    fn number(&self, order: Order) -> Result<i64, Error> {
        Ok(self.sold(order)?.offset())
    }
}

struct Shop;

impl Sells for Shop {
    fn sold(&self, order: Order) -> Order {
        order
    }

    fn sold_out(self) -> impl Iterator<Item = Order> {
        std::iter::empty()
    }
}

/// As `async_trait` makes a trait and its implementors.
trait Later {
    fn later<'a, 'async_trait>(
        &'a self,
        order: Order,
    ) -> Pin<Box<dyn Future<Output = Vec<Order>> + Send + 'async_trait>>
    where
        'a: 'async_trait,
        Self: 'async_trait;
}

impl Later for Shop {
    #[kafka_output(broker_list = "a:1", topic = "orders")]
    fn later<'a, 'async_trait>(
        &'a self,
        order: Order,
    ) -> Pin<Box<dyn Future<Output = Vec<Order>> + Send + 'async_trait>>
    where
        'a: 'async_trait,
        Self: 'async_trait,
    {
        Box::pin(async move { vec![order] })
    }
}

fn called_plainly(order: Order) {
    let _ = not_awaited(order).map(|summary| summary.delivered());
}

async fn called(order: &Order) -> Result<(), Error> {
    let _ = bare(order.clone()).await?.offset();
    let _ = bare_reference(order)?.map(|delivery| delivery.offset());
    let _ = boxed(order.clone()).map(|deliveries| deliveries.len());
    let _ = mutable(&mut [])?.len();
    let _ = not_awaited(order.clone()).await?.delivered();
    let _ = stream_or_none(order.clone()).await?.map(|summary| summary.delivered());
    let _ = iterator_or_none(order.clone())?.map(|deliveries| deliveries.len());
    let _ = hidden(order.clone())?.len();
    let _: () = nothing();
    let _ = bare_trait(order.clone())?.len();
    let _ = of_nothing(order.clone())?.map(|delivery| delivery.offset());
    let _: Enqueued = by_a_path(order.clone())?;
    let _: Enqueued = twice(order.clone())?;
    let _: Enqueued = unacknowledged(order.clone())?;
    let _: Enqueued = unknown(order.clone())?;
    Ok(())
}

fn main() {}
