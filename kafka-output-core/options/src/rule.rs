//! What a rule between options is, and the `const fn` that reads one.
//!
//! A rule is data: its subjects, under which conditions it speaks of a subject, and what would satisfy it. Each
//! condition is yes, no or not known (its option is a setting, or may come from a `connection`); a rule is broken only
//! by what is known, so one row serves the macro, generated constants and the running program.

mod blame;
mod when;

pub use blame::Broken;
pub use when::When;
use when::{Truth, is, truth};

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
    /// Whether the other option is what is wrong, so that one mend there satisfies all subjects; else it is the subject.
    pub blames_other: bool,
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

impl Rule {
    /// Whether the rule is about the option, or asks for it.
    #[must_use]
    pub fn names(&self, id: OptionId) -> bool {
        let mut asked = self.when.iter().chain(self.unless).flat_map(When::options);
        self.subjects.contains(&id) || self.other == Some(id) || asked.any(|asked| asked == id)
    }
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

impl Rule {
    /// The option that is wrong, or missing, where this subject breaks the rule.
    #[must_use]
    pub const fn blamed(&self, subject: OptionId) -> OptionId {
        match self.other {
            Some(other) if self.blames_other => other,
            _ => subject,
        }
    }

    /// The pair that breaks the rule, where the subject's value is a map.
    #[must_use]
    pub const fn entry(&self, subject: OptionId, set: &OptionSet<'_>) -> Option<usize> {
        let mut at = 0;
        while at < self.when.len() {
            if let When::PropertyAbove(id, property, limit) = self.when[at]
                && id.is(subject)
                && let Some(Value::Map(pairs)) = set.get(id)
            {
                return when::pair_above(pairs, property, limit);
            }
            at += 1;
        }
        None
    }
}

impl OptionId {
    /// Whether a `#[kafka_connection]` may bring this option: all but the topic, what is read off each record, and what decides
    /// types.
    #[must_use]
    pub const fn may_come_from_connection(self) -> bool {
        let row = self.spec();
        // A schema is one type's, and the attribute on the function has to see it.
        !self.is(Self::Topic) && !matches!(row.group, Group::Record | Group::Bytes) && !row.compile_time
    }
}
