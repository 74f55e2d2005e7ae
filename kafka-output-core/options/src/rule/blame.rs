//! One wrong option is told once, however many rules it breaks.

use super::{Rule, When, breaks};
use crate::bytes::same;
use crate::rules::RULES;
use crate::set::OptionSet;
use crate::spec::Kind;
use crate::table::{OPTIONS, OptionId};

/// Walks through the rules that a set breaks, in their order. Each option is blamed once: what else is said of or with an
/// option that is to be changed anyway may be different then.
#[derive(Clone, Copy, Debug)]
pub struct Broken {
    rule: usize,
    subject: usize,
    /// The rule that blamed each row of [`OPTIONS`].
    blamed: [Option<&'static Rule>; OPTIONS.len()],
}

impl Broken {
    /// Before the first rule.
    #[must_use]
    pub const fn new() -> Self {
        Self { rule: 0, subject: 0, blamed: [None; OPTIONS.len()] }
    }

    /// Before the first rule, where all is told already that one part of the set breaks alone.
    #[must_use]
    pub const fn after(mut self, part: &OptionSet<'_>) -> Self {
        while self.next(part).is_some() {}
        Self { rule: 0, subject: 0, blamed: self.blamed }
    }

    /// The next broken rule that is to be told, and the subject that breaks it.
    pub const fn next(&mut self, set: &OptionSet<'_>) -> Option<(&'static Rule, OptionId)> {
        while self.rule < RULES.len() {
            let rule = &RULES[self.rule];
            while self.subject < rule.subjects.len() {
                let subject = rule.subjects[self.subject];
                self.subject += 1;
                if breaks(rule, subject, set) && !self.involves_blamed(rule, subject) {
                    self.blamed[rule.blamed(subject) as usize] = Some(rule);
                    return Some((rule, subject));
                }
            }
            self.rule += 1;
            self.subject = 0;
        }
        None
    }

    const fn involves_blamed(&self, rule: &Rule, subject: OptionId) -> bool {
        if self.blamed[subject as usize].is_some() {
            return true;
        }
        // Two maps of which a pair is blamed have others.
        if let [When::Shares(..)] = rule.when {
            return false;
        }
        if let Some(other) = rule.other
            && let Some(earlier) = self.blamed[other as usize]
        {
            return !want_different_words(earlier, rule, other);
        }
        let mut at = 0;
        while at < rule.when.len() {
            if self.blames_of(&rule.when[at]) {
                return true;
            }
            at += 1;
        }
        false
    }

    /// Whether an option that the condition asks for is blamed; where it asks for any of several, it is none in particular.
    const fn blames_of(&self, when: &When) -> bool {
        let mut nth = 0;
        while let Some(id) = when.option(nth)
            && !matches!(when, When::AnyWritten(_))
        {
            if self.blamed[id as usize].is_some() {
                return true;
            }
            nth += 1;
        }
        false
    }
}

impl Default for Broken {
    fn default() -> Self {
        Self::new()
    }
}

/// Whether no word of the option would satisfy both rules, so that the mend of one is none of the other.
const fn want_different_words(one: &Rule, other: &Rule, id: OptionId) -> bool {
    let Kind::Choice(words) = id.spec().kind else { return false };
    let (mut at, mut by_one, mut by_other) = (0, false, false);
    while at < words.len() {
        let (satisfies, too) = (satisfied(one, id, words[at].word), satisfied(other, id, words[at].word));
        if satisfies && too {
            return false;
        }
        by_one |= satisfies;
        by_other |= too;
        at += 1;
    }
    // Of a rule that no word satisfies, something else is the mend.
    by_one && by_other
}

/// Whether this word of the option would satisfy the rule.
const fn satisfied(rule: &Rule, id: OptionId, word: &str) -> bool {
    let mut at = 0;
    while at < rule.unless.len() {
        if let Some(true) = holds(&rule.unless[at], id, word) {
            return true;
        }
        at += 1;
    }
    at = 0;
    while at < rule.when.len() {
        if let Some(false) = holds(&rule.when[at], id, word) {
            return true;
        }
        at += 1;
    }
    false
}

/// Whether a condition on the option's word holds with this one.
const fn holds(when: &When, id: OptionId, word: &str) -> Option<bool> {
    match *when {
        When::Is(option, words) if option.is(id) => Some(is_among(words, word)),
        When::IsNot(option, words) if option.is(id) => Some(!is_among(words, word)),
        _ => None,
    }
}

const fn is_among(words: &[&str], word: &str) -> bool {
    let mut at = 0;
    while at < words.len() {
        if same(words[at], word) {
            return true;
        }
        at += 1;
    }
    false
}
