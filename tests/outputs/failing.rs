//! Some outputs fail: the others are sent, each record's outcome is known, and so is what the function returned.

use std::rc::Rc;

use kafka_output::{CallError, Error, ErrorKind, KafkaEventData, KafkaOutputs, kafka_output};
use serde::{Serialize, Serializer, ser};

use super::Shop;
use crate::support::runtime::topic;

/// What cannot be written.
struct Unwritable;

impl Serialize for Unwritable {
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        Err(ser::Error::custom("it is not to be written"))
    }
}

/// What the caller gets: it can be neither cloned nor shared.
#[derive(Debug, PartialEq)]
struct Receipt(std::cell::Cell<u32>);

#[derive(KafkaOutputs)]
struct Failing {
    #[kafka_output(connection = Shop, topic = "outputs-failing")]
    first: [&'static str; 2],
    #[kafka_output(connection = Shop, topic = "outputs-failing-large", max_message_bytes = "1kB")]
    large: Vec<KafkaEventData<Vec<u8>>>,
    #[kafka_output(connection = Shop, topic = "outputs-nobody-made-this")]
    unknown: Option<String>,
    #[kafka_output(connection = Shop, topic = "outputs-failing", name = "failing_unwritable")]
    unwritable: Option<Unwritable>,
    #[kafka_output(connection = Shop, topic = "outputs-failing", name = "failing_last")]
    last: &'static str,
    #[kafka_output(returned)]
    receipt: Receipt,
}

fn failing(sizes: &[usize], unknown: bool, unwritable: bool) -> Failing {
    Failing {
        first: ["first 1", "first 2"],
        large: sizes.iter().map(|size| KafkaEventData::new(vec![b'x'; *size])).collect(),
        unknown: unknown.then(|| "lost".to_owned()),
        unwritable: unwritable.then_some(Unwritable),
        last: "last",
        receipt: Receipt(7.into()),
    }
}

#[kafka_output]
async fn send_failing(sizes: &[usize], unknown: bool, unwritable: bool) -> Failing {
    failing(sizes, unknown, unwritable)
}

#[kafka_output]
fn send_failing_plainly(sizes: &[usize]) -> Result<Failing, std::fmt::Error> {
    Ok(failing(sizes, false, false))
}

/// Topic, and offset or kind, of each record.
fn outcomes(error: &Error) -> Vec<(&str, Result<i64, ErrorKind>)> {
    let of = error.outcomes().iter().map(|outcome| match outcome {
        Ok(delivery) => (delivery.topic(), Ok(delivery.offset())),
        Err(error) => (error.topic().unwrap_or("?"), Err(error.kind())),
    });
    of.collect()
}

#[tokio::test]
async fn the_others_are_sent_and_the_error_knows_all_records_and_the_returned_value() {
    let (small, large) = (topic("outputs-failing", 1), topic("outputs-failing-large", 1));

    let error = send_failing(&[10, 5_000, 20], true, true).await.unwrap_err();

    let [failing, sizes, nowhere] = ["outputs-failing", "outputs-failing-large", "outputs-nobody-made-this"];
    assert_eq!(
        outcomes(&error),
        [
            (failing, Ok(0)),
            (failing, Ok(1)),
            (sizes, Ok(0)),
            (sizes, Err(ErrorKind::TooLarge)),
            (sizes, Ok(1)),
            (nowhere, Err(ErrorKind::UnknownTopic)),
            (failing, Err(ErrorKind::Encoding)),
            (failing, Ok(2)),
        ]
    );
    assert_eq!((error.kind(), error.is_retriable()), (ErrorKind::TooLarge, false));
    assert_eq!((error.output(), error.topic()), (Some("failing_large"), Some(sizes)));
    let text = error.to_string();
    assert!(
        text.starts_with(
            "output `failing_large`: 3 of 8 records failed; the first, record 3: the record is too large"
        ),
        "{text}"
    );

    let error = error.into_returned::<String>().expect_err("another type gives the error back");
    assert_eq!(error.outcomes().len(), 8);
    assert_eq!(error.into_returned::<Receipt>().unwrap(), Receipt(7.into()));

    let Err(CallError::Output(error)) = send_failing_plainly(&[5_000]) else { panic!("it is too large") };
    assert_eq!(error.outcomes().len(), 4);
    assert_eq!(error.into_returned::<Receipt>().unwrap(), Receipt(7.into()));
    assert_eq!(send_failing(&[1], false, false).await.unwrap(), Receipt(7.into()));

    let texts: [String; 9] = small.texts();
    assert_eq!(texts, ["first 1", "first 2", "last"].repeat(3)[..]);
    let records: [_; 3] = large.read();
    assert_eq!(records.map(|record| record.value.unwrap().len()), [10, 20, 1]);
}

#[derive(KafkaOutputs)]
struct NotKept<'a> {
    #[kafka_output(connection = Shop, topic = "outputs-not-kept", max_message_bytes = "1kB")]
    sent: Vec<u8>,
    #[kafka_output(returned)]
    kept: &'a str,
}

#[kafka_output]
async fn borrow(size: usize, text: &str) -> NotKept<'_> {
    NotKept { sent: vec![0; size], kept: text }
}

#[derive(KafkaOutputs)]
struct NotSend {
    #[kafka_output(connection = Shop, topic = "outputs-not-kept", max_message_bytes = "1kB")]
    sent: Vec<u8>,
    #[kafka_output(returned)]
    kept: Rc<str>,
}

#[kafka_output]
async fn share(size: usize, kept: Rc<str>) -> NotSend {
    NotSend { sent: vec![0; size], kept }
}

#[tokio::test]
async fn what_an_error_cannot_hold_comes_back_from_a_success_alone() {
    let topic = topic("outputs-not-kept", 1);
    let shared: Rc<str> = "shared".into();

    assert_eq!(borrow(1, "borrowed").await.unwrap(), "borrowed");
    assert_eq!(share(1, Rc::clone(&shared)).await.unwrap(), shared);
    let borrowed = borrow(5_000, "borrowed").await.unwrap_err();
    assert!(borrowed.into_returned::<&'static str>().is_err_and(|error| error.kind() == ErrorKind::TooLarge));
    let dropped = share(5_000, Rc::clone(&shared)).await.unwrap_err();
    assert!(dropped.into_returned::<Rc<str>>().is_err_and(|error| error.kind() == ErrorKind::TooLarge));

    assert_eq!(Rc::strong_count(&shared), 1);
    assert_eq!(topic.read::<2>().map(|record| record.value.unwrap()), [[0], [0]]);
}
