//! Options whose settings are resolved: the values live here, and the judge reads them from here.

use std::fmt;

use kafka_output_options::{OptionId, OptionSet, Value};
use zeroize::Zeroize;

/// A resolved value.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum OwnedValue {
    Text(String),
    Integer(i64),
    Flag(bool),
    Word(String),
    Map(Vec<(String, String)>),
    Item,
    /// Could not be resolved, which is reported already: present for rules of presence, silent for rules of value.
    Unusable,
}

// No value is ever shown: which of them is secret is the table's to say, and this type does not know its row.
impl fmt::Debug for OwnedValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

impl OwnedValue {
    /// What a judged value of the table's parser is, owned.
    pub(crate) fn of(value: Value<'_>) -> Self {
        match value {
            Value::Text(text) | Value::Setting(text) => Self::Text(text.to_owned()),
            Value::Integer(number) => Self::Integer(number),
            Value::Flag(flag) => Self::Flag(flag),
            Value::Word(word) => Self::Word(word.to_owned()),
            Value::Map(pairs) => Self::Map(
                pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
            ),
            Value::Item => Self::Item,
            Value::Unusable => Self::Unusable,
        }
    }
}

impl OwnedValue {
    /// Overwrites what may be a secret.
    fn erase(&mut self) {
        match self {
            Self::Text(text) | Self::Word(text) => text.zeroize(),
            Self::Map(pairs) => pairs.iter_mut().for_each(|(_, value)| value.zeroize()),
            Self::Integer(_) | Self::Flag(_) | Self::Item | Self::Unusable => {}
        }
    }
}

/// The resolved options of one output, in order; overwritten when dropped.
#[derive(Debug, Clone, Default)]
pub(crate) struct OwnedOptions {
    entries: Vec<(OptionId, OwnedValue)>,
    /// Those that references have fetched.
    fetched: Vec<OptionId>,
}

impl Drop for OwnedOptions {
    fn drop(&mut self) {
        self.entries.iter_mut().for_each(|(_, value)| value.erase());
    }
}

impl OwnedOptions {
    /// Sets an option that has no value yet, or in place of what it was.
    pub(crate) fn set(&mut self, id: OptionId, value: OwnedValue, fetched: bool) {
        self.fetched.retain(|other| *other != id);
        self.fetched.extend(fetched.then_some(id));
        match self.entries.iter_mut().find(|(other, _)| *other == id) {
            Some(entry) => {
                entry.1.erase();
                entry.1 = value;
            }
            None => self.entries.push((id, value)),
        }
    }

    /// Makes of a value one that nothing more is said of.
    pub(crate) fn spoil(&mut self, id: OptionId) {
        if self.entries.iter().any(|(other, _)| *other == id) {
            self.set(id, OwnedValue::Unusable, false);
        }
    }

    /// Calls `read` with the set as the judge reads it.
    pub(crate) fn read<T>(&self, read: impl FnOnce(&OptionSet<'_>) -> T) -> T {
        let maps: Vec<Vec<(&str, &str)>> = self
            .entries
            .iter()
            .map(|(_, value)| match value {
                OwnedValue::Map(pairs) => {
                    pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
                }
                _ => Vec::new(),
            })
            .collect();
        let entries: Vec<_> =
            self.entries.iter().zip(&maps).map(|((id, value), map)| (*id, borrowed(value, map))).collect();
        read(&OptionSet::new(&entries).with_fetched(&self.fetched))
    }
}

fn borrowed<'a>(value: &'a OwnedValue, map: &'a [(&'a str, &'a str)]) -> Value<'a> {
    match value {
        OwnedValue::Text(text) => Value::Text(text),
        OwnedValue::Integer(number) => Value::Integer(*number),
        OwnedValue::Flag(flag) => Value::Flag(*flag),
        OwnedValue::Word(word) => Value::Word(word),
        OwnedValue::Map(_) => Value::Map(map),
        OwnedValue::Item => Value::Item,
        OwnedValue::Unusable => Value::Unusable,
    }
}
