//! What a row of librdkafka's list says, and where a name leads in it.

use super::Takes;
use crate::librdkafka::PROPERTIES;
use crate::spec::Target;
use crate::table::{OPTIONS, OptionId};

/// A property of librdkafka's, by one of its names: a row of [`PROPERTIES`].
#[derive(Clone, Copy, Debug)]
pub struct Property {
    /// This name of it.
    pub name: &'static str,
    /// Its main name, where this one is another.
    pub alias_of: Option<&'static str>,
    /// Who reads it.
    pub client: Client,
    /// What it takes.
    pub takes: Takes,
}

/// Who reads a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Client {
    /// Every client.
    Any,
    /// Only a producer.
    Producer,
    /// Only a consumer: a producer takes it and does nothing with it.
    Consumer,
}

pub(crate) const fn row(name: &'static str, client: Client, takes: Takes) -> Property {
    Property { name, alias_of: None, client, takes }
}

impl Property {
    pub(crate) const fn alias_of(self, main: &'static str) -> Self {
        Self { alias_of: Some(main), ..self }
    }

    /// Its main name.
    #[must_use]
    pub const fn main(&self) -> &'static str {
        match self.alias_of {
            Some(main) => main,
            None => self.name,
        }
    }

    /// Whether a producer reads it and text can be its value.
    #[must_use]
    pub const fn is_for_producers(&self) -> bool {
        !matches!(self.client, Client::Consumer) && !matches!(self.takes, Takes::NoText)
    }
}

/// The row of a name. The rows are sorted by it: generated constants judge names too, and the compiler runs loops slowly.
#[must_use]
pub const fn find(name: &str) -> Option<&'static Property> {
    let name = name.as_bytes();
    let (mut from, mut to) = (0, PROPERTIES.len());
    while from < to {
        let middle = usize::midpoint(from, to);
        let row = PROPERTIES[middle].name.as_bytes();
        let mut at = 0;
        while at < row.len() && at < name.len() && row[at] == name[at] {
            at += 1;
        }
        if at == row.len() && at == name.len() {
            return Some(&PROPERTIES[middle]);
        }
        if at < row.len() && (at == name.len() || name[at] < row[at]) {
            to = middle;
        } else {
            from = middle + 1;
        }
    }
    None
}

/// librdkafka's main name for a property; a name it does not list is its own.
#[must_use]
pub const fn main_name(name: &str) -> &str {
    match find(name) {
        Some(row) => row.main(),
        None => name,
    }
}

/// The option that owns a property, by any of its names.
#[must_use]
pub const fn owner(property: &str) -> Option<OptionId> {
    owner_of(main_name(property))
}

/// The option that owns the property with this main name.
pub(super) const fn owner_of(main: &str) -> Option<OptionId> {
    let mut name = main;
    let mut next = 0;
    loop {
        let mut at = 0;
        while at < OPTIONS.len() {
            if let Target::Property(owned) = OPTIONS[at].target
                && crate::bytes::same(owned, name)
            {
                return Some(OPTIONS[at].id);
            }
            at += 1;
        }
        match next_alias(main, next) {
            Some((index, alias)) => (name, next) = (alias, index + 1),
            None => return None,
        }
    }
}

/// The rows that are another name of a property. librdkafka's other names are these, and its list alone has them.
const ALIASES: &[Property] = &{
    let mut aliases = [PROPERTIES[0]; alias_count()];
    let (mut at, mut next) = (0, 0);
    while at < PROPERTIES.len() {
        if PROPERTIES[at].alias_of.is_some() {
            aliases[next] = PROPERTIES[at];
            next += 1;
        }
        at += 1;
    }
    aliases
};

const fn alias_count() -> usize {
    let (mut at, mut count) = (0, 0);
    while at < PROPERTIES.len() {
        if PROPERTIES[at].alias_of.is_some() {
            count += 1;
        }
        at += 1;
    }
    count
}

/// The other names of the property with this main name, one at a time: the index of the first at or after another.
pub(super) const fn next_alias(main: &str, from: usize) -> Option<(usize, &'static str)> {
    let mut at = from;
    while at < ALIASES.len() {
        if crate::bytes::same(ALIASES[at].main(), main) {
            return Some((at, ALIASES[at].name));
        }
        at += 1;
    }
    None
}
