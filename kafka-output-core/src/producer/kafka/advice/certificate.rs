//! What a broker's certificate says of itself, where OpenSSL refuses it.

use crate::certificates::hosts::listed;

/// A certificate that was shown, and what OpenSSL has against it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::producer::kafka) struct Presented {
    /// The numbers are those of OpenSSL's `x509_vfy.h`: `X509_V_ERR_…`.
    fault: i32,
    /// The fault in OpenSSL's own words.
    words: String,
    /// The name by which the broker was asked for.
    host: String,
    /// What it is for, by its own words: names of hosts, and addresses.
    names: Vec<String>,
    /// Whose it is, where it is not the broker's own but one that answers for it.
    authority: Option<String>,
    issuer: String,
    begins: String,
    ends: String,
}

impl Presented {
    /// Of the certificate at this depth of the chain that `broker`, a host with its port, has shown in DER.
    #[cfg(feature = "ssl")]
    pub(in crate::producer::kafka) fn read(
        fault: i32,
        words: &str,
        broker: &str,
        depth: i32,
        der: &[u8],
    ) -> Self {
        use crate::certificates::about;

        let host = broker.rsplit_once(':').map_or(broker, |(host, _)| host).trim_matches(['[', ']']);
        let shown = Self { fault, words: words.to_owned(), host: host.to_owned(), ..Self::default() };
        let Some(read) = about::read(der) else { return shown };
        Self {
            names: read.hosts,
            authority: (depth > 0).then_some(read.subject),
            issuer: read.issuer,
            begins: read.begins,
            ends: read.ends,
            ..shown
        }
    }

    /// librdkafka has no TLS, and so shows none.
    #[cfg(not(feature = "ssl"))]
    pub(in crate::producer::kafka) fn read(fault: i32, _: &str, _: &str, _: i32, _: &[u8]) -> Self {
        Self { fault, ..Self::default() }
    }

    /// What is wrong with it, and what to do.
    pub(in crate::producer::kafka) fn told(&self) -> (String, &'static str) {
        let of = match &self.authority {
            Some(authority) => format!("the certificate of `{authority}`, which answers for theirs,"),
            None => "their certificate".to_owned(),
        };
        match self.fault {
            9 => (
                format!("{of} is not valid yet, but from {}", self.begins),
                "check the clocks of both sides, or have the brokers given another",
            ),
            10 => (
                format!("{of} has expired on {}", self.ends),
                "have the brokers given a new one, or check this machine's clock",
            ),
            62 | 64 => (
                format!(
                    "{of} is for another host name: for {}, not for `{}`",
                    listed(&self.names),
                    self.host
                ),
                "write into `broker_list`, and into the brokers' `advertised.listeners`, a name it is for, or have the brokers given one for this name",
            ),
            23 => (format!("{of} was revoked"), "have the brokers given a new one"),
            18 | 19 => (
                format!(
                    "{of} is signed by itself, `{}`, and by no authority that is known here",
                    self.issuer
                ),
                "check that `ssl_ca_location` or `ssl_ca_pem` holds that certificate",
            ),
            2 | 7 | 20 | 21 | 27 | 30 => (
                format!("{of} is signed by an authority that is not known here, `{}`", self.issuer),
                "check that `ssl_ca_location` or `ssl_ca_pem` holds that authority's certificate, and that the brokers send those between, if any",
            ),
            _ => (
                format!("OpenSSL refuses it, {of}: {}", self.words),
                "have the brokers given another, or check `ssl_ca_location` or `ssl_ca_pem`",
            ),
        }
    }

    /// One of which nothing but the fault is known.
    #[cfg(test)]
    pub(in crate::producer::kafka) fn of_fault(fault: i32) -> Self {
        Self { fault, ..Self::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::Presented;

    #[test]
    fn what_is_wrong_is_told_by_its_own_name() {
        let presented = Presented {
            words: "CA md too weak".to_owned(),
            host: "kafka".to_owned(),
            names: vec!["one.example.com".to_owned()],
            issuer: "Its Authority".to_owned(),
            begins: "Jan 1".to_owned(),
            ends: "Feb 2".to_owned(),
            ..Presented::default()
        };
        for (fault, part) in [
            (9, "not valid yet, but from Jan 1"),
            (10, "has expired on Feb 2"),
            (18, "signed by itself, `Its Authority`"),
            (20, "not known here, `Its Authority`"),
            (62, "for `one.example.com`, not for `kafka`"),
            (68, "OpenSSL refuses it, their certificate: CA md too weak"),
        ] {
            let (told, _) = Presented { fault, ..presented.clone() }.told();
            assert!(told.contains(part), "{told}");
        }
        let between = Presented { fault: 10, authority: Some("Between".to_owned()), ..presented };
        assert!(between.told().0.starts_with("the certificate of `Between`, which answers for theirs, has"));
    }
}
