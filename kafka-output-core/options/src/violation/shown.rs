//! What of a value a sentence may show: nothing of a secret's, nothing that may be one, nothing endless.

use crate::secretive::{may_be_secret, sounds_secret};
use crate::set::hides;
use crate::spec::{Kind, OptionSpec};
use crate::value::Value;

const LONGEST: usize = 100;

/// The character at a byte of the text, described so that blanks are seen.
pub(super) fn character(spec: &OptionSpec, value: &Value<'_>, at: usize) -> String {
    let found = visible(spec, value).and_then(|text| text.get(at..)).and_then(|rest| rest.chars().next());
    match found {
        Some(' ') => "a space".to_owned(),
        Some(character) => format!("`{}`", seen(character.encode_utf8(&mut [0; 4]))),
        None => "a character".to_owned(),
    }
}

/// The text with what cannot be seen in it escaped, such as the zero-width space that web pages have.
pub(super) fn seen(text: &str) -> String {
    text.chars().fold(String::new(), |mut seen, character| {
        if is_unseen(character) {
            seen.extend(character.escape_debug());
        } else {
            seen.push(character);
        }
        seen
    })
}

/// Whether a character has no shape of its own to be seen by.
pub(super) fn is_unseen(character: char) -> bool {
    !matches!(character, '"' | '\'' | '\\') && character.escape_debug().len() > 1
}

pub(super) fn slice<'a>(spec: &OptionSpec, value: &Value<'a>, from: usize, to: usize) -> Option<&'a str> {
    visible(spec, value)
        .and_then(|text| text.get(from..to))
        .filter(|piece| !piece.is_empty() && piece.len() <= LONGEST)
}

/// The value's text, unless it must not be shown.
pub(super) fn visible<'a>(spec: &OptionSpec, value: &Value<'a>) -> Option<&'a str> {
    match value {
        Value::Text(text) | Value::Word(text) | Value::Setting(text) if !hides(spec, value) => Some(text),
        _ => None,
    }
}

/// The same, unless it is too long to be shown: nobody's word, but perhaps a secret that looks like none.
pub(super) fn short<'a>(spec: &OptionSpec, value: &Value<'a>) -> Option<&'a str> {
    visible(spec, value).filter(|text| text.len() <= LONGEST)
}

/// The value as one would write it in prose, unless it must not be shown or is too long to be.
pub(super) fn visible_value(spec: &OptionSpec, value: &Value<'_>) -> Option<String> {
    let text = short(spec, value);
    match value {
        Value::Integer(number) if !spec.secret => Some(number.to_string()),
        Value::Flag(flag) if !spec.secret => Some(flag.to_string()),
        Value::Text(_) if !matches!(spec.kind, Kind::Text(_)) => {
            text.map(|text| format!("\"{}\"", seen(text)))
        }
        _ => text.map(seen),
    }
}

/// `` `linger_ms = 3` ``, or the name alone where the value must not be shown.
pub(super) fn assigned(spec: &OptionSpec, value: &Value<'_>) -> String {
    let name = spec.name;
    visible_value(spec, value).map_or_else(|| format!("`{name}`"), |value| format!("`{name} = {value}`"))
}

/// The value of a property of librdkafka's, unless it must not be shown, or cannot well be. The property may be one that
/// nobody knows, so what its name sounds like has to do.
pub(super) fn value_of<'a>(property: &str, value: &'a str) -> Option<&'a str> {
    let secret = sounds_secret(property) || may_be_secret(value);
    let plain = !value.is_empty() && value.len() <= LONGEST && !value.chars().any(char::is_control);
    (plain && !secret).then_some(value)
}

/// `` `a`, `b` or `c` ``
pub(super) fn enumerated<'a>(words: impl Iterator<Item = &'a str>, last: &str) -> String {
    let words: Vec<String> = words.map(|word| format!("`{word}`")).collect();
    match words.split_last() {
        Some((only, [])) => only.clone(),
        Some((end, others)) => format!("{} {last} {end}", others.join(", ")),
        None => String::new(),
    }
}

/// What else a sentence is true of; `None` where there is nothing.
pub(crate) fn same_goes_for<'a>(others: impl Iterator<Item = &'a str>) -> Option<String> {
    let others = enumerated(others, "and");
    (!others.is_empty()).then(|| format!("the same goes for {others}"))
}
