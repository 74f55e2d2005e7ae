//! Each row of the table.

use std::collections::HashSet;

use kafka_output_options::{
    FEATURES, Features, Kind, OPTIONS, OptionId, Target, Value, ViolationKind, find, spec,
};

use super::{judged, judged_with};

/// A value that the row takes.
fn fitting(kind: Kind) -> Option<Value<'static>> {
    Some(match kind {
        Kind::Integer { min, .. } | Kind::Size { min, .. } => Value::Integer(min),
        Kind::Flag => Value::Flag(true),
        Kind::Choice(words) => Value::Word(words[0].word),
        Kind::Ident | Kind::TypePath | Kind::FieldPath => Value::Item,
        Kind::Map => Value::Map(&[("client.rack", "any value")]),
        Kind::Text(_) => return None,
    })
}

#[test]
fn every_row_is_found_by_its_name_and_stands_at_its_place() {
    for (at, option) in OPTIONS.iter().enumerate() {
        assert_eq!(find(option.name).map(|found| found.id), Some(option.id));
        assert_eq!(spec(option.id).id, option.id);
        assert_eq!(option.id as usize, at);
        assert_eq!(option.id.name(), option.name);
    }
    assert!(find("broker-list").is_none());
}

#[test]
fn no_two_rows_share_a_name_or_a_property() {
    let names: HashSet<_> = OPTIONS.iter().map(|option| option.name).collect();
    assert_eq!(names.len(), OPTIONS.len());
    let properties: Vec<_> =
        OPTIONS.iter().filter(|option| matches!(option.target, Target::Property(_))).collect();
    let distinct: HashSet<_> = properties.iter().map(|option| format!("{:?}", option.target)).collect();
    assert_eq!(distinct.len(), properties.len());
}

#[test]
fn every_row_has_one_line_of_doc_and_knows_its_features() {
    for option in OPTIONS {
        assert!(option.doc.ends_with('.') && !option.doc.contains('\n'), "{}", option.name);
        let words = if let Kind::Choice(words) = option.kind { words } else { &[] };
        for feature in option.feature.iter().chain(words.iter().filter_map(|word| word.feature.as_ref())) {
            assert!(FEATURES.iter().any(|known| known.name == *feature), "{} needs {feature}", option.name);
        }
    }
}

#[test]
fn every_default_is_a_value_of_its_row() {
    for option in OPTIONS {
        if let Some(value) = option.default.value() {
            assert_eq!(kafka_output_options::check_value(option, &value), None, "{}", option.name);
        }
    }
}

#[test]
fn every_row_takes_its_kind_and_no_other() {
    for option in OPTIONS {
        if let Some(value) = fitting(option.kind) {
            assert_eq!(kafka_output_options::check_value(option, &value), None, "{}", option.name);
        }
        let odd = if matches!(option.kind, Kind::Flag) { Value::Integer(7) } else { Value::Flag(true) };
        let found = judged(&[(option.id, odd)]);
        let wrong = found.iter().find(|violation| violation.option == option.id).expect(option.name);
        assert_eq!(wrong.kind, ViolationKind::WrongKind, "{}", option.name);
    }
}

#[test]
fn every_row_may_be_a_setting_unless_it_decides_types() {
    for option in OPTIONS {
        let found = judged(&[(option.id, Value::Setting("%A_SETTING%"))]);
        let own: Vec<_> =
            found.iter().filter(|found| found.option == option.id && found.rule.is_none()).collect();
        let literal = option.compile_time || matches!(option.kind, Kind::Map);
        assert_eq!(own.is_empty(), !literal, "{}: {own:?}", option.name);
    }
}

#[test]
fn an_unusable_value_is_there_and_is_silent() {
    for option in OPTIONS {
        let found = judged(&[(option.id, Value::Unusable)]);
        assert!(found.iter().all(|violation| violation.rule.is_some()), "{}", option.name);
    }
    let alone = kafka_output_options::OptionSet::new(&[
        (OptionId::BrokerList, Value::Unusable),
        (OptionId::Topic, Value::Unusable),
    ]);
    assert_eq!(kafka_output_options::judge(&alone, &Features::NONE), []);
}

#[test]
fn every_number_stays_within_its_ends() {
    for option in OPTIONS {
        let (Kind::Integer { min, max } | Kind::Size { min, max }) = option.kind else { continue };
        let check = |number| kafka_output_options::check_value(option, &Value::Integer(number)).is_none();
        assert!(check(min) && check(max) && !check(min - 1) && !check(max + 1), "{}", option.name);
    }
}

#[test]
fn a_feature_that_is_off_is_told_at_the_option_or_at_its_word() {
    for option in OPTIONS {
        if option.feature.is_some() {
            let found = judged_with(&[(option.id, Value::Unusable)], Features::NONE);
            assert!(found.iter().any(|found| found.kind == ViolationKind::Feature), "{}", option.name);
            continue;
        }
        let Kind::Choice(words) = option.kind else { continue };
        for word in words {
            let off = judged_with(&[(option.id, Value::Word(word.word))], Features::NONE);
            let told = off.iter().any(|found| found.kind == ViolationKind::Feature);
            assert_eq!(told, word.feature.is_some(), "{} = {}", option.name, word.word);
            let on = Features::from_enabled(word.feature.as_slice());
            let on = judged_with(&[(option.id, Value::Word(word.word))], on);
            assert!(
                on.iter().all(|found| found.kind != ViolationKind::Feature),
                "{} = {}",
                option.name,
                word.word
            );
        }
    }
}

#[test]
fn secrets_are_the_secrets() {
    let secret: Vec<_> = OPTIONS.iter().filter(|option| option.secret).map(|option| option.name).collect();
    for option in OPTIONS {
        if matches!(option.kind, Kind::Flag) {
            continue;
        }
        let sounds = ["password", "secret", "key_pem", "_registry_token"]
            .iter()
            .any(|part| option.name.contains(part));
        assert_eq!(secret.contains(&option.name), sounds, "{}", option.name);
    }
}
