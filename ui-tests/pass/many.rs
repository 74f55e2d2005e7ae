//! Many records.

use std::collections::{BTreeSet, BinaryHeap, HashSet, LinkedList, VecDeque};

use kafka_output::{Deliveries, KafkaEventData, kafka_output};
use kafka_output_ui_tests::Order;

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn values() -> Vec<Order> {
    vec![Order::example()]
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn events() -> Vec<KafkaEventData<Order>> {
    vec![KafkaEventData::new(Order::example()).key("c-42")]
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn many_bytes() -> Vec<Vec<u8>> {
    vec![vec![1]]
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn array() -> [Order; 2] {
    [Order::example(), Order::example()]
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn deque() -> VecDeque<String> {
    VecDeque::new()
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn list() -> LinkedList<String> {
    LinkedList::new()
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn hash_set() -> HashSet<Order> {
    HashSet::new()
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn tree_set() -> BTreeSet<Order> {
    BTreeSet::new()
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn heap() -> BinaryHeap<Order> {
    BinaryHeap::new()
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn boxed() -> Box<[Order]> {
    Box::new([Order::example()])
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn slice(orders: &[Order]) -> &[Order] {
    orders
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn borrowed(orders: &VecDeque<Order>) -> &VecDeque<Order> {
    orders
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
async fn iterator() -> impl Iterator<Item = Order> {
    std::iter::once(Order::example())
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn borrowing_iterator<'a>(names: &'a [String]) -> impl DoubleEndedIterator<Item = &'a str> + use<'a> {
    names.iter().map(String::as_str)
}

#[kafka_output(broker_list = "%B%", topic = "orders")]
fn into_iterator() -> impl IntoIterator<Item = KafkaEventData<Order>> + Send {
    [KafkaEventData::new(Order::example())]
}

async fn called(orders: &[Order]) -> Result<(), kafka_output::Error> {
    let deliveries: Deliveries = crate::is_send(values()).await?;
    let _ = deliveries.iter().map(kafka_output::Delivery::offset).max();
    let _: Deliveries = events()?;
    let _: Deliveries = crate::is_send(slice(orders)).await?;
    let _: Deliveries = crate::is_send(iterator()).await?;
    Ok(())
}
