//! Why a secret could not be fetched, and whether asking again may help.

use std::error::Error as StdError;
use std::fmt;

/// Why there is no secret, in words without any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NotFetched {
    pub(super) sentence: String,
    /// Whether asking again may help.
    pub(crate) may_pass: bool,
}

impl From<String> for NotFetched {
    fn from(sentence: String) -> Self {
        Self { sentence, may_pass: false }
    }
}

impl fmt::Display for NotFetched {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence)
    }
}

/// Whether a provider had no answer, which may be otherwise the next time; one that says no says it again.
pub(super) fn passes(fault: &(dyn StdError + 'static)) -> bool {
    use std::io::ErrorKind as Kind;
    let is_silence = |kind| {
        matches!(
            kind,
            Kind::TimedOut
                | Kind::ConnectionRefused
                | Kind::ConnectionReset
                | Kind::ConnectionAborted
                | Kind::HostUnreachable
                | Kind::NetworkUnreachable
                | Kind::NetworkDown
                | Kind::NotConnected
                | Kind::BrokenPipe
                | Kind::UnexpectedEof
                | Kind::ResourceBusy
        )
    };
    let mut cause = Some(fault);
    while let Some(fault) = cause {
        let io = fault.downcast_ref::<std::io::Error>();
        if io.is_some_and(|io| is_silence(io.kind())) || fault.is::<tokio::time::error::Elapsed>() {
            return true;
        }
        // One that holds another is as that one, to who asks for its source.
        let held = io.and_then(std::io::Error::get_ref);
        cause = held.map_or_else(|| fault.source(), |held| Some(held));
    }
    false
}
