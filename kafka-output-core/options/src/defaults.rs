//! What the text of a setting says by itself, before anybody gives the setting a value.

use crate::fault::{Fault, check_value};
use crate::grammar::brokers::BrokerFaultKind;
use crate::grammar::{TopicFault, broker_list_fault, topic_fault};
use crate::parse::parse_value;
use crate::spec::{Grammar, Kind, OptionSpec};
use crate::template::Template;
use crate::value::Value;
use crate::violation::Violation;

/// What is wrong with a text whose references are well written: `${LINGER:soon}` falls back on a value that the option never
/// takes, and no topic has the `!` of `%TOPIC%!`.
pub(crate) fn setting_fault(spec: &OptionSpec, text: &str) -> Option<Violation> {
    let template = Template::parse(text).ok().filter(Template::has_references)?;
    fault_of_defaults(spec, &template).or_else(|| fault_of_the_rest(spec, &template))
}

/// Where each reference has a default, the value is known that they fall back on.
fn fault_of_defaults(spec: &OptionSpec, template: &Template) -> Option<Violation> {
    let text = template.resolve(|_| None).ok()?;
    let mut violation = match parse_value(spec, &text) {
        Ok(value) => Violation::of_value(spec, &value, check_value(spec, &value)?),
        Err(violation) => violation,
    };
    violation.sentence += " (this is the default of its setting)";
    Some(violation)
}

/// What stands around references is written already, and is wrong whatever they give: a character that no topic has, or a
/// URL's scheme. The settings' names stand in for what they give.
fn fault_of_the_rest(spec: &OptionSpec, template: &Template) -> Option<Violation> {
    let Kind::Text(grammar) = spec.kind else { return None };
    let text = template.resolve(|name| Some(name.replace(':', "_"))).ok()?;
    let fault = match grammar {
        Grammar::Topic => Fault::Topic(topic_fault(&text)?),
        Grammar::BrokerList => Fault::Brokers(broker_list_fault(&text)?),
        _ => return None,
    };
    let is_of_the_rest = match fault {
        Fault::Topic(fault) => matches!(fault, TopicFault::Character { .. }),
        Fault::Brokers(fault) => matches!(fault.kind, BrokerFaultKind::Scheme),
        _ => false,
    };
    is_of_the_rest.then(|| Violation::of_value(spec, &Value::Text(&text), fault))
}
