//! What `start()` asks the registry, and what a thousand first calls do.

use std::process::Command;

use crate::support::broker::Broker;
use crate::support::registry::Registry;

const PAGEVIEWS: &str = include_str!("../schemas/pageviews.avsc");

fn run(registry: &str, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_registry"))
        .args(arguments)
        .env("KAFKA_BROKERS", Broker::shared().bootstrap())
        .env("SCHEMA_REGISTRY", registry)
        .env("PAGEVIEWS_SCHEMA", PAGEVIEWS)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn start_asks_for_every_schema_and_tells_all_that_is_refused_at_once() {
    let registry = Registry::start();
    registry.register("program-changed-value", r#"{"type": "record", "name": "pageviews", "namespace": "ksql", "fields": [{"name": "viewtime", "type": "string"}]}"#);
    registry.set_compatibility("program-changed-value", "BACKWARD");

    let told = run(registry.url(), &["start"]);

    assert!(told.starts_with("SchemaRegistry 2 things are wrong:"), "{told}");
    assert!(told.contains("output `changed`: subject `program-changed-value`"), "{told}");
    assert!(told.contains("the schema is incompatible with the subject's earlier ones (409: "), "{told}");
    assert!(told.contains("output `unknown`: subject `program-unknown-value`"), "{told}");
    assert!(told.contains("it does not have this schema (4040"), "{told}");

    registry.set_compatibility("program-changed-value", "NONE");
    registry.register("program-unknown-value", PAGEVIEWS);
    assert_eq!(run(registry.url(), &["start"]), "started\n");
    let mut subjects: Vec<String> = serde_json::from_value(registry.get("/subjects")).unwrap();
    subjects.sort();
    assert_eq!(
        subjects,
        [
            "program-changed-value",
            "program-generic-value",
            "program-secure-value",
            "program-sound-key",
            "program-sound-value",
            "program-unknown-value"
        ],
        "all that the attributes name; text has no schema"
    );
}

#[test]
fn a_thousand_first_calls_ask_once_for_each_schema() {
    let registry = Registry::start();
    Broker::shared().create_topic("program-sound", 1);
    Broker::shared().create_topic("program-generic", 1);

    let told = run(registry.url(), &["cold", "1000"]);

    assert_eq!(told.lines().filter(|line| *line == "program-generic").count(), 1000, "{told}");
    for subject in ["program-sound-value", "program-sound-key", "program-generic-value"] {
        assert_eq!(registry.requests(&format!("/subjects/{subject}/versions")), 1, "{subject}");
    }
    assert_eq!(registry.requests("method=\"POST\""), 3);
}

#[test]
fn a_dead_registry_fails_the_start_and_names_each_subject() {
    let told = run("http://127.0.0.1:1", &["start"]);
    for part in ["`program-sound-value`", "`program-sound-key`", "`program-changed-value`", "does not answer"]
    {
        assert!(told.contains(part), "{part}: {told}");
    }
}
