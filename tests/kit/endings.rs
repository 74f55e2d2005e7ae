//! What is left when a body ends.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Sender, channel};

use kafka_output::__private::testing::run;
use kafka_output::testing::TestKafka;
use kafka_output::{Delivery, Error, kafka_output};

/// The broker is nobody's.
#[kafka_output(broker_list = "kafka.example.com:9092", topic = "kit-ended", message_timeout_ms = 1_000)]
fn ended() -> &'static str {
    "ended"
}

/// Tells by a record that it was dropped.
struct Left(Sender<Result<Delivery, Error>>);

impl Drop for Left {
    fn drop(&mut self) {
        self.0.send(ended()).unwrap();
    }
}

#[test]
fn a_task_that_is_left_ends_inside_also_where_the_body_panics() {
    for panics in [false, true] {
        let (sent, outcomes) = channel();
        let body = async move |_: &mut TestKafka| {
            let left = Left(sent);
            tokio::spawn(async move {
                let _left = left;
                std::future::pending::<()>().await;
            });
            assert!(!panics, "the body ends");
        };
        assert_eq!(catch_unwind(AssertUnwindSafe(|| run(body))).is_err(), panics);
        let delivery = outcomes.recv().unwrap().unwrap();
        assert_eq!((delivery.topic(), delivery.offset()), ("kit-ended", 0));
    }
}
