//! Why there is no answer.

use std::error::Error;
use std::fmt;

use crate::causes::with_causes;

/// What went wrong, in words that have no URL in them.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) kind: FaultKind,
    pub(crate) text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FaultKind {
    /// There is no connection: no such name, nobody listens, or a proxy does not lead on.
    Unreached,
    /// The server's certificate is not accepted: nobody knows who issued it, it is over, or another host's.
    Distrusted,
    /// The connection ended, or what came by it is no HTTP.
    Broken,
    /// There was no answer in time.
    Slow,
    /// It cannot be sent, or never comes to an answer.
    Unusable,
}

impl Fault {
    pub(super) const fn new(kind: FaultKind, text: String) -> Self {
        Self { kind, text }
    }

    /// With all that an error says, and those that caused it.
    pub(super) fn of(kind: FaultKind, error: &(dyn Error + 'static)) -> Self {
        Self::new(kind, with_causes(error))
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Error for Fault {}
