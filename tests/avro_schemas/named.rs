//! Choices and names.

use std::collections::HashMap;
use std::sync::Mutex;

/// Choices, one after the other; the simplest ones, when there are none left.
#[derive(Debug)]
pub(crate) struct Random<'a>(std::slice::Iter<'a, u32>);

impl<'a> Random<'a> {
    pub(crate) fn new(choices: &'a [u32]) -> Self {
        Self(choices.iter())
    }

    pub(crate) fn next(&mut self) -> u32 {
        self.0.next().copied().unwrap_or_default()
    }

    pub(crate) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next()).unwrap() % end
    }

    pub(crate) fn flag(&mut self) -> bool {
        self.below(2) == 1
    }

    /// Any number, the small ones and those at the ends of `i32` and `i64` more often.
    pub(crate) fn long(&mut self) -> i64 {
        let number = i64::from(self.next()) << 32 | i64::from(self.next());
        match self.below(4) {
            0 => number % 100,
            1 => number >> 32,
            2 => number,
            _ => [i64::MIN, i64::MAX, i64::from(i32::MIN), i64::from(i32::MAX)][self.below(4)],
        }
    }

    pub(crate) fn int(&mut self) -> i32 {
        let number = self.long();
        i32::try_from(number).unwrap_or(if number < 0 { i32::MIN } else { i32::MAX })
    }

    pub(crate) fn text(&mut self) -> String {
        (0..self.below(5)).map(|_| ['a', 'Z', '\u{e9}', '"', '\0', '\u{1d11e}'][self.below(6)]).collect()
    }

    pub(crate) fn bytes(&mut self, length: usize) -> Vec<u8> {
        (0..length).map(|_| self.next().to_le_bytes()[0]).collect()
    }
}

/// The name of a record, an enum or a fixed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name {
    pub(crate) short: &'static str,
    pub(crate) namespace: Option<String>,
    /// Whether the namespace stands in the schema; else it is that of what is around.
    pub(crate) written: bool,
    /// Whether it stands before the name, with a dot, and not beside it.
    pub(crate) dotted: bool,
    pub(crate) aliases: bool,
}

impl Name {
    pub(crate) fn any(random: &mut Random<'_>, number: usize, around: Option<&str>) -> Self {
        let written = random.below(3) == 1;
        let namespace =
            if written { Some(format!("of{}.things", random.below(2))) } else { around.map(str::to_owned) };
        let (dotted, aliases) = (random.flag(), random.flag());
        Self { short: kept(format!("Named{number}")), namespace, written, dotted, aliases }
    }

    pub(crate) fn full(&self) -> String {
        self.namespace
            .as_ref()
            .map_or_else(|| self.short.to_owned(), |space| format!("{space}.{}", self.short))
    }
}

/// A text that serde takes for a name: each is kept once.
pub(crate) fn kept(text: String) -> &'static str {
    static ALL: Mutex<Option<HashMap<String, &'static str>>> = Mutex::new(None);
    let mut all = ALL.lock().unwrap();
    all.get_or_insert_default().entry(text.clone()).or_insert_with(|| String::leak(text))
}
