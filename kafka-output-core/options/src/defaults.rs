//! What the text of a setting says by itself, before anybody gives the setting a value.

mod rest;

use crate::elsewhere::stands_elsewhere;
use crate::fault::{Fault, pair_fault};
use crate::parse::parse_value;
use crate::properties::{MapFault, find};
use crate::spec::{Kind, OptionSpec, Target};
use crate::template::{Template, default_fault, has_reference};
use crate::value::Value;
use crate::violation::Violation;
use rest::{faults_of_the_rest, may_be_taken};

/// What is wrong with a text whose references are well written: `${LINGER:soon}` falls back on a value that the option never
/// takes, and no topic has the `!` of `%TOPIC%!`.
pub(crate) fn setting_faults(spec: &OptionSpec, text: &str) -> Vec<Violation> {
    let Some(template) = Template::parse(text).ok().filter(Template::has_references) else {
        return Vec::new();
    };
    if let Some(fault) = default_fault(text, !matches!(spec.kind, Kind::Text(_))) {
        return vec![Violation::of_value(spec, &Value::Setting(text), Fault::Reference(fault))];
    }
    // What is fetched is not known, and may be anything.
    if stands_elsewhere(text) || template.defaults().any(stands_elsewhere) {
        return Vec::new();
    }
    let faults = faults_of_the_rest(spec, &template);
    if faults.is_empty() { faults_of_defaults(spec, &template) } else { faults }
}

/// Where each reference has a default, the value is known that they fall back on.
fn faults_of_defaults(spec: &OptionSpec, template: &Template) -> Vec<Violation> {
    let Ok(text) = template.resolve(|_| None) else { return Vec::new() };
    let violations = match parse_value(spec, &text) {
        Ok(value) => Violation::all_of_value(spec, &value),
        Err(violation) => vec![violation],
    };
    violations.into_iter().map(of_default).collect()
}

/// The word that a setting falls back on.
pub(crate) fn fallback_word(spec: &OptionSpec, text: &str) -> Option<&'static str> {
    let text = Template::parse(text).ok()?.resolve(|_| None).ok()?;
    let value = parse_value(spec, &text).ok()?;
    value.word_of(spec).map(|word| word.word)
}

/// Says whose fault it is: nobody wrote that value at the option itself.
pub(crate) fn of_default(mut violation: Violation) -> Violation {
    match &mut violation.lacks {
        Some(lacks) => lacks.of_default(),
        None => violation.sentence.extend([" (", OF_DEFAULT, ")"]),
    }
    violation
}

pub(crate) const OF_DEFAULT: &str = "this is the default of its setting";

/// The same of each pair of a map: a property that falls back on a value which it never takes.
pub(crate) fn pair_setting_faults(spec: &OptionSpec, pairs: &[(&str, &str)]) -> Vec<Violation> {
    (0..pairs.len()).filter_map(|index| pair_setting_fault(spec, pairs, index)).collect()
}

fn pair_setting_fault(spec: &OptionSpec, pairs: &[(&str, &str)], index: usize) -> Option<Violation> {
    let (name, text) = pairs[index];
    let template = Template::parse(text).ok()?;
    let known = !stands_elsewhere(text) && !template.defaults().any(stands_elsewhere);
    // Of the references themselves the compiler tells at once, by `reference_fault`.
    if !known
        || !has_reference(text)
        || default_fault(text, true).is_some()
        || pair_fault(spec, pairs, index).is_some()
    {
        return None;
    }
    if spec.target == Target::Properties && find(name).is_some_and(|row| !may_be_taken(row.takes, &template))
    {
        return Some(Violation::of_value(spec, &Value::Map(pairs), Fault::Map(index, MapFault::Value)));
    }
    let plain = template.resolve(|_| None).ok()?;
    let mut resolved = pairs.to_vec();
    resolved[index] = (name, &plain);
    let fault = Fault::Map(index, pair_fault(spec, &resolved, index)?);
    let violation = Violation::of_value(spec, &Value::Map(&resolved), fault);
    Some(if template.has_references() { of_default(violation) } else { violation })
}
