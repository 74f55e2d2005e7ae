//! Who waits for a secret, and how often it is asked for, in programs that need no cloud.

use std::process::Command;

use super::world::folder;

/// What the program `fetching` says.
fn fetching(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_fetching")).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_first_call_that_waits_for_its_schema_blocks_no_async_worker() {
    assert_eq!(fetching(&["waiting"]), "called 1 ticked true asked 1\n");
}

#[test]
fn a_call_that_cannot_have_its_schema_asks_once() {
    let told = fetching(&["failing"]);
    for (line, output) in told.lines().zip(["visited", "visited_plainly"]) {
        assert!(
            line.starts_with(&format!("output `{output}`: `avro_schema`: the setting `SCHEMA`")),
            "{line}"
        );
        assert!(line.contains("closed today") && line.ends_with(" / asked 1"), "{line}");
    }
    assert_eq!(told.lines().count(), 2, "{told}");
}

#[test]
fn a_schema_that_came_while_the_body_ran_is_used() {
    assert_eq!(fetching(&["recovering"]), "Ok(1)\nOk(1)\nasked 2\n");
}

#[test]
fn a_start_asks_once_for_all_outputs_however_briefly_secrets_are_kept() {
    assert_eq!(fetching(&["starting"]), "asked 1\n");
}

#[test]
fn a_file_is_read_by_each_runtime() {
    let path = folder().join("topic");
    let told = fetching(&["file", &path.display().to_string()]);
    let (topics, rest) = told.split_at("one\ntwo\nthree\n".len());
    assert_eq!(topics, "one\ntwo\nthree\n");
    assert!(rest.contains("cannot be read"), "{rest}");
}
