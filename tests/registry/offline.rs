//! Schemas against a snapshot that the real command pulls from the real registry.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;

use serde_json::json;

use super::changes::CHANGES;
use super::files::EARLIER;
use crate::support::registry::Registry;

const PAGEVIEWS: &str = include_str!("../schemas/pageviews.avsc");
const LEVELS: [&str; 7] =
    ["NONE", "BACKWARD", "BACKWARD_TRANSITIVE", "FORWARD", "FORWARD_TRANSITIVE", "FULL", "FULL_TRANSITIVE"];

/// A file of one test.
fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("offline").join(name)
}

/// Runs `kafka-output-schemas pull` with more arguments.
fn pull(registry: &Registry, out: &Path, more: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_schemas"));
    command.args(["pull", "--url", registry.url(), "--out"]).arg(out).args(more);
    command.output().unwrap()
}

/// What the program `offline` says of its outputs, and whether all is well.
fn check(snapshot: &Path, more: &[&str]) -> (bool, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_offline"));
    command.arg(snapshot).args(more).arg(format!("PAGEVIEWS_SCHEMA={PAGEVIEWS}"));
    // Nothing it is told of is there: it asks nobody.
    let output = command.env("KAFKA_BROKERS", "127.0.0.1:1").output().unwrap();
    (output.status.success(), String::from_utf8(output.stdout).unwrap())
}

/// The verdicts of the program `judged` on each topic's schema.
fn judge(snapshot: &Path, cases: &[(String, &str)]) -> Vec<String> {
    let lines = cases.iter().map(|(topic, schema)| json!({"topic": topic, "schema": schema}).to_string());
    ask(env!("CARGO_BIN_EXE_judged"), snapshot, lines.collect::<Vec<_>>().join("\n"))
}

/// What a program says to each of these lines.
fn ask(program: &str, snapshot: &Path, lines: String) -> Vec<String> {
    let mut command = Command::new(program);
    let mut process = command.arg(snapshot).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = process.stdin.take().unwrap();
    let writing = thread::spawn(move || stdin.write_all(lines.as_bytes()).unwrap());
    let output = process.wait_with_output().unwrap();
    writing.join().unwrap();
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

/// Does so many pieces of work, some at the same time: each waits for the registry more than it works.
fn at_once<T: Send>(number: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    const THREADS: usize = 16;
    let work = &work;
    let mut done: Vec<(usize, T)> = thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS)
            .map(|first| {
                let part =
                    move || (first..number).step_by(THREADS).map(|at| (at, work(at))).collect::<Vec<_>>();
                scope.spawn(part)
            })
            .collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, done)| done).collect()
}

/// The proof: for each change and compatibility, the snapshot says what the registry says when the schema is registered.
#[test]
fn a_snapshot_says_of_every_change_what_the_registry_says() {
    let registry = Registry::start();
    let cases: Vec<(String, &str)> = (0..CHANGES.len() * LEVELS.len())
        .map(|at| {
            let (change, level) = (at / LEVELS.len(), LEVELS[at % LEVELS.len()]);
            (format!("change-{change}-{level}"), CHANGES[change].2)
        })
        .collect();
    at_once(cases.len(), |at| {
        let subject = format!("{}-value", cases[at].0);
        for schema in CHANGES[at / LEVELS.len()].1 {
            let _ = registry.register(&subject, schema);
        }
        registry.set_compatibility(&subject, LEVELS[at % LEVELS.len()]);
    });
    let snapshot = file("changes.json");
    let pulled = pull(&registry, &snapshot, &["--subject", "change-*"]);
    assert!(pulled.status.success(), "{}", String::from_utf8_lossy(&pulled.stderr));

    let told = judge(&snapshot, &cases);

    assert_eq!(told.len(), cases.len());
    let answers = at_once(cases.len(), |at| registry.offer(&format!("{}-value", cases[at].0), cases[at].1));
    let (mut differences, mut refused) = (Vec::new(), 0);
    let mut rows: Vec<String> = Vec::new();
    for (at, (online, told)) in answers.into_iter().zip(&told).enumerate() {
        let (change, level) = (CHANGES[at / LEVELS.len()].0, LEVELS[at % LEVELS.len()]);
        let fits = told.starts_with("fits: 1 checked");
        assert!(fits || told.starts_with("SchemaRegistry: output `judged`: "), "{change}, {level}: {told}");
        // 422 is what it says of a field that is two of the earlier schema's.
        assert!(matches!(online, 200 | 409 | 422), "{change}, {level}: {online}");
        if at % LEVELS.len() == 0 {
            rows.push(format!("{change:45}"));
        }
        let row = rows.last_mut().unwrap();
        row.push_str(if fits { "  fits" } else { "     -" });
        refused += usize::from(online != 200);
        if (online == 200) != fits {
            differences.push(format!("{change}, {level}: the registry says {online}, the snapshot {told}"));
        }
    }
    println!("{LEVELS:?}\n{}", rows.join("\n"));
    assert!(differences.is_empty(), "{}", differences.join("\n"));
    assert!(refused > CHANGES.len(), "the registry refused only {refused} of {}", cases.len());
}

/// The same for the schemas of files, which only the earlier schema can differ from.
#[test]
fn a_snapshot_says_of_protobuf_and_json_what_the_registry_says() {
    let registry = Registry::start();
    let cases: Vec<(String, usize, &str)> = (0..EARLIER.len() * LEVELS.len())
        .map(|at| {
            let (earlier, level) = (at / LEVELS.len(), LEVELS[at % LEVELS.len()]);
            (format!("earlier-{earlier}-{level}"), earlier, level)
        })
        .collect();
    at_once(cases.len(), |at| {
        let (topic, earlier, level) = &cases[at];
        let (format, _, schema, ..) = EARLIER[*earlier];
        registry.register_typed(&format!("{topic}-value"), format, schema);
        registry.set_compatibility(&format!("{topic}-value"), level);
    });
    let snapshot = file("files.json");
    let pulled = pull(&registry, &snapshot, &["--subject", "earlier-*"]);
    assert!(pulled.status.success(), "{}", String::from_utf8_lossy(&pulled.stderr));

    let lines = cases
        .iter()
        .map(|(topic, earlier, _)| json!({"format": EARLIER[*earlier].0, "topic": topic}).to_string());
    let told = ask(env!("CARGO_BIN_EXE_judged_files"), &snapshot, lines.collect::<Vec<_>>().join("\n"));

    assert_eq!(told.len(), cases.len());
    let answers = at_once(cases.len(), |at| {
        let (topic, earlier, _) = &cases[at];
        let (format, own) = match EARLIER[*earlier].0 {
            "PROTOBUF" => ("PROTOBUF", include_str!("../schemas/pageview.proto")),
            _ => ("JSON", include_str!("../schemas/customer.schema.json")),
        };
        registry.offer_typed(&format!("{topic}-value"), format, own)
    });
    let mut differences = Vec::new();
    for (((_, earlier, level), online), told) in cases.iter().zip(answers).zip(&told) {
        let (format, what, _, reads, is_read) = EARLIER[*earlier];
        let (backward, forward) = (level.starts_with("BACKWARD"), level.starts_with("FORWARD"));
        let full = level.starts_with("FULL");
        let expected = (reads || !(backward || full)) && (is_read || !(forward || full));
        let fits = told.starts_with("fits: 1 checked, 1 new, 0 not checked");
        assert!(fits || told.starts_with("SchemaRegistry: output `"), "{format} {what}, {level}: {told}");
        assert!(matches!(online, 200 | 409), "{format} {what}, {level}: {online}");
        if fits != expected || (online == 200) != expected {
            differences.push(format!(
                "{format} {what}, {level}: expected {expected}, the registry says {online}, the snapshot {told}"
            ));
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn a_snapshot_is_pulled_checked_and_pulled_again() {
    let registry = Registry::start();
    for subject in ["offline-sound-value", "offline-looked-up-value", "offline-latest-value"] {
        registry.register(subject, PAGEVIEWS);
    }
    registry.set_compatibility("offline-sound-value", "FULL");
    let snapshot = file("pulled.json");
    let _ = fs::remove_file(&snapshot);
    let path = snapshot.to_str().unwrap();

    let (ok, told) = check(&snapshot, &["TOPIC=offline-records"]);
    assert!(
        !ok && told.contains(&format!("pull it with `kafka-output-schemas pull --out {path}`")),
        "{told}"
    );

    let pulled = pull(&registry, &snapshot, &[]);
    let told = String::from_utf8(pulled.stdout).unwrap();
    assert_eq!(told, format!("{path} is written; subjects: 3, versions: 3\n"));
    assert!(pull(&registry, &snapshot, &["--check"]).status.success());

    let (ok, told) = check(&snapshot, &["TOPIC=offline-records"]);
    let expected = "3 checked, 2 new, 1 not checked
  - output `sound`, subject `offline-sound-value`: registered as version 1
  - output `sound`, subject `offline-sound-key`: new, and will be NONE
  - output `by_record`, subject `offline-records-ksql.pageviews`: new, and will be NONE
  - output `looked_up`, subject `offline-looked-up-value`: registered as version 1
  - output `latest`, subject `offline-latest-value`: registered as version 1
  - output `plain`: not checked, since it has no schema, or one that is known only at a call
";
    assert!(ok, "{told}");
    assert_eq!(told, expected);
    let (ok, told) = check(&snapshot, &[]);
    assert!(!ok && told.starts_with("Setting output `by_record`: "), "{told}");

    // The registry goes on; what was committed is stale, and what is pulled again says what is wrong.
    registry.set_compatibility("offline-sound-value", "NONE");
    let changed = PAGEVIEWS.replace("\"pageid\"", "\"page\"");
    assert_ne!(changed, PAGEVIEWS);
    registry.register("offline-sound-value", &changed);
    registry.delete("/subjects/offline-sound-value/versions/1");
    registry.set_compatibility("offline-sound-value", "FULL_TRANSITIVE");
    registry.delete("/subjects/offline-looked-up-value");
    registry.register(
        "offline-latest-value",
        r#"{"type": "record", "name": "pageviews", "namespace": "ksql", "fields": []}"#,
    );
    assert_eq!(pull(&registry, &snapshot, &["--check"]).status.code(), Some(3));
    assert!(pull(&registry, &snapshot, &[]).status.success());

    let (ok, told) = check(&snapshot, &["TOPIC=offline-records"]);
    assert!(!ok);
    for expected in [
        "SchemaRegistry 4 things are wrong:",
        "output `sound`: subject `offline-sound-value`: not compatible with version 2, as FULL_TRANSITIVE asks: `ksql.pageviews.pageid` has no default in the new schema, and version 2 does not have the field; give the field a default, or change the subject's compatibility at the registry",
        "`ksql.pageviews.page` has no default in version 2, and the new schema does not have the field; keep the field, or",
        "output `looked_up`: subject `offline-looked-up-value`: the snapshot does not have the subject, and `auto_register_schemas = false` registers none; register the schema, and pull the snapshot again",
        "output `latest`: subject `offline-latest-value`: version 2: its newest schema has no field ",
    ] {
        assert!(told.contains(expected), "{expected}\n{told}");
    }
    assert_eq!(registry.offer("offline-sound-value", PAGEVIEWS), 409, "as the registry says");
}
