//! Streams by their own names, which the attribute cannot read, and by which they are no records.

use futures::channel::mpsc::Receiver;
use futures::stream::Empty;
use kafka_output::{Checkpointed, kafka_output};
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn received() -> Receiver<Order> {
    todo!()
}

#[kafka_output(broker_list = "%B%", topic = "orders", value_format = json)]
async fn as_json() -> Receiver<Order> {
    todo!()
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn watched() -> Checkpointed<Empty<Order>> {
    todo!()
}

async fn called() {
    let _ = received().await.map(|summary| summary.delivered());
    let _ = as_json().await.map(|summary| summary.delivered());
    let _ = watched().await.map(|summary| summary.delivered());
}

fn main() {}
