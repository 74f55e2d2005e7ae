//! librdkafka's reasons, without what is said better beside them.

/// How its advice begins. It names properties and packages of its own, guesses from little, and stands last.
const ADVICE: [&str; 6] = [
    ": broker certificate could not be verified, verify that ssl.ca.location",
    ": client SSL authentication might be required",
    ": connecting to a PLAINTEXT broker listener?",
    ": requesting ApiVersion: might be caused by",
    ": verify that security.protocol is correctly configured",
    " (see api.version.request",
];
/// What follows at the very end: the times.
const TIMES: &str = " (after ";

/// A reason without the broker's name before it, the advice, and the times after it.
pub(super) fn tidy(reason: &str) -> String {
    let reason = reason.split_once("/bootstrap: ").map_or(reason, |(_, rest)| rest);
    let (text, _) = parted(reason);
    without(text).to_owned()
}

/// A reason without the advice.
pub(super) fn without_advice(reason: &str) -> String {
    let (text, times) = parted(reason);
    format!("{}{times}", without(text))
}

fn parted(reason: &str) -> (&str, &str) {
    reason.rfind(TIMES).map_or((reason, ""), |at| reason.split_at(at))
}

fn without(text: &str) -> &str {
    let starts = ADVICE.iter().filter_map(|advice| text.find(advice));
    starts.min().map_or(text, |at| &text[..at])
}

#[cfg(test)]
mod tests {
    use super::{tidy, without_advice};

    #[test]
    fn librdkafkas_own_words_are_kept() {
        assert_eq!(tidy("no brackets (here)"), "no brackets (here)");
        assert_eq!(tidy("sasl://a:1/bootstrap: it says no (after 1ms in state X)"), "it says no");
        assert_eq!(
            without_advice("ssl://a:1: it says no (after 1ms in state X)"),
            "ssl://a:1: it says no (after 1ms in state X)"
        );
    }

    #[test]
    fn its_advice_is_not() {
        let certificate = "SSL handshake failed: error:0A000086:SSL routines::certificate verify failed";
        let advice = ": broker certificate could not be verified, verify that ssl.ca.location is correctly configured or root CA \
                      certificates are installed (install ca-certificates package)";
        assert_eq!(
            tidy(&format!("ssl://a:1/bootstrap: {certificate}{advice} (after 3ms in state SSL_HANDSHAKE)")),
            certificate
        );
        let version = "Disconnected: requesting ApiVersion: might be caused by broker version < 0.10 (see api.version.request)";
        assert_eq!(
            without_advice(&format!("a: {version} (after 3ms in state APIVERSION_QUERY)")),
            "a: Disconnected (after 3ms in state APIVERSION_QUERY)"
        );
        assert_eq!(
            tidy("Disconnected: verify that security.protocol is correctly configured, broker might"),
            "Disconnected"
        );
    }
}
