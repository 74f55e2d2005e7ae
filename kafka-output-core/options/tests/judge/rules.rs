//! Each rule between options, by its own example.

use std::collections::HashSet;

use kafka_output_options::{Features, OptionId, OptionSet, Place, RULES, Value, ViolationKind, judge};

use super::{BASE, judged};

/// An example with what it leaves out: the required options, unless the rule is about one.
fn whole(
    rule: &kafka_output_options::Rule,
    example: &[(OptionId, Value<'static>)],
) -> Vec<(OptionId, Value<'static>)> {
    let mut entries = example.to_vec();
    if rule.kind != ViolationKind::MissingOption {
        entries.extend(BASE);
    }
    entries
}

#[test]
fn every_rule_is_broken_by_its_wrong_example_and_by_nothing_else_in_it() {
    for rule in RULES {
        let entries = whole(rule, rule.wrong);
        let found = judge(&OptionSet::new(&entries), &Features::ALL);
        let broken: Vec<_> = found.iter().filter_map(|violation| violation.rule).collect();
        assert!(broken.contains(&rule.name), "{} is not broken: {found:?}", rule.name);
        let told = found.iter().find(|violation| violation.rule == Some(rule.name)).expect("told");
        assert_eq!((told.kind, told.place, told.other), (rule.kind, rule.place, rule.other));
    }
}

#[test]
fn one_mistake_is_one_violation() {
    for rule in RULES {
        let entries = whole(rule, rule.wrong);
        let found = judge(&OptionSet::new(&entries), &Features::ALL);
        assert_eq!(found.len(), 1, "{}: {found:#?}", rule.name);
    }
}

#[test]
fn every_right_example_is_right() {
    for rule in RULES {
        let entries = whole(rule, rule.right);
        assert_eq!(judge(&OptionSet::new(&entries), &Features::ALL), [], "{}", rule.name);
    }
}

#[test]
fn every_rule_says_what_is_wrong_and_the_way_out() {
    let names: HashSet<_> = RULES.iter().map(|rule| rule.name).collect();
    assert_eq!(names.len(), RULES.len());
    for rule in RULES {
        assert!(rule.sentence.starts_with("`{}") && rule.sentence.contains("; "), "{}", rule.name);
        assert!(!rule.sentence.ends_with('.'), "{}", rule.name);
        assert!(
            rule.wrong.iter().any(|(id, _)| rule.subjects.contains(id)) || rule.place == Place::Attribute
        );
    }
}

#[test]
fn a_faulty_value_breaks_no_rule_besides() {
    let found = judged(&[
        (OptionId::MessageTimeoutMs, Value::Integer(-5)),
        (OptionId::LingerMs, Value::Integer(20)),
        (OptionId::Acks, Value::Word("some")),
        (OptionId::EnableIdempotence, Value::Flag(true)),
    ]);
    assert_eq!(found.len(), 2, "{found:#?}");
}

#[test]
fn seven_mistakes_are_seven_violations() {
    let found = judge(
        &OptionSet::new(&[
            (OptionId::Topic, Value::Text("orders and more")),
            (OptionId::Acks, Value::Word("none")),
            (OptionId::LingerMs, Value::Integer(-1)),
            (OptionId::CompressionLevel, Value::Integer(3)),
            (OptionId::MaxMessageBytes, Value::Integer(1)),
            (OptionId::Username, Value::Text("ann")),
        ]),
        &Features::ALL,
    );
    // Missing broker list, topic, acks, linger, level without codec, unit; and of `username` two:
    // it lacks its password and its protocol.
    assert_eq!(found.len(), 8, "{found:#?}");
}

#[test]
fn what_a_connection_may_bring_is_not_missed() {
    let found = judge(
        &OptionSet::new(&[
            (OptionId::Connection, Value::Item),
            (OptionId::Topic, Value::Text("orders")),
            (OptionId::Username, Value::Text("ann")),
            (OptionId::CompressionLevel, Value::Integer(3)),
        ]),
        &Features::ALL,
    );
    assert_eq!(found, []);
    let alone = judge(&OptionSet::new(&[(OptionId::Connection, Value::Item)]), &Features::ALL);
    assert_eq!(alone.len(), 1, "the topic is the function's own: {alone:?}");
}

#[test]
fn the_first_of_two_entries_counts() {
    let twice = [(OptionId::Acks, Value::Word("one")), (OptionId::Acks, Value::Word("none"))];
    assert_eq!(judged(&twice), []);
    assert_eq!(OptionSet::new(&twice).iter().count(), 1);
}

#[test]
fn kafkas_numbers_of_acks_are_its_words() {
    for (number, broken) in [(-1, 0), (1, 0), (0, 1)] {
        assert_eq!(judged(&[(OptionId::Acks, Value::Integer(number))]).len(), broken, "{number}");
        let text = number.to_string();
        assert_eq!(judged(&[(OptionId::Acks, Value::Word(&text))]).len(), broken, "{number}");
    }
    assert_eq!(judged(&[(OptionId::Acks, Value::Integer(2))])[0].kind, ViolationKind::UnknownWord);
}
