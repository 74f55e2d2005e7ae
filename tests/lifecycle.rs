//! From start to shutdown, as programs of their own.
#![allow(clippy::unwrap_used, reason = "a panic is how a test reports")]

use std::process::Command;

use crate::delivery::start;
use crate::support::broker::Broker;
use crate::support::consume::read_all;

fn run(program: &str, arguments: &[&str], settings: &[(&str, &str)]) -> String {
    let output = Command::new(program).args(arguments).envs(settings.iter().copied()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn scene(name: &str) -> String {
    let broker: &Broker = start();
    run(env!("CARGO_BIN_EXE_lifecycle"), &[name], &[("KAFKA_BROKERS", broker.bootstrap())])
}

fn scene_with_topic(name: &str) -> String {
    static CREATED: std::sync::Once = std::sync::Once::new();
    let broker = start();
    CREATED.call_once(|| broker.create_topic("lifecycle", 1));
    scene(name)
}

#[test]
fn one_producer_for_each_distinct_configuration() {
    assert_eq!(
        scene_with_topic("producers"),
        "at first 0\ntwo alike 1\nanother 2\ndelivered 7 failed 0 undelivered 0\nafter Shutdown\nall 4\nagain true\n"
    );
}

#[test]
fn failures_nobody_waits_for_reach_the_callback_and_the_report() {
    assert_eq!(
        scene("failures"),
        "enqueued 2\n\
         to_nowhere nowhere Timeout Some(\"lost\") / Configuration\n\
         to_nowhere nowhere Timeout Some(\"lost\") / Configuration\n\
         unattended 2\n\
         delivered 0 failed 2 undelivered 1\n\
         stuck nowhere Shutdown Some(\"stuck\") / Configuration\n"
    );
}

#[test]
fn verified_brokers_that_are_not_there_are_all_in_one_error() {
    let text = scene_with_topic("verify");
    assert!(
        text.contains("output `to_nowhere`")
            && text.contains("output `stuck`")
            && text.contains("127.0.0.1:1"),
        "{text}"
    );
    assert!(!text.contains("output `first`") && !text.contains("output `plain`"), "{text}");
}

#[test]
fn a_second_runtime_is_refused_while_the_first_runs() {
    assert!(scene("one").contains("another runtime is running; shut it down first"));
}

#[test]
fn a_plain_fn_needs_no_async_runtime_and_blocks_none() {
    assert_eq!(scene_with_topic("blocking"), "plain true\ninside one true\ndropped Some(true)\n");
}

#[test]
fn what_is_queued_when_a_program_just_ends_is_delivered() {
    let broker = start();
    broker.create_topic("left-behind", 1);
    let settings = [("KAFKA_BROKERS", broker.bootstrap()), ("KAFKA_LEFT_TOPIC", "left-behind")];
    assert_eq!(run(env!("CARGO_BIN_EXE_lifecycle"), &["end"], &settings), "enqueued 20\n");
    assert_eq!(read_all(broker.bootstrap(), "left-behind", 20).len(), 20);
}

/// A scene without any broker: its exit code, and that it tells of the records it leaves.
fn ends_with_20_not_delivered(name: &str, code: i32) {
    let started = std::time::Instant::now();
    let mut program = Command::new(env!("CARGO_BIN_EXE_lifecycle"));
    let ended = program.arg(name).env("KAFKA_BROKERS", "127.0.0.1:1").output().unwrap();
    assert_eq!(ended.status.code(), Some(code));
    let told = String::from_utf8(ended.stderr).unwrap();
    assert!(told.contains("the program ended with 20 records not delivered"), "{told}");
    assert!(started.elapsed().as_secs() < 30, "{:?}", started.elapsed());
}

#[test]
fn what_cannot_be_delivered_when_a_program_just_ends_is_told() {
    ends_with_20_not_delivered("end", 0);
}

#[test]
fn what_is_left_when_a_program_ends_before_its_shutdown_is_told() {
    ends_with_20_not_delivered("end-during", 0);
    ends_with_20_not_delivered("end-after", 0);
}

#[test]
fn a_program_may_end_in_its_own_callback_and_tells_what_is_left() {
    ends_with_20_not_delivered("exit", 3);
}

#[test]
fn a_runtime_may_be_shut_down_in_its_own_callback() {
    let settings = [("KAFKA_BROKERS", "127.0.0.1:1")];
    assert_eq!(
        run(env!("CARGO_BIN_EXE_lifecycle"), &["shutdown"], &settings),
        "delivered 0 failed 2 undelivered 0\n"
    );
}

#[test]
fn the_catalogue_lists_every_declared_output() {
    let text = run(env!("CARGO_BIN_EXE_lifecycle"), &[], &[]);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 7, "{text}");
    assert!(lines[0].starts_with("first lifecycle "), "{text}");
    assert!(lines[0].contains("broker_list=%KAFKA_BROKERS% topic=lifecycle"), "{text}");
    assert!(lines.iter().any(|line| line.contains("other_linger") && line.contains("linger_ms=7")), "{text}");
}

#[test]
fn everything_wrong_with_every_output_is_in_one_error_and_no_secret() {
    let text = run(env!("CARGO_BIN_EXE_wrong_settings"), &[], &[]);
    for part in [
        "output `numbers_and_words`: `linger_ms`",
        "`LINGER`",
        "output `numbers_and_words`: `compression_type`",
        "`CODEC`",
        "output `missing`: `broker_list`: the setting `MISSING_BROKERS` has no value",
        "output `missing`: `topic`: the setting `MISSING_TOPIC` has no value",
        "output `contradiction`",
        "`BAD_TOPIC`",
        "`enable_idempotence`",
        "output `secret`: `max_message_bytes = 12`",
        "two outputs have this name",
        "`KAFKA_OUTPUT__MISSING__LINGERS_MS`: unknown option `lingers_ms`; did you mean `linger_ms`?",
        "`KAFKA_OUTPUT__NOBODY__LINGER_MS` overrides an option of an output that this program does not have",
        "`KAFKA_OUTPUT__MISSING__DELIVERY`",
    ] {
        assert!(text.contains(part), "{part}\nis not in\n{text}");
    }
    assert!(!text.contains("hunter2"), "{text}");
}
