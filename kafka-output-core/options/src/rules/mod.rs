//! Every rule between options, by group.

mod bytes;
pub(crate) mod clouds;
mod delivery;
mod place;
mod protocol;
mod tls;
mod who;

use crate::rule::{Example, Rule, When};
use crate::table::OptionId;
use crate::violation::{Place, ViolationKind};

/// Every rule between options.
pub const RULES: &[Rule] = &joined::<{ count(GROUPS) }>(GROUPS);

/// Of two rules that one wrong option breaks, the earlier is told: what a cloud wants is said before what any broker does.
const GROUPS: &[&[Rule]] = &[
    place::RULES,
    delivery::RULES,
    clouds::RULES,
    protocol::RULES,
    who::RULES,
    tls::RULES,
    bytes::RULES,
    clouds::DETAILS,
];

const fn count(groups: &[&[Rule]]) -> usize {
    let (mut group, mut all) = (0, 0);
    while group < groups.len() {
        all += groups[group].len();
        group += 1;
    }
    all
}

const fn joined<const N: usize>(groups: &[&[Rule]]) -> [Rule; N] {
    let mut all = [place::RULES[0]; N];
    let (mut group, mut next) = (0, 0);
    while group < groups.len() {
        let mut at = 0;
        while at < groups[group].len() {
            all[next] = groups[group][at];
            next += 1;
            at += 1;
        }
        group += 1;
    }
    all
}

/// A rule in the words of its row: `subjects` … `when` … `unless`. What lacks another option blames that one.
const fn rule(name: &'static str, kind: ViolationKind, place: Place, subjects: &'static [OptionId]) -> Rule {
    Rule {
        name,
        kind,
        subjects,
        blames_other: matches!(kind, ViolationKind::Needs),
        place,
        when: &[],
        unless: &[],
        other: None,
        sentence: "",
        wrong: &[],
        right: &[],
    }
}

impl Rule {
    const fn when(self, when: &'static [When]) -> Self {
        Self { when, ..self }
    }

    const fn blames_other(self) -> Self {
        Self { blames_other: true, ..self }
    }

    const fn unless(self, unless: &'static [When]) -> Self {
        Self { unless, ..self }
    }

    const fn with(self, other: OptionId) -> Self {
        Self { other: Some(other), ..self }
    }

    const fn says(self, sentence: &'static str) -> Self {
        Self { sentence, ..self }
    }

    const fn wrong(self, wrong: Example) -> Self {
        Self { wrong, ..self }
    }

    const fn right(self, right: Example) -> Self {
        Self { right, ..self }
    }
}
