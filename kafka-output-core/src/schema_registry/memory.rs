//! A test's registry: it takes every schema, and remembers it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use super::interned::Interned;

/// The schemas of one capture, each under its id.
#[derive(Debug, Default)]
pub(crate) struct MemoryRegistry {
    known: Mutex<Vec<(String, Interned)>>,
    bypassed: AtomicBool,
}

impl MemoryRegistry {
    /// From here on, outputs ask the registry at their own URLs.
    pub(crate) fn bypass(&self) {
        self.bypassed.store(true, Ordering::SeqCst);
    }

    pub(crate) fn is_bypassed(&self) -> bool {
        self.bypassed.load(Ordering::SeqCst)
    }

    /// The id of a schema: the same for equal ones, from 1.
    pub(crate) fn id(&self, subject: &str, schema: Interned) -> u32 {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let at = known.iter().position(|(_, other)| *other == schema).unwrap_or_else(|| {
            known.push((subject.to_owned(), schema));
            known.len() - 1
        });
        u32::try_from(at + 1).unwrap_or(u32::MAX)
    }
}
