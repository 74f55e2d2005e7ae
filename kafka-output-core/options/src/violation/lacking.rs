//! A cargo feature that is off: however much needs it, it is added once.

use super::{Violation, same_goes_for};
use crate::features::feature;
use crate::table::OptionId;

/// What needs a cargo feature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lacking {
    pub(crate) feature: &'static str,
    /// As it is written: `compression_type = zstd`.
    pub(crate) written: String,
    /// What else needs it, which is told of with this.
    pub(crate) others: Vec<(OptionId, String)>,
}

impl Lacking {
    pub(crate) fn new(feature: &'static str, written: String) -> Self {
        Self { feature, written, others: Vec::new() }
    }

    /// One that no build has yet is mended at each option.
    fn is_mended_with(&self, other: &Violation) -> bool {
        let same = other.lacks.as_ref().is_some_and(|lacks| lacks.feature == self.feature);
        same && feature(self.feature).is_some_and(|row| row.built)
    }
}

impl Violation {
    /// The options besides its own that it tells of, since the same mend is theirs.
    pub fn also_of(&self) -> impl Iterator<Item = OptionId> {
        self.lacks.iter().flat_map(|lacks| lacks.others.iter().map(|(id, _)| *id))
    }
}

/// Each feature told once, where it is needed first.
pub(crate) fn told_once(found: Vec<Violation>) -> Vec<Violation> {
    let mut kept: Vec<Violation> = Vec::new();
    for violation in found {
        let first = kept.iter_mut().filter_map(|earlier| earlier.lacks.as_mut());
        match (&violation.lacks, first.into_iter().find(|first| first.is_mended_with(&violation))) {
            (Some(lacks), Some(first)) => first.others.push((violation.option, lacks.written.clone())),
            _ => kept.push(violation),
        }
    }
    for violation in &mut kept {
        let others =
            violation.lacks.iter().flat_map(|lacks| &lacks.others).map(|(_, written)| written.as_str());
        let others = same_goes_for(others);
        violation.sentence += &others;
    }
    kept
}
