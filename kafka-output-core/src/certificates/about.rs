//! What a certificate of a server's says of itself, for those who are told that it is refused.

use openssl::nid::Nid;
use openssl::x509::{GeneralNameRef, X509, X509NameRef};

use super::validity::{date, name, subject};

/// Its own words.
#[derive(Debug)]
pub(crate) struct About {
    /// The hosts and addresses it is for.
    pub(crate) hosts: Vec<String>,
    pub(crate) subject: String,
    pub(crate) issuer: String,
    pub(crate) begins: String,
    pub(crate) ends: String,
}

/// Reads a certificate in DER.
pub(crate) fn read(der: &[u8]) -> Option<About> {
    let certificate = X509::from_der(der).ok()?;
    let alternatives = certificate.subject_alt_names();
    let mut hosts: Vec<_> =
        alternatives.into_iter().flatten().filter_map(|alternative| host(&alternative)).collect();
    // Where there are none, OpenSSL takes the common name for one.
    if hosts.is_empty() {
        hosts.extend(common_name(certificate.subject_name()));
    }
    Some(About {
        hosts,
        subject: subject(&certificate),
        issuer: name(certificate.issuer_name()),
        begins: date(certificate.not_before()),
        ends: date(certificate.not_after()),
    })
}

fn host(alternative: &GeneralNameRef) -> Option<String> {
    let address = |bytes: &[u8]| match bytes.len() {
        4 => <[u8; 4]>::try_from(bytes).ok().map(|bytes| std::net::IpAddr::from(bytes).to_string()),
        _ => <[u8; 16]>::try_from(bytes).ok().map(|bytes| std::net::IpAddr::from(bytes).to_string()),
    };
    let dns = alternative.dnsname().map(|name| name.escape_debug().to_string());
    dns.or_else(|| alternative.ipaddress().and_then(address))
}

fn common_name(of: &X509NameRef) -> Option<String> {
    let entry = of.entries_by_nid(Nid::COMMONNAME).next()?.data().to_string().ok()?;
    Some(entry.escape_debug().to_string())
}
