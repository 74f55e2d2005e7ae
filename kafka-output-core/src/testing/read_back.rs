//! Reads a whole topic, with a plain consumer.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use rdkafka::config::ClientConfig;
use rdkafka::consumer::{BaseConsumer, Consumer};
use rdkafka::error::KafkaError;
use rdkafka::message::{BorrowedMessage, Headers, Message};
use rdkafka::types::RDKafkaRespErr;
use rdkafka::{Offset, TopicPartitionList};

use super::ReadRecord;
use crate::event::HeaderValue;

/// How long nothing may come.
const PATIENCE: Duration = Duration::from_secs(10);

/// Everything from the first to the last record that the topic has now, by partition and offset.
pub(super) fn read_back(
    brokers: &str,
    security: &BTreeMap<String, String>,
    topic: &str,
) -> Result<Vec<ReadRecord>, String> {
    // Its own error holds the values.
    let consumer = consumer(brokers, security)
        .map_err(|_| "librdkafka refuses the properties of a consumer".to_owned())?;
    let mut ends = ends(&consumer, topic)?;
    let mut wanted = TopicPartitionList::new();
    for partition in ends.keys() {
        wanted
            .add_partition_offset(topic, *partition, Offset::Beginning)
            .map_err(|error| error.to_string())?;
    }
    consumer.assign(&wanted).map_err(|error| error.to_string())?;
    let mut records = Vec::new();
    let mut progress = Instant::now();
    while !ends.is_empty() {
        match consumer.poll(Duration::from_millis(100)) {
            Some(Ok(message)) => {
                progress = Instant::now();
                let (partition, offset) = (message.partition(), message.offset());
                // What came after the ends were asked for is not of this reading.
                let Some(end) = ends.get(&partition).copied() else { continue };
                if offset < end {
                    records.push(record_of(&message));
                }
                if offset + 1 >= end {
                    ends.remove(&partition);
                }
            }
            Some(Err(error)) if progress.elapsed() > PATIENCE => return Err(error.to_string()),
            None if progress.elapsed() > PATIENCE => {
                return Err(format!("after {} records nothing came for {PATIENCE:?}", records.len()));
            }
            // A lost connection is tried again by librdkafka.
            Some(Err(_)) | None => {}
        }
    }
    records.sort_by_key(|record: &ReadRecord| (record.partition, record.offset));
    Ok(records)
}

fn consumer(brokers: &str, security: &BTreeMap<String, String>) -> Result<BaseConsumer, KafkaError> {
    let mut config = ClientConfig::new();
    config.extend(security.clone());
    config
        .set("bootstrap.servers", brokers)
        .set("group.id", "kafka-output-testing")
        .set("enable.auto.commit", "false")
        .set("auto.offset.reset", "earliest")
        .set("allow.auto.create.topics", "false")
        .set("fetch.wait.max.ms", "10")
        .create()
}

/// For each partition that holds records, the offset after its last one.
fn ends(consumer: &BaseConsumer, topic: &str) -> Result<BTreeMap<i32, i64>, String> {
    let metadata = consumer.fetch_metadata(Some(topic), PATIENCE).map_err(|error| error.to_string())?;
    let Some(found) = metadata.topics().iter().find(|found| found.name() == topic) else {
        return Ok(BTreeMap::new());
    };
    match found.error() {
        None => {}
        Some(
            RDKafkaRespErr::RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART
            | RDKafkaRespErr::RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC,
        ) => return Ok(BTreeMap::new()),
        Some(error) => return Err(format!("its look-up answers {error:?}")),
    }
    let mut ends = BTreeMap::new();
    for partition in found.partitions() {
        let (first, end) =
            consumer.fetch_watermarks(topic, partition.id(), PATIENCE).map_err(|error| error.to_string())?;
        if first > 0 {
            return Err(format!(
                "of partition {} the first {first} records are gone, as more came than it keeps",
                partition.id()
            ));
        }
        if end > 0 {
            ends.insert(partition.id(), end);
        }
    }
    Ok(ends)
}

fn record_of(message: &BorrowedMessage<'_>) -> ReadRecord {
    let headers = message.headers().map_or_else(Vec::new, |headers| {
        headers.iter().map(|header| (header.key.to_owned(), HeaderValue::from(header.value))).collect()
    });
    ReadRecord {
        topic: message.topic().to_owned(),
        partition: message.partition(),
        offset: message.offset(),
        timestamp_millis: message.timestamp().to_millis(),
        key: message.key().map(<[u8]>::to_vec),
        value: message.payload().map(<[u8]>::to_vec),
        headers,
    }
}
