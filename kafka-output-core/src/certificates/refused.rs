//! What the HTTP client has against a server's certificate.

use std::error::Error as StdError;
use std::fmt;

use super::hosts::listed;
use rustls::{CertificateError, Error as TlsError};

/// Why a certificate is refused; told behind whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RefusedCertificate {
    UnknownAuthority,
    /// Asked for by one name, and made for others.
    OtherHost {
        wanted: String,
        names: Vec<String>,
    },
    /// Too late, or too early.
    NotNow(&'static str),
    Other(String),
}

/// Why a request failed, if it is this.
pub(crate) fn of(error: &(dyn StdError + 'static)) -> Option<RefusedCertificate> {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if let Some(fault) = of_one(error) {
            return Some(fault);
        }
        cause = error.source();
    }
    None
}

fn of_one(error: &(dyn StdError + 'static)) -> Option<RefusedCertificate> {
    let tls = error.downcast_ref::<ureq::Error>().and_then(tls);
    match tls.or_else(|| error.downcast_ref::<TlsError>())? {
        TlsError::InvalidCertificate(fault) => Some(RefusedCertificate::from(fault)),
        _ => None,
    }
}

/// What TLS says of a connection: rustls hands its errors on as those of the connection.
fn tls(error: &ureq::Error) -> Option<&TlsError> {
    match error {
        ureq::Error::Io(error) => error.get_ref()?.downcast_ref(),
        ureq::Error::Rustls(error) => Some(error),
        _ => None,
    }
}

/// How a connection ends where the two sides do not understand each other.
#[cfg(feature = "schema-registry")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Broken {
    /// The other side answers TLS with something else.
    NoTls,
    /// What it says is no HTTP.
    NoHttp,
    /// It ends the connection, with a word about certificates or none.
    Ended,
}

/// Why a request failed, if it is this.
#[cfg(feature = "schema-registry")]
pub(crate) fn broken(error: &ureq::Error) -> Option<Broken> {
    use std::io::ErrorKind;

    match (tls(error), error) {
        (Some(TlsError::InvalidMessage(_)), _) => Some(Broken::NoTls),
        (Some(TlsError::AlertReceived(_)), _) => Some(Broken::Ended),
        (None, ureq::Error::Io(error)) => {
            use ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset, UnexpectedEof};
            let ends = [BrokenPipe, ConnectionAborted, ConnectionReset, UnexpectedEof];
            ends.contains(&error.kind()).then_some(Broken::Ended)
        }
        (_, ureq::Error::Protocol(_)) => Some(Broken::NoHttp),
        _ => None,
    }
}

impl From<&CertificateError> for RefusedCertificate {
    fn from(fault: &CertificateError) -> Self {
        use CertificateError as C;
        match fault {
            // One of a known name, and with another key, is not known either.
            C::UnknownIssuer | C::BadSignature => Self::UnknownAuthority,
            C::NotValidForNameContext { expected, presented } => {
                // `DnsName("kafka.example.com")`, `IpAddress(127.0.0.1)`
                let name = |text: &String| {
                    let inner = text.split_once('(').and_then(|(_, rest)| rest.strip_suffix(')'));
                    inner.unwrap_or(text).trim_matches('"').to_owned()
                };
                Self::OtherHost {
                    wanted: expected.to_str().into_owned(),
                    names: presented.iter().map(name).collect(),
                }
            }
            C::Expired | C::ExpiredContext { .. } => Self::NotNow("has expired"),
            C::NotValidYet | C::NotValidYetContext { .. } => Self::NotNow("is not valid yet"),
            other => Self::Other(other.to_string()),
        }
    }
}

impl fmt::Display for RefusedCertificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownAuthority => f.write_str("is signed by an authority that is not known here"),
            Self::OtherHost { wanted, names } => {
                write!(f, "is for another host name: for {}, not for `{wanted}`", listed(names))
            }
            Self::NotNow(why) => f.write_str(why),
            Self::Other(why) => write!(f, "is refused: {why}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use rustls::CertificateError;
    use rustls::pki_types::ServerName;

    use super::RefusedCertificate;

    #[test]
    fn the_names_of_a_certificate_are_told_without_their_kinds() {
        let fault = CertificateError::NotValidForNameContext {
            expected: ServerName::try_from("kafka").unwrap(),
            presented: vec!["DnsName(\"one.example.com\")".to_owned(), "IpAddress(127.0.0.1)".to_owned()],
        };
        assert_eq!(
            RefusedCertificate::from(&fault).to_string(),
            "is for another host name: for `one.example.com`, `127.0.0.1`, not for `kafka`"
        );
    }
}
