//! One wrong option is told once, however many rules it breaks.

use super::{Rule, breaks};
use crate::rules::RULES;
use crate::set::OptionSet;
use crate::table::{OPTIONS, OptionId};

/// Walks through the rules that a set breaks, in their order. Each option is blamed once: what else is said of or with an
/// option that is to be changed anyway may be different then.
#[derive(Clone, Copy, Debug)]
pub struct Broken {
    rule: usize,
    subject: usize,
    /// A bit for each row of [`OPTIONS`].
    blamed: u128,
}

const _: () = assert!(OPTIONS.len() <= 128, "an option has no bit");

impl Broken {
    /// Before the first rule.
    #[must_use]
    pub const fn new() -> Self {
        Self { rule: 0, subject: 0, blamed: 0 }
    }

    /// The next broken rule that is to be told, and the subject that breaks it.
    pub const fn next(&mut self, set: &OptionSet<'_>) -> Option<(&'static Rule, OptionId)> {
        while self.rule < RULES.len() {
            let rule = &RULES[self.rule];
            while self.subject < rule.subjects.len() {
                let subject = rule.subjects[self.subject];
                self.subject += 1;
                if !self.involves_blamed(rule, subject) && breaks(rule, subject, set) {
                    self.blamed |= bit(rule.blamed(subject));
                    return Some((rule, subject));
                }
            }
            self.rule += 1;
            self.subject = 0;
        }
        None
    }

    const fn involves_blamed(&self, rule: &Rule, subject: OptionId) -> bool {
        let other = match rule.other {
            Some(other) => bit(other),
            None => 0,
        };
        self.blamed & (bit(subject) | other) != 0
    }
}

impl Default for Broken {
    fn default() -> Self {
        Self::new()
    }
}

const fn bit(id: OptionId) -> u128 {
    1 << id as u8
}
