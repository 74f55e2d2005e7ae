//! Collections and iterators: many records, in order.

use std::collections::{BTreeSet, BinaryHeap, HashSet, LinkedList, VecDeque};
use std::fmt;

use kafka_output::{Deliveries, Delivery, Error, KafkaEventData, kafka_output};

use crate::support::runtime::topic;

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-many")]
async fn returns_vec() -> Vec<&'static str> {
    vec!["vec 1", "vec 2"]
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-many")]
async fn returns_array() -> [&'static str; 2] {
    ["array 1", "array 2"]
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-many")]
async fn returns_deque() -> VecDeque<KafkaEventData<&'static str>> {
    VecDeque::from(["deque 1", "deque 2"].map(KafkaEventData::new))
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-many")]
async fn returns_list() -> LinkedList<&'static str> {
    LinkedList::from(["list 1", "list 2"])
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-many")]
async fn returns_tree_set() -> BTreeSet<&'static str> {
    BTreeSet::from(["tree 2", "tree 1"])
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-many")]
async fn returns_boxed_slice() -> Box<[&'static str]> {
    Box::new(["boxed 1", "boxed 2"])
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-many")]
async fn returns_slice<'a>(values: &'a [&'a str]) -> &'a [&'a str] {
    values
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-many")]
async fn returns_reference_to_vec(values: &Vec<String>) -> &Vec<String> {
    values
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-many")]
async fn returns_iterator(numbers: std::ops::Range<u8>) -> impl Iterator<Item = String> {
    numbers.map(|number| format!("iterator {number}"))
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-many")]
fn returns_borrowing_iterator<'a>(
    text: &'a str,
) -> impl DoubleEndedIterator<Item = KafkaEventData<&'a str>> + use<'a> {
    text.split(", ").map(KafkaEventData::new)
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-many")]
fn returns_into_iterator() -> impl IntoIterator<Item = &'static str> {
    ["into 1", "into 2"]
}

#[tokio::test]
async fn each_element_of_a_collection_is_a_record_in_order() {
    let topic = topic("returns-many", 1);

    let all: [Result<Deliveries, Error>; 11] = [
        returns_vec().await,
        returns_array().await,
        returns_deque().await,
        returns_list().await,
        returns_tree_set().await,
        returns_boxed_slice().await,
        returns_slice(&["slice 1", "slice 2"]).await,
        returns_reference_to_vec(&vec!["reference 1".to_owned(), "reference 2".to_owned()]).await,
        returns_iterator(1..3).await,
        returns_borrowing_iterator("borrowing 1, borrowing 2"),
        returns_into_iterator(),
    ];

    let offsets = all.map(|deliveries| deliveries.unwrap().iter().map(Delivery::offset).collect::<Vec<_>>());
    assert_eq!(offsets.concat(), (0..22).collect::<Vec<_>>());
    let kinds = [
        "vec",
        "array",
        "deque",
        "list",
        "tree",
        "boxed",
        "slice",
        "reference",
        "iterator",
        "borrowing",
        "into",
    ];
    let expected = kinds.into_iter().flat_map(|kind| [format!("{kind} 1"), format!("{kind} 2")]);
    assert_eq!(topic.texts::<22>().to_vec(), expected.collect::<Vec<_>>());
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-unordered")]
async fn returns_hash_set() -> HashSet<&'static str> {
    HashSet::from(["a", "b", "c"])
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-unordered")]
async fn returns_heap() -> BinaryHeap<&'static str> {
    BinaryHeap::from(["d", "e"])
}

#[tokio::test]
async fn collections_without_an_order_send_each_element_once() {
    let topic = topic("returns-unordered", 1);

    assert_eq!(returns_hash_set().await.unwrap().len(), 3);
    assert_eq!(returns_heap().await.unwrap().len(), 2);

    let mut texts: [String; 5] = topic.texts();
    texts.sort();
    assert_eq!(texts, ["a", "b", "c", "d", "e"]);
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-empty")]
async fn returns_empty_vec() -> Vec<String> {
    Vec::new()
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-empty")]
fn returns_empty_array() -> [KafkaEventData<String>; 0] {
    []
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-empty")]
async fn returns_empty_iterator() -> Result<impl Iterator<Item = String>, fmt::Error> {
    Ok(std::iter::empty())
}

#[tokio::test]
async fn an_empty_collection_sends_nothing_and_is_a_success() {
    let topic = topic("returns-empty", 1);

    assert_eq!(returns_empty_vec().await.unwrap(), Deliveries::default());
    assert!(returns_empty_array().unwrap().is_empty());
    assert!(returns_empty_iterator().await.unwrap().is_empty());

    topic.assert_empty();
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "returns-deliveries")]
async fn returns_a_thousand() -> Vec<KafkaEventData<String>> {
    (0..1_000).map(|number| KafkaEventData::new(number.to_string()).partition(number * 7 % 3)).collect()
}

#[tokio::test]
async fn deliveries_stand_in_the_order_returned_with_true_offsets() {
    let topic = topic("returns-deliveries", 3);

    let deliveries = returns_a_thousand().await.unwrap();

    let records = topic.read_many(1_000);
    let value_at = |delivery: &Delivery| {
        let place = (delivery.partition(), delivery.offset());
        let found = records.binary_search_by_key(&place, |record| (record.partition, record.offset));
        records[found.unwrap()].value_text().unwrap().parse::<i32>().unwrap()
    };
    assert!(deliveries.iter().map(value_at).eq(0..1_000));

    let slice: &[Delivery] = &deliveries;
    assert_eq!(
        (slice.len(), deliveries.first(), deliveries.as_ref().last()),
        (1_000, slice.first(), slice.last())
    );
    assert!((&deliveries).into_iter().eq(slice));
    assert!(deliveries.clone().into_iter().eq(deliveries.iter().cloned()));
}
