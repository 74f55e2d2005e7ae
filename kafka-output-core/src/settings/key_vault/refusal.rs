//! Why a vault gave no secret, and what to do: never with a value in it.

use std::error::Error as StdError;
use std::time::Duration;

use azure_core::error::{Error, ErrorKind};
use azure_core::time::{OffsetDateTime, to_rfc3339};
use serde_json::Value;

use super::SecretReference;
use super::identity::Identity;
use crate::azure_http::distrust;
use crate::certificates::refused::RefusedCertificate;
use crate::http::refused;

/// Why there is no secret.
#[derive(Debug)]
pub(super) enum Refusal {
    /// The vault answered no: its status, its own code within, and its words.
    Vault {
        status: u16,
        code: String,
        message: String,
    },
    /// There is no token.
    Identity {
        why: String,
        may_pass: bool,
    },
    /// No answer: what the connection says, if it may be made the next time.
    Silent {
        why: String,
        may_pass: bool,
    },
    /// The certificate is refused, that of the vault or of the endpoint that gives tokens for it.
    Untrusted {
        whose: &'static str,
        fault: RefusedCertificate,
    },
    /// Not in time.
    Slow(Duration),
    /// It asks for a token of a service that is not its own.
    Foreign,
    /// An answer of no vault.
    Nonsense,
    Expired(OffsetDateTime),
    NotYet(OffsetDateTime),
    Pkcs12(&'static str),
}

impl Refusal {
    /// What the SDK's error comes to. Its own texts are not told on, but where they are known: they may quote what was received.
    pub(super) fn of(error: &Error) -> Self {
        match error.kind() {
            ErrorKind::HttpResponse { status, raw_response, .. } => {
                let body =
                    raw_response.as_ref().and_then(|answer| serde_json::from_slice(answer.body()).ok());
                let body: Value = body.unwrap_or_default();
                let fault = &body["error"];
                let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
                // The innermost code says most.
                let inner = text(&fault["innererror"]["code"]);
                let code = if inner.is_empty() { text(&fault["code"]) } else { inner };
                Self::Vault { status: (*status).into(), code, message: line(&text(&fault["message"])) }
            }
            ErrorKind::Credential => of_identity(error),
            ErrorKind::DataConversion => Self::Nonsense,
            _ if let Some(fault) = refused(error) => {
                Self::Untrusted { whose: "the vault's", fault: fault.clone() }
            }
            _ => match root(error) {
                root if root.starts_with("challenge resource") => Self::Foreign,
                why => Self::Silent { why, may_pass: is_silence(error.kind()) },
            },
        }
    }

    /// Whether the same question may be answered later.
    pub(super) const fn may_pass(&self) -> bool {
        match self {
            Self::Vault { status, .. } => passes(*status),
            Self::Identity { may_pass, .. } | Self::Silent { may_pass, .. } => *may_pass,
            Self::Slow(_) => true,
            Self::Untrusted { .. }
            | Self::Foreign
            | Self::Nonsense
            | Self::Expired(_)
            | Self::NotYet(_)
            | Self::Pkcs12(_) => false,
        }
    }

    /// The sentence behind the secret's name, with the way out.
    pub(super) fn sentence(&self, of: &SecretReference, identity: &Identity) -> String {
        let (vault, name) = (of.vault_url(), of.name());
        let version = of.version().map_or_else(String::new, |version| format!(" with version `{version}`"));
        let quoted = |message: &str| {
            if message.is_empty() { String::new() } else { format!(" (the vault says: {message})") }
        };
        match self {
            Self::Vault { status: 401, message, .. } => format!(
                "the vault does not accept the token of {identity} (401){}; use an identity of the vault's own tenant, and the vault's own URL",
                quoted(message)
            ),
            Self::Vault { status: 403, code, message } => match code.as_str() {
                "SecretDisabled" => format!(
                    "the secret is disabled (403); enable `{name}`{version} in the vault, or refer to a version that is enabled"
                ),
                "ForbiddenByFirewall" | "ForbiddenByConnection" => format!(
                    "the vault's firewall does not let this program in (403){}; allow its network or address in the vault's networking settings",
                    quoted(message)
                ),
                "AccessDenied" => format!(
                    "{identity} may not read it (403){}; give it the secret permission `Get` in the vault's access policies",
                    quoted(message)
                ),
                _ => format!(
                    "{identity} may not read it (403){}; give it the role `Key Vault Secrets User` on the vault, or the secret permission `Get` where the vault has access policies",
                    quoted(message)
                ),
            },
            Self::Vault { status: 404, .. } => format!(
                "the vault has no secret `{name}`{version} (404); check the name, or store or recover it in {vault}"
            ),
            Self::Vault { status: 429, .. } => "the vault gets too many requests (429), and did so at each attempt; start fewer programs at once, \
                 or spread the secrets over several vaults"
                .to_owned(),
            Self::Vault { status, code, message } => format!(
                "the vault answers with status {status}{}{}; try again, and look at the vault's health in Azure's portal",
                if code.is_empty() { String::new() } else { format!(" {code}") },
                quoted(message)
            ),
            Self::Identity { why, .. } => format!(
                "there is no token of {identity}: {why}; assign an identity to this program (for one of several, name it in `AZURE_CLIENT_ID`), or give \
                 `Runtime::builder().secret_provider(…)` a `KeyVault::with_credential(…)`"
            ),
            Self::Silent { why, .. } => format!(
                "the vault cannot be reached: {why}; check its name, the network, and the proxy in `HTTPS_PROXY`"
            ),
            Self::Untrusted { whose, fault } => distrust(whose, fault),
            Self::Slow(limit) => format!(
                "there was no answer within {} s; check the network, and whether this program has an identity",
                limit.as_secs()
            ),
            Self::Foreign => "it asks for a token of a service that does not own this host, so it gets none; write the vault's own URL".to_owned(),
            Self::Nonsense => "what answers there is no Key Vault; write the vault's own URL".to_owned(),
            Self::Expired(at) => format!(
                "the secret has expired on {}; store a new version of `{name}`, or set a later date",
                to_rfc3339(at)
            ),
            Self::NotYet(at) => format!(
                "the secret is good only from {}; set an earlier date, or refer to an older version of `{name}`",
                to_rfc3339(at)
            ),
            Self::Pkcs12(why) => format!("the secret {why}"),
        }
    }
}

/// Why an identity gives no token: its endpoint's own words, or those of the connection.
fn of_identity(error: &Error) -> Refusal {
    if let Some(fault) = refused(error) {
        return Refusal::Untrusted { whose: "the identity endpoint's", fault: fault.clone() };
    }
    // Somewhere among the causes is the endpoint's answer, if there was one.
    let mut cause: Option<&(dyn StdError + 'static)> = Some(error);
    let mut may_pass = false;
    while let Some(error) = cause {
        may_pass |= error.downcast_ref::<Error>().is_some_and(|error| is_silence(error.kind()));
        if let Some(ErrorKind::HttpResponse { status, raw_response: Some(answer), .. }) =
            error.downcast_ref::<Error>().map(Error::kind)
        {
            let body: Value = serde_json::from_slice(answer.body()).unwrap_or_default();
            // Entra ID and IMDS have the one, App Service the other.
            let said =
                body["error_description"].as_str().or_else(|| body["message"].as_str()).unwrap_or_default();
            let comma = if said.is_empty() { "" } else { ": " };
            let status = u16::from(*status);
            let why = format!("its endpoint answers with status {status}{comma}{}", line(said));
            return Refusal::Identity { why, may_pass: passes(status) };
        }
        cause = error.source();
    }
    Refusal::Identity { why: root(error), may_pass }
}

/// Whether nobody was reached, as the transport tells it where that may be otherwise the next time.
const fn is_silence(kind: &ErrorKind) -> bool {
    matches!(kind, ErrorKind::Connection | ErrorKind::Io)
}

/// Whether a status says that there was no answer, rather than no.
const fn passes(status: u16) -> bool {
    matches!(status, 408 | 429 | 500..)
}

/// The innermost cause, in one line.
fn root(error: &Error) -> String {
    let mut cause: &dyn StdError = error;
    while let Some(next) = cause.source() {
        cause = next;
    }
    line(&cause.to_string())
}

/// The first line of a text, if it is not too long.
fn line(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default().trim().trim_end_matches('.');
    if line.chars().count() > 300 {
        line.chars().take(300).chain("…".chars()).collect()
    } else {
        line.to_owned()
    }
}
