//! The functions of `fuzz/`, which libFuzzer runs without end where there is a nightly compiler: here on the files of its corpus, and on
//! some thousands of texts made of their pieces, the same in every run.
#![allow(clippy::unwrap_used, reason = "a panic is how a test reports")]
#![allow(clippy::missing_panics_doc, reason = "nobody depends on a test program")]

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

#[path = "../fuzz/src/lib.rs"]
pub mod targets;

/// How many texts of each way of making them.
const CASES: u32 = 2_000;

/// What the grammars are made of.
const SIGNS: [&str; 40] = [
    ":",
    ",",
    "/",
    ";",
    "=",
    "@",
    "#",
    "?",
    "[",
    "]",
    "(",
    ")",
    ".",
    "..",
    "-",
    "_",
    " ",
    "\n",
    "\0",
    "%",
    "%%",
    "${",
    "$${",
    "}",
    "://",
    "http",
    "https",
    "::1",
    "127.0.0.1",
    "9092",
    "65536",
    "0",
    "-----",
    "BEGIN ",
    "END ",
    "é",
    "\u{1}",
    "KiB",
    "MB",
    "secrets",
];

/// Runs a target on all of it; a panic tells the text that brought it about.
fn run(name: &str, target: fn(&[u8])) {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus").join(name);
    let seeds: Vec<Vec<u8>> =
        fs::read_dir(corpus).unwrap().map(|file| fs::read(file.unwrap().path()).unwrap()).collect();
    assert!(seeds.len() > 3, "{name} has seeds");
    for seed in &seeds {
        target(seed);
    }

    let piece = prop_oneof![
        select(SIGNS.to_vec()).prop_map(|sign| sign.as_bytes().to_vec()),
        (select(seeds), any::<(u8, u8)>()).prop_map(|(seed, (a, b))| {
            let (a, b) = (usize::from(a) % (seed.len() + 1), usize::from(b) % (seed.len() + 1));
            seed[a.min(b)..a.max(b)].to_vec()
        }),
        prop::collection::vec(any::<u8>(), 0..4),
    ];
    let made = prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat());
    let text = any::<String>().prop_map(String::into_bytes);
    let config = Config { cases: 2 * CASES, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let outcome = runner.run(&prop_oneof![made, text], |data| {
        target(&data);
        Ok(())
    });
    outcome.unwrap_or_else(|failure| panic!("{name}: {failure}"));
}

macro_rules! targets {
    ($($name:ident)*) => {$(
        #[test]
        fn $name() {
            run(stringify!($name), targets::$name);
        }
    )*};
}
targets!(topic broker_list template url value pem key_vault);

#[test]
fn every_target_of_libfuzzer_is_run_here() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/fuzz_targets");
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names, ["broker_list", "key_vault", "pem", "template", "topic", "url", "value"]);
}
