#![allow(clippy::unwrap_used, reason = "a panic is how a test reports")]

use std::fs;
use std::path::PathBuf;

use super::{AvroFiles, read_in};
use kafka_output_avro::Schema;

/// A crate of these files.
fn root(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let root =
        std::env::temp_dir().join(format!("kafka-output-avro-files-{}", std::process::id())).join(name);
    let _ = fs::remove_dir_all(&root);
    for (path, text) in files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    root
}

fn read(name: &str, files: &[(&str, &str)]) -> Result<AvroFiles, String> {
    let root = root(name, files);
    let read = read_in(&root, files[0].0);
    fs::remove_dir_all(root).unwrap();
    read
}

const MONEY: &str = r#"{"type": "record", "name": "Money", "namespace": "pay", "fields": [{"name": "cents", "type": "long"}]}"#;

const ORDER: &str = r#"{"type": "record", "name": "Order", "namespace": "shop", "fields": [
    {"name": "total", "type": "pay.Money"}, {"name": "line", "type": ["null", {"type": "array", "items": "Line"}]}]}"#;

const LINE: &str =
    r#"{"type": "record", "name": "shop.Line", "fields": [{"name": "price", "type": "pay.Money"}]}"#;

#[test]
fn what_is_named_and_not_defined_stands_in_a_file_of_its_name() {
    let files = [("schemas/order.avsc", ORDER), ("schemas/shop.Line.avsc", LINE), ("pay.Money.avsc", MONEY)];
    let read = read("found", &files).unwrap();

    let names: Vec<(&str, &[usize])> =
        read.files.iter().map(|file| (file.path.as_str(), &file.imports[..])).collect();
    assert_eq!(
        names,
        [("schemas/order.avsc", &[1, 2][..]), ("pay.Money.avsc", &[]), ("schemas/shop.Line.avsc", &[1])]
    );
    // Each where it is first named, and readable by itself.
    let whole = Schema::read(&read.whole).unwrap();
    let expected = Schema::read(
        r#"{"type": "record", "name": "Order", "namespace": "shop", "fields": [
            {"name": "total", "type": {"type": "record", "name": "Money", "namespace": "pay", "fields": [{"name": "cents", "type": "long"}]}},
            {"name": "line", "type": ["null", {"type": "array", "items": {"type": "record", "name": "Line", "fields": [{"name": "price", "type": "pay.Money"}]}}]}]}"#,
    )
    .unwrap();
    assert_eq!(whole.canonical_form(whole.root), expected.canonical_form(expected.root));
    assert!(read.check(Schema::read).is_ok());
    let line = read.declared_of("shop.Line").to_string();
    assert!(line.contains("shop.Line.avsc") && line.contains("pay.Money.avsc"), "{line}");
    assert!(!line.contains("order.avsc"), "{line}");
    assert_eq!(read.declared_of("pay.Money").to_string(), "& []", "it refers to none");
}

#[test]
fn a_type_without_a_namespace_keeps_none() {
    let order = r#"{"type": "record", "name": "Order", "fields": [
        {"name": "in", "type": {"type": "record", "name": "shop.In", "fields": []}}, {"name": "m", "type": "M"}]}"#;
    let read =
        read("bare", &[("order.avsc", order), ("M.avsc", r#"{"type": "fixed", "name": "M", "size": 2}"#)])
            .unwrap();
    let whole = Schema::read(&read.whole).unwrap();
    assert_eq!(whole.named().map(|(_, name)| name).collect::<Vec<_>>(), ["Order", "shop.In", "M"]);
}

#[test]
fn a_file_that_needs_no_other_is_left_as_it_is() {
    let text =
        r#"{"type": "record", "name": "Node", "fields": [{"name": "next", "type": ["null", "Node"]}]}"#;
    let read = read("alone", &[("node.avsc", text), ("Node.avsc", "never read")]).unwrap();
    assert_eq!((read.whole.as_str(), read.files.len()), (text, 1));
}

#[test]
fn what_is_wrong_names_both_files() {
    let wrong = |name: &str, files: &[(&str, &str)]| {
        read(name, files).and_then(|files| files.check(Schema::read).map(drop)).unwrap_err()
    };
    let order = (
        "schemas/order.avsc",
        r#"{"type": "record", "name": "Order", "fields": [{"name": "it", "type": "pay.Money"}]}"#,
    );
    assert_eq!(
        wrong("missing", &[order]),
        "schemas/order.avsc names the type `pay.Money` and does not define it, and no file pay.Money.avsc stands in its folder, or around it in the crate; define the type, or add that file"
    );
    let typo = ("order.avsc", r#"{"type": "array", "items": "lnog"}"#);
    assert!(wrong("typo", &[typo]).ends_with("; did you mean `long`?"), "{}", wrong("typo", &[typo]));
    let both =
        ("order.avsc", r#"[{"type": "array", "items": "i64"}, {"type": "map", "values": "pay.Money"}]"#);
    let told = wrong("both", &[both]);
    assert!(told.contains("did you mean `long`?") && told.contains("names the type `pay.Money`"), "{told}");
    let kind = ("order.avsc", r#"{"type": "recrod", "name": "Order", "fields": []}"#);
    assert!(wrong("kind", &[kind]).ends_with("; did you mean `record`?"), "{}", wrong("kind", &[kind]));
    assert_eq!(
        wrong("other", &[order, ("schemas/pay.Money.avsc", LINE)]),
        "schemas/pay.Money.avsc, which schemas/order.avsc needs for `pay.Money`, defines `shop.Line`; give its type that name and namespace, or the file another name"
    );
    let told = wrong("no-json", &[order, ("schemas/pay.Money.avsc", "{")]);
    assert!(
        told.starts_with(
            "schemas/pay.Money.avsc, which schemas/order.avsc needs for `pay.Money`, is no JSON: "
        ),
        "{told}"
    );
    let told =
        wrong("no-schema", &[order, ("schemas/pay.Money.avsc", r#"{"type": "enum", "name": "pay.Money"}"#)]);
    assert_eq!(told, "in schemas/pay.Money.avsc: the enum `pay.Money` has no `symbols`");
    let circle =
        r#"{"type": "record", "name": "pay.Money", "fields": [{"name": "it", "type": "pay.Other"}]}"#;
    let other = r#"{"type": "record", "name": "pay.Other", "fields": [{"name": "it", "type": "Money"}]}"#;
    assert_eq!(
        wrong("circle", &[order, ("schemas/pay.Money.avsc", circle), ("schemas/pay.Other.avsc", other)]),
        "schemas/pay.Other.avsc and schemas/pay.Money.avsc need each other, by `pay.Money`, and a registry takes one before the other; put both types into one file"
    );
}
