//! What a rule between options is, and the `const fn` that reads one.
//!
//! A rule is data: its subjects, under which conditions it speaks of a subject, and what would satisfy it. Each
//! condition is yes, no or not known (its option is a setting, or may come from a `connection`); a rule is broken only
//! by what is known, so one row serves the macro, generated constants and the running program.

use crate::bytes::same;
use crate::properties::shared;
use crate::set::OptionSet;
use crate::spec::Group;
use crate::table::OptionId;
use crate::value::Value;
use crate::violation::{Place, ViolationKind};

/// One rule between options. It is broken by a subject if every condition of `when` holds and none of `unless` does.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// The rule's own name, for tests and the manual.
    pub name: &'static str,
    /// The class of fault.
    pub kind: ViolationKind,
    /// The options it is about, each judged alone. At [`Place::Attribute`] a subject breaks the rule by not being
    /// written, elsewhere it has to be written to break it.
    pub subjects: &'static [OptionId],
    /// Whether one mend satisfies all subjects, so that only the first that breaks the rule is told.
    pub once: bool,
    /// What to underline of the subject.
    pub place: Place,
    /// What must hold besides.
    pub when: &'static [When],
    /// What satisfies the rule.
    pub unless: &'static [When],
    /// The other option it is about, if any.
    pub other: Option<OptionId>,
    /// What is wrong and, after `;`, the way out; `{}` is the subject's name.
    pub sentence: &'static str,
    /// A set that breaks it; required options that are not the point are left out.
    pub wrong: Example,
    /// The same, mended.
    pub right: Example,
}

/// The options of an example.
pub type Example = &'static [(OptionId, Value<'static>)];

/// A condition on one or two options.
#[derive(Clone, Copy, Debug)]
pub enum When {
    /// The option is written, whatever its value.
    Written(OptionId),
    /// The option is not written.
    Unwritten(OptionId),
    /// The option is written with one of these words.
    Is(OptionId, &'static [&'static str]),
    /// The option is known to be one of these words: never in doubt, so it only ever silences a rule.
    Surely(OptionId, &'static [&'static str]),
    /// The option is written with another word than these.
    IsNot(OptionId, &'static [&'static str]),
    /// The flag is written so.
    Flag(OptionId, bool),
    /// The number is written, and is below this.
    Below(OptionId, i64),
    /// The number is written, and is above this.
    Above(OptionId, i64),
    /// Both numbers are written, and the first is below the second.
    Less(OptionId, OptionId),
    /// Both maps of properties are written, and the first sets one that the second sets too.
    Shares(OptionId, OptionId),
}

impl Rule {
    /// Whether the rule is about the option, or asks for it.
    #[must_use]
    pub fn names(&self, id: OptionId) -> bool {
        let asked = self.when.iter().chain(self.unless).flat_map(When::options);
        self.subjects.contains(&id) || self.other == Some(id) || asked.flatten().any(|asked| asked == id)
    }
}

impl When {
    /// The option it looks at; the first of two.
    #[must_use]
    pub const fn option(&self) -> OptionId {
        match *self {
            Self::Written(id)
            | Self::Unwritten(id)
            | Self::Is(id, _)
            | Self::Surely(id, _)
            | Self::IsNot(id, _)
            | Self::Flag(id, _)
            | Self::Below(id, _)
            | Self::Above(id, _)
            | Self::Less(id, _)
            | Self::Shares(id, _) => id,
        }
    }

    /// The options whose presence or value it asks for.
    #[must_use]
    pub const fn options(&self) -> [Option<OptionId>; 2] {
        match *self {
            Self::Less(one, other) | Self::Shares(one, other) => [Some(one), Some(other)],
            _ => [Some(self.option()), None],
        }
    }

    /// Whether it asks for more than presence, so that it waits for a setting's value. What is only sure or not
    /// ([`Surely`](Self::Surely)) does not wait.
    #[must_use]
    pub const fn asks_for_values(&self) -> bool {
        !matches!(self, Self::Written(_) | Self::Unwritten(_) | Self::Surely(..))
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Truth {
    Yes,
    No,
    NotKnown,
}

/// The first subject that breaks the rule.
#[must_use]
pub const fn violates(rule: &Rule, set: &OptionSet<'_>) -> Option<OptionId> {
    let mut at = 0;
    while at < rule.subjects.len() {
        if breaks(rule, rule.subjects[at], set) {
            return Some(rule.subjects[at]);
        }
        at += 1;
    }
    None
}

/// Whether this subject breaks the rule.
#[must_use]
pub const fn breaks(rule: &Rule, subject: OptionId, set: &OptionSet<'_>) -> bool {
    let concerned = match rule.place {
        Place::Attribute => When::Unwritten(subject),
        Place::Key | Place::Value => When::Written(subject),
    };
    if !is(truth(&concerned, set), Truth::Yes) {
        return false;
    }
    let mut at = 0;
    while at < rule.when.len() {
        if !is(truth(&rule.when[at], set), Truth::Yes) {
            return false;
        }
        at += 1;
    }
    at = 0;
    while at < rule.unless.len() {
        if !is(truth(&rule.unless[at], set), Truth::No) {
            return false;
        }
        at += 1;
    }
    true
}

const fn truth(when: &When, set: &OptionSet<'_>) -> Truth {
    match *when {
        When::Written(id) => written(set, id),
        When::Unwritten(id) => not(written(set, id)),
        When::Is(id, words) => match known(set, id) {
            Ok(_) => one_of(set, id, words),
            Err(truth) => truth,
        },
        When::Surely(id, words) => match known(set, id) {
            Ok(_) => yes_if(is(one_of(set, id, words), Truth::Yes)),
            Err(_) => Truth::No,
        },
        When::IsNot(id, words) => match known(set, id) {
            Ok(_) => not(one_of(set, id, words)),
            Err(truth) => truth,
        },
        When::Flag(id, wanted) => match known(set, id) {
            Ok(Value::Flag(flag)) => yes_if(flag == wanted),
            Ok(_) => Truth::NotKnown,
            Err(truth) => truth,
        },
        When::Below(id, limit) => match known(set, id) {
            Ok(Value::Integer(number)) => yes_if(number < limit),
            Ok(_) => Truth::NotKnown,
            Err(truth) => truth,
        },
        When::Above(id, limit) => match known(set, id) {
            Ok(Value::Integer(number)) => yes_if(number > limit),
            Ok(_) => Truth::NotKnown,
            Err(truth) => truth,
        },
        When::Less(one, other) | When::Shares(one, other) => match (known(set, one), known(set, other)) {
            (Ok(Value::Integer(low)), Ok(Value::Integer(high))) => yes_if(low < high),
            (Ok(Value::Map(pairs)), Ok(Value::Map(others))) => yes_if(shared(pairs, others, 0).is_some()),
            (Err(Truth::No), _) | (_, Err(Truth::No)) => Truth::No,
            _ => Truth::NotKnown,
        },
    }
}

/// Whether an option is written; what a connection may yet bring is not known.
const fn written(set: &OptionSet<'_>, id: OptionId) -> Truth {
    if set.has(id) {
        Truth::Yes
    } else if set.may_yet_have(id) {
        Truth::NotKnown
    } else {
        Truth::No
    }
}

/// The option's value, or what a condition on its value is without one.
const fn known<'a>(set: &OptionSet<'a>, id: OptionId) -> Result<Value<'a>, Truth> {
    match set.get(id) {
        Some(value) if value.is_known() => Ok(value),
        Some(_) => Err(Truth::NotKnown),
        None => Err(written(set, id)),
    }
}

/// Whether the option's word is among these; a word that is none of the option's own is not known.
const fn one_of(set: &OptionSet<'_>, id: OptionId, words: &[&str]) -> Truth {
    let Some(word) = set.word(id) else { return Truth::NotKnown };
    let mut at = 0;
    while at < words.len() {
        if same(words[at], word) {
            return Truth::Yes;
        }
        at += 1;
    }
    Truth::No
}

const fn yes_if(holds: bool) -> Truth {
    if holds { Truth::Yes } else { Truth::No }
}

const fn not(truth: Truth) -> Truth {
    match truth {
        Truth::Yes => Truth::No,
        Truth::No => Truth::Yes,
        Truth::NotKnown => Truth::NotKnown,
    }
}

/// `==` in a `const fn`.
const fn is(a: Truth, b: Truth) -> bool {
    a as u8 == b as u8
}

impl OptionId {
    /// Whether a `#[kafka_connection]` may bring this option: all but the topic, what is read off each record, and what decides
    /// types.
    #[must_use]
    pub const fn may_come_from_connection(self) -> bool {
        let row = self.spec();
        !self.is(Self::Topic) && !matches!(row.group, Group::Record) && !row.compile_time
    }
}
