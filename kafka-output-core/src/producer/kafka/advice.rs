//! What to do where brokers do not let us in: which options to look at.

use std::collections::BTreeMap;

use kafka_output_options::{Kind, OptionId, spec};
use rdkafka_sys::RDKafkaRespErr as Code;

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

/// The whole of a refusal: whose, by what, why, and what to do.
pub(super) fn refused(refusal: &Refusal, security: Security, brokers: &str) -> Fault {
    let Refusal { code, ground, reason, certificate, .. } = refusal;
    let Security { protocol, mode, .. } = security;
    if *code == Code::RD_KAFKA_RESP_ERR__SSL {
        let (what, advice) = match (ground, certificate) {
            (Ground::Suspected, _) if security.is_tls() => {
                ("the brokers seem not to speak TLS at this port", NOT_TLS)
            }
            (Ground::Suspected, _) => ("the brokers seem to speak TLS at this port", NEEDS_TLS),
            (_, Some(fault)) => self::certificate(*fault),
            (..) if reason.contains("SSL alert number") => {
                ("the brokers want a client's certificate, or refuse the one they got", CLIENT)
            }
            (..) if reason.contains("certificate verify failed") => self::certificate(0),
            (..) => ("the handshake failed", OTHER_TLS),
        };
        let text = format!("the TLS connection to {brokers} cannot be made: {what}; {advice} ({reason})");
        return Fault::new(ErrorKind::Tls, text);
    }
    let text = match (ground, mode) {
        (Ground::Suspected, _) => format!(
            "the brokers {brokers} seem to want authentication, which `protocol = {protocol}` has not; write `sasl_ssl` or \
             `sasl_plaintext` for `protocol`, and an `authentication_mode` ({reason})"
        ),
        (Ground::Token | Ground::Silence, _) => {
            let advice = if security.has_token_provider() {
                "check the runtime's `token_provider`"
            } else if reason.contains("certificate") || reason.contains("SSL") {
                "check that `https_ca_location` or `https_ca_pem` holds the authority of the endpoint's certificate"
            } else if reason.contains("acquire SASL OAUTHBEARER token: {") {
                "check `oauth_bearer_client_id`, `oauth_bearer_client_secret` and `oauth_bearer_scope`"
            } else {
                "check `oauth_bearer_token_endpoint_url`, and that it can be reached from here"
            };
            format!("authentication by `{mode}` at {brokers} failed, there is no token; {advice} ({reason})")
        }
        (Ground::Said, mode) => {
            let advice = match mode {
                "gssapi" => {
                    "check `kerberos_keytab`, `kerberos_principal` and `kerberos_service_name`, and that `kinit` gets a ticket with them"
                }
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
            format!("authentication by `{mode}` at {brokers} failed; {advice} ({reason})")
        }
    };
    Fault::new(ErrorKind::Authentication, text)
}

const NOT_TLS: &str = "check `protocol`, and the port in `broker_list`";
const NEEDS_TLS: &str =
    "check `protocol`, where `ssl` and `sasl_ssl` speak TLS, and the port in `broker_list`";
const CLIENT: &str = "check `ssl_certificate_location` and `ssl_key_location`, or their `_pem` twins, and that the brokers trust \
                      that certificate's authority";
const OTHER_TLS: &str = "check `protocol`, the port in `broker_list`, and the `ssl_…` options";

/// What OpenSSL has against a certificate, and what to do. The numbers are those of its `x509_vfy.h`.
pub(super) const fn certificate(fault: i32) -> (&'static str, &'static str) {
    match fault {
        9 => (
            "their certificate is not valid yet",
            "check the clocks of both sides, or have the brokers given another",
        ),
        10 => ("their certificate has expired", "have the brokers given a new one"),
        62 | 64 => (
            "their certificate is for another host name",
            "write into `broker_list` the name it is for, or have the brokers given one for this name",
        ),
        23 => ("their certificate was revoked", "have the brokers given a new one"),
        _ => (
            "their certificate is signed by an authority that is not known here",
            "check that `ssl_ca_location` or `ssl_ca_pem` holds that authority's certificate",
        ),
    }
}

/// The kind of librdkafka's reason to make no client, and what to do about it.
pub(super) fn of_options(reason: &str) -> (ErrorKind, &'static str) {
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
    ];
    match options.iter().find(|(part, _)| reason.contains(part)) {
        Some((_, advice)) => (ErrorKind::Tls, advice),
        None if reason.contains("ssl") || reason.contains("certificate") => (ErrorKind::Tls, ""),
        None => (ErrorKind::Configuration, ""),
    }
}
