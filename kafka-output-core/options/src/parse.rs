//! Text into values, and values into librdkafka's text.

use crate::elsewhere::stands_elsewhere;
use crate::fault::Fault;
use crate::spec::{Grammar, Kind, OptionSpec};
use crate::template::has_reference;
use crate::value::Value;
use crate::violation::Violation;

/// The value that a string in an attribute is: a [`Value::Setting`] where it holds a `%NAME%`, an escape or a mistake
/// in one, or is a reference such as `@File(…)`, else what [`parse_value`] makes of it.
pub fn parse_literal<'a>(spec: &OptionSpec, text: &'a str) -> Result<Value<'a>, Violation> {
    if has_reference(text) || stands_elsewhere(text) {
        Ok(Value::Setting(text))
    } else {
        parse_value(spec, text)
    }
}

/// The value that resolved text is, such as a setting's: a `%` in it is a percent sign. Numbers, sizes (`1MiB`), flags
/// and words are read; whether text is of its grammar and a number in its range is the judge's to say.
pub fn parse_value<'a>(spec: &OptionSpec, text: &'a str) -> Result<Value<'a>, Violation> {
    let plain = text.trim();
    let read = match spec.kind {
        Kind::Text(_) => Some(Value::Text(text)),
        Kind::Choice(_) => return word(spec, text),
        _ if plain.is_empty() => return Err(Violation::of_value(spec, &Value::Text(text), Fault::Empty)),
        Kind::Integer { .. } => plain.parse().ok().map(Value::Integer),
        Kind::Size { .. } => size(plain).map(Value::Integer),
        Kind::Flag => flag(plain).map(Value::Flag),
        Kind::Ident | Kind::TypePath | Kind::FieldPath | Kind::Map => None,
    };
    read.ok_or_else(|| Violation::of_value(spec, &Value::Text(text), Fault::WrongKind))
}

/// The text librdkafka gets for a value of a `Target::Property` option. `None` where there is none to give: the word is
/// ours to carry out (`partitioner = round_robin`), or the value is not known yet.
#[must_use]
pub fn property_value(spec: &OptionSpec, value: &Value<'_>) -> Option<String> {
    match value {
        Value::Text(list) if matches!(spec.kind, Kind::Text(Grammar::BrokerList)) => {
            Some(list.split(',').map(str::trim).collect::<Vec<_>>().join(","))
        }
        _ if matches!(spec.kind, Kind::Choice(_)) => {
            value.word_of(spec).map(|word| word.property.to_owned()).filter(|property| !property.is_empty())
        }
        Value::Text(text) | Value::Word(text) => Some((*text).to_owned()),
        Value::Integer(number) => Some(number.to_string()),
        Value::Flag(flag) => Some(flag.to_string()),
        Value::Setting(_) | Value::Map(_) | Value::Item | Value::Unusable => None,
    }
}

/// A word in the manual's spelling. The blanks around it are not its own, but for a delimiter that is one.
fn word<'a>(spec: &OptionSpec, text: &'a str) -> Result<Value<'a>, Violation> {
    let plain = Value::Word(text.trim());
    let word = Value::Word(text).word_of(spec).or_else(|| plain.word_of(spec));
    let fault = if text.trim().is_empty() { Fault::Empty } else { Fault::UnknownWord };
    word.map(|word| Value::Word(word.word)).ok_or_else(|| Violation::of_value(spec, &plain, fault))
}

fn flag(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    }
}

/// Units of bytes: powers of 1000, and with an `i` of 1024.
pub(crate) const UNITS: &[(&str, i64)] = &[
    ("b", 1),
    ("kb", 1000),
    ("mb", 1_000_000),
    ("gb", 1_000_000_000),
    ("kib", 1 << 10),
    ("mib", 1 << 20),
    ("gib", 1 << 30),
];

pub(crate) fn size(text: &str) -> Option<i64> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '-').unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let number: i64 = number.parse().ok()?;
    let unit = unit.trim_start().to_ascii_lowercase();
    if unit.is_empty() {
        return Some(number);
    }
    UNITS.iter().find(|(name, _)| *name == unit).and_then(|(_, bytes)| number.checked_mul(*bytes))
}
