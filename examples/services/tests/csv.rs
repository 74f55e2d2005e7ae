//! The importer of CSV.

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::NOBODY;
use crate::support::broker::Broker;
use crate::support::consume::read_all;

/// Exit code, standard output, standard error.
fn import(brokers: &str, topic: &str, arguments: &[&str], input: &str) -> (Option<i32>, String, String) {
    let mut process = Command::new(env!("CARGO_BIN_EXE_csv_import"))
        .args(["--brokers", brokers, "--topic", topic])
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // It may end without reading all.
    let _ = process.stdin.take().unwrap().write_all(input.as_bytes());
    let output = process.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn every_line_is_a_record_under_its_key() {
    let broker = Broker::shared();
    let topic = broker.unique_topic("lines", 1);
    let input = "customer,note\nc-1,\"two\nlines, quoted\"\nc-2,plain\nc-3,\n";
    // Batches of two, so that one is full and one is not.
    let outcome = import(broker.bootstrap(), &topic, &["--key", "customer", "--batch", "2"], input);
    assert_eq!(outcome, (Some(0), "3 delivered, 0 failed\n".to_owned(), String::new()));
    let records = read_all(broker.bootstrap(), &topic, 3);
    let read: Vec<(Option<&str>, Value)> = records
        .iter()
        .map(|record| (record.key_text(), serde_json::from_slice(record.value.as_ref().unwrap()).unwrap()))
        .collect();
    let expected = [
        (Some("c-1"), json!({ "customer": "c-1", "note": "two\nlines, quoted" })),
        (Some("c-2"), json!({ "customer": "c-2", "note": "plain" })),
        (Some("c-3"), json!({ "customer": "c-3", "note": "" })),
    ];
    assert_eq!(read, expected);
}

#[test]
fn a_line_that_is_none_or_too_large_fails_alone_and_is_named() {
    let broker = Broker::shared();
    let topic = broker.unique_topic("lines", 1);
    let input = format!("customer,note\nc-1,good\nc-2\nc-3,{}\nc-4,good\n", "x".repeat(1_500_000));
    let (code, count, errors) = import(broker.bootstrap(), &topic, &[], &input);
    assert_eq!((code, count.as_str()), (Some(1), "2 delivered, 2 failed\n"));
    assert!(
        errors.contains("line: 3") && errors.contains("line 4: ") && errors.contains("max_message_bytes"),
        "{errors}"
    );
    assert_eq!(read_all(broker.bootstrap(), &topic, 2).len(), 2);
}

#[test]
fn without_a_broker_it_gives_up_and_says_where() {
    let input = format!("note\n{}", "a\n".repeat(100));
    let (code, count, errors) = import(NOBODY, "lines", &["--batch", "10", "--timeout-ms", "1500"], &input);
    assert_eq!((code, count.as_str()), (Some(1), "0 delivered, 10 failed\n"));
    assert!(errors.contains(NOBODY) && errors.contains("gave up after line 11"), "{errors}");
}

#[test]
fn a_column_that_is_not_there_and_a_wrong_call_send_nothing() {
    let (code, count, errors) = import(NOBODY, "lines", &["--key", "id"], "customer,note\nc-1,a\n");
    assert_eq!((code, count.as_str()), (Some(1), ""));
    assert!(errors.contains("no column is named `id`"), "{errors}");
    let (code, _, errors) = import(NOBODY, "lines", &["--batch", "none"], "");
    assert_eq!(code, Some(2), "{errors}");
    let (code, _, errors) = import("localhost", "lines", &[], "a\n1\n");
    assert_eq!(code, Some(1));
    assert!(errors.contains("BROKERS"), "{errors}");
}
