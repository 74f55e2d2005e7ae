//! A broker killed in the middle: what was acknowledged is there, once.
#![allow(clippy::unwrap_used, reason = "a panic is how a test reports")]

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::support::broker::Broker;
use crate::support::consume::read_all;
use crate::support::options::BrokerOptions;

#[test]
fn every_record_acknowledged_around_a_kill_is_there_exactly_once() {
    const COUNT: usize = 5_000;
    const CALLS: usize = 40;
    let broker = Broker::start_own(BrokerOptions::new());
    broker.create_topic("killed", 2);
    let mut sender = Command::new(env!("CARGO_BIN_EXE_sender"))
        .args([COUNT.to_string(), CALLS.to_string()])
        .env("KAFKA_BROKERS", broker.bootstrap())
        .env("KAFKA_TOPIC", "killed")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut acknowledged = BTreeSet::new();
    let mut killed = false;
    for line in BufReader::new(sender.stdout.take().unwrap()).lines() {
        let line = line.unwrap();
        assert!(!line.starts_with("failed"), "{line}");
        if let Ok(number) = line.parse::<u32>() {
            assert!(acknowledged.insert(number));
        }
        if !killed && acknowledged.len() > COUNT * 3 {
            killed = true;
            broker.kill();
            std::thread::sleep(Duration::from_millis(500));
            broker.restart();
        }
    }
    assert!(killed && sender.wait().unwrap().success());
    assert_eq!(acknowledged.len(), COUNT * CALLS);
    let records = read_all(broker.bootstrap(), "killed", COUNT * CALLS);
    let read: BTreeSet<u32> =
        records.iter().map(|record| record.value_text().unwrap().parse().unwrap()).collect();
    assert_eq!((records.len(), &read), (acknowledged.len(), &acknowledged));
}

#[test]
fn a_broker_that_stays_dead_fails_what_was_on_its_way_and_says_so() {
    let broker = Broker::start_own(BrokerOptions::new());
    broker.create_topic("dead", 1);
    let mut sender = Command::new(env!("CARGO_BIN_EXE_sender"))
        .args(["1000", "2000"])
        .env("KAFKA_BROKERS", broker.bootstrap())
        .env("KAFKA_TOPIC", "dead")
        .env("KAFKA_TIMEOUT", "2000")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(sender.stdout.take().unwrap()).lines();
    let mut acknowledged = 0;
    let mut killed = false;
    for line in lines {
        let line = line.unwrap();
        if line.starts_with("failed") {
            assert!(killed && line.ends_with("Timeout"), "{line}");
            break;
        }
        acknowledged += u32::from(line.parse::<u32>().is_ok());
        if !killed && acknowledged > 3000 {
            killed = true;
            broker.kill();
        }
    }
    let mut error = String::new();
    BufReader::new(sender.stderr.take().unwrap()).read_line(&mut error).unwrap();
    sender.kill().unwrap();
    sender.wait().unwrap();
    assert!(
        error.contains(broker.bootstrap()) && error.contains("`dead`") && error.contains("2000 ms"),
        "{error}"
    );
}
