//! Each rule of the table is judged when the program starts as it is when it compiles: its wrong example breaks it with
//! the same sentence where settings bring the values, and where overrides bring the options.

use kafka_output_options::{
    Features, Kind, OptionId, OptionSet, OptionSpec, RULES, Rule, Value, ViolationKind, When, judge,
};

use super::{BROKERS, TOPIC, as_setting, declared, effective};

/// The wrong example with the required options that it leaves out, unless the rule is about these.
fn whole(rule: &Rule) -> Vec<(OptionId, Value<'static>)> {
    let base: &[_] = if rule.kind == ViolationKind::MissingOption { &[] } else { &[BROKERS, TOPIC] };
    let left_out =
        |(id, _): &&(OptionId, Value<'static>)| rule.wrong.iter().all(|(written, _)| written != id);
    base.iter().filter(left_out).chain(rule.wrong).copied().collect()
}

/// What the compiler says of literals, with every feature on.
fn sentence(rule: &Rule) -> String {
    let options = whole(rule);
    let found = judge(&OptionSet::new(&options), &Features::ALL);
    found.iter().find(|violation| violation.rule == Some(rule.name)).expect(rule.name).to_string()
}

fn may_be_setting(option: &OptionSpec) -> bool {
    !option.compile_time && !matches!(option.kind, Kind::Map)
}

/// What is said at start-up of these options and settings.
fn told(options: &[(OptionId, Value<'static>)], given: &[(String, String)]) -> Vec<String> {
    let given: Vec<_> = given.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let faults = effective(declared(options), &given).expect_err("a rule is broken");
    faults.iter().map(ToString::to_string).collect()
}

fn has_setting(rule: &Rule) -> bool {
    !is_about_a_setting(rule) && rule.wrong.iter().any(|(id, _)| may_be_setting(id.spec()))
}

#[test]
fn every_rule_is_broken_by_settings_as_by_literals() {
    for rule in RULES.iter().filter(|rule| has_setting(rule)) {
        let mut given = Vec::new();
        let options: Vec<_> = whole(rule)
            .into_iter()
            .map(|(id, value)| match as_setting(value).filter(|_| may_be_setting(id.spec())) {
                Some(text) => {
                    let name = format!("THE_{}", id.name().to_ascii_uppercase());
                    let reference: &'static str = Box::leak(format!("%{name}%").into());
                    given.push((name, text));
                    (id, Value::Setting(reference))
                }
                None => (id, value),
            })
            .collect();
        let (told, sentence) = (told(&options, &given), sentence(rule));
        let expected = format!("output `placed`: {sentence}");
        assert!(told.iter().any(|told| told.starts_with(&expected)), "{}: {told:#?}", rule.name);
    }
}

#[test]
fn every_rule_is_broken_by_overrides_as_by_literals() {
    for rule in RULES.iter().filter(|rule| has_setting(rule)) {
        let (overridden, written): (Vec<_>, Vec<_>) =
            whole(rule).into_iter().partition(|(id, _)| may_be_setting(id.spec()));
        let given: Vec<_> = overridden
            .into_iter()
            .filter_map(|(id, value)| {
                let name = format!("KAFKA_OUTPUT__PLACED__{}", id.name().to_ascii_uppercase());
                Some((name, as_setting(value)?))
            })
            .collect();
        let (told, sentence) = (told(&written, &given), sentence(rule));
        let expected = format!("output `placed`: {sentence}");
        assert!(told.iter().any(|told| told.starts_with(&expected)), "{}: {told:#?}", rule.name);
    }
}

/// While the program runs it has a value.
fn is_about_a_setting(rule: &Rule) -> bool {
    rule.when.iter().any(|when| matches!(when, When::Open(_)))
}

/// What does not compile whatever the setting gives is wrong at start-up too, whatever it gives.
#[test]
fn what_is_wrong_with_any_value_of_a_setting_is_wrong_with_each() {
    for rule in RULES.iter().filter(|rule| is_about_a_setting(rule)) {
        let open = rule.when.iter().find_map(|when| match when {
            When::Open(id) => Some(*id),
            _ => None,
        });
        let Some((open, Kind::Choice(words))) = open.map(|id| (id, id.spec().kind)) else {
            panic!("{}", rule.name)
        };
        for word in words {
            let options: Vec<_> = whole(rule).into_iter().filter(|(id, _)| *id != open).collect();
            let given = [
                (format!("KAFKA_OUTPUT__PLACED__{}", open.name().to_ascii_uppercase()), word.word.to_owned()),
                ("PASSWORD".to_owned(), "hush".to_owned()),
            ];
            assert!(!told(&options, &given).is_empty(), "{}: {}", rule.name, word.word);
        }
    }
}

/// The others are between literals alone, which the compiler has judged.
#[test]
fn the_rules_that_no_setting_can_break_are_these() {
    let without: Vec<_> = RULES
        .iter()
        .filter(|rule| !has_setting(rule) && !is_about_a_setting(rule))
        .map(|rule| rule.name)
        .collect();
    let expected = [
        "one-value-of-a-property",
        "protobuf-schema-needs-protobuf",
        "key-protobuf-schema-needs-protobuf",
        "json-schema-needs-json",
        "key-json-schema-needs-json",
        "avro-excludes-protobuf-schema",
        "protobuf-excludes-json-schema",
        "key-avro-excludes-protobuf-schema",
        "key-protobuf-excludes-json-schema",
        "avro-encoding-needs-avro",
        "csv-options-need-csv",
    ];
    assert_eq!(without, expected);
}
