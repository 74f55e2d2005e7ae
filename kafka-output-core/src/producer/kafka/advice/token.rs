//! Why there is no token by `OpenID` Connect.

use super::Security;
use crate::certificates::hosts::listed;
use crate::producer::kafka::admission::{Ground, Refusal};

/// How librdkafka begins to say that there is none.
const NONE: &str = "Failed to acquire SASL OAUTHBEARER token: ";
/// The kind of its log lines about it. They end in the status, in brackets, where there is one.
pub(in crate::producer::kafka) const FACILITY: &str = "OIDC";
/// How libcurl's ways to speak TLS say that a certificate is for others.
const OF_NAME: [&str; 3] =
    ["no alternative certificate subject name", "does not match target host", "does not match host name"];

/// What is said behind it: why, and what to do.
pub(super) fn missing(refusal: &Refusal, security: Security) -> String {
    let said = refusal.reason.strip_prefix(NONE).unwrap_or(&refusal.reason);
    if security.has_token_provider() {
        return format!("; check the runtime's `token_provider` ({said})");
    }
    let endpoint = &refusal.endpoint;
    if let Some(status) = endpoint.status {
        let advice = match status {
            408 | 425 | 429 | 500.. => "look at its log and its health, and call again",
            404 | 405 | 410 => "check the path in `oauth_bearer_token_endpoint_url`",
            _ => CLIENT,
        };
        // That nothing was heard is not so.
        let said = if refusal.ground == Ground::Silence { String::new() } else { format!(" ({said})") };
        return format!(": the endpoint answers with status {status}; {advice}{said}");
    }
    if is_of_name(refusal) {
        let names = endpoint.hosts.as_ref().map_or(String::new(), |hosts| format!(", for {}", listed(hosts)));
        return format!(
            ": the endpoint's certificate is for another host name{names}; write into `oauth_bearer_token_endpoint_url` a name it is for, or have \
             the endpoint given one for this name ({said})"
        );
    }
    match known(said, refusal.ground) {
        Some((what, advice)) => format!("{what}; {advice} ({said})"),
        None if said.starts_with('{') => format!("; {CLIENT} ({said})"),
        None => {
            format!(
                "; check `oauth_bearer_token_endpoint_url`, and that it can be reached from here ({said})"
            )
        }
    }
}

/// What is known of a reason: what it means, and what to do. A silence is told in our own words, with a URL that may hold any part.
fn known(said: &str, ground: Ground) -> Option<(&'static str, &'static str)> {
    let is_meant = |parts: &[&str]| ground != Ground::Silence && parts.iter().any(|part| said.contains(part));
    KNOWN.iter().find(|(parts, ..)| is_meant(parts)).map(|(_, what, advice)| (*what, *advice))
}

/// Whether the certificate of the endpoint is for others.
pub(in crate::producer::kafka) fn is_of_name(refusal: &Refusal) -> bool {
    refusal.ground == Ground::Token && OF_NAME.iter().any(|part| refusal.reason.contains(part))
}

/// The status of a token endpoint's answer, if a log line of [`FACILITY`] has it.
pub(in crate::producer::kafka) fn status_of(line: &str) -> Option<u16> {
    let (_, status) = line.strip_suffix(')')?.rsplit_once('(')?;
    status.parse().ok().filter(|status| *status >= 400)
}

const CLIENT: &str = "check `oauth_bearer_client_id`, `oauth_bearer_client_secret` and `oauth_bearer_scope`";
const PROVIDED: &str = "have it give JWTs with both, or get the tokens in the program, by `oauth_bearer_method = token_provider`";

/// What librdkafka and libcurl say, what it means, and what to do.
const KNOWN: [(&[&str], &str, &str); 7] = [
    (
        &["Failed to decode JWT payload", "Failed to parse JSON JWT payload"],
        ": the endpoint's token is no JWT, and librdkafka reads out of it when it ends (`exp`) and whose it is (`sub`)",
        PROVIDED,
    ),
    (
        &["Expected JSON JWT response with"],
        ": the endpoint's token does not say when it ends (`exp`) and whose it is (`sub`), which librdkafka reads out of it",
        PROVIDED,
    ),
    (
        &[
            "Expected JSON response",
            "Expected token as",
            "Response is not JSON",
            "Failed to parse JSON response",
        ],
        ": what answers there gives no token",
        "check `oauth_bearer_token_endpoint_url`: it is the URL of the token endpoint itself",
    ),
    (
        &["certificate has expired", "certificate is not yet valid"],
        ": the endpoint's certificate is not valid now",
        "have the endpoint given another, or check this machine's clock",
    ),
    (
        &["certificate"],
        "",
        "check that `https_ca_location` or `https_ca_pem` holds the authority of the endpoint's certificate",
    ),
    (
        &["HTTP/0.9", "Empty reply", "Unsupported HTTP", "Weird server reply"],
        ": what answers there speaks no HTTP, or by TLS",
        "check the port in `oauth_bearer_token_endpoint_url`, and whether it begins with `http://` or `https://`",
    ),
    (
        &["SSL", "TLS"],
        ": the TLS connection to the endpoint cannot be made",
        "check the port in `oauth_bearer_token_endpoint_url`, and that TLS is spoken there",
    ),
];

#[cfg(test)]
mod tests {
    use super::{known, status_of};
    use crate::producer::kafka::admission::Ground;

    #[test]
    fn a_silence_is_not_read_for_what_its_url_holds() {
        let said = "no answer from https://certificates.example.com/TLS/token after 7 s";
        assert_eq!(known(said, Ground::Silence), None);
        assert!(
            known("SSL certificate problem: unable to get", Ground::Token)
                .unwrap()
                .1
                .contains("`https_ca_location`")
        );
    }

    #[test]
    fn a_status_is_read_from_a_log_line() {
        let line = |end: &str| format!("Failed to retrieve OIDC token from \"http://h/x\": (no) {end}");
        assert_eq!(status_of(&line("(404)")), Some(404));
        assert_eq!(status_of(&line("(-1)")), None);
        assert_eq!(status_of(&line("(200)")), None);
        assert_eq!(status_of("no status"), None);
    }
}
