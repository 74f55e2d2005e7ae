//! What callers depend on is what was meant: they are told nothing besides.

use kafka_output::{Delivery, Enqueued, Error, kafka_output};
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = "a:1", topic = "orders", handler = "quoted_event")]
fn quoted(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "a:1", topic = "orders", handlr = misspelt_event)]
async fn misspelt(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "a:1", topic = "orders", delivery = enqueud)]
async fn in_the_queue(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "a:1", topic = "orders", delivry = enqueued)]
async fn in_the_queue_too(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "a:1", topic = "orders", delivery = "enqueued")]
async fn quoted_word(order: Order) -> Order {
    order
}

struct Shop;

impl Shop {
    #[kafka_output(broker_list = "a:1", topic = "orders", handler = "Self::event")]
    fn method(&self, order: Order) -> Order {
        order
    }

    #[kafka_output(broker_list = "a:1", topic = "orders", handler = Shop::named_event)]
    fn named(order: Order) -> Order {
        order
    }
}

#[kafka_output(broker_list = "a:1", topic = "orders", handler = crate::far_event)]
async fn far(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "a:1", topic = "orders", handler = called_event())]
async fn called(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "a:1", topic = "orders", handler(argued_event))]
async fn argued(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "a:1", topic = "orders", handler = once_event, handler = twice_event)]
async fn twice(order: Order) -> Order {
    order
}

#[kafka_output(broker_list = "a:1", topic = "orders", handler = upper_event)]
#[kafka_output(broker_list = "a:1", topic = "audit", handler = lower_event, delivery = enqueued)]
async fn in_two(order: Order) -> Order {
    order
}

async fn callers(order: Order) -> Result<Delivery, Error> {
    let _: Order = quoted_event(order.clone());
    let _: Order = misspelt_event(order.clone()).await;
    let _: Order = Shop.event(order.clone());
    let _: Order = Shop::named_event(order.clone());
    let _: Order = far_event(order.clone()).await;
    let _: Order = called_event(order.clone()).await;
    let _: Order = argued_event(order.clone()).await;
    let _: (Order, Order) = (once_event(order.clone()).await, twice_event(order.clone()).await);
    let _: (Order, Order) = (upper_event(order.clone()).await, lower_event(order.clone()).await);
    let _: Enqueued = in_two(order.clone()).await?;
    let _: Enqueued = in_the_queue(order.clone()).await?;
    let _: Enqueued = in_the_queue_too(order.clone()).await?;
    let _: Enqueued = quoted_word(order.clone()).await?;
    misspelt(order).await
}

fn main() {}
