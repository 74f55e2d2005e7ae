//! The schemas of a test's calls, for reading back what was written by them.

use std::sync::{Mutex, PoisonError};

use super::Schemas;

/// The schemas that outputs wrote by, each with the topic of its output.
#[derive(Debug, Default)]
pub(crate) struct SeenSchemas(Mutex<Vec<(String, Schemas)>>);

impl SeenSchemas {
    /// A call to an output of this topic writes by these schemas.
    pub(crate) fn note(&self, topic: &str, schemas: Schemas) {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.iter().all(|(other, known)| other != topic || *known != schemas) {
            seen.push((topic.to_owned(), schemas));
        }
    }

    /// Those of the outputs of this topic; all where it is none's, since an event may name another.
    pub(crate) fn for_topic(&self, topic: &str) -> Vec<Schemas> {
        let seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (own, others): (Vec<&(String, Schemas)>, Vec<_>) =
            seen.iter().partition(|(other, _)| other == topic);
        let likely = if own.is_empty() { others } else { own };
        likely.into_iter().map(|(_, schemas)| *schemas).collect()
    }
}
