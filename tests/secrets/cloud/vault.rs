//! The vault: `GET /secrets/{name}[/{version}]`, after
//! <https://learn.microsoft.com/rest/api/keyvault/secrets/get-secret/get-secret>.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::{Value, json};

use super::identity::{LOGIN_HOST, NO_POLICY, NO_ROLE, OTHER_TENANT, TENANT, Tokens};
use super::wire::{Answer, Request};

/// The vault that is there.
pub const HOST: &str = "shop.vault.azure.net";
/// One that asks for a token of another service, as somebody who wants to have one would.
pub const OTHERS_HOST: &str = "others.vault.azure.net";

const RESOURCE: &str = "https://vault.azure.net";

/// One version of a secret.
#[derive(Debug, Clone, Default)]
pub struct Secret {
    /// Its version.
    pub version: &'static str,
    /// Its value.
    pub value: String,
    /// Its content type, if it has one.
    pub content_type: Option<&'static str>,
    /// What else there is to it.
    pub state: State,
}

/// How it is with a secret.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum State {
    /// It can be had.
    #[default]
    Good,
    /// It is disabled.
    Disabled,
    /// Its date of expiry is past.
    Expired,
    /// Its first day is to come.
    NotYet,
    /// It stands behind a certificate of the same name.
    OfCertificate,
    /// The vault turns this many requests away first.
    Throttled(u32),
    /// The vault's firewall turns requests away.
    BehindFirewall,
}

/// The secrets of a vault; of two versions of one, the later is the newest.
#[derive(Debug, Default)]
pub struct Vault {
    secrets: HashMap<&'static str, Vec<Secret>>,
    turned_away: HashMap<&'static str, AtomicU32>,
}

fn refuse(status: &'static str, code: &str, inner: Option<&str>, message: &str) -> Answer {
    let mut error = json!({"code": code, "message": message});
    if let Some(inner) = inner {
        error["innererror"] = json!({ "code": inner });
    }
    Answer::json(status, &json!({ "error": error }))
}

impl Vault {
    /// The same with one version more of a secret.
    #[must_use]
    pub fn with(mut self, name: &'static str, secret: Secret) -> Self {
        self.turned_away.entry(name).or_default();
        self.secrets.entry(name).or_default().push(secret);
        self
    }

    /// The challenge of a host that wants tokens for another service.
    pub(super) fn of_others() -> Answer {
        let challenge = format!(
            "Bearer authorization=\"https://{LOGIN_HOST}/{TENANT}\", resource=\"https://graph.microsoft.com\""
        );
        refuse(
            "401 Unauthorized",
            "Unauthorized",
            None,
            "AKV10000: Request is missing a Bearer or PoP token.",
        )
        .with("WWW-Authenticate", challenge)
    }

    pub(super) fn answer(&self, request: &Request, tokens: &Tokens) -> Answer {
        let challenge =
            format!("Bearer authorization=\"https://{LOGIN_HOST}/{TENANT}\", resource=\"{RESOURCE}\"");
        let unknown = |message: &str| {
            refuse("401 Unauthorized", "Unauthorized", None, message)
                .with("WWW-Authenticate", challenge.clone())
        };
        let Some(token) = request.header("authorization").strip_prefix("Bearer ") else {
            return unknown("AKV10000: Request is missing a Bearer or PoP token.");
        };
        let Some(claims) = tokens.claims(token) else {
            return unknown("AKV10046: Unable to resolve the key used for signature validation.");
        };
        let (audience, caller) =
            (claims["aud"].as_str().unwrap_or_default(), claims["appid"].as_str().unwrap_or_default());
        if audience.trim_end_matches('/') != RESOURCE {
            return unknown(&format!("AKV10022: Invalid audience. Expected {RESOURCE}, found: {audience}."));
        }
        if caller == OTHER_TENANT {
            return unknown(
                "AKV10032: Invalid issuer. Expected one of https://sts.windows.net/72f988bf/, found https://sts.windows.net/other/.",
            );
        }
        let Some(version) = request.query("api-version") else {
            return refuse("400 Bad Request", "BadParameter", None, "api-version must be specified");
        };
        if version.as_str() < "7.0" && !version.starts_with("20") {
            return refuse(
                "400 Bad Request",
                "BadParameter",
                None,
                "The specified version is not supported.",
            );
        }
        if request.method != "GET" {
            return refuse("405 Method Not Allowed", "MethodNotAllowed", None, "The method is not allowed.");
        }
        let mut path = request.path().split('/').skip(1);
        match (path.next(), path.next(), path.next()) {
            (Some("secrets"), Some(name), version) => self.secret(name, version, caller),
            _ => refuse("404 Not Found", "NotFound", None, "There is nothing at this path."),
        }
    }

    fn secret(&self, name: &str, version: Option<&str>, caller: &str) -> Answer {
        let forbidden =
            |inner: &str, message: &str| refuse("403 Forbidden", "Forbidden", Some(inner), message);
        if caller == NO_ROLE {
            return forbidden(
                "ForbiddenByRbac",
                &format!(
                    "Caller is not authorized to perform action on resource.\r\nIf role assignments, deny assignments or role definitions were \
                 changed recently, please observe propagation time.\r\nCaller: appid={caller};oid=0;iss=0\r\n\
                 Action: 'Microsoft.KeyVault/vaults/secrets/getSecret/action'"
                ),
            );
        }
        if caller == NO_POLICY {
            return forbidden(
                "AccessDenied",
                &format!(
                    "The user, group or application 'appid={caller};oid=0;iss=0' does not have secrets get permission on key vault \
                 'shop;location=westeurope'. For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125287"
                ),
            );
        }
        let versions = self.secrets.get(name).map_or(&[][..], Vec::as_slice);
        let found = match version.filter(|version| !version.is_empty()) {
            None => versions.last(),
            Some(version) => versions.iter().find(|secret| secret.version == version),
        };
        let Some(secret) = found else {
            return refuse(
                "404 Not Found",
                "SecretNotFound",
                None,
                &format!(
                    "A secret with (name/id) {name} was not found in this key vault. If you recently deleted this secret you may be able to \
                 recover it using the correct recovery command."
                ),
            );
        };
        match secret.state {
            State::Disabled => {
                forbidden("SecretDisabled", "Operation get is not allowed on a disabled secret.")
            }
            State::BehindFirewall => forbidden(
                "ForbiddenByFirewall",
                "Client address is not authorized and caller is not a trusted service.\r\nClient address: 203.0.113.7",
            ),
            State::Throttled(times) if self.turned_away[name].fetch_add(1, Ordering::SeqCst) < times => {
                refuse(
                    "429 Too Many Requests",
                    "Throttled",
                    None,
                    "Request was not processed because too many requests were received. Reason: VaultRequestTypeLimitReached",
                )
            }
            _ => Answer::json("200 OK", &told(name, secret)),
        }
    }
}

/// A secret as the vault tells it.
fn told(name: &str, secret: &Secret) -> Value {
    const DAY: i64 = 86_400;
    let (past, future) = (1_000_000_000, 4_000_000_000_i64);
    let mut told = json!({
        "value": secret.value,
        "id": format!("https://{HOST}/secrets/{name}/{}", secret.version),
        "attributes": {
            "enabled": true, "created": past, "updated": past + DAY,
            "recoveryLevel": "Recoverable+Purgeable", "recoverableDays": 90,
        },
        "tags": {},
    });
    if let Some(kind) = secret.content_type {
        told["contentType"] = kind.into();
    }
    match secret.state {
        State::Expired => told["attributes"]["exp"] = (past + DAY).into(),
        State::NotYet => told["attributes"]["nbf"] = future.into(),
        State::OfCertificate => {
            told["managed"] = true.into();
            told["kid"] = format!("https://{HOST}/keys/{name}/{}", secret.version).into();
        }
        _ => {}
    }
    told
}
