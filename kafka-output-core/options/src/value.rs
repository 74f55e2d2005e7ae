//! The value of an option.

use crate::spec::{Kind, OptionSpec, Preset, Word};

/// What was written for an option, or what a setting gave.
///
/// `Debug` shows the value itself; show an [`OptionSet`](crate::OptionSet) instead where it may be a secret's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// Text, with no reference left in it.
    Text(&'a str),
    /// A number; a number of bytes for a size.
    Integer(i64),
    /// A flag.
    Flag(bool),
    /// A bare word.
    Word(&'a str),
    /// Text as written that holds `%NAME%`, `${NAME:default}` or an escape, or refers to a secret: not known before the program runs.
    Setting(&'a str),
    /// Pairs; their values may hold references.
    Map(&'a [(&'a str, &'a str)]),
    /// Tokens that only the macro reads.
    Item,
    /// Written, but badly, and already reported: there for every rule of presence, silent for every rule of value.
    Unusable,
}

impl Value<'_> {
    /// Whether the value itself is known: not a setting, not unusable.
    #[must_use]
    pub const fn is_known(&self) -> bool {
        !matches!(self, Self::Setting(_) | Self::Unusable)
    }

    /// The row of the word that this value is of `spec`, if the option chooses among words and this is one of them.
    #[must_use]
    pub const fn word_of(&self, spec: &OptionSpec) -> Option<&'static Word> {
        let Kind::Choice(words) = spec.kind else { return None };
        let given = match self {
            Self::Text(text) | Self::Word(text) => text,
            Self::Integer(-1) => "-1",
            Self::Integer(0) => "0",
            Self::Integer(1) => "1",
            _ => return None,
        };
        let mut at = 0;
        while at < words.len() {
            if words[at].is(given) {
                return Some(&words[at]);
            }
            at += 1;
        }
        None
    }
}

impl Preset {
    /// The default as a value.
    #[must_use]
    pub const fn value(self) -> Option<Value<'static>> {
        match self {
            Self::None => None,
            Self::Text(text) => Some(Value::Text(text)),
            Self::Integer(number) => Some(Value::Integer(number)),
            Self::Flag(flag) => Some(Value::Flag(flag)),
            Self::Word(word) => Some(Value::Word(word)),
        }
    }
}
