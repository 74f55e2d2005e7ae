//! `partitioner = …`: the partition of a record that names none. kcat is asked what librdkafka's partitioner of
//! that name does; keys that a Java producer places are in `keys.rs`.
#![allow(clippy::unwrap_used, reason = "a panic is how a test reports")]

use std::collections::{BTreeMap, BTreeSet};
use std::thread::sleep;
use std::time::Duration;

use kafka_output::{Deliveries, Error, KafkaEventData, kafka_output};

use crate::support::broker::Broker;
use crate::support::consume::read_all;
use crate::support::java::{self, NewRecord};
use crate::support::kcat;
use crate::support::runtime::topic;

const PARTITIONS: i32 = 7;

/// An output that sends a record for each of these keys; `None` is no key.
macro_rules! output {
    ($name:ident, $topic:literal, $partitioner:ident) => {
        #[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = $topic, partitioner = $partitioner)]
        fn $name(keys: &[Option<String>]) -> Vec<KafkaEventData<&'static str>> {
            let event = |key: &Option<String>| match key {
                Some(key) => KafkaEventData::new("x").key(key.clone()),
                None => KafkaEventData::new("x"),
            };
            keys.iter().map(event).collect()
        }
    };
}

output!(by_murmur2_random, "partitioners-murmur2-random", murmur2_random);
output!(by_murmur2, "partitioners-murmur2", murmur2);
output!(by_consistent_random, "partitioners-consistent-random", consistent_random);
output!(by_consistent, "partitioners-consistent", consistent);
output!(by_fnv1a_random, "partitioners-fnv1a-random", fnv1a_random);
output!(by_fnv1a, "partitioners-fnv1a", fnv1a);
output!(by_random, "partitioners-random", random);
output!(by_round_robin, "partitioners-round-robin", round_robin);
output!(by_round_robin_one, "partitioners-round-robin-one", round_robin);
output!(by_round_robin_two, "partitioners-round-robin-two", round_robin);

fn hundred_keys() -> Vec<String> {
    (0..100).map(|number| format!("key-{}", number * number)).collect()
}

fn partitions(deliveries: Result<Deliveries, Error>) -> Vec<i32> {
    deliveries.unwrap().iter().map(kafka_output::Delivery::partition).collect()
}

/// Where kcat puts these keys under a partitioner's name.
fn partitions_by_kcat(topic: &str, partitioner: &str, keys: &[String]) -> Vec<i32> {
    let broker = Broker::shared();
    broker.create_topic(topic, PARTITIONS);
    let lines = keys.iter().fold(String::new(), |lines, key| lines + key + ":x\n");
    let partitioner = format!("topic.partitioner={partitioner}");
    kcat::produce(broker.bootstrap(), topic, &["-K:", "-X", &partitioner], lines.as_bytes());
    let records = read_all(broker.bootstrap(), topic, keys.len());
    let placed: BTreeMap<_, _> =
        records.iter().map(|record| (record.key_text().unwrap(), record.partition)).collect();
    keys.iter().map(|key| placed[key.as_str()]).collect()
}

/// How many partitions records without key are put into when they come some time apart.
fn spread(output: fn(&[Option<String>]) -> Result<Deliveries, Error>) -> BTreeSet<i32> {
    let mut used = BTreeSet::new();
    for _ in 0..25 {
        used.extend(partitions(output(&[None])));
        // librdkafka keeps to a partition for 10 ms, for larger batches.
        sleep(Duration::from_millis(12));
    }
    used
}

/// Keys stay together, and go where kcat puts them.
fn places_keys_as(
    output: fn(&[Option<String>]) -> Result<Deliveries, Error>,
    topic: &str,
    partitioner: &str,
) {
    let keys = hundred_keys();
    let given: Vec<_> = keys.iter().cloned().map(Some).collect();
    let placed = partitions(output(&given));
    assert_eq!(partitions(output(&given)), placed);
    assert_eq!(placed, partitions_by_kcat(topic, partitioner, &keys));
    assert_eq!(placed.iter().collect::<BTreeSet<_>>().len(), usize::try_from(PARTITIONS).unwrap());
}

#[test]
fn murmur2_random_places_keys_as_java_and_spreads_the_rest() {
    let _topic = topic("partitioners-murmur2-random", PARTITIONS);
    places_keys_as(by_murmur2_random, "partitioners-murmur2-random-kcat", "murmur2_random");
    assert!(spread(by_murmur2_random).len() > 2);
}

#[test]
fn murmur2_places_keys_as_java_and_what_has_none_in_one_partition() {
    let _topic = topic("partitioners-murmur2", PARTITIONS);
    places_keys_as(by_murmur2, "partitioners-murmur2-kcat", "murmur2");
    assert_eq!(spread(by_murmur2).len(), 1);
}

#[test]
fn consistent_random_places_keys_by_crc32_and_spreads_the_rest() {
    let _topic = topic("partitioners-consistent-random", PARTITIONS);
    places_keys_as(by_consistent_random, "partitioners-consistent-random-kcat", "consistent_random");
    assert!(spread(by_consistent_random).len() > 2);
}

#[test]
fn consistent_places_keys_by_crc32_and_what_has_none_in_one_partition() {
    let _topic = topic("partitioners-consistent", PARTITIONS);
    places_keys_as(by_consistent, "partitioners-consistent-kcat", "consistent");
    assert_eq!(spread(by_consistent).len(), 1);
}

#[test]
fn fnv1a_random_places_keys_by_fnv1a_and_spreads_the_rest() {
    let _topic = topic("partitioners-fnv1a-random", PARTITIONS);
    places_keys_as(by_fnv1a_random, "partitioners-fnv1a-random-kcat", "fnv1a_random");
    assert!(spread(by_fnv1a_random).len() > 2);
}

#[test]
fn fnv1a_places_keys_by_fnv1a_and_what_has_none_in_one_partition() {
    let _topic = topic("partitioners-fnv1a", PARTITIONS);
    places_keys_as(by_fnv1a, "partitioners-fnv1a-kcat", "fnv1a");
    assert_eq!(spread(by_fnv1a).len(), 1);
}

#[test]
fn the_three_hashes_are_three_different_ones() {
    let keys = hundred_keys();
    let placed = ["murmur2", "consistent", "fnv1a"]
        .map(|name| partitions_by_kcat(&format!("partitioners-compared-{name}"), name, &keys));
    assert!(placed[0] != placed[1] && placed[1] != placed[2] && placed[0] != placed[2]);
}

#[test]
fn random_pays_no_heed_to_keys() {
    let _topic = topic("partitioners-random", PARTITIONS);
    let same_key = vec![Some("same".to_owned()); 200];

    let used: BTreeSet<i32> = partitions(by_random(&same_key)).into_iter().collect();

    assert_eq!(used.len(), usize::try_from(PARTITIONS).unwrap());
    assert!(spread(by_random).len() > 2);
}

/// How many records each partition got.
fn counts(partitions: &[i32]) -> Vec<usize> {
    (0..PARTITIONS).map(|partition| partitions.iter().filter(|used| **used == partition).count()).collect()
}

#[test]
fn round_robin_takes_each_partition_in_turn_with_and_without_keys() {
    let topic = topic("partitioners-round-robin", PARTITIONS);
    let rounds = 20;
    let count = rounds * usize::try_from(PARTITIONS).unwrap();
    let even = vec![rounds; usize::try_from(PARTITIONS).unwrap()];

    // A partition is passed over as long as librdkafka has not met its leader, as it is by Java's partitioner.
    let first = partitions(by_round_robin(&[None]));
    let keyed = partitions(by_round_robin(&vec![Some("same".to_owned()); count]));
    let keyless = partitions(by_round_robin(&vec![None; count]));
    let mixed: Vec<_> = (0..count).map(|number| (number % 3 == 0).then(|| number.to_string())).collect();
    let mixed = partitions(by_round_robin(&mixed));
    let one_by_one: Vec<_> = (0..count).flat_map(|_| partitions(by_round_robin(&[None]))).collect();

    assert_eq!((counts(&keyed), counts(&keyless)), (even.clone(), even.clone()));
    assert_eq!((counts(&mixed), counts(&one_by_one)), (even.clone(), even));
    let read: Vec<_> = topic.read_many(1 + 4 * count).iter().map(|record| record.partition).collect();
    let told = [first, keyed, keyless, mixed, one_by_one].concat();
    assert_eq!(counts(&read), counts(&told));
}

#[test]
fn round_robin_takes_turns_in_each_topic_by_itself() {
    let (_one, _two) = (topic("partitioners-round-robin-one", 2), topic("partitioners-round-robin-two", 2));

    let _ = (partitions(by_round_robin_one(&[None])), partitions(by_round_robin_two(&[None])));
    let mut one = Vec::new();
    let mut two = Vec::new();
    for _ in 0..10 {
        one.extend(partitions(by_round_robin_one(&[None])));
        two.extend(partitions(by_round_robin_two(&[None])));
    }

    assert_eq!((counts(&one)[..2].to_vec(), counts(&two)[..2].to_vec()), (vec![5, 5], vec![5, 5]));
}

#[test]
fn a_record_without_partition_and_key_goes_where_the_events_partition_says_if_it_says() {
    #[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "partitioners-overridden", partitioner = round_robin)]
    fn overridden() -> [KafkaEventData<&'static str>; 4] {
        [3, 3, 0, 3].map(|partition| KafkaEventData::new("x").partition(partition))
    }
    let _topic = topic("partitioners-overridden", 4);

    assert_eq!(partitions(overridden()), [3, 3, 0, 3]);
}

#[test]
fn an_empty_key_is_a_key_to_murmur2_as_it_is_to_java() {
    #[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "partitioners-empty-key")]
    fn with_empty_key() -> KafkaEventData<&'static str> {
        KafkaEventData::new("x").key("")
    }
    let _topic = topic("partitioners-empty-key", PARTITIONS);

    let ours: BTreeSet<i32> = (0..10).map(|_| with_empty_key().unwrap().partition()).collect();

    let record = NewRecord { key: Some(b""), value: Some(b"x"), ..NewRecord::default() };
    let javas = java::send(Broker::shared().bootstrap(), "partitioners-empty-key", &record).0;
    assert_eq!(ours, BTreeSet::from([javas]));
}
