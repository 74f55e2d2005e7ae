//! The worker behind a channel.

use std::thread::sleep;
use std::time::Duration;

use crate::NOBODY;
use crate::program::Program;
use crate::support::broker::Broker;
use crate::support::consume::read_all;

const WORKER: &str = env!("CARGO_BIN_EXE_channel_worker");

/// The numbers of `500 taken; 500 delivered, 0 failed, 0 undelivered`.
fn numbers(report: &str) -> [usize; 4] {
    let numbers: Vec<_> = report.split([' ', ';', ',']).filter_map(|word| word.parse().ok()).collect();
    numbers.try_into().unwrap_or_else(|_| panic!("{report}"))
}

#[test]
fn what_is_in_the_channel_at_the_end_arrives_too() {
    let broker = Broker::shared();
    let topic = broker.unique_topic("readings", 1);
    let worker = Program::start(WORKER, broker.bootstrap(), &[("KAFKA_OUTPUT__READINGS__TOPIC", &topic)]);
    let some = read_all(broker.bootstrap(), &topic, 100).len();

    let (status, report) = worker.terminate();
    let [taken, delivered, failed, undelivered] = numbers(&report);
    assert!(status.success() && taken >= some, "{report}");
    assert_eq!((delivered, failed, undelivered), (taken, 0, 0));
    let records = read_all(broker.bootstrap(), &topic, taken);
    assert_eq!(records.len(), taken);
    // Each sensor's readings are there without a gap.
    let mut counts = std::collections::BTreeMap::<String, u64>::new();
    for record in &records {
        let reading: serde_json::Value = serde_json::from_slice(record.value.as_ref().unwrap()).unwrap();
        let count = counts.entry(record.key_text().unwrap().to_owned()).or_default();
        *count += 1;
        assert_eq!(reading["count"], *count);
    }
    assert_eq!(counts.len(), 10);
}

#[test]
fn what_no_broker_took_is_counted_and_the_end_is_a_failure() {
    let worker = Program::start(WORKER, NOBODY, &[("KAFKA_OUTPUT__READINGS__MESSAGE_TIMEOUT_MS", "2000")]);
    sleep(Duration::from_millis(500));
    let (status, report) = worker.terminate();
    let [taken, delivered, failed, undelivered] = numbers(&report);
    assert_eq!(status.code(), Some(1));
    assert!(taken > 0, "{report}");
    assert_eq!((delivered, failed + undelivered), (0, taken), "{report}");
}
