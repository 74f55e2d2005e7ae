//! The compatibility of a subject: what must be able to read what.

/// What a new schema of a subject must keep to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Level {
    /// As the registry's interface spells it.
    pub(crate) word: &'static str,
    /// The new schema reads what the earlier ones wrote.
    pub(crate) backward: bool,
    /// The earlier schemas read what the new one writes.
    pub(crate) forward: bool,
    /// Earlier ones are all of the subject's, not the last alone.
    pub(crate) transitive: bool,
}

/// Each word of the interface.
pub(super) const LEVELS: [Level; 7] = [
    level("NONE", false, false, false),
    level("BACKWARD", true, false, false),
    level("BACKWARD_TRANSITIVE", true, false, true),
    level("FORWARD", false, true, false),
    level("FORWARD_TRANSITIVE", false, true, true),
    level("FULL", true, true, false),
    level("FULL_TRANSITIVE", true, true, true),
];

const fn level(word: &'static str, backward: bool, forward: bool, transitive: bool) -> Level {
    Level { word, backward, forward, transitive }
}

impl Level {
    /// The level of a word.
    ///
    /// # Errors
    /// With what a snapshot may say instead.
    pub(crate) fn of(word: &str) -> Result<Self, String> {
        LEVELS.into_iter().find(|level| level.word == word).ok_or_else(|| {
            let words: Vec<_> = LEVELS.iter().map(|level| level.word).collect();
            format!("`{word}` is no compatibility that is known here, which are {}", words.join(", "))
        })
    }

    /// The earlier versions, oldest first, that a new one is held against, newest first.
    pub(crate) fn against<V>(self, versions: &[V]) -> impl Iterator<Item = &V> {
        let number = match self {
            Self { backward: false, forward: false, .. } => 0,
            Self { transitive: true, .. } => versions.len(),
            Self { transitive: false, .. } => 1,
        };
        versions.iter().rev().take(number)
    }
}
