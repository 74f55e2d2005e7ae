//! Where a function and its connection meet. A macro sees one of the two, so what only both together break is found by the
//! compiler, in constants of the generated code, by the same rules.

use crate::rule::{Broken, Rule, When, breaks};
use crate::set::OptionSet;
use crate::table::OptionId;

/// The longest sentence told by a constant; the longest of the rules with the names of both sides is well below it.
const LONGEST: usize = 1024;

/// Sentences put together in a `const fn`.
#[derive(Clone, Copy, Debug)]
pub struct Told {
    bytes: [u8; LONGEST],
    length: usize,
}

/// What a function's own options and those of the connection `name` break together, and neither alone, as far as this option of the
/// function's is the one to blame: `connection` for what the function says nothing about. `None` where they agree, or where it is
/// about an option that is wrong on its own side.
#[must_use]
pub const fn disagreement(
    own: &OptionSet<'_>,
    connection: &OptionSet<'_>,
    name: &str,
    blamed: OptionId,
) -> Option<Told> {
    let sides = Sides { both: own.with_connection(connection), own: own.beside_connection(), connection };
    // Nearly always there is nothing, which is to be known fast.
    if sides.next(&mut Broken::new()).is_none() {
        return None;
    }
    let mut told = Told { bytes: [0; LONGEST], length: 0 };
    let mut broken = Broken::new().after(&sides.own).after(connection);
    while let Some((rule, subject)) = sides.next(&mut broken) {
        if to_blame(rule, subject, own).is(blamed) {
            told.add_rule(rule, subject, own, connection, name);
        }
    }
    if told.length == 0 { None } else { Some(told) }
}

struct Sides<'a> {
    both: OptionSet<'a>,
    own: OptionSet<'a>,
    connection: &'a OptionSet<'a>,
}

impl Sides<'_> {
    /// The next rule that both break, and neither alone.
    const fn next(&self, broken: &mut Broken) -> Option<(&'static Rule, OptionId)> {
        while let Some((rule, subject)) = broken.next(&self.both) {
            if !breaks(rule, subject, &self.own) && !breaks(rule, subject, self.connection) {
                return Some((rule, subject));
            }
        }
        None
    }
}

/// The function's own option that a broken rule is told of: the first it speaks of that is there.
const fn to_blame(rule: &Rule, subject: OptionId, own: &OptionSet<'_>) -> OptionId {
    let mut at = 0;
    while let Some(id) = concerned(rule, subject, at) {
        if own.has(id) {
            return id;
        }
        at += 1;
    }
    OptionId::Connection
}

/// The options a rule speaks of: the subject, the other one, those of its conditions.
const fn concerned(rule: &Rule, subject: OptionId, at: usize) -> Option<OptionId> {
    if at == 0 {
        return Some(subject);
    }
    let mut nth = at - 1;
    if let Some(other) = rule.other {
        if nth == 0 {
            return Some(other);
        }
        nth -= 1;
    }
    match asked(rule.when, nth) {
        Ok(id) => Some(id),
        Err(nth) => match asked(rule.unless, nth) {
            Ok(id) => Some(id),
            Err(_) => None,
        },
    }
}

/// The nth option that conditions ask for, or how many more there would have to be.
const fn asked(conditions: &[When], mut nth: usize) -> Result<OptionId, usize> {
    let mut at = 0;
    while at < conditions.len() {
        let mut of_it = 0;
        while let Some(id) = conditions[at].option(of_it) {
            if nth == 0 {
                return Ok(id);
            }
            nth -= 1;
            of_it += 1;
        }
        at += 1;
    }
    Err(nth)
}

impl Told {
    /// The sentences.
    #[must_use]
    pub const fn text(&self) -> &str {
        match core::str::from_utf8(self.bytes.split_at(self.length).0) {
            Ok(text) => text,
            // A sentence that was too long, cut within a character.
            Err(_) => "the options of this function and of its connection contradict each other",
        }
    }

    /// ```text
    /// `username` needs `password`; write it (`username` comes from the connection `Confluent`)
    /// ```
    const fn add_rule(
        &mut self,
        rule: &Rule,
        subject: OptionId,
        own: &OptionSet<'_>,
        connection: &OptionSet<'_>,
        name: &str,
    ) {
        if self.length > 0 {
            self.add("\n");
        }
        self.add_sentence(rule.sentence, subject.name());
        let mut at = 0;
        let mut first = true;
        while let Some(id) = concerned(rule, subject, at) {
            if !own.has(id) && connection.has(id) && !named_before(rule, subject, at, id) {
                self.add(if first { " (`" } else { ", `" });
                self.add(id.name());
                self.add("`");
                first = false;
            }
            at += 1;
        }
        self.add(if first { " (neither on this function nor on" } else { " on" });
        self.add(" the connection `");
        self.add(name);
        self.add("`)");
    }

    const fn add_sentence(&mut self, sentence: &str, subject: &str) {
        let bytes = sentence.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            if bytes[at] == b'{' && at + 1 < bytes.len() && bytes[at + 1] == b'}' {
                self.add(subject);
                at += 2;
            } else {
                self.add_byte(bytes[at]);
                at += 1;
            }
        }
    }

    const fn add(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            self.add_byte(bytes[at]);
            at += 1;
        }
    }

    const fn add_byte(&mut self, byte: u8) {
        if self.length < LONGEST {
            self.bytes[self.length] = byte;
            self.length += 1;
        }
    }
}

const fn named_before(rule: &Rule, subject: OptionId, before: usize, id: OptionId) -> bool {
    let mut at = 0;
    while at < before {
        if let Some(earlier) = concerned(rule, subject, at)
            && earlier.is(id)
        {
            return true;
        }
        at += 1;
    }
    false
}
