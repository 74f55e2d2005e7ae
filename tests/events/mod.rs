//! Everything a `KafkaEventData` can carry, on the wire: alone, and among others in a batch.
#![allow(clippy::unwrap_used, reason = "a panic is how a test reports")]

use std::borrow::Cow;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use kafka_output::{HeaderValue, KafkaEventData, kafka_output};

use crate::support::consume::TimestampType;
use crate::support::runtime::topic;

type Event = KafkaEventData<String>;

fn event(value: &str) -> Event {
    KafkaEventData::new(value.to_owned())
}

/// Two outputs of one topic that send what they are given: one event, and many.
macro_rules! outputs {
    ($topic:literal, $alone:ident, $batch:ident) => {
        #[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = $topic)]
        async fn $alone(event: Event) -> Event {
            event
        }

        #[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = $topic)]
        async fn $batch(events: Vec<Event>) -> Vec<Event> {
            events
        }
    };
}

// Behind the macro, which it uses too.
mod refused;
mod together;

outputs!("events-key", event_with_key, events_with_keys);

#[tokio::test]
async fn a_key_is_its_text_and_no_key_is_null_and_an_empty_key_is_empty() {
    let topic = topic("events-key", 1);
    let events = [event("a").key("c-42"), event("b"), event("c").key(""), event("d").key("größe \0")];

    for event in events.clone() {
        event_with_key(event).await.unwrap();
    }
    events_with_keys(events.to_vec()).await.unwrap();

    let records = topic.read_many(8);
    for half in records.chunks(4) {
        let keys: Vec<_> =
            half.iter().map(|record| (record.key_text(), record.value_text().unwrap())).collect();
        assert_eq!(keys, [(Some("c-42"), "a"), (None, "b"), (Some(""), "c"), (Some("größe \0"), "d")]);
        assert_eq!(half[1].key, None);
    }
}

outputs!("events-headers", event_with_headers, events_with_headers);

#[tokio::test]
async fn headers_keep_order_duplicates_null_empty_and_every_byte() {
    let topic = topic("events-headers", 1);
    let every_byte: Vec<u8> = (0..=255).collect();
    let full = event("full")
        .header("z", "last letter first")
        .header("a", HeaderValue::NULL)
        .header("a", "")
        .header("a", b"\xff\xfe\0")
        .header("z", "again")
        .header("every", every_byte.clone())
        .header("größe", "name beyond ASCII");
    let batch = vec![event("bare"), full.clone(), event("one").header("h", "1"), event("bare again")];

    event_with_headers(full).await.unwrap();
    events_with_headers(batch).await.unwrap();

    let records: [_; 5] = topic.read();
    let expected: [(&str, Option<&[u8]>); 7] = [
        ("z", Some(b"last letter first")),
        ("a", None),
        ("a", Some(b"")),
        ("a", Some(b"\xff\xfe\0")),
        ("z", Some(b"again")),
        ("every", Some(&every_byte)),
        ("größe", Some(b"name beyond ASCII")),
    ];
    let headers = records.each_ref().map(|record| record.header_bytes());
    assert_eq!(headers, [&expected[..], &[], &expected, &[("h", Some(b"1"))], &[]].map(Vec::from));
}

outputs!("events-header-spellings", event_with_any_header, events_with_any_header);

#[tokio::test]
async fn a_headers_value_may_be_given_in_every_spelling_of_text_and_bytes() {
    let topic = topic("events-header-spellings", 1);
    let owned = "String".to_owned();
    let given = event("x")
        .header("1", "&str")
        .header("2", owned.clone())
        .header("3", &owned)
        .header("4", Cow::Borrowed("Cow"))
        .header("5", b"&[u8; N]")
        .header("6", *b"[u8; N]")
        .header("7", &b"&[u8]"[..])
        .header("8", b"Vec".to_vec())
        .header("9", Bytes::from_static(b"Bytes"))
        .header("10", Some("Some"))
        .header("11", None::<&str>)
        .header("12", HeaderValue::default())
        .header(String::new(), "no name");

    event_with_any_header(given.clone()).await.unwrap();
    events_with_any_header(vec![given]).await.unwrap();

    let expected: [(&str, Option<&[u8]>); 13] = [
        ("1", Some(b"&str")),
        ("2", Some(b"String")),
        ("3", Some(b"String")),
        ("4", Some(b"Cow")),
        ("5", Some(b"&[u8; N]")),
        ("6", Some(b"[u8; N]")),
        ("7", Some(b"&[u8]")),
        ("8", Some(b"Vec")),
        ("9", Some(b"Bytes")),
        ("10", Some(b"Some")),
        ("11", None),
        ("12", None),
        ("", Some(b"no name")),
    ];
    let [alone, in_a_batch] = topic.read();
    assert_eq!(alone.header_bytes(), expected);
    assert_eq!(in_a_batch.header_bytes(), expected);
}

outputs!("events-partition", event_with_partition, events_with_partitions);

#[tokio::test]
async fn a_partition_is_where_the_record_goes_whatever_its_key() {
    let topic = topic("events-partition", 4);
    let events: Vec<Event> =
        [2, 0, 3, 2].map(|partition| event(&partition.to_string()).key("same").partition(partition)).into();

    let delivery = event_with_partition(events[2].clone()).await.unwrap();
    assert_eq!((delivery.partition(), delivery.offset()), (3, 0));
    let deliveries = events_with_partitions(events).await.unwrap();
    let places: Vec<_> =
        deliveries.iter().map(|delivery| (delivery.partition(), delivery.offset())).collect();
    assert_eq!(places, [(2, 0), (0, 0), (3, 1), (2, 1)]);

    let records: [_; 5] = topic.read();
    let read = records.map(|record| (record.value_text().unwrap().to_owned(), record.partition));
    assert_eq!(read, [("0", 0), ("2", 2), ("2", 2), ("3", 3), ("3", 3)].map(|(v, p)| (v.to_owned(), p)));
}

outputs!("events-timestamp", event_with_timestamp, events_with_timestamps);

#[tokio::test]
async fn a_timestamp_is_the_records_own_by_either_setter() {
    let topic = topic("events-timestamp", 1);
    let time = UNIX_EPOCH + Duration::from_micros(1_234_567_890_123_999);
    let events = [
        event("time").timestamp(time),
        event("millis").timestamp_millis(1_700_000_000_001),
        event("one").timestamp_millis(1),
    ];

    let before = SystemTime::now();
    for event in events.clone() {
        event_with_timestamp(event).await.unwrap();
    }
    let deliveries = events_with_timestamps([&events[..], &[event("now")]].concat()).await.unwrap();
    let after = SystemTime::now();

    let records: [_; 7] = topic.read();
    let millis = records.each_ref().map(|record| record.timestamp_ms);
    let given = [1_234_567_890_123, 1_700_000_000_001, 1];
    assert_eq!([&millis[..3], &millis[3..6]], [&given[..]; 2]);
    let between = before.duration_since(UNIX_EPOCH).unwrap().as_millis()
        ..=after.duration_since(UNIX_EPOCH).unwrap().as_millis();
    assert!(between.contains(&u128::try_from(millis[6]).unwrap()), "{millis:?} {between:?}");
    assert!(records.iter().all(|record| record.timestamp_type == TimestampType::Create));
    let told = deliveries.iter().map(|delivery| delivery.timestamp().unwrap());
    let told: Vec<_> = told.map(|time| time.duration_since(UNIX_EPOCH).unwrap().as_millis()).collect();
    assert_eq!(told, millis[3..].iter().map(|millis| u128::try_from(*millis).unwrap()).collect::<Vec<_>>());
}

outputs!("events-topic", event_elsewhere, events_elsewhere);

#[tokio::test]
async fn a_topic_of_its_own_takes_the_record_there_and_no_other() {
    let (usual, other) = (topic("events-topic", 1), topic("events-topic-other", 1));

    let delivery = event_elsewhere(event("alone").topic("events-topic-other")).await.unwrap();
    assert_eq!(delivery.topic(), "events-topic-other");
    let batch = vec![
        event("usual 1"),
        event("other 1").topic("events-topic-other").key("k").header("h", "v").timestamp_millis(5),
        event("usual 2"),
        event("named usual").topic("events-topic"),
        event("other 2").topic("events-topic-other".to_owned()),
    ];
    let deliveries = events_elsewhere(batch).await.unwrap();

    let places: Vec<_> = deliveries.iter().map(|delivery| (delivery.topic(), delivery.offset())).collect();
    let other_name = "events-topic-other";
    assert_eq!(
        places,
        [("events-topic", 0), (other_name, 1), ("events-topic", 1), ("events-topic", 2), (other_name, 2)]
    );
    assert_eq!(usual.texts(), ["usual 1", "usual 2", "named usual"]);
    let [alone, first, second] = other.read();
    assert_eq!((alone.value_text(), second.value_text()), (Some("alone"), Some("other 2")));
    assert_eq!((first.key_text(), first.value_text(), first.timestamp_ms), (Some("k"), Some("other 1"), 5));
    assert_eq!(first.header_bytes(), [("h", Some(&b"v"[..]))]);
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "events-absence")]
async fn event_or_nothing(event: Option<Event>) -> Option<Event> {
    event
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "events-absence")]
async fn absences_in_a_batch(events: Vec<Event>) -> Vec<Event> {
    events
}

#[tokio::test]
async fn tombstone_empty_text_and_nothing_are_three_different_things() {
    let topic = topic("events-absence", 1);

    assert!(event_or_nothing(Some(Event::tombstone("gone").header("why", "old"))).await.unwrap().is_some());
    assert!(event_or_nothing(None).await.unwrap().is_none());
    assert!(event_or_nothing(Some(event("").key("empty"))).await.unwrap().is_some());
    let batch = vec![event("").key("empty"), Event::tombstone("gone"), event("text")];
    assert_eq!(absences_in_a_batch(batch).await.unwrap().len(), 3);
    assert!(absences_in_a_batch(vec![]).await.unwrap().is_empty());

    let records: [_; 5] = topic.read();
    let read = records.each_ref().map(|record| (record.key_text(), record.value.as_deref()));
    let (tombstone, empty) = ((Some("gone"), None), (Some("empty"), Some(&b""[..])));
    assert_eq!(read, [tombstone, empty, empty, tombstone, (None, Some(b"text"))]);
    assert_eq!(records[0].header_bytes(), [("why", Some(&b"old"[..]))]);
}
