#![allow(clippy::unwrap_used, reason = "a panic is how a test reports")]

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;

use super::{Link, Snapshot, Subject, Version, layout, schemas_command};
use crate::schema_registry::tests::fake::Fake;

/// Runs the command: its exit code, what it says, and the errors it tells.
fn run(arguments: &[&str], environment: &[(&str, &str)]) -> (u8, String, String) {
    let arguments: Vec<OsString> = arguments.iter().map(OsString::from).collect();
    let environment: BTreeMap<String, String> =
        environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let (mut out, mut errors) = (Vec::new(), Vec::new());
    let code = schemas_command(arguments, |name| environment.get(name).cloned(), &mut out, &mut errors);
    (code, String::from_utf8(out).unwrap(), String::from_utf8(errors).unwrap())
}

/// A file of one test.
fn file(name: &str) -> PathBuf {
    let folder =
        std::env::temp_dir().join(format!("kafka-output-snapshot-{}", std::process::id())).join(name);
    let _ = fs::remove_dir_all(&folder);
    folder.join("registry.json")
}

/// A registry of two subjects, the one of Protobuf without a compatibility of its own.
fn registry() -> Fake {
    Fake::start(|_, request| {
        let answer = match &*request.line() {
            "GET /config" => r#"{"compatibilityLevel": "NONE"}"#,
            "GET /subjects" => r#"["orders-value", "lines", "other"]"#,
            "GET /config/orders-value?defaultToGlobal=true" => r#"{"compatibilityLevel": "BACKWARD"}"#,
            "GET /config/lines?defaultToGlobal=true" => return (404, r#"{"error_code": 40401}"#.to_owned()),
            "GET /subjects/orders-value/versions" => "[2]",
            "GET /subjects/orders-value/versions/2" => {
                r#"{"subject": "orders-value", "version": 2, "id": 7, "schema": "{\"type\": \"record\", \"name\": \"Order\", \"fields\": []}",
                    "references": [{"name": "Line", "subject": "lines", "version": 1}]}"#
            }
            "GET /subjects/lines/versions" => "[1]",
            "GET /subjects/lines/versions/1" => {
                r#"{"version": 1, "id": 3, "schemaType": "PROTOBUF", "schema": "syntax = \"proto3\";\nmessage Line {}"}"#
            }
            other => return (500, format!(r#"{{"message": "{other}"}}"#)),
        };
        (200, answer.to_owned())
    })
}

const FILE: &str = r#"{
  "compatibility": "NONE",
  "subjects": {
    "lines": {
      "compatibility": "NONE",
      "versions": [
        {
          "version": 1,
          "id": 3,
          "type": "PROTOBUF",
          "text": ["syntax = \"proto3\";", "message Line {}"]
        }
      ]
    },
    "orders-value": {
      "compatibility": "BACKWARD",
      "versions": [
        {
          "version": 2,
          "id": 7,
          "type": "AVRO",
          "schema": {"type": "record", "name": "Order", "fields": []},
          "references": [{"name": "Line", "subject": "lines", "version": 1}]
        }
      ]
    }
  }
}
"#;

#[test]
fn the_file_has_what_is_wanted_and_what_that_refers_to() {
    let (registry, file) = (registry(), file("pulled"));
    let path = file.to_str().unwrap();
    let arguments = ["pull", "--url", &registry.url, "--subject=orders-*", "--out", path];

    let (code, told, errors) = run(&arguments, &[]);

    assert_eq!((code, &*errors), (0, ""));
    assert_eq!(told, format!("{path} is written; subjects: 2, versions: 2\n"));
    let text = fs::read_to_string(&file).unwrap();
    assert_eq!(text, FILE);
    // Read and written it says the same; only the order in schemas is lost.
    let value = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    assert_eq!(value(&Snapshot::read(&file).unwrap().text()), value(FILE));
    assert_eq!(
        run(&arguments, &[]).1,
        format!("{path} is what the registry has; subjects: 2, versions: 2\n")
    );
    fs::write(&file, "{}").unwrap();
    let (code, _, errors) = run(&[&arguments[..], &["--check"]].concat(), &[]);
    assert_eq!(code, 3, "{errors}");
    assert_eq!(fs::read_to_string(&file).unwrap(), "{}", "nothing is written");
}

#[test]
fn who_asks_comes_from_the_environment_and_is_never_shown() {
    let registry =
        Fake::always(401, r#"{"error_code": 40101, "message": "User cannot access the resource"}"#);
    let environment = [("SCHEMA_REGISTRY_USERNAME", "anna"), ("SCHEMA_REGISTRY_PASSWORD", "hunter2")];

    let (code, out, errors) = run(&["pull", "--url", &registry.url], &environment);

    assert_eq!((code, &*out), (1, ""));
    assert_eq!(registry.requests()[0].authorization.as_deref(), Some("Basic YW5uYTpodW50ZXIy"));
    assert!(
        errors.starts_with(&format!(
            "error: the compatibility at the schema registry {}: it does not know who asks",
            registry.url
        )),
        "{errors}"
    );
    assert!(errors.contains("check `--username` (or SCHEMA_REGISTRY_USERNAME) and `--password`"), "{errors}");
    assert!(!errors.contains("hunter"), "{errors}");
    let token = run(&["pull", "--url", &registry.url, "--token", "hunter3"], &environment).2;
    assert_eq!(registry.requests()[1].authorization.as_deref(), Some("Bearer hunter3"));
    assert!(!token.contains("hunter"), "{token}");
}

#[test]
fn a_wrong_call_says_what_is_wrong_and_exits_with_2() {
    let url = "http://127.0.0.1:1";
    let cases: [(&[&str], &str); 11] = [
        (&[], "no command is given; write `kafka-output-schemas pull`"),
        (&["push", "--url", url], "there is no command `push`"),
        (&["pull"], "no registry is named; give `--url`, or set SCHEMA_REGISTRY_URL"),
        (&["pull", "--url", "localhost:8081"], "`--url` begins with `http://` or `https://`"),
        (&["pull", "--url", "http://anna:1/hunter@127.0.0.1:1"], "`--url` has `@` behind a host"),
        (&["pull", "--url", "http://127.0.0.1:1?x=hunter"], "`--url` has a query or fragment"),
        (&["pull", "--urls", url], "there is no option `--urls`"),
        (
            &["pull", "--url", url, "--username", "anna"],
            "`--username` (or SCHEMA_REGISTRY_USERNAME) needs `--password`",
        ),
        (
            &["pull", "--url", url, "--key", "key.pem"],
            "`--key` (or SCHEMA_REGISTRY_KEY) needs `--certificate`",
        ),
        (
            &["pull", "--url", "http://anna:hunter2@127.0.0.1:1", "--token", "hunter3"],
            "`--token` (or SCHEMA_REGISTRY_TOKEN) cannot go with a user in `--url`",
        ),
        (&["pull", "--url"], "missing argument"),
    ];
    for (arguments, expected) in cases {
        let (code, out, errors) = run(arguments, &[]);
        assert_eq!((code, &*out), (2, ""), "{arguments:?}: {errors}");
        assert!(errors.contains(expected), "{arguments:?}: {errors}");
        assert!(!errors.contains("hunter"), "{errors}");
        assert!(errors.ends_with("; `kafka-output-schemas --help` shows what there is\n"), "{errors}");
    }
}

#[test]
fn what_fails_says_so_and_exits_with_1() {
    let registry = registry();
    let file = file("failed");
    let path = file.to_str().unwrap();
    let pull = |more: &[&str]| run(&[&["pull", "--url", &registry.url, "--out", path], more].concat(), &[]);
    let (code, _, errors) = pull(&["--subject", "order"]);
    assert!(code == 1 && errors.contains("has no subject that is `order`"), "{errors}");
    let (code, _, errors) = pull(&["--ca", "/nowhere.pem"]);
    assert!(code == 1 && errors.contains("`--ca` names /nowhere.pem, which cannot be read"), "{errors}");
    assert!(!file.exists(), "whole or not at all");
}

#[test]
fn the_help_shows_every_option() {
    let (code, help, _) = run(&["--help"], &[]);
    assert_eq!(code, 0);
    for part in
        ["--url URL", "[SCHEMA_REGISTRY_PASSWORD]", "--subject NAME", "--out FILE", "--check", "Exit codes"]
    {
        assert!(help.contains(part), "{part}: {help}");
    }
}

#[test]
fn long_json_is_in_lines_and_short_json_on_one() {
    let long = "x".repeat(100);
    let json = format!(r#"{{"b":[1.50,-2e3,null],"a":{{"q\"]":"{long}","e":[],"n":{{ }}}}}}"#);
    let lines = layout::lines(&json);
    assert_eq!(
        lines,
        format!(
            "{{\n  \"b\": [1.50, -2e3, null],\n  \"a\": {{\n    \"q\\\"]\": \"{long}\",\n    \"e\": [],\n    \"n\": {{}}\n  }}\n}}\n"
        )
    );
    assert_eq!(layout::lines(&lines), lines);
}

#[test]
fn what_is_no_snapshot_says_what_it_lacks() {
    let parse = |text: &str| Snapshot::parse(text).unwrap_err();
    assert_eq!(parse(r#"{"compatibility": "NONE"}"#), "it has no `subjects`");
    assert_eq!(
        parse(r#"{"compatibility": "NONE", "subjects": {"a": {}}}"#),
        "the subject `a` has no `compatibility`"
    );
    let version = r#"{"compatibility": "NONE", "subjects": {"a": {"compatibility": "NONE", "versions": [{"version": 1}]}}}"#;
    assert!(parse(version).starts_with("the subject `a` has a version without"));
    let missing = Snapshot::read(&file("missing")).unwrap_err();
    assert!(
        missing.contains("cannot be read")
            && missing.contains("pull it with `kafka-output-schemas pull --out"),
        "{missing}"
    );
}

#[test]
fn a_circle_of_references_is_told() {
    let link = Link { name: "a".to_owned(), subject: "a".to_owned(), version: 1 };
    let version = Version {
        number: 1,
        id: 1,
        schema_type: "AVRO".to_owned(),
        text: "{}".to_owned(),
        references: vec![link],
    };
    let subject = Subject { compatibility: "NONE".to_owned(), versions: vec![version.clone()] };
    let snapshot =
        Snapshot { compatibility: "NONE".to_owned(), subjects: BTreeMap::from([("a".to_owned(), subject)]) };
    assert!(snapshot.schema(&version).is_err());
}
