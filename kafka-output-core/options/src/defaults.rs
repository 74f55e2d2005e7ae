//! What the text of a setting says by itself, before anybody gives the setting a value.

use crate::fault::{Fault, check_value, pair_fault};
use crate::grammar::open::{OPEN, open_list_fault};
use crate::grammar::{TopicFault, topic_fault};
use crate::parse::parse_value;
use crate::secrets::stands_elsewhere;
use crate::spec::{Grammar, Kind, OptionSpec};
use crate::template::{Template, has_reference, shell_default};
use crate::value::Value;
use crate::violation::Violation;

/// What is wrong with a text whose references are well written: `${LINGER:soon}` falls back on a value that the option never
/// takes, and no topic has the `!` of `%TOPIC%!`.
pub(crate) fn setting_fault(spec: &OptionSpec, text: &str) -> Option<Violation> {
    let template = Template::parse(text).ok().filter(Template::has_references)?;
    if let Some(fault) = shell_default(text, !matches!(spec.kind, Kind::Text(_))) {
        return Some(Violation::of_value(spec, &Value::Setting(text), Fault::Reference(fault)));
    }
    // What is fetched is not known, and may be anything.
    if stands_elsewhere(text) || template.defaults().any(stands_elsewhere) {
        return None;
    }
    fault_of_the_rest(spec, &template).or_else(|| fault_of_defaults(spec, &template))
}

/// Where each reference has a default, the value is known that they fall back on.
fn fault_of_defaults(spec: &OptionSpec, template: &Template) -> Option<Violation> {
    let text = template.resolve(|_| None).ok()?;
    let violation = match parse_value(spec, &text) {
        Ok(value) => Violation::of_value(spec, &value, check_value(spec, &value)?),
        Err(violation) => violation,
    };
    Some(of_default(violation))
}

/// The word that a setting falls back on.
pub(crate) fn fallback_word(spec: &OptionSpec, text: &str) -> Option<&'static str> {
    let text = Template::parse(text).ok()?.resolve(|_| None).ok()?;
    let value = parse_value(spec, &text).ok()?;
    value.word_of(spec).map(|word| word.word)
}

/// Says whose fault it is: nobody wrote that value at the option itself.
pub(crate) fn of_default(mut violation: Violation) -> Violation {
    violation.sentence += " (this is the default of its setting)";
    violation
}

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
        || shell_default(text, true).is_some()
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
/// port that is none. The settings' names stand in for what they give.
fn fault_of_the_rest(spec: &OptionSpec, template: &Template) -> Option<Violation> {
    let (text, fault) = match spec.kind {
        Kind::Text(Grammar::Topic) => {
            let text = template.resolve(|name| Some(name.replace(':', "_"))).ok()?;
            let fault = topic_fault(&text).filter(|fault| matches!(fault, TopicFault::Character { .. }))?;
            (text, Fault::Topic(fault))
        }
        Kind::Text(Grammar::BrokerList) => {
            let text = template.resolve(|name| Some(format!("%{name}%"))).ok()?;
            let open = template.resolve(|_| Some(OPEN.to_string())).ok()?;
            let fault = open_list_fault(&text, &open)?;
            (text, Fault::Brokers(fault))
        }
        _ => return None,
    };
    Some(Violation::of_value(spec, &Value::Text(&text), fault))
}
