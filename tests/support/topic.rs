//! Topics, made through Kafka's admin protocol; Kafka's own command would start a Java machine for each.

use std::fmt;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread, sleep};
use std::time::{Duration, Instant};

use rdkafka::ClientConfig;
use rdkafka::admin::{AdminClient, AdminOptions, NewTopic, TopicReplication};
use rdkafka::client::DefaultClientContext;
use rdkafka::metadata::MetadataTopic;

use super::broker::Broker;

const TIMEOUT: Duration = Duration::from_secs(20);

impl Broker {
    /// Makes a topic, and waits until every partition of it takes records.
    ///
    /// # Panics
    /// When the broker refuses, or the topic exists already.
    pub fn create_topic(&self, name: &str, partitions: i32) {
        self.create_topic_with(name, partitions, &[]);
    }

    /// Makes a topic with settings such as `("message.timestamp.type", "LogAppendTime")`.
    ///
    /// # Panics
    /// When the broker refuses, or the topic exists already.
    pub fn create_topic_with(&self, name: &str, partitions: i32, settings: &[(&str, &str)]) {
        self.create_replicated_topic(name, partitions, 1, settings);
    }

    /// Makes a topic of which this many brokers have a copy.
    ///
    /// # Panics
    /// When the broker refuses, or the topic exists already.
    pub fn create_replicated_topic(
        &self,
        name: &str,
        partitions: i32,
        copies: i32,
        settings: &[(&str, &str)],
    ) {
        let admin = self.admin.get_or_init(|| Admin::connect(self.bootstrap()));
        let mut topic = NewTopic::new(name, partitions, TopicReplication::Fixed(copies));
        for (name, value) in settings {
            topic = topic.set(name, value);
        }
        let options = AdminOptions::new().operation_timeout(Some(TIMEOUT)).request_timeout(Some(TIMEOUT));
        let outcome = block_on(admin.0.create_topics([&topic], &options)).expect("the broker answers");
        if let Err((_, error)) = &outcome[0] {
            panic!("the broker does not make the topic `{name}`: {error}");
        }
        admin.wait_for_leaders(name, partitions);
    }

    /// Makes a topic whose name no other test has, and gives the name: `prefix-` and a number.
    ///
    /// # Panics
    /// When the broker refuses.
    #[must_use]
    pub fn unique_topic(&self, prefix: &str, partitions: i32) -> String {
        static NEXT: AtomicU32 = AtomicU32::new(1);
        let name = format!("{prefix}-{}", NEXT.fetch_add(1, Ordering::Relaxed));
        self.create_topic(&name, partitions);
        name
    }
}

/// The connection that makes topics. It speaks through librdkafka, as our library does; nothing is read back
/// with it.
pub(super) struct Admin(AdminClient<DefaultClientContext>);

impl Admin {
    fn connect(bootstrap: &str) -> Self {
        let client = ClientConfig::new()
            .set("bootstrap.servers", bootstrap)
            // A broker that was killed and restarted is found again at once.
            .set("reconnect.backoff.max.ms", "100")
            .create()
            .expect("settings of an admin client");
        Self(client)
    }

    fn wait_for_leaders(&self, topic: &str, partitions: i32) {
        let deadline = Instant::now() + TIMEOUT;
        while !(self.names_leaders(topic, partitions) && self.leaders_answer(topic, partitions)) {
            assert!(Instant::now() < deadline, "the topic `{topic}` has no leaders after {TIMEOUT:?}");
            sleep(Duration::from_millis(5));
        }
    }

    /// Asked first in any case: until it is told of a topic anew, librdkafka believes that there is none.
    fn names_leaders(&self, topic: &str, partitions: i32) -> bool {
        let Ok(metadata) = self.0.inner().fetch_metadata(Some(topic), TIMEOUT) else { return false };
        let topics = metadata.topics().iter();
        let led =
            topics.flat_map(MetadataTopic::partitions).filter(|p| p.leader() >= 0 && p.error().is_none());
        i32::try_from(led.count()) == Ok(partitions)
    }

    /// That the metadata names a leader is not enough: the broker does so some milliseconds before it takes
    /// records as that leader, and until then refuses them.
    fn leaders_answer(&self, topic: &str, partitions: i32) -> bool {
        let patience = Duration::from_secs(1);
        (0..partitions).all(|partition| self.0.inner().fetch_watermarks(topic, partition, patience).is_ok())
    }
}

impl fmt::Debug for Admin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Admin")
    }
}

/// Waits for a future on this very thread. Unlike tokio's `block_on` it may be called inside a runtime, so a
/// topic is made the same way in a plain test and in an async one.
fn block_on<F: Future>(future: F) -> F::Output {
    struct Unpark(Thread);
    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(output) => return output,
            Poll::Pending => thread::park(),
        }
    }
}
