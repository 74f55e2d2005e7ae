//! Calls as they run: from tasks and threads, without a runtime, with panics.
#![allow(clippy::unwrap_used, reason = "a panic is how a test reports")]

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use kafka_output::{KafkaEventData, kafka_output};
use serde::Serialize;

use crate::support::runtime::topic;

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-threads")]
async fn sent_from_a_task(number: u32, text: &str) -> Vec<String> {
    tokio::task::yield_now().await;
    vec![format!("{text} {number}")]
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-threads")]
fn sent_from_a_thread(number: u32) -> String {
    format!("thread {number}")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn calls_go_on_at_once_from_tasks_and_threads() {
    let topic = topic("functions-threads", 1);

    let tasks: Vec<_> = (0..50)
        .map(|number| {
            tokio::spawn(async move { sent_from_a_task(number, &String::from("task")).await.map(|_| ()) })
        })
        .collect();
    let threads: Vec<_> =
        (0..8).map(|number| thread::spawn(move || sent_from_a_thread(number).map(|_| ()))).collect();
    for task in tasks {
        task.await.unwrap().unwrap();
    }
    for thread in threads {
        thread.join().unwrap().unwrap();
    }

    let mut texts: Vec<_> =
        topic.read_many(58).iter().map(|record| record.value_text().unwrap().to_owned()).collect();
    let mut expected: Vec<_> = (0..50).map(|number| format!("task {number}")).collect();
    expected.extend((0..8).map(|number| format!("thread {number}")));
    texts.sort();
    expected.sort();
    assert_eq!(texts, expected);
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-without-runtime")]
fn without_a_runtime(text: &str) -> String {
    text.to_owned()
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-without-runtime")]
async fn by_another_executor(text: &str) -> [String; 2] {
    [text.to_owned(), text.to_uppercase()]
}

#[test]
fn no_async_runtime_is_needed() {
    let topic = topic("functions-without-runtime", 1);

    without_a_runtime("no runtime").unwrap();
    futures_of_std::block_on(by_another_executor("std")).unwrap();

    assert_eq!(topic.texts(), ["no runtime", "std", "STD"]);
}

/// An executor of twenty lines that knows of neither timers nor sockets.
mod futures_of_std {
    use std::pin::pin;
    use std::sync::Arc;
    use std::task::{Context, Poll, Wake, Waker};
    use std::thread::{self, Thread};

    struct Unpark(Thread);

    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }

    pub(super) fn block_on<F: Future>(future: F) -> F::Output {
        let waker = Waker::from(Arc::new(Unpark(thread::current())));
        let mut future = pin!(future);
        loop {
            if let Poll::Ready(output) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
                return output;
            }
            thread::park();
        }
    }
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-current-thread")]
fn plain_in_a_current_thread_runtime() -> &'static str {
    "plain"
}

#[tokio::test(flavor = "current_thread")]
async fn a_plain_function_returns_in_a_runtime_of_one_thread() {
    let topic = topic("functions-current-thread", 1);

    let joined = tokio::join!(
        async { plain_in_a_current_thread_runtime().is_ok() },
        async { plain_in_a_current_thread_runtime().is_ok() },
        tokio::time::sleep(Duration::from_millis(1)),
    );

    assert_eq!(joined, (true, true, ()));
    assert_eq!(topic.texts(), ["plain", "plain"]);
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-panic")]
fn panics_at_once(text: &str) -> Vec<String> {
    assert!(text != "panic", "as asked");
    vec![text.to_owned()]
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-panic")]
async fn panics_later(text: &str) -> String {
    tokio::task::yield_now().await;
    assert!(text != "panic", "as asked");
    text.to_owned()
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-panic")]
fn panics_midway(count: u32) -> impl Iterator<Item = String> {
    (0..count).map(|number| {
        assert!(number < 2, "as asked");
        format!("lazy {number}")
    })
}

struct PanicsAsItIsWritten(bool);

impl Serialize for PanicsAsItIsWritten {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        assert!(!self.0, "as asked");
        serializer.serialize_str("written")
    }
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-panic")]
fn panics_as_it_is_written(panics: bool) -> PanicsAsItIsWritten {
    PanicsAsItIsWritten(panics)
}

#[tokio::test]
async fn a_panic_sends_nothing_and_the_next_call_does() {
    let topic = topic("functions-panic", 1);

    assert!(catch_unwind(|| panics_at_once("panic")).is_err());
    assert!(tokio::spawn(panics_later("panic")).await.unwrap_err().is_panic());
    assert!(catch_unwind(|| panics_midway(3)).is_err());
    assert!(catch_unwind(AssertUnwindSafe(|| panics_as_it_is_written(true))).is_err());
    panics_at_once("one").unwrap();
    panics_later("two").await.unwrap();
    assert_eq!(panics_midway(2).unwrap().len(), 2);
    panics_as_it_is_written(false).unwrap();

    assert_eq!(topic.texts_before_a_mark(), ["one", "two", "lazy 0", "lazy 1", "\"written\""]);
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-not-send")]
async fn holds_what_is_not_send(words: &[&str]) -> Vec<String> {
    let seen = Rc::new(RefCell::new(Vec::new()));
    for word in words {
        let see = |word: &str| seen.borrow_mut().push(word.to_owned());
        tokio::task::yield_now().await;
        see(word);
    }
    seen.take()
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-not-send")]
async fn returns_what_is_not_send(word: &str) -> impl Iterator<Item = String> {
    let word = Rc::new(word.to_owned());
    std::iter::once_with(move || word.to_string())
}

#[tokio::test]
async fn a_body_may_hold_what_is_not_send() {
    let topic = topic("functions-not-send", 1);

    assert_eq!(holds_what_is_not_send(&["a", "b"]).await.unwrap().len(), 2);
    // What is returned is gone before the call waits, so this future may go to another thread.
    let task = tokio::spawn(returns_what_is_not_send("c"));
    assert_eq!(task.await.unwrap().unwrap().len(), 1);

    assert_eq!(topic.texts(), ["a", "b", "c"]);
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-dropped")]
async fn counts_its_calls(calls: &AtomicUsize) -> String {
    calls.fetch_add(1, Ordering::SeqCst);
    "sent".to_owned()
}

#[tokio::test]
async fn a_future_that_is_never_polled_runs_and_sends_nothing() {
    let topic = topic("functions-dropped", 1);
    let calls = AtomicUsize::new(0);

    drop(counts_its_calls(&calls));

    assert_eq!(calls.load(Ordering::SeqCst), 0);
    topic.assert_empty();
}

#[tokio::test]
async fn the_same_function_may_be_called_again_before_it_has_returned() {
    #[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "functions-again")]
    async fn again(number: u32) -> KafkaEventData<String> {
        KafkaEventData::new(number.to_string())
    }
    let topic = topic("functions-again", 1);

    let (first, second, third) = tokio::join!(again(1), again(2), again(3));

    let offsets = [first, second, third].map(|delivery| delivery.unwrap().offset());
    let texts: [String; 3] = topic.texts();
    let by_offset = offsets.map(|offset| texts[usize::try_from(offset).unwrap()].as_str());
    assert_eq!(by_offset, ["1", "2", "3"]);
}
