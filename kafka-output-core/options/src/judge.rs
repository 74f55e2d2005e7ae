//! The only judge: rows first, then rules.

use crate::defaults::{fallback_word, of_default, pair_setting_faults, setting_faults};
use crate::elsewhere::stands_elsewhere;
use crate::fault::pair_fault;
use crate::features::Features;
use crate::grammar::lacks_ports_alone;
use crate::parse::parse_value;
use crate::properties::{MapFault, needed_feature, property_fault, shared};
use crate::rule::{Broken, Rule, When, breaks};
use crate::set::OptionSet;
use crate::spec::{OptionSpec, Target};
use crate::suggest::{Near, nearest_property};
use crate::table::{OptionId, spec};
use crate::template::Template;
use crate::value::Value;
use crate::violation::{
    Lacking, Place, Violation, ViolationKind, assigned_word, feature_sentence, property_feature_sentence,
    rule_sentence, same_goes_for, told_once,
};

/// Everything that is wrong with the options of one output, in the order written and then of the rules.
///
/// The macro calls it with settings in the set, about which the rules of presence speak and the rules of value wait;
/// the runtime calls it again when every setting is resolved.
#[must_use]
pub fn judge(set: &OptionSet<'_>, features: &Features) -> Vec<Violation> {
    let settled: Vec<_> = set.iter().map(|(id, value)| (id, Settled::of(value))).collect();
    let entries: Vec<_> = settled.iter().map(|(id, value)| (*id, value.value(spec(*id)))).collect();
    let sound: Vec<_> = entries.iter().map(|(id, value)| sound_pairs(spec(*id), value)).collect();
    let mut found = Vec::new();
    let mut usable = entries.clone();
    for (at, (id, value)) in entries.iter().enumerate() {
        let before = found.len();
        judge_row(spec(*id), value, *features, &mut found);
        let judged: &[Violation] = &found[before..];
        let mut wrong = judged.iter().filter(|violation| violation.kind != ViolationKind::Feature).peekable();
        if wrong.peek().is_some() {
            let in_pairs = wrong.all(|violation| violation.entry.is_some());
            usable[at].1 = match value {
                _ if in_pairs => Value::Map(&sound[at]),
                // Whose brokers they are is known all the same.
                Value::Text(list) if id.is(OptionId::BrokerList) && lacks_ports_alone(list) => *value,
                _ => Value::Unusable,
            };
        }
    }
    let mut found = told_once(found);
    usable.extend(meant_by_properties(&entries));
    let usable = set.replaced(&usable);
    let mut broken = Broken::new();
    while let Some((rule, subject)) = broken.next(&usable) {
        // An option that is only meant cannot be underlined, and is told of already.
        if rule.place == Place::Attribute || set.has(subject) {
            found.extend(of_rule(rule, subject, &usable));
        }
    }
    found
}

/// A map's pairs, with nothing at the place of one that is wrong.
fn sound_pairs<'a>(spec: &OptionSpec, value: &Value<'a>) -> Vec<(&'a str, &'a str)> {
    let Value::Map(pairs) = value else { return Vec::new() };
    let sound = |(index, pair)| if pair_fault(spec, pairs, index).is_none() { pair } else { ("", "") };
    pairs.iter().copied().enumerate().map(sound).collect()
}

/// The options meant by properties that are theirs or near to their names, which is told at the property: they are not missing
/// as well.
#[must_use]
pub fn meant_by_properties<'a>(entries: &[(OptionId, Value<'a>)]) -> Vec<(OptionId, Value<'a>)> {
    let owner = |pairs: &[(&str, &str)], at| match property_fault(pairs, at) {
        Some(MapFault::Owned(id)) => Some((id, Value::Unusable)),
        Some(MapFault::Unknown) => match nearest_property(pairs[at].0) {
            Some(Near::Option(id)) => Some((id, Value::Unusable)),
            _ => None,
        },
        _ => None,
    };
    let raw = entries.iter().filter(|(id, _)| spec(*id).target == Target::Properties);
    raw.flat_map(|(_, value)| match value {
        Value::Map(pairs) => (0..pairs.len()).filter_map(|at| owner(pairs, at)).collect(),
        _ => Vec::new(),
    })
    .collect()
}

fn judge_row(spec: &OptionSpec, value: &Value<'_>, features: Features, found: &mut Vec<Violation>) {
    if let Some(feature) = spec.feature
        && !features.has(feature)
    {
        found.push(lacks_feature(spec, None, feature, Place::Key));
    } else {
        found.extend(word_lacks_feature(spec, value, features));
    }
    let faults = Violation::all_of_value(spec, value);
    if faults.is_empty()
        && let Value::Setting(text) = value
    {
        let faults = setting_faults(spec, text);
        if faults.is_empty()
            && let Some(word) = fallback_word(spec, text)
        {
            found.extend(word_lacks_feature(spec, &Value::Word(word), features).map(of_default));
        }
        found.extend(faults);
    }
    if let Value::Map(pairs) = value {
        found.extend(pair_setting_faults(spec, pairs));
        found.extend(pairs_lack_features(spec, pairs, features));
    }
    found.extend(faults);
}

fn word_lacks_feature(spec: &OptionSpec, value: &Value<'_>, features: Features) -> Option<Violation> {
    let word = value.word_of(spec)?;
    let feature = word.feature.filter(|feature| !features.has(feature))?;
    Some(lacks_feature(spec, Some(word.word), feature, Place::Value))
}

/// A property without its machinery is refused by librdkafka only when the program runs.
fn pairs_lack_features(spec: &OptionSpec, pairs: &[(&str, &str)], features: Features) -> Vec<Violation> {
    if !matches!(spec.target, Target::Properties | Target::UncheckedProperties) {
        return Vec::new();
    }
    let lacking = |(index, (name, _)): (usize, &(&str, &str))| {
        let feature = needed_feature(name).filter(|feature| !features.has(feature))?;
        // Another fault has another way out.
        pair_fault(spec, pairs, index).is_none().then(|| Violation {
            entry: Some(index),
            lacks: Some(Box::new(Lacking::new(feature, (*name).to_owned()))),
            sentence: property_feature_sentence(spec, name, feature),
            ..lacks_feature(spec, None, feature, Place::Value)
        })
    };
    pairs.iter().enumerate().filter_map(lacking).collect()
}

fn lacks_feature(spec: &OptionSpec, word: Option<&str>, feature: &'static str, place: Place) -> Violation {
    Violation {
        kind: ViolationKind::Feature,
        option: spec.id,
        place,
        other: None,
        entry: None,
        rule: None,
        lacks: Some(Box::new(Lacking::new(feature, assigned_word(spec, word)))),
        sentence: feature_sentence(spec, word, feature),
    }
}

/// What a subject that breaks a rule is told: once, or once for each pair of its map that does.
fn of_rule(rule: &Rule, subject: OptionId, set: &OptionSet<'_>) -> Vec<Violation> {
    let violation = |entry, sentence| Violation {
        kind: rule.kind,
        option: subject,
        place: rule.place,
        other: rule.other,
        entry,
        rule: Some(rule.name),
        lacks: None,
        sentence,
    };
    let sentence = rule_sentence(rule, subject, set) + &also_broken_by(rule, subject, set);
    let pairs = shared_pairs(rule, set);
    if pairs.is_empty() {
        return vec![violation(rule.entry(subject, set), sentence)];
    }
    let named = |name: &str| sentence.replacen("a property", &format!("`{name}`"), 1);
    pairs.into_iter().map(|(index, name)| violation(Some(index), named(name))).collect()
}

/// The other subjects of a rule whose one mend would satisfy them all: the other mend, to leave them out, is one of each.
fn also_broken_by(rule: &Rule, subject: OptionId, set: &OptionSet<'_>) -> String {
    let is_other = |id: &OptionId| *id != subject && set.has(*id) && breaks(rule, *id, set);
    let others = rule.subjects.iter().filter(|id| rule.blames_other && is_other(id));
    same_goes_for(others.map(|id| id.name())).map_or_else(String::new, |others| format!(" ({others})"))
}

/// The pairs of a map that a rule about two maps speaks of.
fn shared_pairs<'a>(rule: &Rule, set: &OptionSet<'a>) -> Vec<(usize, &'a str)> {
    let mut found = Vec::new();
    for when in rule.when {
        if let When::Shares(map, other) = *when
            && let (Some(Value::Map(pairs)), Some(Value::Map(other))) = (set.get(map), set.get(other))
        {
            let mut next = shared(pairs, other, 0);
            while let Some(index) = next {
                found.push((index, pairs[index].0));
                next = shared(pairs, other, index + 1);
            }
        }
    }
    found
}

/// A value, or the text that a value with escapes alone (`100%%`) stands for, which is known already.
enum Settled<'a> {
    AsWritten(Value<'a>),
    Unescaped(String, Value<'a>),
}

impl<'a> Settled<'a> {
    fn of(value: Value<'a>) -> Self {
        if let Value::Setting(text) = value
            && let Ok(template) = Template::parse(text)
            && !template.has_references()
            && !stands_elsewhere(text)
            && let Ok(plain) = template.resolve(|_| None)
        {
            return Self::Unescaped(plain, value);
        }
        Self::AsWritten(value)
    }

    /// The value of an option. Text that cannot be read as one stays the text it is, for the judge to refuse.
    fn value(&self, spec: &OptionSpec) -> Value<'_> {
        match self {
            Self::AsWritten(value) => *value,
            Self::Unescaped(_, value) if spec.compile_time => *value,
            Self::Unescaped(plain, _) => parse_value(spec, plain).unwrap_or(Value::Text(plain)),
        }
    }
}
