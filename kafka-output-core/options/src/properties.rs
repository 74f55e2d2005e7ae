//! What the raw maps `properties` and `unchecked_properties` may set, and the names of a header.

mod forbidden;
mod listed;
mod needs;
mod takes;

pub use forbidden::{FORBIDDEN, Forbidden};
pub(crate) use listed::row;
pub use listed::{Client, Property, find, main_name, owner};
pub use needs::needed_feature;
pub use takes::Takes;

use crate::bytes::{begins, same};
use crate::table::OptionId;
use listed::{next_alias, owner_of};

/// What is wrong with one pair of a map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MapFault {
    /// Its name is empty or blank.
    NoName,
    /// Its name or value holds a NUL character.
    Nul,
    /// Its name holds a reference; only values may.
    MarkedName,
    /// A pair before it sets the same.
    Twice,
    /// It is a property that this option owns.
    Owned(OptionId),
    /// It is a property that would break the runtime: the row of [`FORBIDDEN`].
    Forbidden(usize),
    /// It is a function or an object, not text.
    NoText,
    /// It is no property that librdkafka lists.
    Unknown,
    /// It is a property of consumers.
    Consumers,
    /// Its value is none that the property takes.
    Value,
}

/// What is wrong with the pair at an index of `properties`.
#[must_use]
pub const fn property_fault(pairs: &[(&str, &str)], index: usize) -> Option<MapFault> {
    match row_of(pairs, index) {
        Err(fault) => Some(fault),
        Ok(None) => Some(MapFault::Unknown),
        Ok(Some(Property { client: Client::Consumer, .. })) => Some(MapFault::Consumers),
        Ok(Some(row)) if !row.takes.allows(pairs[index].1) => Some(MapFault::Value),
        Ok(Some(_)) => None,
    }
}

/// What is wrong with the pair at an index of `unchecked_properties`.
#[must_use]
pub const fn unchecked_fault(pairs: &[(&str, &str)], index: usize) -> Option<MapFault> {
    match row_of(pairs, index) {
        Err(fault) => Some(fault),
        Ok(_) => None,
    }
}

/// The row of the pair's name, if librdkafka lists it, or why neither map may have the pair.
const fn row_of(pairs: &[(&str, &str)], index: usize) -> Result<Option<&'static Property>, MapFault> {
    let (name, value) = pairs[index];
    if let Some(fault) = name_fault(name) {
        return Err(fault);
    }
    if has_nul(value) {
        return Err(MapFault::Nul);
    }
    let row = find(name);
    let property = main_in(name, row);
    let (earlier, _) = pairs.split_at(index);
    if sets(earlier, property) {
        return Err(MapFault::Twice);
    }
    if let Some(id) = owner_of(property) {
        return Err(MapFault::Owned(id));
    }
    let mut at = 0;
    while at < FORBIDDEN.len() {
        if same(FORBIDDEN[at].property, property) {
            return Err(MapFault::Forbidden(at));
        }
        at += 1;
    }
    match row {
        Some(Property { takes: Takes::NoText, .. }) => Err(MapFault::NoText),
        _ => Ok(row),
    }
}

/// The main name of the property that librdkafka would set. Of a topic's property it takes `topic.` off, if that is no
/// name of its own: `topic.acks` is `acks`, while `topic.blacklist` is not.
const fn main_in<'a>(name: &'a str, row: Option<&Property>) -> &'a str {
    match row {
        Some(row) => row.main(),
        None => main_name(without_scope(name)),
    }
}

/// The first pair at or after an index of one map whose property another map sets too, by whichever name. One without a name sets
/// none.
#[must_use]
pub const fn shared(pairs: &[(&str, &str)], other: &[(&str, &str)], from: usize) -> Option<usize> {
    let mut at = from;
    while at < pairs.len() {
        let (name, _) = pairs[at];
        if !name.is_empty() && sets(other, main_in(name, find(name))) {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// What is wrong with the name of a header. Its value may be any bytes, and a name may come again.
#[must_use]
pub const fn header_fault(name: &str) -> Option<MapFault> {
    name_fault(name)
}

/// Whether some pair sets the property with this main name, by whichever.
const fn sets(pairs: &[(&str, &str)], main: &str) -> bool {
    if pairs.is_empty() {
        return false;
    }
    let mut name = main;
    let mut next = 0;
    loop {
        let mut at = 0;
        while at < pairs.len() {
            if same(pairs[at].0, name) || same(without_scope(pairs[at].0), name) {
                return true;
            }
            at += 1;
        }
        match next_alias(main, next) {
            Some((index, alias)) => (name, next) = (alias, index + 1),
            None => return false,
        }
    }
}

const fn without_scope(name: &str) -> &str {
    const SCOPE: &str = "topic.";
    if begins(name.as_bytes(), 0, SCOPE.as_bytes()) { name.split_at(SCOPE.len()).1 } else { name }
}

const fn name_fault(name: &str) -> Option<MapFault> {
    if crate::grammar::is_blank(name) {
        return Some(MapFault::NoName);
    }
    if has_nul(name) {
        return Some(MapFault::Nul);
    }
    if crate::template::names_setting(name) {
        return Some(MapFault::MarkedName);
    }
    None
}

const fn has_nul(text: &str) -> bool {
    crate::bytes::position(text.as_bytes(), b"\0", 0).is_some()
}
