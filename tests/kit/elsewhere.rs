//! The bodies of this program once more, on embedded clusters and on a real broker.

use std::process::Command;
use std::time::{Duration, Instant};

use crate::support::broker::Broker;
use crate::support::options::BrokerOptions;

/// Runs the bodies, all at once, in a process of their own; each one has to pass.
fn run_bodies(variables: &[(&str, &str)]) {
    let mut program = Command::new(std::env::current_exe().unwrap());
    program.args(["bodies::", "many::", "--test-threads=64"]).envs(variables.iter().copied());
    let output = program.args(["--skip", "sixty_four_embedded"]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
    // 13 bodies and 64 of the many.
    assert!(said.contains("test result: ok. 77 passed; 0 failed; 0 ignored"), "{said}");
}

#[test]
fn the_bodies_hold_on_embedded_clusters() {
    run_bodies(&[("KAFKA_OUTPUT_TEST", "embedded")]);
}

#[test]
fn the_bodies_hold_on_a_live_broker_and_leave_nothing_there() {
    let broker = Broker::start_own(BrokerOptions::new());
    let brokers = broker.bootstrap();
    run_bodies(&[
        ("KAFKA_OUTPUT_TEST", "live"),
        ("KAFKA_OUTPUT_TEST_BROKERS", brokers),
        ("KAFKA_OUTPUT_TEST_TOPIC_PREFIX", "kit.tests"),
    ]);
    // A broker that has promised to delete a topic may take its time.
    let deadline = Instant::now() + Duration::from_secs(20);
    loop {
        let listed = crate::support::kcat::metadata(brokers, 10, &[]).unwrap();
        if !listed.contains("kit") {
            break;
        }
        assert!(Instant::now() < deadline, "topics of tests are left: {listed}");
        std::thread::sleep(Duration::from_millis(200));
    }
}

#[test]
fn a_wrong_environment_is_told() {
    let mut program = Command::new(std::env::current_exe().unwrap());
    let program = program.args(["a_test_need_not_look"]).env("KAFKA_OUTPUT_TEST", "live");
    let output = program.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(!output.status.success());
    assert!(said.contains("write them into `KAFKA_OUTPUT_TEST_BROKERS`, as `localhost:9092`"), "{said}");
}
