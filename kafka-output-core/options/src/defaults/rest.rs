//! What stands around the settings of a text: a part of the value, whatever they give.

use std::borrow::Cow;

use crate::fault::{Fault, line_fault};
use crate::grammar::brokers::connection_string_fault;
use crate::grammar::open::{OPEN, open_list_faults};
use crate::grammar::pairs::pairs_fault;
use crate::grammar::url::base_fault;
use crate::grammar::{TopicFault, UrlFault, topic_fault};
use crate::parse::UNITS;
use crate::properties::Takes;
use crate::spec::{Grammar, Kind, OptionSpec, Word};
use crate::template::Template;
use crate::value::Value;
use crate::violation::Violation;

/// What stands around references is written already, and is wrong whatever they give: a character that no topic has, or a
/// port that is none.
pub(super) fn faults_of_the_rest(spec: &OptionSpec, template: &Template) -> Vec<Violation> {
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
        Kind::Text(grammar @ (Grammar::NonEmpty | Grammar::BasicUser | Grammar::Token)) => {
            let fault = line_fault(grammar, &template.plain().collect::<String>());
            (as_written(), fault.into_iter().collect())
        }
        Kind::Text(Grammar::Pairs) => {
            // As long as the references are, and a pair itself.
            let pair = |written: &str| Cow::Owned(format!("{:=<1$}", "p", written.len()));
            let (mut faults, mut from, text) = (Vec::new(), 0, template.replaced(pair));
            while let Some((start, end)) = pairs_fault(&text, from) {
                faults.push(Fault::Pairs(start, end));
                from = end + 1;
            }
            (as_written(), faults)
        }
        _ => {
            let Some(fault) = fault_of_kind(spec.kind, template) else { return Vec::new() };
            return vec![Violation::of_value(spec, &Value::Setting(&as_written()), fault)];
        }
    };
    faults.into_iter().map(|fault| Violation::of_value(spec, &Value::Text(&text), fault)).collect()
}

/// Whether one URL has white space between two of its characters. At the end of a text it may be a setting that has the comma.
fn has_inner_blank(text: &str) -> bool {
    text.split(',').any(|url| url.trim_ascii().contains(|letter: char| letter.is_ascii_whitespace()))
}

/// What can become no number, size, flag or word.
fn fault_of_kind(kind: Kind, template: &Template) -> Option<Fault> {
    let (may_be, fault) = match kind {
        Kind::Integer { .. } => (may_be_number(template), Fault::WrongKind),
        Kind::Size { .. } => (may_be_size(template), Fault::WrongKind),
        Kind::Flag => (may_be_among(template, &FLAGS), Fault::WrongKind),
        Kind::Choice(words) => {
            let fits = |word: &Word| {
                may_be_among(template, &[word.word, word.property]) || may_be_among(template, word.aliases)
            };
            (words.iter().any(fits), Fault::UnknownWord)
        }
        _ => return None,
    };
    (!may_be).then_some(fault)
}

/// Whether a text with settings may become what a property of librdkafka's takes.
pub(super) fn may_be_taken(takes: Takes, template: &Template) -> bool {
    match takes {
        Takes::Integer(..) => may_be_number(template),
        Takes::Flag => may_be_among(template, &FLAGS) || may_be_among(template, &["t", "f", "1", "0"]),
        Takes::Word(words) => may_be_among(template, words),
        Takes::Text | Takes::Words(_) | Takes::NoText => true,
    }
}

const FLAGS: [&str; 2] = ["true", "false"];

fn may_be_number(template: &Template) -> bool {
    let of_number = |byte: u8| is_of_number(char::from(byte)) || byte.is_ascii_whitespace() || byte == b'+';
    template.plain().all(|plain| plain.bytes().all(of_number))
}

/// `%N%MB`, `1%UNIT%`, `%N% m%B%`: a number, and what a unit begins and ends with.
fn may_be_size(template: &Template) -> bool {
    let open = open(template);
    let mut pieces = open.split(OPEN).map(|piece| piece.trim_start_matches(is_of_number).trim_start());
    let (head, tail) = (pieces.next().unwrap_or_default(), pieces.next_back().unwrap_or_default());
    let unit = |is: &dyn Fn(&str) -> bool| UNITS.iter().any(|(unit, _)| is(unit));
    unit(&|unit| unit.starts_with(head))
        && unit(&|unit| unit.ends_with(tail))
        && pieces.all(|piece| unit(&|unit| unit.contains(piece)))
}

const fn is_of_number(letter: char) -> bool {
    letter.is_ascii_digit() || letter == '-'
}

fn may_be_among(template: &Template, words: &[&str]) -> bool {
    let joints = ['_', '-'];
    let open = open(template).replace(joints, "");
    words.iter().any(|word| may_become(&open, &word.to_ascii_lowercase().replace(joints, "")))
}

/// The text in lower case, with [`OPEN`] for each setting.
fn open(template: &Template) -> String {
    let open = template.replaced(|_| Cow::Owned(OPEN.to_string()));
    open.trim().to_ascii_lowercase()
}

/// Whether an open text is some other where its settings give what lacks.
fn may_become(open: &str, text: &str) -> bool {
    let mut pieces = open.split(OPEN);
    let (head, tail) = (pieces.next().unwrap_or_default(), pieces.next_back().unwrap_or_default());
    let Some(rest) = text.strip_prefix(head).and_then(|rest| rest.strip_suffix(tail)) else { return false };
    pieces.try_fold(rest, |rest, piece| Some(&rest[rest.find(piece)? + piece.len()..])).is_some()
}
