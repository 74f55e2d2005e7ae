//! Streams in a capture: what a call sends, what ends it, and what it returns.

use std::cell::Cell;
use std::future::{Future, poll_fn};
use std::num::ParseIntError;
use std::panic::AssertUnwindSafe;
use std::task::Poll;

use futures::stream::{self, LocalBoxStream};
use futures::{FutureExt, Stream, StreamExt};
use kafka_output::testing::{BrokerError, Capture};
use kafka_output::{CallError, Error, ErrorKind, KafkaEventData, StreamSummary, kafka_output};
use serde::{Serialize, Serializer};

pub(super) fn capture() -> Capture {
    Capture::new().setting("KAFKA_BROKERS", "memory:1")
}

/// The values on a topic, as text.
pub(super) fn texts(capture: &Capture, topic: &str) -> Vec<String> {
    capture.records_on(topic).iter().map(|record| record.value_text().unwrap().to_owned()).collect()
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "streams-words")]
async fn streams_words(text: &str) -> impl Stream<Item = KafkaEventData<&str>> {
    stream::iter(text.split(' ').map(|word| KafkaEventData::new(word).key("k").header("source", "words")))
}

#[tokio::test]
async fn each_item_is_a_record_and_may_borrow_from_an_argument() {
    let capture = capture();
    let summary: StreamSummary = capture.run(streams_words("one two three")).await.unwrap();

    assert_eq!((summary.delivered(), summary.checkpoint()), (3, 3));
    assert_eq!(summary.last().map(|last| (last.topic(), last.offset())), Some(("streams-words", 2)));
    assert_eq!(texts(&capture, "streams-words"), ["one", "two", "three"]);
    capture.published_on("streams-words").nth(1).key("k").header("source", "words");
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "streams-numbers")]
async fn streams_numbers(numbers: impl Stream<Item = u64> + Send) -> impl Stream<Item = String> {
    numbers.map(|number| number.to_string())
}

#[tokio::test]
async fn an_empty_stream_is_a_success_and_a_long_one_stays_in_order() {
    let capture = capture();
    assert_eq!(capture.run(streams_numbers(stream::empty())).await.unwrap(), StreamSummary::default());
    // A source that pauses every now and then, and wakes its task itself.
    let numbers = stream::iter(0..30_000_u64).then(async |number| {
        if number.is_multiple_of(777) {
            tokio::task::yield_now().await;
        }
        number
    });
    assert_eq!(capture.run(streams_numbers(numbers)).await.unwrap().delivered(), 30_000);
    assert!(texts(&capture, "streams-numbers").into_iter().eq((0..30_000).map(|number| number.to_string())));
}

#[tokio::test]
async fn other_tasks_have_their_turn_beside_a_stream_that_never_pauses() {
    let done = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
    let seen = std::sync::Arc::clone(&done);
    let other = tokio::spawn(async move { done.store(true, std::sync::atomic::Ordering::SeqCst) });
    let numbers = stream::iter(0..100_000_u64)
        .take_while(move |_| std::future::ready(!seen.load(std::sync::atomic::Ordering::SeqCst)));
    let summary = capture().run(streams_numbers(numbers)).await.unwrap();
    other.await.unwrap();
    assert!(summary.delivered() < 100_000, "the other task ended the stream");
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "streams-headers")]
async fn streams_headers(
    events: impl Stream<Item = KafkaEventData<String>> + Send,
) -> impl Stream<Item = KafkaEventData<String>> {
    events
}

#[tokio::test]
async fn headers_count_among_the_bytes_that_are_taken_at_once() {
    let taken = std::sync::Arc::new(std::sync::atomic::AtomicU64::new(0));
    let counter = std::sync::Arc::clone(&taken);
    let events = stream::repeat_with(move || {
        counter.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        KafkaEventData::new("small".to_owned()).header("large", vec![0; 100_000])
    });
    let (capture, mut taken_at) = (capture(), vec![0]);
    let mut call = Box::pin(capture.run(streams_headers(events)));
    // Nothing is taken before the output is resolved, on a thread of its own.
    while taken_at.len() < 3 {
        assert!(poll_fn(|context| Poll::Ready(call.as_mut().poll(context).is_pending())).await);
        taken_at.push(taken.load(std::sync::atomic::Ordering::SeqCst));
        taken_at.dedup();
        tokio::task::yield_now().await;
    }
    // 128 KiB, and the record that goes past them.
    assert_eq!(taken_at, [0, 2, 4]);
}

#[tokio::test]
async fn a_panic_in_the_stream_sends_nothing_further() {
    let capture = capture();
    let numbers = stream::iter(0..1_000).map(|number| if number == 300 { panic!("no more") } else { number });
    let call = AssertUnwindSafe(capture.run(streams_numbers(numbers))).catch_unwind().await;
    assert!(call.is_err());
    let sent = texts(&capture, "streams-numbers");
    assert!(
        sent.len() <= 300 && sent.into_iter().eq((0..).map(|n| n.to_string()).take(capture.records().len()))
    );
}

#[tokio::test]
async fn a_dropped_call_takes_no_more_and_keeps_what_it_sent() {
    let (capture, taken) = (capture(), std::sync::Arc::new(std::sync::atomic::AtomicU64::new(0)));
    let counter = std::sync::Arc::clone(&taken);
    let numbers = stream::iter([1, 2, 3]).chain(stream::pending());
    let numbers = numbers.inspect(move |_| _ = counter.fetch_add(1, std::sync::atomic::Ordering::SeqCst));
    let mut call = Box::pin(capture.run(streams_numbers(numbers)));
    while taken.load(std::sync::atomic::Ordering::SeqCst) < 3 {
        assert!(poll_fn(|context| Poll::Ready(call.as_mut().poll(context).is_pending())).await);
        tokio::task::yield_now().await;
    }
    drop(call);
    assert_eq!(texts(&capture, "streams-numbers"), ["1", "2", "3"]);
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "streams-results")]
async fn streams_results<'a>(
    text: &'a str,
    taken: &'a Cell<u32>,
) -> Result<impl Stream<Item = Result<i64, ParseIntError>> + use<'a>, AppError> {
    if text.is_empty() {
        return Err(AppError("there is no text".to_owned()));
    }
    Ok(stream::iter(text.split(' ').inspect(|_| taken.set(taken.get() + 1)).map(str::parse)))
}

#[derive(Debug, PartialEq)]
struct AppError(String);

impl std::fmt::Display for AppError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<ParseIntError> for AppError {
    fn from(error: ParseIntError) -> Self {
        Self(error.to_string())
    }
}

#[tokio::test]
async fn an_err_ends_the_stream_and_is_the_functions_own() {
    let (capture, taken) = (capture(), Cell::new(0));
    let summary = capture.run(streams_results("1 2", &taken)).await.unwrap();
    assert_eq!((summary.delivered(), taken.get()), (2, 2));

    let error = capture.run(streams_results("3 4 five 6", &taken)).await.unwrap_err();
    let CallError::Function(AppError(text)) = error else { panic!("{error:?}") };
    assert_eq!((text.as_str(), taken.get()), ("invalid digit found in string", 5));
    let values: Vec<_> = capture.records().iter().map(|record| record.value().unwrap().to_vec()).collect();
    assert_eq!(values, [1_i64, 2, 3, 4].map(|number| number.to_be_bytes().to_vec()));

    let error = capture.run(streams_results("", &taken)).await.unwrap_err();
    assert!(matches!(error, CallError::Function(AppError(text)) if text == "there is no text"));
    assert_eq!(capture.records().len(), 4);
}

struct Odd(u32);

impl Serialize for Odd {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.is_multiple_of(100) && self.0 > 0 {
            return Err(serde::ser::Error::custom("an even hundred"));
        }
        serializer.serialize_u32(self.0)
    }
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "streams-odd")]
async fn streams_odd(taken: &Cell<u32>) -> impl Stream<Item = Odd> {
    stream::iter((0..500).inspect(|_| taken.set(taken.get() + 1)).map(Odd))
}

#[tokio::test]
async fn a_record_that_cannot_be_written_is_the_last() {
    let (capture, taken) = (capture(), Cell::new(0));
    let error: Error = capture.run(streams_odd(&taken)).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.output(), error.is_retriable()),
        (ErrorKind::Encoding, Some("streams_odd"), false)
    );
    let summary = error.stream_summary().unwrap();
    assert_eq!((summary.delivered(), summary.checkpoint(), taken.get()), (100, 100, 101));
    assert!(
        matches!(error.outcomes(), [Err(only)] if only.to_string().contains("an even hundred")),
        "{error:?}"
    );
    assert_eq!(
        error.to_string(),
        "output `streams_odd`: record 100 of the stream failed, and no more were taken from it: 100 records are acknowledged, \
         1 failed; the first of these: the record's value: it could not be written as JSON: an even hundred"
    );
    assert_eq!(capture.records().len(), 100);
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "streams-refused")]
async fn streams_refused<'a>(capture: &'a Capture, taken: &'a Cell<u64>) -> LocalBoxStream<'a, String> {
    let numbers = stream::iter(0..50_000).inspect(|number| {
        taken.set(taken.get() + 1);
        if *number == 1_000 {
            capture.fail_next(BrokerError::InvalidRecord, 2);
        }
    });
    numbers.map(|number| number.to_string()).boxed_local()
}

#[tokio::test]
async fn a_refused_record_ends_the_stream_and_each_that_was_taken_has_its_outcome() {
    let (capture, taken) = (capture(), Cell::new(0));
    let error: Error = capture.run(streams_refused(&capture, &taken)).await.unwrap_err();
    assert_eq!((error.kind(), error.topic()), (ErrorKind::Broker, Some("streams-refused")));
    let summary = error.stream_summary().unwrap().clone();
    assert!(
        summary.checkpoint() <= 1_000 && taken.get() <= 1_000 + 256,
        "{summary:?}, {} taken",
        taken.get()
    );
    assert_eq!(summary.delivered() + 2, taken.get());
    let [Err(first), Err(second), rest @ ..] = error.outcomes() else { panic!("{error:?}") };
    assert_eq!([first.kind(), second.kind()], [ErrorKind::Broker; 2]);
    assert!(rest.iter().all(Result::is_ok));
    assert_eq!(error.outcomes().len() as u64, taken.get() - summary.checkpoint());
    // What is acknowledged without a gap is there, and the next is not.
    let sent = texts(&capture, "streams-refused");
    let before = usize::try_from(summary.checkpoint()).unwrap();
    assert!(sent[..before].iter().cloned().eq((0..before).map(|number| number.to_string())));
    assert!(!sent.contains(&before.to_string()));
    assert_eq!(sent.len() as u64, summary.delivered());
}

#[kafka_output(broker_list = "${STREAMS_BROKERS:memory:1}", topic = "streams-missing")]
async fn streams_missing(taken: &Cell<u32>) -> impl Stream<Item = u32> {
    stream::iter([1, 2]).inspect(|_| taken.set(taken.get() + 1))
}

#[tokio::test]
async fn nothing_is_taken_for_an_output_that_cannot_be_resolved() {
    let taken = Cell::new(0);
    let capture = capture().setting("STREAMS_BROKERS", "no port");
    let error = capture.run(streams_missing(&taken)).await.unwrap_err();
    assert_eq!((error.kind(), error.output(), taken.get()), (ErrorKind::Setting, Some("streams_missing"), 0));
    assert!(error.stream_summary().is_none() && error.outcomes().is_empty());
}
