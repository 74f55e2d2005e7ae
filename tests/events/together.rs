//! Events with the attribute's own headers, in batches, and those that cannot be sent.

use std::time::{Duration, UNIX_EPOCH};

use kafka_output::{Delivery, Error, ErrorKind, HeaderValue, KafkaEventData, RecordError, kafka_output};

use super::{Event, event};
use crate::support::runtime::{failure_of, topic};

#[kafka_output(
    broker_list = "%KAFKA_BROKERS%",
    topic = "events-attribute-headers",
    headers = { "source" = "checkout", "version" = "${EVENTS_VERSION:1.0}", "source" = "50%% off" },
)]
async fn event_with_attribute_headers(event: Event) -> Event {
    event
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "events-attribute-headers", headers = { "source" = "checkout" })]
async fn values_with_attribute_headers() -> [&'static str; 2] {
    ["one", "two"]
}

#[tokio::test]
async fn the_attributes_headers_come_first_and_the_events_own_after_them() {
    let topic = topic("events-attribute-headers", 1);

    event_with_attribute_headers(event("x").header("source", "own").header("a", "b")).await.unwrap();
    event_with_attribute_headers(Event::tombstone("k")).await.unwrap();
    values_with_attribute_headers().await.unwrap();

    let [own, tombstone, one, two] = topic.read();
    let of_attribute: [(&str, Option<&[u8]>); 3] =
        [("source", Some(b"checkout")), ("version", Some(b"1.0")), ("source", Some(b"50% off"))];
    let own_ones: [(&str, Option<&[u8]>); 2] = [("source", Some(b"own")), ("a", Some(b"b"))];
    assert_eq!(own.header_bytes(), [&of_attribute[..], &own_ones].concat());
    assert_eq!((tombstone.value.as_deref(), tombstone.header_bytes()), (None, of_attribute.to_vec()));
    assert_eq!(one.header_bytes(), of_attribute[..1]);
    assert_eq!(two.header_bytes(), of_attribute[..1]);
}

outputs!("events-mixed", event_of_all, events_of_all);

#[tokio::test]
async fn one_batch_may_hold_events_of_every_kind() {
    let (topic, other) = (topic("events-mixed", 2), topic("events-mixed-other", 1));
    let all = event("all")
        .key("k")
        .header("h", "v")
        .header("h", HeaderValue::NULL)
        .partition(1)
        .timestamp_millis(1_000);
    let batch = vec![
        event("plain").partition(0),
        all.clone(),
        Event::tombstone("k").partition(1),
        all.clone().partition(0).topic("events-mixed-other"),
        event("").partition(1),
        event("last").key("l").partition(0),
    ];

    event_of_all(all).await.unwrap();
    let deliveries = events_of_all(batch).await.unwrap();

    let places: Vec<_> =
        deliveries.iter().map(|delivery| (delivery.partition(), delivery.offset())).collect();
    assert_eq!(places, [(0, 0), (1, 1), (1, 2), (0, 0), (1, 3), (0, 1)]);
    let [plain, last, alone, all, tombstone, empty] = topic.read();
    assert_eq!((plain.key_text(), plain.value_text(), plain.headers.len()), (None, Some("plain"), 0));
    assert_eq!((last.key_text(), last.value_text(), last.headers.len()), (Some("l"), Some("last"), 0));
    let [elsewhere] = other.read();
    for record in [alone, all, elsewhere] {
        assert_eq!(
            (record.key_text(), record.value_text(), record.timestamp_ms),
            (Some("k"), Some("all"), 1_000)
        );
        assert_eq!(record.header_bytes(), [("h", Some(&b"v"[..])), ("h", None)]);
    }
    assert_eq!((tombstone.key_text(), tombstone.value.as_deref()), (Some("k"), None));
    assert_eq!((empty.key_text(), empty.value.as_deref()), (None, Some(&b""[..])));
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "events-unsendable")]
async fn unsendable_events(events: Vec<Event>) -> Vec<Event> {
    events
}

/// Record by record: the offset of a delivered one, the kind and sentence of a failed one.
fn outcomes(error: &Error) -> Vec<Result<i64, (ErrorKind, String)>> {
    let failed = |error: &RecordError| (error.kind(), error.to_string());
    error.outcomes().iter().map(|outcome| outcome.as_ref().map(Delivery::offset).map_err(failed)).collect()
}

#[tokio::test]
async fn what_cannot_be_sent_fails_by_itself_and_the_rest_of_the_batch_arrives() {
    let topic = topic("events-unsendable", 1);
    let batch = vec![
        event("first"),
        event("negative partition").partition(-1),
        event("no such partition").partition(7),
        event("second"),
        event("timestamp 0").timestamp_millis(0),
        event("before 1970").timestamp(UNIX_EPOCH - Duration::from_millis(5)),
        event("bad topic").topic("no spaces, please"),
        event("empty topic").topic(""),
        event("no such topic").topic("events-nobody-made-this"),
        event("third").key("k"),
    ];

    let error = unsendable_events(batch).await.unwrap_err();

    let outcomes = outcomes(&error);
    let ok: Vec<_> = outcomes.iter().map(|outcome| outcome.as_ref().ok().copied()).collect();
    assert_eq!(ok, [Some(0), None, None, Some(1), None, None, None, None, None, Some(2)]);
    let failed: Vec<_> = outcomes.into_iter().filter_map(Result::err).collect();
    let kinds: Vec<_> = failed.iter().map(|(kind, _)| *kind).collect();
    assert_eq!(
        kinds,
        [
            ErrorKind::Encoding,
            ErrorKind::UnknownTopic,
            ErrorKind::Encoding,
            ErrorKind::Encoding,
            ErrorKind::Configuration,
            ErrorKind::Configuration,
            ErrorKind::UnknownTopic,
        ]
    );
    let words = [
        "-1",
        "partition 7",
        "timestamp 0",
        "timestamp -5",
        "no spaces, please",
        "topic",
        "events-nobody-made-this",
    ];
    for (word, (_, sentence)) in words.iter().zip(&failed) {
        assert!(sentence.contains(word), "`{word}` is not in: {sentence}");
    }
    assert_eq!(topic.texts(), ["first", "second", "third"]);
    assert_eq!(
        (error.output(), error.topic(), error.kind()),
        (Some("unsendable_events"), Some("events-unsendable"), ErrorKind::Encoding)
    );
    assert!(!error.is_retriable());
    let text = error.to_string();
    assert!(text.contains("7 of 10 records failed") && text.contains("record 1"), "{text}");
}

#[tokio::test]
async fn what_cannot_be_sent_alone_is_the_calls_error() {
    #[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "events-unsendable-alone")]
    async fn unsendable_alone(event: Event) -> Event {
        event
    }
    let topic = topic("events-unsendable-alone", 1);
    let cases = [
        (event("x").partition(-1), ErrorKind::Encoding, "events-unsendable-alone"),
        (event("x").partition(7), ErrorKind::UnknownTopic, "events-unsendable-alone"),
        (event("x").timestamp_millis(0), ErrorKind::Encoding, "events-unsendable-alone"),
        (event("x").timestamp_millis(-1), ErrorKind::Encoding, "events-unsendable-alone"),
        (event("x").topic("no/slash"), ErrorKind::Configuration, "no/slash"),
    ];

    for (event, kind, topic) in cases {
        let error = unsendable_alone(event).await.unwrap_err();
        assert_eq!((error.kind(), error.topic(), error.outcomes().len()), (kind, Some(topic), 1), "{error}");
        assert!(matches!(&error.outcomes()[0], Err(record) if record.kind() == kind), "{error:?}");
    }

    topic.assert_empty();
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "events-unattended", delivery = enqueued)]
async fn unattended_event(event: Event) -> Event {
    event
}

#[tokio::test]
async fn a_failure_nobody_waits_for_names_the_events_own_topic() {
    let (_usual, _other) = (topic("events-unattended", 1), topic("events-unattended-other", 1));

    unattended_event(event("x").key("k").topic("events-unattended-other").partition(7)).await.unwrap();

    let failure = failure_of("unattended_event");
    assert_eq!(
        (failure.kind(), failure.topic()),
        (ErrorKind::UnknownTopic, "events-unattended-other"),
        "{failure}"
    );
    assert_eq!((failure.key(), failure.value()), (Some(&b"k"[..]), Some(&b"x"[..])));
}

#[test]
fn an_event_can_be_looked_at_taken_apart_compared_and_cloned() {
    let time = UNIX_EPOCH + Duration::from_secs(1);
    let event: KafkaEventData<u32, i64> = KafkaEventData::new(7)
        .key(42)
        .header("h", "v")
        .header("h", HeaderValue::NULL)
        .partition(3)
        .timestamp(time)
        .topic("t");

    let parts = event.parts();
    assert_eq!((parts.value, parts.key, parts.partition), (Some(7), Some(42), Some(3)));
    assert_eq!((parts.timestamp_millis, parts.topic.as_deref()), (Some(1_000), Some("t")));
    let headers = [("h".to_owned(), HeaderValue::from("v")), ("h".to_owned(), HeaderValue::NULL)];
    assert_eq!(parts.headers, headers);
    assert_eq!((headers[0].1.as_bytes(), headers[1].1.as_bytes()), (Some(&b"v"[..]), None));

    assert_eq!(event, event.clone());
    assert_ne!(event, event.clone().header("h", ""));
    assert_ne!(event, event.clone().key(43));
    assert_ne!(event.clone().topic("u"), event);
    assert_eq!(event.clone().into_parts(), *event.parts());
    let shown = format!("{event:?}");
    assert!(shown.contains("42") && shown.contains("\"v\"") && shown.contains("NULL"), "{shown}");

    let bare: KafkaEventData<&str> = "value".into();
    assert_eq!(bare, KafkaEventData::new("value"));
    let parts = bare.into_parts();
    assert_eq!((parts.value, parts.key, parts.headers.len()), (Some("value"), None, 0));
    assert_eq!((parts.partition, parts.timestamp_millis, parts.topic), (None, None, None));
    assert_eq!(KafkaEventData::<u32>::tombstone("k").into_parts().value, None);
    assert_eq!(KafkaEventData::<u32>::tombstone("k").into_parts().key.as_deref(), Some("k"));
}
