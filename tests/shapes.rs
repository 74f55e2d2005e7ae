//! Types that tell Avro schemas of their own are held against those of their outputs at `start()`. Programs of their own: each has one runtime.
#![allow(clippy::unwrap_used, reason = "a panic is how a test reports")]

use std::process::Command;

fn run(program: &str, arguments: &[&str]) -> String {
    run_with(program, arguments, &[])
}

fn run_with(program: &str, arguments: &[&str], given: &[(&str, &str)]) -> String {
    let mut command = Command::new(program);
    command.args(arguments).env("BROKERS", "127.0.0.1:1").envs(given.iter().copied());
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

const WAY_OUT: &str = "; change the type or the schema, or derive `AvroRecord` to be told while compiling";

/// What is told of an output, in lines.
fn lines(output: &str, what: &str, parts: &[&str]) -> Vec<String> {
    let line = |part| format!("output `{output}`: {what} {part}{WAY_OUT}");
    parts.iter().map(line).collect()
}

const ID: &str = r#"the value's `id` is written as "string", and the schema says "long""#;
const PRICE: &str = r#"the value's `lines[].price` is written as "string", and the schema says "double""#;

#[test]
fn of_a_schema_that_was_fetched_only_that_it_does_not_fit() {
    let schema = r#"{"type": "record", "name": "Hush", "fields": []}"#;
    let given = [("KEY_SCHEMA", "@Environment(FETCHED)"), ("FETCHED", schema)];
    let told = run_with(env!("CARGO_BIN_EXE_misfits"), &[], &given);
    let [line] = &lines(
        "by_setting",
        "`key_avro_schema` from the setting `KEY_SCHEMA` does not fit `i64`:",
        &["the key is of another form, which is not shown of a text that was fetched"],
    )[..] else {
        panic!("one line");
    };
    assert!(told.contains(line) && !told.contains("Hush"), "{told}");
}

#[test]
fn all_that_does_not_fit_is_told_at_once() {
    let told = run(env!("CARGO_BIN_EXE_misfits"), &[]);
    let (started, called) = told.split_once("called: ").unwrap();

    let by_file = lines(
        "by_file",
        r#"`avro_schema_file = "schemas/parcel.avsc"` does not fit `misfits::Order`:"#,
        &[ID, PRICE],
    );
    let by_text = lines(
        "by_text",
        "`key_avro_schema` does not fit `alloc::string::String`:",
        &[r#"the key is written as "string", and the schema says "boolean""#],
    );
    let by_setting = lines(
        "by_setting",
        "`avro_schema` from the setting `SCHEMA` does not fit `misfits::Order`:",
        &[ID, PRICE],
    );
    let key_by_setting = lines(
        "by_setting",
        "`key_avro_schema` from the setting `KEY_SCHEMA` does not fit `i64`:",
        &[r#"the key is written as "long", and the schema says "string""#],
    );
    let field = lines(
        "both_wrong",
        "`avro_schema` does not fit `misfits::Line`:",
        &["the value is written as the record `Line`, and the schema says an array"],
    );
    let all = [&by_file[..], &by_text, &by_setting, &key_by_setting, &field].concat().join("\n  - ");
    assert_eq!(started, format!("Configuration\n7 things are wrong:\n  - {all}\n"));

    // Without `start()`, by the first call.
    let (first, second) = called.split_once("called: ").unwrap();
    let parts = by_file.join("\n  - ");
    assert_eq!(first, format!("Configuration output `by_file`: 2 things are wrong:\n  - {parts}\n"));
    assert_eq!(second, format!("Configuration {}\n", by_text[0]));
}

#[test]
fn what_fits_starts() {
    let program = env!("CARGO_BIN_EXE_fitting");
    let same = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/parcel.avsc")).unwrap();
    assert_eq!(run(program, &[&same]), "started\n");
    let other = same.replace("\"long\"", "\"boolean\"");
    assert_eq!(
        run(program, &[&other]),
        format!(
            "Configuration output `by_setting`: `avro_schema` from the setting `SCHEMA` does not fit `fitting::Parcel`: \
             the value's `id` is written as \"long\", and the schema says \"boolean\"{WAY_OUT}\n"
        )
    );
}
