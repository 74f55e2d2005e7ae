//! A function that is refused hides nothing of what is wrong in its body, and uses what it imports.
#![deny(warnings)]

use futures::Stream;
use kafka_output::{Checkpointed, Error, kafka_output};
use kafka_output_ui_tests::Order;

fn again(order: &Order) -> Order {
    order.clone()
}

#[kafka_output(broker_list = "a:1", topic = "orders", acks = al)]
fn stream(order: Order) -> impl Stream<Item = Order> {
    let _: u32 = "one";
    futures::stream::iter([again(&order)])
}

#[kafka_output(broker_list = "a:1", topic = "orders", acks = al)]
fn future(order: Order) -> impl Future<Output = Order> {
    let _: u32 = "two";
    async { order }
}

#[kafka_output(broker_list = "a:1", topic = "orders", acks = al)]
const fn constant(order: Order) -> Order {
    let _: u32 = "three";
    again(&order)
}

struct Shop;

impl Shop {
    #[kafka_output(broker_list = "a:1", topic = "orders", acks = al)]
    extern "C" fn foreign(&self, order: Order) -> Order {
        let _: u32 = "four";
        order
    }
}

#[kafka_output(broker_list = "a:1", topic = "orders")]
async fn checkpointed(order: Order) -> Checkpointed<Vec<Order>> {
    unreachable!("{order:?}")
}

#[kafka_output(broker_list = "a:1", topic = "orders", key = order.number)]
async fn keyed(order: Order) -> Order {
    order
}

async fn called(order: Order) -> Result<(), Error> {
    stream(order.clone()).await?.delivered();
    future(order.clone()).await?.offset();
    constant(order.clone())?.offset();
    Shop.foreign(order.clone())?.offset();
    checkpointed(order.clone()).await?.delivered();
    keyed(order).await?.offset();
    Ok(())
}

fn main() {
    let _ = called(Order::example());
}
