//! The direction of dependencies, and that no fact is written twice.
#![allow(clippy::unwrap_used, reason = "a panic is how a test reports")]

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// The sources below a folder: path from there, and text.
fn sources(folder: &str) -> Vec<(String, String)> {
    fn walk(folder: &Path, from: &Path, found: &mut Vec<(String, String)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, from, found);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let name = path.strip_prefix(from).unwrap().to_string_lossy().into_owned();
                found.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    let folder = root().join(folder);
    let mut found = Vec::new();
    walk(&folder, &folder, &mut found);
    assert!(!found.is_empty(), "{}", folder.display());
    found
}

/// The packages of ours that a manifest depends on, tests aside.
fn our_dependencies(package: &str) -> Vec<String> {
    let manifest = fs::read_to_string(root().join(package).join("Cargo.toml")).unwrap();
    let dependencies =
        manifest.split("\n[").find_map(|section| section.strip_prefix("dependencies]")).unwrap_or("");
    dependencies
        .lines()
        .filter_map(|line| line.split(['.', ' ', '=']).next())
        .filter(|name| name.starts_with("kafka-output"))
        .map(str::to_owned)
        .collect()
}

#[test]
fn packages_depend_as_the_architecture_page_says() {
    let arrows = [
        ("kafka-output", vec!["kafka-output-core", "kafka-output-macros"]),
        ("kafka-output-macros", vec!["kafka-output-options", "kafka-output-avro", "kafka-output-protobuf"]),
        ("kafka-output-core", vec!["kafka-output-options", "kafka-output-avro", "kafka-output-protobuf"]),
        ("kafka-output-core/avro", vec![]),
        ("kafka-output-core/protobuf", vec![]),
        ("kafka-output-core/options", vec![]),
    ];
    for (package, expected) in arrows {
        assert_eq!(our_dependencies(package), expected, "{package}");
    }
}

#[test]
fn the_option_table_depends_on_nothing() {
    let manifest = fs::read_to_string(root().join("kafka-output-core/options/Cargo.toml")).unwrap();
    let section = manifest.split("\n[").find_map(|section| section.strip_prefix("dependencies]")).unwrap();
    assert!(section.lines().all(|line| line.is_empty() || line.starts_with('#')), "{section}");
}

/// The macro and the runtime each ask cargo which features are on; the list of what there is to ask is the table's.
#[test]
fn every_feature_that_is_built_is_known_to_macro_and_runtime() {
    let read = |path: &str| fs::read_to_string(root().join(path)).unwrap();
    let (judge, config) =
        (read("kafka-output-macros/src/judge.rs"), read("kafka-output-core/src/config/mod.rs"));
    for feature in kafka_output_options::FEATURES.iter().filter(|feature| feature.built) {
        let name = feature.name;
        assert!(judge.contains(&format!("(\"{name}\", cfg!(feature = \"{name}\"))")), "the macro: {name}");
        assert!(
            config.contains(&format!("#[cfg(feature = \"{name}\")]\n    \"{name}\"")),
            "the runtime: {name}"
        );
        for package in ["kafka-output", "kafka-output-macros", "kafka-output-core"] {
            let manifest = read(&format!("{package}/Cargo.toml"));
            assert!(manifest.contains(&format!("\n{name} = [")), "{package}/Cargo.toml: {name}");
        }
    }
}

/// What a module of the core may not name: the modules above it.
const FORBIDDEN: &[(&str, &[&str])] = &[
    (
        "error.rs",
        &[
            "crate::event",
            "crate::producer",
            "crate::runtime",
            "crate::produce",
            "crate::config",
            "crate::settings",
        ],
    ),
    (
        "encode/",
        &[
            "crate::producer",
            "crate::runtime",
            "crate::produce",
            "crate::config",
            "crate::settings",
            "crate::output",
        ],
    ),
    (
        "event/",
        &[
            "crate::producer",
            "crate::runtime",
            "crate::produce",
            "crate::config",
            "crate::settings",
            "crate::output",
        ],
    ),
    (
        "web/",
        &[
            "crate::producer",
            "crate::runtime",
            "crate::produce",
            "crate::config",
            "crate::settings",
            "crate::output",
        ],
    ),
    ("record.rs", &["crate::producer", "crate::runtime", "crate::produce", "crate::output"]),
    ("delivery.rs", &["crate::producer", "crate::runtime", "crate::produce", "crate::output"]),
    (
        "settings/",
        &[
            "crate::producer",
            "crate::runtime",
            "crate::produce",
            "crate::config",
            "crate::output",
            "crate::event",
        ],
    ),
    (
        "certificates/",
        &[
            "crate::producer",
            "crate::runtime",
            "crate::produce",
            "crate::config",
            "crate::settings",
            "crate::output",
            "crate::event",
            "crate::error",
        ],
    ),
    ("config/", &["crate::runtime", "crate::produce", "crate::output", "crate::settings"]),
    ("producer/", &["crate::produce", "crate::config", "crate::settings", "crate::binding"]),
    ("runtime/", &["crate::produce"]),
    ("produce/", &["crate::settings", "crate::testing"]),
];

#[test]
fn modules_of_the_core_name_only_what_is_below_them() {
    for (name, text) in sources("kafka-output-core/src") {
        // A module's own tests may look anywhere, and memory is the test kit's transport.
        if name.contains("tests") || name == "producer/memory.rs" {
            continue;
        }
        let text = text.split("#[cfg(test)]").next().unwrap();
        for (module, above) in FORBIDDEN.iter().filter(|(module, _)| name.starts_with(module)) {
            for path in *above {
                let named = text.match_indices(path).any(|(at, _)| {
                    let next = text[at + path.len()..].chars().next();
                    !next.is_some_and(|next| next.is_alphanumeric() || next == '_')
                });
                assert!(!named, "{module}: {name} names `{path}`, which stands above it");
            }
        }
    }
}

#[test]
fn each_stage_of_the_macro_names_only_what_is_below_it() {
    let above = [
        ("parse/", &["crate::judge", "crate::lower", "crate::emit", "crate::expand"][..]),
        ("judge.rs", &["crate::lower", "crate::emit", "crate::expand"]),
        ("lower.rs", &["crate::emit", "crate::expand"]),
        ("ask.rs", &["crate::judge", "crate::emit", "crate::expand"]),
        ("emit.rs", &["crate::judge", "crate::expand"]),
    ];
    for (name, text) in sources("kafka-output-macros/src") {
        for (stage, paths) in above.iter().filter(|(stage, _)| name.starts_with(stage)) {
            for path in *paths {
                assert!(!text.contains(path), "{stage}: {name} names `{path}`, which comes after it");
            }
        }
    }
}

#[test]
fn no_property_of_librdkafka_is_named_outside_the_table_but_where_it_is_read() {
    // What is read back from a finished configuration, or set beside the table with a reason.
    let allowed = [
        "config/effective.rs",
        "config/producer.rs",
        "config/tests.rs",
        "producer/kafka/mod.rs",
        "producer/kafka/timeout.rs",
        "producer/memory.rs",
        "producer/fault.rs",
    ];
    let properties: Vec<&str> = kafka_output_options::OPTIONS
        .iter()
        .filter_map(|row| match row.target {
            kafka_output_options::Target::Property(property) if property.contains('.') => Some(property),
            _ => None,
        })
        .collect();
    for (name, text) in sources("kafka-output-core/src") {
        // The test kit reads back with a plain consumer of its own.
        if allowed.contains(&name.as_str()) || name.starts_with("testing/") || name.contains("tests") {
            continue;
        }
        for property in &properties {
            assert!(
                !text.contains(&format!("\"{property}\"")),
                "{name} names `{property}`; the table owns it"
            );
        }
    }
}

#[test]
fn unsafe_code_is_where_librdkafkas_interface_is_called_and_nowhere_else() {
    for package in ["kafka-output", "kafka-output-macros", "kafka-output-core/options", "kafka-output-core"] {
        for (name, text) in sources(&format!("{package}/src")) {
            // A snapshot of a wrapped `unsafe fn` is text.
            let allowed = name.starts_with("tests/")
                || name.starts_with("producer/kafka/")
                || name == "producer/call.rs"
                || name == "runtime/at_exit.rs"
                || name.starts_with("testing/");
            assert!(allowed || !text.contains("unsafe {"), "{package}/src/{name}");
        }
    }
}
