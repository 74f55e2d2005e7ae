//! Which source wins, and what a file may hold.

use std::path::PathBuf;

use super::{Settings, SettingsFile};
use crate::error::ErrorKind;

fn file(name: &str, text: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("kafka-output-settings-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

#[test]
fn code_wins_over_the_environment_and_that_over_files() {
    // Cargo sets these two for every test.
    let (in_code, in_environment) = ("CARGO_PKG_NAME", "CARGO_PKG_VERSION");
    let path =
        file("order.toml", "CARGO_PKG_NAME = \"file\"\nCARGO_PKG_VERSION = \"file\"\nONLY_FILE = \"file\"\n");
    let mut settings = Settings::from_environment();
    settings.give(in_code.to_owned(), "code".to_owned());
    settings.add_file(SettingsFile::read(&path).unwrap());
    let value = |name| settings.get(name).map(Result::unwrap);
    assert_eq!(value(in_code).as_deref(), Some("code"));
    assert_eq!(value(in_environment).as_deref(), Some(env!("CARGO_PKG_VERSION")));
    assert_eq!(value("ONLY_FILE").as_deref(), Some("file"));
    assert_eq!(settings.get("NOWHERE"), None);
}

#[test]
fn an_earlier_file_wins_over_a_later_one() {
    let mut settings = Settings::from_environment();
    settings.add_file(SettingsFile::read(&file("first.toml", "A = \"first\"")).unwrap());
    settings.add_file(SettingsFile::read(&file("second.toml", "A = \"second\"\nB = \"second\"")).unwrap());
    let value = |name| settings.get(name).map(Result::unwrap);
    assert_eq!((value("A").as_deref(), value("B").as_deref()), (Some("first"), Some("second")));
}

#[test]
fn local_settings_json_is_read_as_azure_functions_writes_it() {
    let text = r#"{ "IsEncrypted": false, "Host": { "CORS": "*" },
                    "Values": { "KAFKA_BROKERS": "localhost:9092", "LINGER": 20, "SECURE": true } }"#;
    let settings = SettingsFile::read(&file("local.settings.json", text)).unwrap();
    assert_eq!(settings.get("KAFKA_BROKERS"), Some("localhost:9092"));
    assert_eq!((settings.get("LINGER"), settings.get("SECURE")), (Some("20"), Some("true")));
    assert_eq!(settings.get("Host"), None);
}

#[test]
fn a_byte_order_mark_is_no_text() {
    let settings =
        SettingsFile::read(&file("mark.json", "\u{feff}{ \"Values\": { \"A\": \"x\" } }")).unwrap();
    assert_eq!(settings.get("A"), Some("x"));
    assert_eq!(SettingsFile::read(&file("mark.toml", "\u{feff}A = \"x\"")).unwrap().get("A"), Some("x"));
}

#[test]
fn tables_of_toml_are_names_with_dots() {
    let text = "KAFKA_BROKERS = \"localhost:9092\"\n[kafka]\nlinger = 20\n[kafka.tls]\non = true\n";
    let settings = SettingsFile::read(&file("settings.toml", text)).unwrap();
    assert_eq!(settings.get("kafka.linger"), Some("20"));
    assert_eq!(
        (settings.get("kafka.tls.on"), settings.get("KAFKA_BROKERS")),
        (Some("true"), Some("localhost:9092"))
    );
}

#[test]
fn a_wrong_file_is_named_and_none_of_its_text_is_shown() {
    let wrong = [
        ("encrypted.json", r#"{ "IsEncrypted": true, "Values": { "A": "s3cret" } }"#, "is encrypted"),
        ("no-values.json", r#"{ "A": "s3cret" }"#, "no object `Values`"),
        ("list.json", r#"{ "Values": { "A": ["s3cret"] } }"#, "`A`"),
        ("broken.json", r#"{ "Values": { "A": "s3cret" "#, "line 1"),
        ("broken.toml", "A = \"s3cret\nB = 1", "line 1"),
        ("twice.toml", "A = 1\nA = 2\nB = \"s3cret\"", "line 2"),
        ("list.toml", "A = [\"s3cret\"]", "`A`"),
    ];
    for (name, text, what) in wrong {
        let errors = SettingsFile::read(&file(name, text)).unwrap_err();
        let [error] = &errors[..] else { panic!("{errors:?}") };
        assert_eq!(error.kind(), ErrorKind::Setting);
        let told = format!("{error} {error:?}");
        assert!(told.contains(name) && told.contains(what) && !told.contains("s3cret"), "{told}");
    }
    let errors = SettingsFile::read(&PathBuf::from("no/such/file.toml")).unwrap_err();
    assert!(errors[0].to_string().contains("`no/such/file.toml` cannot be read"), "{errors:?}");
}

#[test]
fn each_wrong_entry_of_a_file_is_told() {
    let json = r#"{ "Values": { "A": { "a": 1 }, "B": ["x"], "C": null, "D": "right" } }"#;
    let toml = "A = [1]\nD = \"right\"\n[deep]\nB = []\nC = [\"x\"]";
    for (name, text) in [("entries.json", json), ("entries.toml", toml), ("entries.yaml", toml)] {
        let errors = SettingsFile::read(&file(name, text)).unwrap_err();
        let told: Vec<String> = errors.iter().map(ToString::to_string).collect();
        assert_eq!(told.len(), 3, "{told:#?}");
        assert!(
            told.iter().all(|told| told.contains(name) && told.contains("; write one value in quotes")),
            "{told:#?}"
        );
    }
    let yaml = SettingsFile::read(&file("settings.yaml", "A: right")).unwrap_err();
    assert!(
        yaml[0].to_string().ends_with("is read as JSON where its name ends in `.json`, and else as TOML"),
        "{yaml:?}"
    );
}

#[test]
fn of_two_spellings_in_one_source_nobody_knows_which_is_meant() {
    let mut settings = Settings::empty();
    settings.give("KAFKA_OUTPUT__PLACED__LINGER_MS".to_owned(), "20".to_owned());
    settings.give("kafka_output__placed__linger_ms".to_owned(), "30".to_owned());
    let text = "kafka_output__placed__linger_ms = 40\nKAFKA_OUTPUT__PLACED__ACKS = \"all\"";
    settings.add_file(SettingsFile::read(&file("spelled.toml", text)).unwrap());
    let pair = ("KAFKA_OUTPUT__PLACED__LINGER_MS".to_owned(), "kafka_output__placed__linger_ms".to_owned());
    assert_eq!(settings.doubled_overrides(), [pair]);
    assert_eq!(settings.overrides().len(), 2);
}

#[test]
fn overrides_are_the_settings_of_their_prefix() {
    let mut settings = Settings::from_environment();
    settings.give("KAFKA_OUTPUT__PLACED__LINGER_MS".to_owned(), "20".to_owned());
    settings.give("KAFKA_OUTPUTS".to_owned(), "another program's".to_owned());
    let overrides = settings.overrides();
    assert_eq!(
        overrides.get("KAFKA_OUTPUT__PLACED__LINGER_MS").map(|text| &**text.as_ref().unwrap()),
        Some("20")
    );
    assert!(!overrides.contains_key("KAFKA_OUTPUTS"));
}

#[test]
fn the_first_source_of_an_override_wins_however_it_is_spelled() {
    let mut settings = Settings::from_environment();
    settings.give("KAFKA_OUTPUT__PLACED__LINGER_MS".to_owned(), "20".to_owned());
    settings.add_file(
        SettingsFile::read(&file("override.toml", "kafka_output__placed__linger_ms = 30")).unwrap(),
    );
    let overrides = settings.overrides();
    assert_eq!(overrides.values().map(|text| &**text.as_ref().unwrap()).collect::<Vec<_>>(), ["20"]);
}

#[test]
fn values_are_never_printed() {
    let mut settings = Settings::from_environment();
    settings.give("PASSWORD".to_owned(), "s3cret".to_owned());
    settings.add_file(SettingsFile::read(&file("secret.toml", "A = \"s3cret\"")).unwrap());
    assert!(!format!("{settings:?}").contains("s3cret"));
}
