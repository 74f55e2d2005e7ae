//! Streams on the shared broker.

use std::collections::BTreeMap;

use futures::{Stream, StreamExt, stream};
use kafka_output::{KafkaEventData, kafka_output};

use crate::support::broker::Broker;
use crate::support::consume::read_all;
use crate::support::runtime::topic;

#[kafka_output(
    broker_list = "%KAFKA_BROKERS%",
    topic = "streams-many",
    properties = { "queue.buffering.max.messages" = "10000" },
)]
async fn streams_many(count: u32) -> impl Stream<Item = KafkaEventData<String>> {
    stream::iter(0..count).map(|number| KafkaEventData::new(number.to_string()).key((number % 7).to_string()))
}

#[tokio::test]
async fn two_hundred_thousand_records_go_through_a_queue_of_ten_thousand_in_order() {
    const COUNT: u32 = 200_000;
    let _ = topic("streams-many", 4);

    let summary = streams_many(COUNT).await.unwrap();

    assert_eq!((summary.delivered(), summary.checkpoint()), (COUNT.into(), COUNT.into()));
    let records = read_all(Broker::shared().bootstrap(), "streams-many", COUNT as usize);
    assert_eq!(records.len(), COUNT as usize);
    let mut partitions: BTreeMap<i32, Vec<u32>> = BTreeMap::new();
    for record in &records {
        partitions.entry(record.partition).or_default().push(record.value_text().unwrap().parse().unwrap());
    }
    assert!(partitions.len() > 1 && partitions.values().all(|numbers| numbers.is_sorted()));
    let mut all: Vec<u32> = partitions.into_values().flatten().collect();
    all.sort_unstable();
    assert!(all.into_iter().eq(0..COUNT));
    let last = summary.last().unwrap();
    let at =
        records.iter().find(|record| (record.partition, record.offset) == (last.partition(), last.offset()));
    assert_eq!(at.and_then(|record| record.value_text()), Some("199999"));
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "streams-slowly")]
async fn streams_slowly() -> impl Stream<Item = String> {
    stream::iter(["one", "two", "three"]).then(async |word| {
        tokio::time::sleep(std::time::Duration::from_millis(30)).await;
        word.to_owned()
    })
}

#[tokio::test]
async fn a_slow_source_is_sent_as_it_comes() {
    let topic = topic("streams-slowly", 1);
    assert_eq!(streams_slowly().await.unwrap().delivered(), 3);
    assert_eq!(topic.texts(), ["one", "two", "three"]);
}
