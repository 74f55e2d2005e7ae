//! The one runtime of this process, on the shared broker, and the topics of the tests that use it.
//!
//! ```ignore
//! #[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "orders-of-this-test")]
//! async fn order_placed() -> String { … }
//!
//! let topic = topic("orders-of-this-test", 3); // starts broker and runtime, if no test has yet
//! order_placed().await.unwrap();
//! let [record] = topic.read();                 // exactly one, or the test fails
//! ```

use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread::sleep;
use std::time::{Duration, Instant};

use kafka_output::{DeliveryFailure, KafkaEventData, Runtime, kafka_output};

use super::broker::Broker;
use super::consume::ReadRecord;
use super::registry::Registry;
use super::{java, kcat};

/// What `on_delivery_error` was told.
static FAILURES: Mutex<Vec<DeliveryFailure>> = Mutex::new(Vec::new());

/// The runtime; the first to ask starts it, and the broker with it. `lazy`, so that each test makes the topics
/// of its own outputs, and no others.
///
/// # Panics
/// When some output declared in this program is wrong.
pub fn runtime() -> &'static Runtime {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    RUNTIME.get_or_init(|| {
        let start = Runtime::builder()
            .setting("KAFKA_BROKERS", Broker::shared().bootstrap())
            .setting("PAGEVIEWS_SCHEMA", include_str!("../schemas/pageviews.avsc"))
            .setting("SCHEMA_REGISTRY", Registry::shared_url())
            .on_delivery_error(|failure| failures().push(failure.clone()))
            .lazy();
        start.unwrap_or_else(|error| panic!("{error}"))
    })
}

/// The first failure of an output's records that `on_delivery_error` heard of; waits for it.
///
/// # Panics
/// When there is none after 30 s.
#[must_use]
pub fn failure_of(output: &str) -> DeliveryFailure {
    let deadline = Instant::now() + Duration::from_secs(30);
    loop {
        if let Some(failure) = failures().iter().find(|failure| failure.output() == output) {
            return failure.clone();
        }
        assert!(Instant::now() < deadline, "no failure of `{output}` was reported");
        sleep(Duration::from_millis(20));
    }
}

fn failures() -> std::sync::MutexGuard<'static, Vec<DeliveryFailure>> {
    FAILURES.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A topic of one test.
#[derive(Debug, Clone, Copy)]
pub struct Topic(&'static str);

/// Makes a topic.
///
/// # Panics
/// When it exists already: another test has the same.
#[must_use]
pub fn topic(name: &'static str, partitions: i32) -> Topic {
    topic_with(name, partitions, &[])
}

/// Makes a topic with settings of its own.
///
/// # Panics
/// As [`topic`].
#[must_use]
pub fn topic_with(name: &'static str, partitions: i32, settings: &[(&str, &str)]) -> Topic {
    runtime();
    Broker::shared().create_topic_with(name, partitions, settings);
    Topic(name)
}

impl Topic {
    /// Its records, exactly as many as there are, by partition and offset. kcat and Java read them both, and
    /// must agree.
    ///
    /// # Panics
    /// When there are not exactly `N`.
    #[must_use]
    pub fn read<const N: usize>(self) -> [ReadRecord; N] {
        let records = self.read_many(N);
        records.try_into().expect("as many as `read_many` was asked for")
    }

    /// The same for a number that is only known at run time.
    ///
    /// # Panics
    /// When there are not exactly `count`.
    #[must_use]
    pub fn read_many(self, count: usize) -> Vec<ReadRecord> {
        let bootstrap = Broker::shared().bootstrap();
        let records = kcat::read(bootstrap, self.0, count);
        assert_eq!(records, java::read(bootstrap, self.0, count), "kcat and Java disagree");
        assert_eq!(records.len(), count, "{records:#?}");
        records
    }

    /// The values as text, in one partition's order.
    ///
    /// # Panics
    /// When there are not exactly `N`, or one is not text.
    #[must_use]
    pub fn texts<const N: usize>(self) -> [String; N] {
        self.read().map(|record| record.value_text().expect("a value of text").to_owned())
    }

    /// Asserts that nothing came into this topic of one partition, nor is on its way: a mark that is sent now
    /// comes first.
    ///
    /// # Panics
    /// When there is a record, or the mark cannot be sent.
    pub fn assert_empty(self) {
        assert_eq!(self.texts_before_a_mark(), [] as [&str; 0]);
    }

    /// The values as text of a topic of one partition, after waiting for what may be on its way.
    ///
    /// # Panics
    /// When a value is not text.
    #[must_use]
    pub fn texts_before_a_mark(self) -> Vec<String> {
        let mark = mark(self.0).unwrap_or_else(|error| panic!("{error}"));
        let before = usize::try_from(mark.offset()).expect("an offset");
        let records = self.read_many(before + 1);
        records[..before].iter().map(|record| record.value_text().expect("text").to_owned()).collect()
    }
}

#[kafka_output(broker_list = "%KAFKA_BROKERS%", topic = "marks")]
fn mark(topic: &str) -> KafkaEventData<&'static str> {
    KafkaEventData::new("mark").topic(topic).partition(0)
}
