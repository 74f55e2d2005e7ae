//! Each row of the table is judged when the program starts as it is when it compiles: what a row refuses as a literal it
//! refuses from a setting, with the same sentence and the setting's name.

use kafka_output_options::examples::{faults_of, right_value, wrong_values};
use kafka_output_options::{Kind, OPTIONS, OptionId, OptionSpec, Value, ViolationKind, has_reference};

use super::{BROKERS, TOPIC, as_setting, declared, effective};

/// The least an output needs, with this option a setting.
fn by_setting(option: &OptionSpec) -> &'static [(OptionId, Value<'static>)] {
    let base = [BROKERS, TOPIC].into_iter().filter(|(id, _)| *id != option.id);
    let options: Vec<_> = base.chain([(option.id, Value::Setting("%GIVEN%"))]).collect();
    declared(&options)
}

fn rows() -> impl Iterator<Item = &'static OptionSpec> {
    OPTIONS.iter().filter(|option| !option.compile_time && !matches!(option.kind, Kind::Map))
}

/// Whether a setting can bring it and is wrong then: a setting is text, which a text option takes whatever it is like,
/// and a reference in it is not one.
fn is_wrong_as_text(option: &OptionSpec, wrong: Value<'_>) -> bool {
    match wrong {
        Value::Text(text) => !has_reference(text),
        _ => !matches!(option.kind, Kind::Text(_)),
    }
}

/// What of a sentence does not hang on how the value is written: the option, and the way out.
fn ends(sentence: &str) -> (Option<&str>, Option<&str>) {
    (sentence.split('`').nth(1).and_then(|name| name.split(' ').next()), sentence.rsplit("; ").next())
}

#[test]
fn every_row_refuses_from_a_setting_what_it_refuses_as_a_literal() {
    let mut tried = 0;
    for option in rows() {
        let options = by_setting(option);
        for wrong in wrong_values(option) {
            let Some(text) = as_setting(wrong).filter(|_| is_wrong_as_text(option, wrong)) else { continue };
            let faults = effective(options, &[("GIVEN", &text)]).expect_err(option.name);
            let told: Vec<_> = faults.iter().map(ToString::to_string).collect();
            let literal = &faults_of(option, &wrong)[0];
            // A bare word where a number belongs is shown bare, and in quotes where a setting brings it.
            let bare = literal.kind == ViolationKind::WrongKind && !matches!(wrong, Value::Text(_));
            let literal = literal.to_string();
            let behind = " (the value comes from the setting `GIVEN`)";
            let mut same = told
                .iter()
                .filter_map(|told| told.strip_prefix("output `placed`: ")?.strip_suffix(behind))
                .filter(|told| if bare { ends(told) == ends(&literal) } else { *told == literal });
            assert!(same.next().is_some(), "`{}` from {text:?}: {told:#?}, not {literal}", option.name);
            if option.secret {
                assert!(text.len() < 3 || told.iter().all(|told| !told.contains(&text)), "{told:#?}");
            }
            tried += 1;
        }
    }
    assert!(tried > 150, "{tried}");
}

#[test]
fn every_row_takes_from_a_setting_what_it_takes_as_a_literal() {
    for option in rows() {
        let Some(text) = as_setting(right_value(option)) else { continue };
        // What else it needs, a feature or other options, is not the point.
        let faults = effective(by_setting(option), &[("GIVEN", &text)]).err().unwrap_or_default();
        let told: Vec<_> = faults.iter().map(ToString::to_string).collect();
        let needs = |told: &String| told.contains(" needs ") || told.contains(" with SASL ");
        assert!(told.iter().all(needs), "`{}` from {text:?}: {told:#?}", option.name);
    }
}
