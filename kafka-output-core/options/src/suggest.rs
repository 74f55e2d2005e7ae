//! "Did you mean …?"

use crate::bytes::alike;
use crate::librdkafka::PROPERTIES;
use crate::properties::{FORBIDDEN, MapFault, Property, find, owner, property_fault};
use crate::spec::{OptionSpec, Word};
use crate::synonyms::{NOT_HERE, OF_EVENTS, PROPERTY_SYNONYMS, SEVERAL, SYNONYMS};
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

/// The words that one which is none of them may be meant for: those that others call so, or the one it is by a few letters not.
#[must_use]
pub fn nearest_words(given: &str, among: &'static [Word]) -> Vec<&'static str> {
    let called = among.iter().filter(|word| word.others.iter().any(|other| alike(other, given)));
    let called: Vec<_> = called.map(|word| word.word).collect();
    if !called.is_empty() {
        return called;
    }
    nearest(given, among.iter().map(|word| word.word)).into_iter().collect()
}

/// The option that a name is near to: by another case or joint (`brokerList`), as a property of librdkafka's
/// (`bootstrap.servers`, `bootstrap_servers`), by what Azure or others call it, or by a few letters.
#[must_use]
pub fn nearest_option(name: &str) -> Option<&'static str> {
    let spelled = OPTIONS.iter().find(|option| alike(option.name, name)).map(|option| option.id);
    let known = spelled.or_else(|| property(name).and_then(|row| owner(row.name)));
    if known.is_some() || free_property(name).is_some() || of_events(name).is_some() {
        return known.map(OptionId::name);
    }
    let synonym = synonym(name);
    if synonym.is_some() || why_not(name).is_some() {
        return synonym.map(OptionId::name);
    }
    misspelt(name).map(OptionId::name)
}

/// Whether a name is an option's but for its case, its joints or a few letters.
#[must_use]
pub fn is_slip(name: &str, option: &str) -> bool {
    alike(option, name) || nearest(name, std::iter::once(option)).is_some()
}

/// The option that others call by a name.
fn synonym(name: &str) -> Option<OptionId> {
    let azures = |option: &OptionSpec| {
        let names = [option.azure_functions, option.stream_analytics];
        names.iter().flatten().any(|other| alike(&other.replace(' ', "_"), name))
    };
    let listed = || SYNONYMS.iter().find(|(_, names)| names.iter().any(|other| alike(other, name)));
    let azures = OPTIONS.iter().find(|option| azures(option)).map(|option| option.id);
    azures.or_else(|| listed().map(|(id, _)| *id))
}

/// The option that a name is by a few letters not: its own name, or what librdkafka and others call it. Short words that
/// others use are near to too much.
fn misspelt(name: &str) -> Option<OptionId> {
    const SHORT: usize = 6;
    let own = OPTIONS.iter().map(|option| (option.name.to_owned(), option.id));
    let of_others =
        SYNONYMS.iter().flat_map(|(id, names)| names.iter().map(|other| ((*other).to_owned(), *id)));
    let of_librdkafka =
        PROPERTIES.iter().filter_map(|row| Some((row.name.replace('.', "_"), owner(row.name)?)));
    let long = of_others.chain(of_librdkafka).filter(|(other, _)| other.len() >= SHORT);
    let candidates: Vec<(String, OptionId)> = own.chain(long).collect();
    let near = nearest(&name.replace(['.', '-'], "_"), candidates.iter().map(|(other, _)| other.as_str()))?;
    candidates.iter().find(|(other, _)| other == near).map(|(_, id)| *id)
}

/// The property of librdkafka's that is spelled so, whatever the joints and cases.
fn property(name: &str) -> Option<&'static Property> {
    let joined = |name: &str| name.replace('.', "_");
    find(name).or_else(|| PROPERTIES.iter().find(|row| alike(&joined(row.name), &joined(name))))
}

/// Why no option is called so, and what to do: a consumer's property, one that nobody may set, or no Kafka client's.
pub(crate) fn why_not(name: &str) -> Option<String> {
    if let Some((_, Some(told))) = several(name) {
        return Some(told.to_owned());
    }
    if let Some((_, told)) = NOT_HERE.iter().find(|(names, _)| names.iter().any(|other| alike(other, name))) {
        return Some((*told).to_owned());
    }
    let shown = property(name).map_or_else(|| name.replace('_', "."), |row| row.name.to_owned());
    match property_fault(&[(&shown, "")], 0) {
        Some(MapFault::Consumers) => {
            Some(format!("`{shown}` is a consumer's property, and an output only produces; leave it out"))
        }
        Some(MapFault::Forbidden(row)) => {
            FORBIDDEN.get(row).map(|forbidden| format!("it is the property `{shown}`, {}", forbidden.because))
        }
        _ => None,
    }
}

/// The options that say together what others say by a setting of this name; none where it is no such name.
#[must_use]
pub fn options_for(name: &str) -> &'static [OptionId] {
    several(name).map_or(&[], |(options, _)| options)
}

fn several(name: &str) -> Option<(&'static [OptionId], Option<&'static str>)> {
    let row = SEVERAL.iter().find(|(names, ..)| names.iter().any(|other| alike(other, name)))?;
    Some((row.1, row.2))
}

/// The method of an event's that says what is written as an option.
pub(crate) fn of_events(name: &str) -> Option<&'static str> {
    OF_EVENTS.iter().find(|method| alike(method, name)).copied()
}

/// The property of this name that `properties` may set, which is no option by itself: `socket.timeout.ms`, also with `_`
/// where librdkafka has a point.
pub(crate) fn free_property(name: &str) -> Option<&'static str> {
    let other = PROPERTY_SYNONYMS.iter().find(|(_, names)| names.iter().any(|other| alike(other, name)));
    let row = property(other.map_or(name, |(property, _)| property))?;
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

/// What a name that librdkafka does not list is near to: an option's name or what others call it, or one of its properties by
/// another joint (`socket_timeout_ms`) or a few letters.
pub(crate) fn nearest_property(name: &str) -> Option<Near> {
    let spelled = OPTIONS.iter().find(|option| alike(option.name, name)).map(|option| option.id);
    let joined = name.replace('.', "_");
    if let Some(option) = spelled.or_else(|| synonym(&joined)) {
        return Some(Near::Option(option));
    }
    if let Some(free) = free_property(&joined) {
        return Some(Near::Property(free));
    }
    let near = match property(name).filter(|row| row.is_for_producers()) {
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
