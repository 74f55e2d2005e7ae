//! From when and until when certificates are good.

use std::cmp::Ordering;

use openssl::asn1::{Asn1Time, Asn1TimeRef};
use openssl::nid::Nid;
use openssl::x509::{X509NameRef, X509Ref};

/// How long before its end a certificate is warned of, in days.
const SOON: u32 = 14;

/// The moment of the look, and that of what ends soon.
pub(super) struct Now {
    now: Option<Asn1Time>,
    soon: Option<Asn1Time>,
}

/// What a certificate's dates say.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Validity {
    Good,
    /// Its end is within days: when.
    EndsSoon(String),
    /// It has ended: when.
    Ended(String),
    /// It has not begun: when it does.
    NotYet(String),
}

impl Now {
    pub(super) fn read() -> Self {
        Self { now: Asn1Time::days_from_now(0).ok(), soon: Asn1Time::days_from_now(SOON).ok() }
    }

    /// That of a test.
    #[cfg(test)]
    pub(super) fn of(seconds: i64) -> Self {
        let soon = seconds + i64::from(SOON) * 24 * 60 * 60;
        Self { now: Asn1Time::from_unix(seconds).ok(), soon: Asn1Time::from_unix(soon).ok() }
    }

    /// Without a clock everything is good: a broker will say otherwise.
    pub(super) fn judge(&self, certificate: &X509Ref) -> Validity {
        let (begin, end) = (certificate.not_before(), certificate.not_after());
        let is_before = |time: &Asn1TimeRef, other: &Option<Asn1Time>| {
            let order = other.as_ref().and_then(|other| time.compare(other).ok());
            order == Some(Ordering::Less)
        };
        let is_begun = self.now.as_ref().is_none_or(|now| begin.compare(now).is_ok_and(Ordering::is_le));
        if is_before(end, &self.now) {
            Validity::Ended(date(end))
        } else if !is_begun {
            Validity::NotYet(date(begin))
        } else if is_before(end, &self.soon) {
            Validity::EndsSoon(date(end))
        } else {
            Validity::Good
        }
    }
}

/// `Jan 1 00:00:00 2030 GMT`
pub(super) fn date(time: &Asn1TimeRef) -> String {
    time.to_string().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whose a certificate is: its common name, or its unit's or organization's where it has none.
pub(super) fn subject(certificate: &X509Ref) -> String {
    name(certificate.subject_name())
}

pub(super) fn name(name: &X509NameRef) -> String {
    let entry = |nid| name.entries_by_nid(nid).next().and_then(|entry| entry.data().to_string().ok());
    [Nid::COMMONNAME, Nid::ORGANIZATIONALUNITNAME, Nid::ORGANIZATIONNAME]
        .into_iter()
        .find_map(entry)
        .unwrap_or_else(|| "without a name".to_owned())
        .escape_debug()
        .to_string()
        .replace("\\'", "'")
}
