//! "Did you mean …?"

use crate::bytes::alike;
use crate::librdkafka::PROPERTIES;
use crate::properties::{MapFault, find, owner, property_fault};
use crate::spec::OptionSpec;
use crate::synonyms::{OF_EVENTS, SYNONYMS};
use crate::table::{OPTIONS, OptionId};

/// The nearest of some names, if one is near enough to be meant.
pub fn nearest<'a>(name: &str, among: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let plain = name.to_ascii_lowercase();
    let reach = (plain.chars().count() / 3).clamp(1, 4);
    among
        .map(|candidate| (distance(&plain, &candidate.to_ascii_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= reach)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The option that a name is near to: by another case or joint (`brokerList`), as a property of librdkafka's
/// (`bootstrap.servers`, `bootstrap_servers`), by what Azure or others call it, or by a few letters.
#[must_use]
pub fn nearest_option(name: &str) -> Option<&'static str> {
    let spelled = OPTIONS.iter().map(|option| option.name).find(|option| alike(option, name));
    let known = spelled.or_else(|| owner(&name.replace('_', ".")).map(OptionId::name));
    if known.is_some() || free_property(name).is_some() || of_events(name).is_some() {
        return known;
    }
    synonym(name).or_else(|| nearest(name, OPTIONS.iter().map(|option| option.name)))
}

/// The option that others call by a name.
fn synonym(name: &str) -> Option<&'static str> {
    let azures = |option: &OptionSpec| {
        let names = [option.azure_functions, option.stream_analytics];
        names.iter().flatten().any(|other| alike(&other.replace(' ', "_"), name))
    };
    let listed = || SYNONYMS.iter().find(|(_, names)| names.iter().any(|other| alike(other, name)));
    let azures = OPTIONS.iter().find(|option| azures(option)).map(|option| option.name);
    azures.or_else(|| listed().map(|(id, _)| id.name()))
}

/// The method of an event's that says what is written as an option.
pub(crate) fn of_events(name: &str) -> Option<&'static str> {
    OF_EVENTS.iter().find(|method| alike(method, name)).copied()
}

/// The property of this name that `properties` may set, which is no option by itself: `socket.timeout.ms`, also with `_`
/// where librdkafka has a point.
pub(crate) fn free_property(name: &str) -> Option<&'static str> {
    let row = find(&name.to_ascii_lowercase().replace(['_', '-'], "."))?;
    let may_stand = matches!(property_fault(&[(row.name, "")], 0), None | Some(MapFault::Value));
    may_stand.then_some(row.name)
}

/// What a name that is no property's is near to.
pub(crate) enum Near {
    /// An option of ours.
    Option(OptionId),
    /// A property that a producer has and no option owns.
    Property(&'static str),
}

/// What a name that librdkafka does not list is near to: an option's name, or one of its properties by another joint
/// (`socket_timeout_ms`) or a few letters.
pub(crate) fn nearest_property(name: &str) -> Option<Near> {
    if let Some(option) = OPTIONS.iter().find(|option| alike(option.name, name)) {
        return Some(Near::Option(option.id));
    }
    let joined = find(&name.to_ascii_lowercase().replace(['_', '-'], "."));
    let near = match joined.filter(|row| row.is_for_producers()) {
        Some(row) => row.name,
        None => nearest(name, PROPERTIES.iter().filter(|row| row.is_for_producers()).map(|row| row.name))?,
    };
    Some(owner(near).map_or(Near::Property(near), Near::Option))
}

/// How many letters must be added, left out, changed or swapped with their neighbour.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    let mut previous = None;
    for (i, x) in a.chars().enumerate() {
        let mut row = vec![i + 1];
        for (j, &y) in b.iter().enumerate() {
            let changed = last[j] + usize::from(x != y);
            let mut fewest = changed.min(last[j + 1] + 1).min(row[j] + 1);
            if j > 0 && previous == Some(y) && x == b[j - 1] {
                fewest = fewest.min(before[j - 1] + 1);
            }
            row.push(fewest);
        }
        before = std::mem::replace(&mut last, row);
        previous = Some(x);
    }
    last[b.len()]
}
