//! Why there is no answer.

use std::error::Error;
use std::{fmt, io};

use rustls::Error as TlsError;

use crate::causes::with_causes;
use crate::certificates::refused::RefusedCertificate;

/// What went wrong, in words that have no URL in them.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) kind: FaultKind,
    pub(crate) text: String,
    /// What there is against the server's certificate, if this is why.
    pub(crate) refused: Option<RefusedCertificate>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FaultKind {
    /// There is no connection: no such name, nobody listens, or a proxy does not lead on.
    Unreached,
    /// The server's certificate is not accepted: nobody knows who issued it, it is over, or another host's.
    Distrusted,
    /// TLS is answered with something else.
    NoTls,
    /// What comes is no HTTP.
    NoHttp,
    /// The other side ends the connection, with a word about certificates or none.
    Ended,
    /// The connection broke otherwise.
    Broken,
    /// There was no answer in time.
    Slow,
    /// It cannot be sent, or never comes to an answer.
    Unusable,
}

impl Fault {
    pub(super) const fn new(kind: FaultKind, text: String) -> Self {
        Self { kind, text, refused: None }
    }

    /// With all that an error says, and those that caused it.
    pub(super) fn of(kind: FaultKind, error: &(dyn Error + 'static)) -> Self {
        Self::new(kind, with_causes(error))
    }

    /// Of a connection that there was, or almost: which of the ways it broke.
    pub(super) fn broken(error: &(dyn Error + 'static)) -> Self {
        let mut causes = std::iter::successors(Some(error), |error| (*error).source());
        let (kind, refused) = causes.find_map(cause).unwrap_or((FaultKind::Broken, None));
        Self { refused, ..Self::of(kind, error) }
    }
}

/// What one of an error's causes says of the connection, if it is one that tells.
fn cause(error: &(dyn Error + 'static)) -> Option<(FaultKind, Option<RefusedCertificate>)> {
    if let Some(error) = error.downcast_ref::<hyper::Error>() {
        return match error {
            _ if error.is_parse() => Some((FaultKind::NoHttp, None)),
            _ if error.is_incomplete_message() => Some((FaultKind::Ended, None)),
            _ => None,
        };
    }
    let connection = error.downcast_ref::<io::Error>();
    // rustls hands its errors on as those of the connection.
    let tls = connection.and_then(io::Error::get_ref).and_then(|inner| inner.downcast_ref());
    match tls.or_else(|| error.downcast_ref::<TlsError>()) {
        Some(TlsError::InvalidCertificate(why)) => Some((FaultKind::Distrusted, Some(why.into()))),
        Some(TlsError::InvalidMessage(_)) => Some((FaultKind::NoTls, None)),
        Some(TlsError::AlertReceived(_)) => Some((FaultKind::Ended, None)),
        Some(_) => None,
        None => {
            use io::ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset, UnexpectedEof};
            let ends = [BrokenPipe, ConnectionAborted, ConnectionReset, UnexpectedEof];
            ends.contains(&connection?.kind()).then_some((FaultKind::Ended, None))
        }
    }
}

/// What there is against a server's certificate, if an error comes from that.
#[cfg(any(feature = "azure-identity", feature = "azure-key-vault"))]
pub(crate) fn refused<'e>(error: &'e (dyn Error + 'static)) -> Option<&'e RefusedCertificate> {
    let mut causes = std::iter::successors(Some(error), |error| (*error).source());
    causes.find_map(|error| error.downcast_ref::<Fault>()?.refused.as_ref())
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Error for Fault {}
