//! What to do where brokers do not let us in: which options to look at.

mod alert;
mod certificate;
mod kerberos;
mod mechanism;
mod principal;
pub(super) mod token;

use std::collections::BTreeMap;

use kafka_output_options::{Kind, OptionId, spec};
use rdkafka_sys::RDKafkaRespErr as Code;

pub(super) use self::certificate::Presented;
pub(super) use self::principal::Principal;
use super::admission::{Ground, Refusal};
use crate::error::ErrorKind;
use crate::producer::fault::Fault;

/// How a client proves who it is, in the words of the options.
#[derive(Debug, Clone, Copy)]
pub(super) struct Security {
    protocol: &'static str,
    mode: &'static str,
    /// Where tokens come from.
    method: &'static str,
}

impl Security {
    /// Of a client with these properties of librdkafka's.
    pub(super) fn of(properties: &BTreeMap<String, String>) -> Self {
        let word = |id: OptionId, default| {
            let Kind::Choice(words) = spec(id).kind else { return default };
            let value = properties.get(id.property()).map_or("", String::as_str);
            words
                .iter()
                .find(|word| word.property.eq_ignore_ascii_case(value))
                .map_or(default, |word| word.word)
        };
        Self {
            protocol: word(OptionId::Protocol, "plaintext"),
            mode: word(OptionId::AuthenticationMode, "gssapi"),
            method: word(OptionId::OauthBearerMethod, "token_provider"),
        }
    }

    /// Whether brokers are shown a token.
    pub(super) fn is_by_token(self) -> bool {
        self.is_sasl() && self.mode == "oauth_bearer"
    }

    /// Whether that is fetched by the runtime's token provider.
    pub(super) fn has_token_provider(self) -> bool {
        self.is_by_token() && self.method == "token_provider"
    }

    pub(super) fn is_tls(self) -> bool {
        self.protocol.ends_with("ssl")
    }

    pub(super) fn is_sasl(self) -> bool {
        self.protocol.starts_with("sasl")
    }
}

/// The whole of a refusal: whose, by what, why, and what to do. What librdkafka says stands in brackets, but where it is known better.
pub(super) fn refused(refusal: &Refusal, security: Security, brokers: &str) -> Fault {
    let Refusal { code, ground, reason, .. } = refusal;
    let Security { protocol, mode, .. } = security;
    if *code == Code::RD_KAFKA_RESP_ERR__SSL {
        let what = tls(refusal, security);
        return Fault::new(ErrorKind::Tls, format!("the TLS connection to {brokers} cannot be made: {what}"));
    }
    let text = match ground {
        Ground::Suspected => format!(
            "the brokers {brokers} seem to want authentication, which `protocol = {protocol}` has not; write `sasl_ssl` or \
             `sasl_plaintext` for `protocol`, and an `authentication_mode` ({reason})"
        ),
        Ground::Token | Ground::Silence => {
            let why = token::missing(refusal, security);
            format!("authentication by `{mode}` at {brokers} failed, there is no token{why}")
        }
        Ground::Said => {
            let why = mechanism::other(reason, mode).unwrap_or_else(|| {
                let (what, advice) = credentials(security, reason);
                format!("{what}; {advice} ({reason})")
            });
            format!("authentication by `{mode}` at {brokers} failed{why}")
        }
    };
    Fault::new(ErrorKind::Authentication, text)
}

/// Why there is no connection by TLS, and what to do.
fn tls(refusal: &Refusal, security: Security) -> String {
    let Refusal { ground, reason, certificate, .. } = refusal;
    let (what, advice) = match (ground, certificate) {
        (Ground::Suspected, _) if security.is_tls() => {
            ("the brokers seem not to speak TLS at this port", NOT_TLS)
        }
        (Ground::Suspected, _) => ("the brokers seem to speak TLS at this port", NEEDS_TLS),
        (_, Some(certificate)) => {
            let (what, advice) = certificate.told();
            return format!("{what}; {advice}");
        }
        (..) => alert::told(reason).unwrap_or(("the handshake failed", OTHER_TLS)),
    };
    format!("{what}; {advice} ({reason})")
}

/// What is wrong where brokers do not accept who we are, if it is known, and what to look at.
fn credentials(security: Security, reason: &str) -> (&'static str, &'static str) {
    let advice = match security.mode {
        "gssapi" => return kerberos::told(reason),
        "oauth_bearer" if security.has_token_provider() => {
            "check that the brokers accept the tokens of the `token_provider`: their issuer, audience and scope, and when they end"
        }
        "oauth_bearer" => {
            "check that the brokers accept the tokens of `oauth_bearer_token_endpoint_url`: their issuer, audience, and \
             `oauth_bearer_scope`"
        }
        _ => {
            "check `username` and `password`, and that the brokers know this user by this `authentication_mode`"
        }
    };
    ("", advice)
}

const NOT_TLS: &str = "check `protocol`, and the port in `broker_list`";
const NEEDS_TLS: &str =
    "check `protocol`, where `ssl` and `sasl_ssl` speak TLS, and the port in `broker_list`";
const OTHER_TLS: &str = "check `protocol`, the port in `broker_list`, and the `ssl_…` options";

/// The kind of librdkafka's reason to make no client, and what to do about it.
pub(super) fn of_options(reason: &str) -> (ErrorKind, &'static str) {
    const RAW: &str =
        "; check what `properties` and `unchecked_properties` set, by librdkafka's CONFIGURATION.md";
    let options = [
        ("ssl.ca.", "; check `ssl_ca_location` or `ssl_ca_pem`"),
        (OptionId::SslKeyPassword.property(), "; check `ssl_key_password`, and that the key is one in PEM"),
        (
            "ssl.key.",
            "; check `ssl_key_location` or `ssl_key_pem`, and `ssl_key_password` for an encrypted key",
        ),
        (
            "rivate key check failed",
            "; check that `ssl_certificate_location` and `ssl_key_location`, or their `_pem` twins, are of one pair",
        ),
        ("ssl.certificate.", "; check `ssl_certificate_location` or `ssl_certificate_pem`"),
        (
            "ssl.keystore.",
            "; check `ssl.keystore.location` and `ssl.keystore.password` in `properties`, or write certificate and key in PEM as \
             `ssl_certificate_location` and `ssl_key_location`",
        ),
    ];
    match options.iter().find(|(part, _)| reason.contains(part)) {
        Some((_, advice)) => (ErrorKind::Tls, advice),
        None if reason.contains("ssl") || reason.contains("certificate") => (ErrorKind::Tls, RAW),
        None => (ErrorKind::Configuration, RAW),
    }
}
