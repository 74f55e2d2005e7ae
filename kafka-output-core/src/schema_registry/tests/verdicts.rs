//! What a snapshot says of an output's schemas, beside the compatibility of one change, which a real registry is asked of as well.

use std::collections::BTreeMap;
use std::fs;

use kafka_output_options::OptionId;

use super::references::{LEVELS, ladder, level_text};
use crate::encode::EncodeError;
use crate::schema_registry::{
    Asking, Judged, Reference, Schema, SchemaText, Schemas, Snapshot, Verdict, contradiction, verdicts,
};

const ORDER: &str = r#"{"type": "record", "name": "shop.Order", "fields": [{"name": "id", "type": "long"}]}"#;

/// A snapshot whose subject `orders-value` has a compatibility and these versions: type and schema.
fn snapshot(name: &str, level: &str, versions: &[(&str, &str)]) -> Snapshot {
    let versions: Vec<String> = versions
        .iter()
        .enumerate()
        .map(|(at, (kind, schema))| {
            format!(r#"{{"version": {}, "id": {at}, "type": "{kind}", "schema": {schema}}}"#, at + 1)
        })
        .collect();
    let text = format!(
        r#"{{"compatibility": "FULL", "subjects": {{"orders-value": {{"compatibility": "{level}", "versions": [{}]}}}}}}"#,
        versions.join(",")
    );
    read(name, &text)
}

fn read(name: &str, text: &str) -> Snapshot {
    let path = std::env::temp_dir().join(format!("kafka-output-verdict-{name}-{}.json", std::process::id()));
    fs::write(&path, text).unwrap();
    let snapshot = Snapshot::read(&path);
    fs::remove_file(&path).unwrap();
    snapshot.unwrap()
}

/// The subjects and verdicts of a value's schema on the topic `orders`.
fn judge(
    snapshot: &Snapshot,
    schema: Schema,
    options: &[(OptionId, &str)],
) -> Vec<(String, Result<Verdict, Vec<String>>)> {
    let options: BTreeMap<_, _> = options.iter().map(|(id, text)| (*id, (*text).to_owned())).collect();
    let schemas = Schemas::new(Some(schema), None);
    let judged = verdicts(snapshot, &Asking::of(&options), schemas, "orders").into_iter();
    judged.map(|judged| judged.map(|Judged { subject, verdict, .. }| (subject, verdict)).unwrap()).collect()
}

fn one(
    snapshot: &Snapshot,
    schema: &'static str,
    options: &[(OptionId, &str)],
) -> Result<Verdict, Vec<String>> {
    let mut judged = judge(snapshot, Schema::avro(schema), options);
    assert_eq!(judged.len(), 1);
    judged.remove(0).1
}

const LOOK_UP: &[(OptionId, &str)] = &[(OptionId::AutoRegisterSchemas, "false")];
const LATEST: &[(OptionId, &str)] = &[(OptionId::UseLatestVersion, "true")];
const OTHER: &str = r#"{"type": "record", "name": "shop.Order", "fields": []}"#;

#[test]
fn any_version_of_the_same_schema_will_do_but_the_newest_where_that_is_asked_for() {
    let laid_out =
        r#"{"name": "shop.Order", "fields": [{"type": {"type": "long"}, "name": "id"}], "type": "record"}"#;
    let known = snapshot("same", "FULL", &[("AVRO", laid_out), ("AVRO", OTHER)]);
    assert_eq!(one(&known, ORDER, &[]), Ok(Verdict::Registered { version: 1 }));
    assert_eq!(one(&known, ORDER, LOOK_UP), Ok(Verdict::Registered { version: 1 }));
    assert_eq!(one(&known, OTHER, LATEST), Ok(Verdict::Registered { version: 2 }));
    let wrong = one(&known, ORDER, LATEST).unwrap_err();
    assert!(wrong.len() == 1 && wrong[0].starts_with("version 2: its newest schema "), "{wrong:?}");
}

#[test]
fn a_subject_that_is_not_there_is_new_unless_nothing_is_registered() {
    let empty = snapshot("new", "NONE", &[]);
    assert_eq!(
        one(&empty, ORDER, &[]),
        Ok(Verdict::New { level: "NONE".to_owned() }),
        "its own compatibility"
    );
    let record = [(OptionId::SubjectNameStrategy, "record_name")];
    let judged = judge(&empty, Schema::avro(ORDER), &record);
    assert_eq!(judged, [("shop.Order".to_owned(), Ok(Verdict::New { level: "FULL".to_owned() }))]);
    assert!(one(&empty, ORDER, LOOK_UP).unwrap_err()[0].contains("`auto_register_schemas = false`"));
    assert!(one(&empty, ORDER, LATEST).unwrap_err()[0].contains("`use_latest_version = true`"));
}

#[test]
fn a_schema_that_nobody_registers_is_told_with_what_the_registry_would_refuse_then() {
    let known = snapshot("look-up", "BACKWARD", &[("AVRO", OTHER)]);
    let wrong = one(&known, ORDER, LOOK_UP).unwrap_err();
    assert!(wrong[0].starts_with("the snapshot does not have this schema"), "{wrong:?}");
    assert!(
        wrong[1].starts_with("not compatible with version 1, as BACKWARD asks: `shop.Order.id`"),
        "{wrong:?}"
    );
    let known = snapshot("look-up-none", "NONE", &[("AVRO", OTHER)]);
    assert_eq!(one(&known, ORDER, LOOK_UP).unwrap_err().len(), 1);
}

#[test]
fn what_nobody_here_can_tell_is_not_checked() {
    let unchecked = |snapshot: &Snapshot| match one(snapshot, ORDER, &[]) {
        Ok(Verdict::Unchecked(why)) => why,
        other => panic!("{other:?}"),
    };
    let level = unchecked(&snapshot("level", "SIDEWARD", &[("AVRO", OTHER)]));
    assert!(level.starts_with("`SIDEWARD` is no compatibility that is known here"), "{level}");
    let kind = unchecked(&snapshot("kind", "BACKWARD", &[("THRIFT", "{}")]));
    assert_eq!(kind, "version 1: schemas of the type `THRIFT` are not known here");
    // Whatever the rules of both formats: they are two.
    let wrong = one(&snapshot("json", "BACKWARD", &[("JSON", "{}")]), ORDER, &[]).unwrap_err();
    assert!(wrong[0].contains("the new schema is Avro, version 1 is JSON Schema"), "{wrong:?}");
}

fn with_reference() -> Result<SchemaText, EncodeError> {
    let line = Reference {
        name: "shop.Line".to_owned(),
        subject: "lines".to_owned(),
        schema: SchemaText::avro(r#"{"type": "record", "name": "shop.Line", "fields": []}"#)?.interned(),
    };
    let order = r#"{"type": "record", "name": "shop.Order", "fields": [{"name": "line", "type": "Line", "default": {}}]}"#;
    Ok(SchemaText { references: vec![line], ..SchemaText::avro(order)? })
}

#[test]
fn what_a_schema_refers_to_is_held_against_its_own_subject() {
    let known = snapshot("references", "BACKWARD", &[("AVRO", OTHER)]);
    let judged = judge(&known, Schema::made(with_reference), &[]);
    let fits = Verdict::Compatible { level: "BACKWARD".to_owned(), versions: vec![1] };
    assert_eq!(
        judged,
        [
            ("lines".to_owned(), Ok(Verdict::New { level: "FULL".to_owned() })),
            ("orders-value".to_owned(), Ok(fits))
        ]
    );
}

#[test]
fn however_many_ways_lead_to_a_schema_it_is_judged_once() {
    let subject = |level: usize| {
        let below = level.checked_sub(1).map(|below| {
            let link = format!(r#"{{"name": "shop.L{below}", "subject": "shop.L{below}", "version": 1}}"#);
            [link.clone(), link].join(",")
        });
        let name = if level == LEVELS { "orders-value".to_owned() } else { format!("shop.L{level}") };
        format!(
            r#""{name}": {{"compatibility": "FULL", "versions": [{{"version": 1, "id": {level}, "type": "AVRO", "schema": {}, "references": [{}]}}]}}"#,
            level_text(level),
            below.unwrap_or_default()
        )
    };
    let subjects = (0..=LEVELS).map(subject).collect::<Vec<_>>().join(",");
    let known = read("ladder", &format!(r#"{{"compatibility": "FULL", "subjects": {{{subjects}}}}}"#));

    for options in [&[], LOOK_UP] {
        let judged = judge(&known, Schema::made(ladder), options);
        let names: Vec<_> = judged.iter().map(|(subject, _)| subject.as_str()).collect();
        assert_eq!(names.len(), LEVELS + 1);
        assert_eq!((names[0], names[LEVELS]), ("shop.L0", "orders-value"), "each behind what it refers to");
        for (subject, verdict) in judged {
            assert_eq!(verdict, Ok(Verdict::Registered { version: 1 }), "{subject}");
        }
    }
    assert_eq!(judge(&known, Schema::made(ladder), LATEST).len(), 1);
}

#[test]
fn two_new_schemas_of_one_subject_must_fit_each_other() {
    let judge = |snapshot: &Snapshot, schema: &'static str| {
        let schemas = Schemas::new(Some(Schema::avro(schema)), None);
        verdicts(snapshot, &Asking::of(&BTreeMap::new()), schemas, "orders").remove(0).unwrap()
    };
    let told = |level: &str, one: &'static str, other: &'static str| {
        let snapshot = snapshot("two", level, &[]);
        contradiction(&snapshot, &judge(&snapshot, one), &judge(&snapshot, other), "placed")
    };
    let wrong = told("BACKWARD", ORDER, OTHER).unwrap();
    assert!(wrong.starts_with("output `placed` has another new schema for it"), "{wrong}");
    assert!(
        wrong.contains("`shop.Order.id` has no default in the new schema, and that of output `placed`"),
        "{wrong}"
    );
    assert!(told("BACKWARD", OTHER, ORDER).is_some(), "the registry may get either first");
    assert_eq!(told("NONE", ORDER, OTHER), None);
    assert_eq!(told("FULL", ORDER, ORDER), None);
    let known = snapshot("known", "BACKWARD", &[("AVRO", OTHER)]);
    assert_eq!(
        contradiction(&known, &judge(&known, OTHER), &judge(&known, ORDER), "placed"),
        None,
        "one is there"
    );
}
