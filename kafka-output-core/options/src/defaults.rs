//! What the text of a setting says by itself, before anybody gives the setting a value.

use std::borrow::Cow;

use crate::fault::{Fault, pair_fault};
use crate::grammar::brokers::connection_string_fault;
use crate::grammar::open::{OPEN, open_list_faults};
use crate::grammar::url::base_fault;
use crate::grammar::{TopicFault, UrlFault, topic_fault};
use crate::parse::parse_value;
use crate::secrets::stands_elsewhere;
use crate::spec::{Grammar, Kind, OptionSpec};
use crate::template::{Template, default_fault, has_reference};
use crate::value::Value;
use crate::violation::Violation;

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
    let plain = template.resolve(|_| None).ok()?;
    let mut resolved = pairs.to_vec();
    resolved[index] = (name, &plain);
    let fault = Fault::Map(index, pair_fault(spec, &resolved, index)?);
    let violation = Violation::of_value(spec, &Value::Map(&resolved), fault);
    Some(if template.has_references() { of_default(violation) } else { violation })
}

/// What stands around references is written already, and is wrong whatever they give: a character that no topic has, or a
/// port that is none.
fn faults_of_the_rest(spec: &OptionSpec, template: &Template) -> Vec<Violation> {
    let as_written = || template.replaced(Cow::Borrowed);
    let (text, faults): (String, Vec<Fault>) = match spec.kind {
        Kind::Text(Grammar::Topic) => {
            // The settings' names stand in for what they give.
            let text = template.resolve(|name| Some(name.replace(':', "_"))).unwrap_or_default();
            let fault = topic_fault(&text).filter(|fault| matches!(fault, TopicFault::Character { .. }));
            (text, fault.map(Fault::Topic).into_iter().collect())
        }
        Kind::Text(Grammar::BrokerList) => {
            let named = template.resolve(|name| Some(format!("%{name}%"))).unwrap_or_default();
            if let Some(fault) = connection_string_fault(&named) {
                return vec![Violation::of_value(spec, &Value::Text(&named), Fault::Brokers(fault))];
            }
            let open = template.replaced(|_| Cow::Owned(OPEN.to_string()));
            let faults = open_list_faults(&open, &template.written());
            (as_written(), faults.into_iter().map(Fault::Brokers).collect())
        }
        Kind::Text(Grammar::Url | Grammar::Urls) if template.plain().any(has_inner_blank) => {
            (as_written(), vec![Fault::Url(UrlFault::Blank)])
        }
        Kind::Text(Grammar::Urls) if template.plain().any(|plain| plain.contains(['?', '#'])) => {
            let open = template.replaced(|_| Cow::Owned(OPEN.to_string()));
            let mut faults: Vec<Fault> = open.split(',').filter_map(base_fault).map(Fault::Url).collect();
            faults.dedup();
            (as_written(), faults)
        }
        Kind::Integer { .. } if !template.plain().all(may_be_of_number) => {
            let text = as_written();
            return vec![Violation::of_value(spec, &Value::Setting(&text), Fault::WrongKind)];
        }
        _ => return Vec::new(),
    };
    faults.into_iter().map(|fault| Violation::of_value(spec, &Value::Text(&text), fault)).collect()
}

/// Whether one URL has white space between two of its characters. At the end of a text it may be a setting that has the comma.
fn has_inner_blank(text: &str) -> bool {
    text.split(',').any(|url| url.trim_ascii().contains(|letter: char| letter.is_ascii_whitespace()))
}

fn may_be_of_number(text: &str) -> bool {
    text.bytes()
        .all(|byte| byte.is_ascii_digit() || byte.is_ascii_whitespace() || matches!(byte, b'-' | b'+'))
}
