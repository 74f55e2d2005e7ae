#![allow(clippy::unwrap_used, reason = "a panic is how a test reports")]

use super::level::LEVELS;
use super::{Level, Newer, misfits};
use crate::schema_registry::schema::{Reference, SchemaText, SchemaType};

fn avro(text: &str) -> SchemaText {
    SchemaText::avro(text).unwrap()
}

/// What keeps the reader from the writer's data, in sentences.
fn told(reader: &str, writer: &str) -> Vec<String> {
    let found = misfits(&avro(reader), &avro(writer)).unwrap();
    found.iter().map(|misfit| misfit.sentence(Newer::Reader, "version 1")).collect()
}

fn reads(reader: &str, writer: &str) -> bool {
    told(reader, writer).is_empty()
}

fn record(fields: &str) -> String {
    format!(r#"{{"type": "record", "name": "shop.Order", "fields": [{fields}]}}"#)
}

#[test]
fn primitives_promote_as_the_specification_lists() {
    let all = ["null", "boolean", "int", "long", "float", "double", "bytes", "string"];
    let promoted = [
        ("int", "long"),
        ("int", "float"),
        ("int", "double"),
        ("long", "float"),
        ("long", "double"),
        ("float", "double"),
        ("string", "bytes"),
        ("bytes", "string"),
    ];
    for writer in all {
        for reader in all {
            let expected = writer == reader || promoted.contains(&(writer, reader));
            assert_eq!(
                reads(&format!("\"{reader}\""), &format!("\"{writer}\"")),
                expected,
                "{writer} as {reader}"
            );
        }
    }
    // Logical types are what is below them.
    assert!(reads(
        r#"{"type": "long", "logicalType": "timestamp-millis"}"#,
        r#"{"type": "int", "logicalType": "date"}"#
    ));
}

#[test]
fn a_field_only_the_reader_has_needs_a_default() {
    let (plain, more) = (r#"{"name": "id", "type": "long"}"#, r#", {"name": "note", "type": "string"}"#);
    let with_default = r#", {"name": "note", "type": "string", "default": ""}"#;
    let (old, new, good) =
        (record(plain), record(&format!("{plain}{more}")), record(&format!("{plain}{with_default}")));
    assert!(reads(&good, &old));
    assert!(reads(&old, &new), "a field only the writer has is ignored");
    assert_eq!(
        told(&new, &old),
        [
            "`shop.Order.note` has no default in the new schema, and version 1 does not have the field; give the field a default"
        ]
    );
    let forward = misfits(&avro(&new), &avro(&old)).unwrap()[0].sentence(Newer::Writer, "version 1");
    assert_eq!(
        forward,
        "`shop.Order.note` has no default in version 1, and the new schema does not have the field; keep the field"
    );
    // `null` is a default too.
    let optional =
        record(&format!(r#"{plain}, {{"name": "note", "type": ["null", "string"], "default": null}}"#));
    assert!(reads(&optional, &old));
}

#[test]
fn all_that_is_wrong_is_told_at_once_each_with_its_path() {
    let line = |price: &str| {
        format!(r#"{{"type": "record", "name": "Line", "fields": [{{"name": "price", "type": "{price}"}}]}}"#)
    };
    let order = |price: &str, tag: &str| {
        record(&format!(
            r#"{{"name": "lines", "type": {{"type": "array", "items": {}}}}},
               {{"name": "tags", "type": {{"type": "map", "values": "{tag}"}}}},
               {{"name": "first", "type": ["null", "Line"]}}"#,
            line(price)
        ))
    };
    let wrong = told(&order("int", "long"), &order("double", "string"));
    assert_eq!(wrong.len(), 2, "a type that is met twice is told once: {wrong:?}");
    assert!(
        wrong[0].starts_with(
            "`shop.Order.lines[].price` is `double` in version 1, which the new schema cannot read as `int`; "
        ),
        "{}",
        wrong[0]
    );
    assert!(wrong[1].starts_with("`shop.Order.tags{}` is `string`"), "{}", wrong[1]);
}

#[test]
fn names_match_without_namespaces_or_by_the_readers_aliases() {
    let named =
        |name: &str, more: &str| format!(r#"{{"type": "record", "name": "{name}"{more}, "fields": []}}"#);
    assert!(reads(&named("a.Order", ""), &named("b.Order", "")));
    assert!(!reads(&named("Order", ""), &named("Purchase", "")));
    assert!(reads(&named("Order", r#", "aliases": ["Purchase"]"#), &named("Purchase", "")));
    assert!(reads(&named("shop.Order", r#", "aliases": ["Purchase"]"#), &named("shop.Purchase", "")));
    assert!(reads(
        &named("Order", r#", "namespace": "shop", "aliases": ["old.Purchase"]"#),
        &named("old.Purchase", "")
    ));
    assert!(
        !reads(&named("Order", ""), &named("Purchase", r#", "aliases": ["Order"]"#)),
        "a writer's say nothing"
    );
}

#[test]
fn a_field_is_found_by_the_readers_aliases() {
    let old = record(r#"{"name": "total", "type": "int"}"#);
    let renamed = record(r#"{"name": "sum", "aliases": ["total"], "type": "long"}"#);
    assert!(reads(&renamed, &old));
    assert!(!reads(&old, &renamed), "a writer's say nothing");
    let both = record(r#"{"name": "sum", "type": "long"}, {"name": "total", "type": "int"}"#);
    assert!(told(&renamed, &both)[0].contains("is both `sum` and `total`"));
}

#[test]
fn an_enum_knows_every_symbol_or_has_a_default() {
    let state = |symbols: &str, more: &str| {
        format!(r#"{{"type": "enum", "name": "State", "symbols": [{symbols}]{more}}}"#)
    };
    let (old, new) = (state(r#""NEW", "PAID""#, ""), state(r#""NEW", "PAID", "LOST""#, ""));
    assert!(reads(&new, &old));
    assert!(
        told(&old, &new)[0]
            .starts_with("`State` may be `LOST` in version 1, which the new schema does not know")
    );
    assert!(reads(&state(r#""NEW", "PAID""#, r#", "default": "NEW""#), &new));
    assert!(!reads(&state(r#""NEW", "PAID""#, r#", "default": "GONE""#), &new), "a default is a symbol");
}

#[test]
fn a_union_reads_each_type_that_was_written() {
    assert!(reads(r#"["null", "string"]"#, r#""string""#));
    assert!(reads(r#"["null", "double"]"#, r#"["int", "float"]"#));
    assert!(reads(r#""string""#, r#"["string", "bytes"]"#), "what reads every type of the writer's union");
    assert!(!reads(r#""string""#, r#"["null", "string"]"#));
    assert!(told(r#"["null", "string"]"#, r#"["null", "string", "boolean"]"#)[0]
        .starts_with("`[null, string]` may be `boolean` in version 1, which is not among `[null, string]` of the new schema"));
    // The record that was meant is told of, not the union.
    let order = |kind: &str| record(&format!(r#"{{"name": "total", "type": "{kind}"}}"#));
    let union = |kind: &str| format!(r#"["null", {}]"#, order(kind));
    assert!(told(&union("int"), &union("long"))[0].contains(".total` is `long`"));
}

#[test]
fn fixed_keeps_its_size() {
    let fixed = |size: u8| format!(r#"{{"type": "fixed", "name": "Hash", "size": {size}}}"#);
    assert!(reads(&fixed(16), &fixed(16)));
    assert!(!reads(&fixed(16), &fixed(20)));
    assert!(!reads(r#""bytes""#, &fixed(16)));
}

#[test]
fn types_may_hold_themselves_and_be_named_before_or_after() {
    let tree = |value: &str| {
        format!(
            r#"{{"type": "record", "name": "Tree", "fields": [
                {{"name": "children", "type": {{"type": "array", "items": "Tree"}}}},
                {{"name": "value", "type": "{value}"}}]}}"#
        )
    };
    assert!(reads(&tree("long"), &tree("int")));
    let wrong = told(&tree("int"), &tree("long"));
    assert_eq!(wrong.len(), 1, "{wrong:?}");
    assert!(wrong[0].starts_with("`Tree.value` is `long`"), "{}", wrong[0]);
    // The same types, where one schema names in one field what the other names in another.
    let hash = r#"{"type": "fixed", "name": "Hash", "size": 4}"#;
    let one = record(&format!(r#"{{"name": "a", "type": {hash}}}, {{"name": "b", "type": "Hash"}}"#));
    let other = record(&format!(r#"{{"name": "b", "type": {hash}}}, {{"name": "a", "type": "Hash"}}"#));
    assert!(reads(&one, &other) && reads(&other, &one));
}

#[test]
fn many_types_that_hold_each_other_take_no_time() {
    let fields: Vec<_> = (0..24)
        .map(|at| {
            let inner: Vec<_> = (0..24).filter(|other| *other < at).map(|other| format!(r#"{{"name": "f{other}", "type": ["null", "T{other}"]}}"#)).collect();
            format!(r#"{{"name": "t{at}", "type": {{"type": "record", "name": "T{at}", "fields": [{}{}{{"name": "top", "type": ["null", "Order"]}}]}}}}"#, inner.join(","), if inner.is_empty() { "" } else { "," })
        })
        .collect();
    let schema = record(&fields.join(","));
    assert!(reads(&schema, &schema));
}

#[test]
fn what_a_schema_refers_to_is_read_with_it() {
    let line = |kind: &str| Reference {
        name: "shop.Line".to_owned(),
        subject: "lines".to_owned(),
        schema: avro(&format!(
            r#"{{"type": "record", "name": "shop.Line", "fields": [{{"name": "price", "type": "{kind}"}}]}}"#
        ))
        .interned(),
    };
    let order = |kind: &str| SchemaText {
        references: vec![line(kind)],
        ..avro(&record(r#"{"name": "line", "type": "Line"}"#))
    };
    assert_eq!(misfits(&order("long"), &order("int")).unwrap(), []);
    assert_eq!(misfits(&order("int"), &order("long")).unwrap().len(), 1);
    let lost = SchemaText { references: Vec::new(), ..order("int") };
    assert_eq!(misfits(&lost, &order("int")).unwrap_err(), "no type is named `Line`");
}

#[test]
fn formats_do_not_mix() {
    let of = |schema_type| SchemaText {
        schema_type,
        text: "{}".to_owned(),
        name: None,
        references: vec![],
        indexes: vec![],
    };
    let (protobuf, json) = (of(SchemaType::Protobuf), of(SchemaType::Json));
    let told = misfits(&protobuf, &json).unwrap()[0].sentence(Newer::Reader, "version 2");
    assert!(told.starts_with("the new schema is Protobuf, version 2 is JSON Schema; "), "{told}");
}

#[cfg(feature = "protobuf")]
#[test]
fn protobuf_is_compared_with_what_it_imports() {
    let of = |text: &str, references| SchemaText {
        schema_type: SchemaType::Protobuf,
        text: format!("syntax = \"proto3\"; {text}"),
        name: None,
        references,
        indexes: vec![],
    };
    let with = |money: &str| {
        let (name, subject) = ("money.proto".to_owned(), "money".to_owned());
        let money = Reference { name, subject, schema: of(money, vec![]).interned() };
        of("import \"money.proto\"; message Order { Money total = 1; }", vec![money])
    };
    let (old, new) = (with("message Money { int64 cents = 1; }"), with("message Money { float cents = 1; }"));
    assert_eq!(misfits(&old, &old), Ok(vec![]));
    let told = misfits(&new, &old).unwrap()[0].sentence(Newer::Reader, "version 2");
    assert_eq!(
        told,
        "`Money.cents`, field 1, is `int64` in version 2, which the new schema cannot read as `float`; keep its type, and give a new field a number that no field has had"
    );
    let why = misfits(&of("message {", vec![]), &old).unwrap_err();
    assert!(why.contains("the schema:1:"), "{why}");
}

#[cfg(feature = "protobuf")]
#[test]
fn what_is_imported_by_many_ways_is_compiled_once() {
    let mut file = SchemaText {
        schema_type: SchemaType::Protobuf,
        text: "syntax = \"proto3\"; message L0 { int64 it = 1; }".to_owned(),
        name: None,
        references: vec![],
        indexes: vec![],
    };
    for level in 1..=30 {
        let below = level - 1;
        let text = format!(
            "syntax = \"proto3\"; import \"l{below}.proto\"; message L{level} {{ L{below} it = 1; L{below} other = 2; }}"
        );
        let name = format!("l{below}.proto");
        let import = Reference { subject: name.clone(), name, schema: file.clone().interned() };
        file = SchemaText { text, references: vec![import.clone(), import], ..file };
    }
    assert_eq!(misfits(&file, &file), Ok(vec![]));
}

#[test]
fn each_level_says_who_reads_what() {
    let versions = [1, 2, 3];
    for level in LEVELS {
        let against: Vec<_> = level.against(&versions).copied().collect();
        let expected: &[i32] = match level.word {
            "NONE" => &[],
            word if word.ends_with("_TRANSITIVE") => &[3, 2, 1],
            _ => &[3],
        };
        assert_eq!(against, expected, "{}", level.word);
        assert_eq!(level.backward, level.word.starts_with("BACKWARD") || level.word.starts_with("FULL"));
        assert_eq!(level.forward, level.word.starts_with("FORWARD") || level.word.starts_with("FULL"));
        assert_eq!(Level::of(level.word), Ok(level));
    }
    assert!(Level::of("SIDEWARD").unwrap_err().starts_with("`SIDEWARD` is no compatibility"));
}
