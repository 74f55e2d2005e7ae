//! A program that streams, and what its broker does to it.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Lines};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use rdkafka::config::ClientConfig;
use rdkafka::consumer::{BaseConsumer, Consumer};

use crate::support::broker::Broker;
use crate::support::consume::read_all;
use crate::support::options::BrokerOptions;

/// How many records a stream has on their way at most.
const WINDOW: u64 = 10_000;
/// The same in bytes.
const WINDOW_BYTES: u64 = 64 << 20;

struct Streamer {
    process: Child,
    lines: Lines<BufReader<ChildStdout>>,
    /// The last one read.
    checkpoint: u64,
}

impl Streamer {
    fn start(broker: &Broker, count: u64, timeout: &str) -> Self {
        Self::of_size(broker, count, 1, timeout)
    }

    /// The same with each number padded to so many bytes.
    fn of_size(broker: &Broker, count: u64, size: u64, timeout: &str) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_streamer"))
            .args([count, size].map(|figure| figure.to_string()))
            .env("KAFKA_BROKERS", broker.bootstrap())
            .env("KAFKA_TOPIC", "stream")
            .env("KAFKA_TIMEOUT", timeout)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(process.stdout.take().unwrap()).lines();
        Self { process, lines, checkpoint: 0 }
    }

    /// Reads until a checkpoint is beyond this.
    fn await_checkpoint(&mut self, least: u64) {
        for line in &mut self.lines {
            let (name, figure) = figure(&line.unwrap());
            assert_eq!(name, "checkpoint", "it ended too early, at {figure}");
            self.checkpoint = figure;
            if figure >= least {
                return;
            }
        }
        panic!("the program ended before the checkpoint {least}");
    }

    /// What it prints at its end, by name; of checkpoints the last.
    fn end(mut self) -> BTreeMap<String, u64> {
        let mut figures = BTreeMap::from([("checkpoint".to_owned(), self.checkpoint)]);
        figures.extend(self.lines.by_ref().map(|line| figure(&line.unwrap())));
        assert!(self.process.wait().unwrap().success());
        figures
    }
}

impl Drop for Streamer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn figure(line: &str) -> (String, u64) {
    let (name, figure) = line.split_once(' ').unwrap();
    (name.to_owned(), figure.parse().unwrap())
}

/// The numbers of a topic by partition, in the order they stand there.
fn numbers(broker: &Broker, least: u64) -> Vec<Vec<u64>> {
    let mut partitions: BTreeMap<i32, Vec<u64>> = BTreeMap::new();
    for record in read_all(broker.bootstrap(), "stream", usize::try_from(least).unwrap()) {
        partitions.entry(record.partition).or_default().push(record.value_text().unwrap().parse().unwrap());
    }
    partitions.into_values().collect()
}

#[test]
fn a_broker_killed_in_the_middle_and_back_again_has_every_record_once_and_in_order() {
    const COUNT: u64 = 300_000;
    let broker = Broker::start_own(BrokerOptions::new());
    broker.create_topic("stream", 3);
    let mut streamer = Streamer::start(&broker, COUNT, "60000");
    streamer.await_checkpoint(50_000);
    broker.kill();
    sleep(Duration::from_millis(500));
    broker.restart();
    let figures = streamer.end();
    assert_eq!((figures["delivered"], figures["checkpoint"], figures["taken"]), (COUNT, COUNT, COUNT));
    let partitions = numbers(&broker, COUNT);
    assert!(partitions.iter().all(|numbers| numbers.is_sorted_by(|one, next| one < next)));
    assert_eq!(partitions.iter().map(Vec::len).sum::<usize>() as u64, COUNT);
}

#[test]
fn a_broker_that_stays_dead_ends_the_stream_with_every_record_told_of() {
    let broker = Broker::start_own(BrokerOptions::new());
    broker.create_topic("stream", 3);
    let mut streamer = Streamer::start(&broker, u64::MAX, "3000");
    streamer.await_checkpoint(50_000);
    broker.kill();
    let figures = streamer.end();
    assert!(figures.get("failed").is_some_and(|failed| *failed > 0), "{figures:?}");
    assert_eq!(figures["delivered"] + figures["failed"], figures["taken"]);
    assert_eq!(figures["stopped"], figures["checkpoint"], "the last checkpoint told is where to go on");
    assert!(figures["taken"] - figures["stopped"] <= WINDOW && figures["beyond"] <= WINDOW, "{figures:?}");

    broker.restart();
    let mut all = numbers(&broker, figures["delivered"]).concat();
    all.sort_unstable();
    let without_a_gap = (0..).zip(&all).take_while(|(expected, number)| expected == *number).count();
    assert!(without_a_gap as u64 >= figures["stopped"], "{without_a_gap} of {figures:?}");
}

#[test]
fn a_broker_that_stands_still_holds_the_source_back() {
    const COUNT: u64 = 200_000;
    let broker = Broker::start_own(BrokerOptions::new());
    broker.create_topic("stream", 3);
    let mut streamer = Streamer::start(&broker, COUNT, "60000");
    streamer.await_checkpoint(20_000);
    broker.pause();
    sleep(Duration::from_secs(2));
    broker.resume();
    let figures = streamer.end();
    assert_eq!(figures["delivered"], COUNT);
    // It stood still long enough for the window to fill, and not a record beyond.
    assert_eq!(figures["beyond"], WINDOW, "{figures:?}");
}

#[test]
fn large_records_are_held_back_by_their_bytes() {
    const COUNT: u64 = 4_000;
    const SIZE: u64 = 50_000;
    let broker = Broker::start_own(BrokerOptions::new());
    broker.create_topic("stream", 3);
    let mut streamer = Streamer::of_size(&broker, COUNT, SIZE, "60000");
    streamer.await_checkpoint(100);
    broker.pause();
    sleep(Duration::from_secs(2));
    broker.resume();
    let figures = streamer.end();
    assert_eq!(figures["delivered"], COUNT);
    // The last run may go past the window.
    let window = WINDOW_BYTES / SIZE;
    assert!((window..=window + 3).contains(&figures["beyond"]), "{figures:?}");
    assert!(figures["grown"] < 200 << 20, "{figures:?}");
}

#[test]
fn two_million_records_take_no_more_memory_than_a_window_does() {
    const COUNT: u64 = 2_000_000;
    let broker = Broker::start_own(BrokerOptions::new());
    broker.create_topic("stream", 3);
    let figures = Streamer::start(&broker, COUNT, "60000").end();
    assert_eq!((figures["delivered"], figures["checkpoint"]), (COUNT, COUNT));
    assert!(figures["beyond"] <= WINDOW, "{figures:?}");
    // All of them together would be several times this.
    assert!(figures["grown"] < 100 << 20, "{figures:?}");
    let mut config = ClientConfig::new();
    let consumer: BaseConsumer = config.set("bootstrap.servers", broker.bootstrap()).create().unwrap();
    let ends = (0..3)
        .map(|partition| consumer.fetch_watermarks("stream", partition, Duration::from_secs(30)).unwrap().1);
    assert_eq!(ends.sum::<i64>().unsigned_abs(), COUNT);
}
