//! A plain producer sends, and the cluster reads back what was sent.

use rdkafka::producer::BaseRecord;

use super::{cluster, header_list, send_plainly};
use crate::event::HeaderValue;
use crate::testing::{BrokerError, EmbeddedCluster};

fn send_and_sync<T: Send + Sync + 'static>(_value: &T) {}

#[test]
fn every_part_of_a_record_comes_back() {
    let cluster = cluster(&[("parts", 2)]);
    send_and_sync(&cluster);
    let headers: [(&str, Option<&[u8]>); 4] =
        [("source", Some(b"checkout")), ("trace", None), ("source", Some(b"")), ("raw", Some(b"\xff\x00"))];
    send_plainly(
        &cluster,
        &[
            BaseRecord::to("parts")
                .partition(1)
                .key(&b"k"[..])
                .payload(&b"v"[..])
                .timestamp(1_700_000_000_123),
            BaseRecord::to("parts")
                .partition(1)
                .key(&b""[..])
                .payload(&b""[..])
                .headers(header_list(&headers)),
            BaseRecord::to("parts").partition(0).key(&b"gone"[..]),
            BaseRecord::to("parts").partition(1).payload(&b"\x00\x01"[..]),
        ],
    );
    let records = cluster.records("parts");
    let places: Vec<_> = records.iter().map(|record| (record.partition(), record.offset())).collect();
    assert_eq!(places, [(0, 0), (1, 0), (1, 1), (1, 2)]);
    let [tombstone, full, empty, no_key] = &records[..] else { panic!("{records:?}") };
    assert_eq!((tombstone.key_text(), tombstone.value()), (Some("gone"), None));
    assert_eq!(
        (full.key(), full.value(), full.timestamp_millis()),
        (Some(&b"k"[..]), Some(&b"v"[..]), Some(1_700_000_000_123))
    );
    assert!(full.headers().is_empty() && full.topic() == "parts");
    assert_eq!((empty.key(), empty.value()), (Some(&b""[..]), Some(&b""[..])));
    let expected = headers.map(|(name, value)| (name.to_owned(), HeaderValue::from(value)));
    assert_eq!(empty.headers(), expected);
    assert_eq!((no_key.key(), no_key.value_text()), (None, Some("\0\x01")));
    let printed = empty.to_string();
    assert!(printed.starts_with(r#"parts [1] @ 1: key "", value "", headers source="checkout", trace=null, source="", raw=b"\xff\x00""#), "{printed}");
    assert!(tombstone.to_string().starts_with(r#"parts [0] @ 0: key "gone", value null"#), "{tombstone}");
}

#[test]
fn a_topic_that_is_not_there_holds_nothing() {
    let cluster = EmbeddedCluster::start_with(1).expect("a cluster");
    assert_eq!(cluster.records("nowhere"), []);
    cluster.create_topic("empty", 3);
    assert_eq!(cluster.records("empty"), []);
    assert!(!cluster.brokers().contains(','));
}

#[test]
fn many_records_come_back_in_order() {
    let cluster = cluster(&[("many", 4)]);
    let values: Vec<String> = (0..3_000).map(|number| number.to_string()).collect();
    let records: Vec<_> = values
        .iter()
        .enumerate()
        .map(|(index, value)| {
            BaseRecord::to("many").partition(i32::try_from(index % 4).unwrap_or(0)).payload(value.as_bytes())
        })
        .collect();
    send_plainly(&cluster, &records);
    let read = cluster.records("many");
    assert_eq!(read.len(), 3_000);
    let partition_2: Vec<_> = read.iter().filter(|record| record.partition() == 2).collect();
    assert!(partition_2.iter().enumerate().all(|(index, record)| {
        record.value_text() == Some((index * 4 + 2).to_string().as_str())
            && record.offset() == i64::try_from(index).unwrap_or(-1)
    }));
}

#[test]
#[should_panic(expected = "cannot have 0 partitions")]
fn a_topic_without_partitions_is_refused() {
    cluster(&[("none", 0)]);
}

#[test]
#[should_panic(expected = "topic `twice` could not be created")]
fn a_topic_is_created_once() {
    cluster(&[("twice", 1), ("twice", 1)]);
}

#[test]
#[should_panic(expected = "there is no broker 4; their ids are 1 to 3")]
fn a_broker_that_is_not_there_cannot_go_down() {
    cluster(&[]).one_broker_down(4);
}

#[test]
#[should_panic(expected = "topic `denied` could not be read back: its look-up answers")]
fn a_topic_with_an_error_is_not_read_as_empty() {
    let cluster = cluster(&[("denied", 1)]);
    cluster.topic_error("denied", BrokerError::TopicAuthorization);
    let _ = cluster.records("denied");
}

#[test]
fn a_cluster_without_brokers_is_refused() {
    let error = EmbeddedCluster::start_with(0).expect_err("no cluster");
    assert_eq!(error.to_string(), "an embedded cluster cannot have 0 brokers; give it 1 to 100");
}
