//! What may be wrong with one value, whatever else is written.

use crate::grammar::pairs::pairs_fault;
use crate::grammar::{
    BrokerFault, TopicFault, UrlFault, UrlsFault, begins_json, broker_list_fault, is_blank,
    is_text_of_a_file, name_fault, next_broker_fault, next_urls_fault, pem_fault, topic_fault, url_fault,
    urls_fault,
};
use crate::properties::{MapFault, header_fault, property_fault, unchecked_fault};
use crate::spec::{Grammar, Kind, OptionSpec, Target};
use crate::template::{self, TemplateFault};
use crate::value::Value;

/// What is wrong with a value. It holds no part of the value itself, so it may be shown for a secret too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is of another kind than the option's.
    WrongKind,
    /// It is empty or blank.
    Empty,
    /// It holds a NUL character, which librdkafka would take for its end.
    Nul,
    /// It is no number of the option's range.
    OutOfRange,
    /// It is a bare number too small to be meant in bytes.
    Unit,
    /// It is none of the option's words.
    UnknownWord,
    /// It is a setting, but the option decides types.
    NotLiteral,
    /// Its references are badly written.
    Reference(TemplateFault),
    /// It is no output's name: the character at this byte.
    Name(usize),
    /// It is no topic name.
    Topic(TopicFault),
    /// It is no broker list.
    Brokers(BrokerFault),
    /// It is no URL.
    Url(UrlFault),
    /// It is no list of URLs.
    Urls(UrlsFault),
    /// It is no PEM text with a block of this label.
    Pem(&'static str),
    /// It is the text of a file, where its path belongs.
    NoPath,
    /// It has a line break, which is sent along or looked for.
    LineBreak,
    /// It has a `:`, which would end it.
    Colon,
    /// It has white space, as no token has.
    Blank,
    /// It is no JSON.
    Json,
    /// A piece, these bytes, is no `name=value`.
    Pairs(usize, usize),
    /// The pair at this index of a map is wrong.
    Map(usize, MapFault),
}

/// What is wrong with a value of this option, if anything. A setting whose references are well written is not judged
/// further, nor is an unusable value.
#[must_use]
pub const fn check_value(spec: &OptionSpec, value: &Value<'_>) -> Option<Fault> {
    match (spec.kind, value) {
        (_, Value::Unusable)
        | (Kind::Flag, Value::Flag(_))
        | (Kind::Ident | Kind::TypePath | Kind::FieldPath, Value::Item) => None,
        (Kind::Ident | Kind::TypePath | Kind::FieldPath | Kind::Map, Value::Setting(_)) => {
            Some(Fault::WrongKind)
        }
        (_, Value::Setting(text)) => match template::fault(text) {
            Some(fault) => Some(Fault::Reference(fault)),
            None if spec.compile_time => Some(Fault::NotLiteral),
            None => None,
        },
        (Kind::Text(grammar), Value::Text(text)) => text_fault(grammar, text),
        (Kind::Integer { min, max }, Value::Integer(number)) => {
            if min <= *number && *number <= max {
                None
            } else {
                Some(Fault::OutOfRange)
            }
        }
        (Kind::Size { min, max }, Value::Integer(number)) => {
            if min <= *number && *number <= max {
                None
            } else if 0 < *number && *number < min {
                Some(Fault::Unit)
            } else {
                Some(Fault::OutOfRange)
            }
        }
        (Kind::Choice(_), Value::Word(_) | Value::Text(_)) => {
            if value.word_of(spec).is_some() {
                None
            } else {
                Some(Fault::UnknownWord)
            }
        }
        // Only `acks` knows numbers among its words; a number out of them is out of range, elsewhere the wrong kind.
        (Kind::Choice(words), Value::Integer(_)) => {
            if value.word_of(spec).is_some() {
                None
            } else if words[0].is("-1") {
                Some(Fault::UnknownWord)
            } else {
                Some(Fault::WrongKind)
            }
        }
        (Kind::Map, Value::Map(pairs)) => map_fault(spec, pairs, 0),
        _ => Some(Fault::WrongKind),
    }
}

/// The next fault of a value with several parts, each of which may be wrong: a map's pairs, the pieces of a list.
#[must_use]
pub const fn next_fault(spec: &OptionSpec, value: &Value<'_>, fault: Fault) -> Option<Fault> {
    match (fault, value) {
        (Fault::Map(index, _), Value::Map(pairs)) => map_fault(spec, pairs, index + 1),
        (Fault::Brokers(fault), Value::Text(list)) => match next_broker_fault(list, &fault) {
            Some(fault) => Some(Fault::Brokers(fault)),
            None => None,
        },
        (Fault::Urls(fault), Value::Text(list)) => match next_urls_fault(list, &fault) {
            Some(fault) => Some(Fault::Urls(fault)),
            None => None,
        },
        (Fault::Pairs(_, to), Value::Text(list)) => match pairs_fault(list, to + 1) {
            Some((from, to)) => Some(Fault::Pairs(from, to)),
            None => None,
        },
        _ => None,
    }
}

/// The first fault of a map's pairs at or after an index.
#[must_use]
pub const fn map_fault(spec: &OptionSpec, pairs: &[(&str, &str)], from: usize) -> Option<Fault> {
    let mut at = from;
    while at < pairs.len() {
        if let Some(fault) = pair_fault(spec, pairs, at) {
            return Some(Fault::Map(at, fault));
        }
        at += 1;
    }
    None
}

/// What is wrong with the pair at an index of an option's map.
pub(crate) const fn pair_fault(spec: &OptionSpec, pairs: &[(&str, &str)], index: usize) -> Option<MapFault> {
    match spec.target {
        Target::Properties => property_fault(pairs, index),
        Target::UncheckedProperties => unchecked_fault(pairs, index),
        _ => header_fault(pairs[index].0),
    }
}

/// What is wrong with a text of one line, or with a part of one.
pub(crate) const fn line_fault(grammar: Grammar, text: &str) -> Option<Fault> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match (grammar, bytes[at]) {
            (_, b'\n' | b'\r') => return Some(Fault::LineBreak),
            (Grammar::BasicUser, b':') => return Some(Fault::Colon),
            (Grammar::Token, byte) if byte.is_ascii_whitespace() => return Some(Fault::Blank),
            _ => at += 1,
        }
    }
    None
}

const fn text_fault(grammar: Grammar, text: &str) -> Option<Fault> {
    if !matches!(grammar, Grammar::Any) && is_blank(text) {
        return Some(Fault::Empty);
    }
    if crate::bytes::position(text.as_bytes(), b"\0", 0).is_some() {
        return Some(Fault::Nul);
    }
    match grammar {
        Grammar::Any => None,
        Grammar::Path if is_text_of_a_file(text) => Some(Fault::NoPath),
        Grammar::NonEmpty | Grammar::Path | Grammar::BasicUser | Grammar::Token => line_fault(grammar, text),
        Grammar::Name => match name_fault(text) {
            Some(at) => Some(Fault::Name(at)),
            None => None,
        },
        Grammar::Topic => match topic_fault(text) {
            Some(fault) => Some(Fault::Topic(fault)),
            None => None,
        },
        Grammar::BrokerList => match broker_list_fault(text) {
            Some(fault) => Some(Fault::Brokers(fault)),
            None => None,
        },
        Grammar::Url => match url_fault(text) {
            Some(fault) => Some(Fault::Url(fault)),
            None => None,
        },
        Grammar::Urls => match urls_fault(text) {
            Some(fault) => Some(Fault::Urls(fault)),
            None => None,
        },
        Grammar::Pem(label) => match pem_fault(text, label) {
            Some(lacking) => Some(Fault::Pem(lacking)),
            None => None,
        },
        Grammar::Json => {
            if begins_json(text) {
                None
            } else {
                Some(Fault::Json)
            }
        }
        Grammar::Pairs => match pairs_fault(text, 0) {
            Some((from, to)) => Some(Fault::Pairs(from, to)),
            None => None,
        },
    }
}
