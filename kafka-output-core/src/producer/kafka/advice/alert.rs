//! What a broker says as it ends a handshake: the alerts of TLS, by their numbers in RFC 8446, 6.

/// How OpenSSL ends its texts of them.
const ALERT: &str = "SSL alert number ";

/// What is wrong, and what to do, if a reason is an alert.
pub(super) fn told(reason: &str) -> Option<(&'static str, &'static str)> {
    let (_, rest) = reason.split_once(ALERT)?;
    let digits = rest.find(|sign: char| !sign.is_ascii_digit()).map_or(rest, |at| &rest[..at]);
    Some(match digits.parse() {
        // Servers that are no Java's say the first also where they want a client's certificate.
        Ok(40) => (
            "the brokers share no cipher with this side, or want a client's certificate",
            "check what `properties` says of ciphers, the brokers' `ssl.cipher.suites` and `ssl.enabled.protocols`, and `ssl_certificate_location`",
        ),
        Ok(70) => (
            "the brokers speak no version of TLS that this side speaks",
            "check the brokers' `ssl.enabled.protocols`",
        ),
        Ok(45) => (
            "the brokers say that the client's certificate has expired",
            "have it renewed, or check the brokers' clocks",
        ),
        Ok(48) => (
            "the brokers do not know the authority of the client's certificate",
            "check `ssl_certificate_location` or `ssl_certificate_pem`, or have the brokers trust that authority",
        ),
        Ok(112) => {
            ("the brokers know no host of the name they were asked for by", "check the name in `broker_list`")
        }
        Ok(116) => (
            "the brokers want a client's certificate",
            "write `ssl_certificate_location` and `ssl_key_location`, or their `_pem` twins",
        ),
        _ => (
            "the brokers want a client's certificate, or refuse the one they got",
            "check `ssl_certificate_location` and `ssl_key_location`, or their `_pem` twins, and that the brokers trust that certificate's \
             authority",
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::told;

    #[test]
    fn an_alert_is_told_by_its_number() {
        let what = |reason: &str| told(reason).map(|(what, _)| what).unwrap_or_default();
        let text = |number| {
            format!("error:0A000410:SSL routines::sslv3 alert handshake failure: SSL alert number {number}")
        };
        assert!(what(&text("40")).contains("no cipher"));
        assert!(what(&text("70 (after 3ms in state X)")).contains("no version"));
        assert!(what(&text("45")).contains("expired"));
        assert!(what(&text("42")).contains("or refuse the one they got"));
        assert_eq!(told("Disconnected"), None);
    }
}
