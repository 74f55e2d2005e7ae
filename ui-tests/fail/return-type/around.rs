//! What stands around a refused element is known, so callers raise no errors of their own.

use std::pin::Pin;

use futures::stream::BoxStream;
use kafka_output::{Deliveries, Delivery, StreamSummary, kafka_output};
use kafka_output_ui_tests::{AppError, Order};

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn first() -> Vec<()> {
    Vec::new()
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn second() -> Option<impl serde::Serialize> {
    Some(Order::example())
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn third() -> impl Iterator {
    std::iter::once(Order::example())
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn fourth() -> Result<Option<()>, AppError> {
    Err(AppError)
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn fifth() -> Option<impl Iterator<Item = Order>> {
    Some(vec![].into_iter())
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn sixth() -> kafka_output::Checkpointed<impl Iterator<Item = Order>> {
    todo!()
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn seventh() -> impl Future<Output = Option<Order>> {
    async { Some(Order::example()) }
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn eighth() -> Pin<Box<dyn Future<Output = Vec<Order>> + Send>> {
    Box::pin(async { vec![Order::example()] })
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn ninth() -> Option<BoxStream<'static, Order>> {
    todo!()
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn tenth() -> kafka_output::Checkpointed<Vec<Order>> {
    vec![Order::example()]
}

async fn called() -> Result<(), kafka_output::Error> {
    let _: Deliveries = fifth()?;
    let _: StreamSummary = sixth().await?;
    let _: Option<Delivery> = seventh().await?;
    let _: Deliveries = eighth().await?;
    let _: StreamSummary = ninth().await?;
    let _: StreamSummary = tenth().await?;
    let _: Deliveries = first().await?;
    let _: Option<Delivery> = second()?;
    let _: Deliveries = third()?;
    if let Ok(Some(delivery)) = fourth().await {
        let _: Delivery = delivery;
    }
    Ok(())
}

fn main() {}
