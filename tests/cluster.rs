//! Three brokers, each with a copy of every record: leaders that die, and too few that are left.
#![allow(clippy::unwrap_used, reason = "a panic is how a test reports")]

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::broker::Broker;
use crate::support::consume::read_all;
use crate::support::options::BrokerOptions;

/// The first is the controller as well, and stays.
struct Cluster([Broker; 3]);

impl Cluster {
    /// A cluster with a topic whose records two brokers at the least must have.
    fn with_topic(topic: &str) -> Self {
        let first = Broker::start_own(BrokerOptions::new());
        let [second, third] =
            [2, 3].map(|node| Broker::start_own(BrokerOptions::new().joining(&first, node)));
        first.create_replicated_topic(topic, 3, 3, &[("min.insync.replicas", "2")]);
        Self([first, second, third])
    }

    fn send(&self, topic: &str, count: usize, calls: usize, timeout: Duration) -> Child {
        let brokers = self.0.each_ref().map(Broker::bootstrap).join(",");
        Command::new(env!("CARGO_BIN_EXE_sender"))
            .args([count.to_string(), calls.to_string()])
            .env("KAFKA_BROKERS", brokers)
            .env("KAFKA_TOPIC", topic)
            .env("KAFKA_TIMEOUT", timeout.as_millis().to_string())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    }
}

#[test]
fn leaders_that_die_one_after_the_other_cost_no_record() {
    const COUNT: usize = 2_000;
    const CALLS: usize = 60;
    let cluster = Cluster::with_topic("replicated");
    let [first, second, third] = &cluster.0;
    let mut sender = cluster.send("replicated", COUNT, CALLS, Duration::from_secs(90));
    let mut acknowledged = BTreeSet::new();
    let mut scenes = [
        (10, Box::new(|| third.kill()) as Box<dyn Fn()>),
        (25, Box::new(|| third.restart())),
        // The third may lack records still: until it has them all, too few brokers do.
        (40, Box::new(|| second.kill())),
    ]
    .into_iter()
    .peekable();
    for line in BufReader::new(sender.stdout.take().unwrap()).lines() {
        let line = line.unwrap();
        assert!(!line.starts_with("failed"), "{line}");
        if let Ok(number) = line.parse::<u32>() {
            assert!(acknowledged.insert(number));
        }
        while let Some((_, play)) = scenes.next_if(|(calls, _)| acknowledged.len() >= COUNT * calls) {
            play();
        }
    }
    assert!(scenes.next().is_none() && sender.wait().unwrap().success());
    assert_eq!(acknowledged.len(), COUNT * CALLS);
    let records = read_all(first.bootstrap(), "replicated", COUNT * CALLS);
    let read: BTreeSet<u32> =
        records.iter().map(|record| record.value_text().unwrap().parse().unwrap()).collect();
    assert_eq!((records.len(), &read), (acknowledged.len(), &acknowledged));
}

#[test]
fn too_few_brokers_with_a_copy_are_told() {
    let cluster = Cluster::with_topic("scarce");
    cluster.0[1].kill();
    cluster.0[2].kill();
    let called = Instant::now();
    let mut sender = cluster.send("scarce", 10, 1, Duration::from_secs(12));
    let (mut printed, mut told) = (String::new(), String::new());
    sender.stdout.take().unwrap().read_to_string(&mut printed).unwrap();
    sender.stderr.take().unwrap().read_to_string(&mut told).unwrap();
    sender.wait().unwrap();
    assert!(called.elapsed() < Duration::from_secs(20), "{:?}", called.elapsed());
    assert_eq!(printed.matches("failed ").count(), 10, "{printed}");
    let [_, second, third] = &cluster.0;
    let down = format!("{} and {} cannot be reached", second.bootstrap(), third.bootstrap());
    for part in ["`numbers`", "`scarce`", "12000 ms", &down, "`min.insync.replicas`"] {
        assert!(told.contains(part), "{part}\nis not in\n{told}");
    }
}
