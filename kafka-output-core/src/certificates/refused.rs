//! What the HTTP client has against a server's certificate.

use std::fmt;

use super::hosts::listed;
use rustls::CertificateError;

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
