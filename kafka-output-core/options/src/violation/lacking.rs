//! A cargo feature that is off: however much needs it, it is added once.

use super::{Violation, same_goes_for};
use crate::defaults::OF_DEFAULT;
use crate::features::feature;
use crate::table::OptionId;

/// What needs a cargo feature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lacking {
    pub(crate) feature: &'static str,
    /// As it is written: `compression_type = zstd`, `compression_type = ${…:zstd}`.
    pub(crate) written: String,
    /// Whether it is the default of a setting.
    pub(crate) is_default: bool,
    /// What else needs it, which is told of with this.
    pub(crate) others: Vec<(OptionId, String)>,
}

impl Lacking {
    pub(crate) fn new(feature: &'static str, written: String) -> Self {
        Self { feature, written, is_default: false, others: Vec::new() }
    }

    /// The same where a setting falls back on it.
    pub(crate) fn of_default(&mut self) {
        self.written = self.written.replacen("= ", "= ${…:", 1) + "}";
        self.is_default = true;
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
        let Some(lacks) = &violation.lacks else { continue };
        let mut others: Vec<&str> = Vec::new();
        for (_, written) in &lacks.others {
            if *written != lacks.written && !others.contains(&written.as_str()) {
                others.push(written);
            }
        }
        let remarks = [lacks.is_default.then(|| OF_DEFAULT.to_owned()), same_goes_for(others.into_iter())];
        let remarks: Vec<String> = remarks.into_iter().flatten().collect();
        if !remarks.is_empty() {
            violation.sentence.extend([" (", &remarks.join("; "), ")"]);
        }
    }
    kept
}
