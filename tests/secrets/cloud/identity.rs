//! Who gives out tokens: App Service's endpoint, the metadata service of virtual machines, and Entra ID.
//!
//! After <https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference>,
//! <https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token> and
//! <https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow>.

use std::sync::{Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64_URL;
use ring::hmac;
use ring::rand::SystemRandom;
use serde_json::{Value, json};

use super::wire::{Answer, Request};

/// Where Entra ID is.
pub const LOGIN_HOST: &str = "login.microsoftonline.com";
/// The tenant of all.
pub const TENANT: &str = "72f988bf-0000-0000-0000-2d7cd011db47";
/// What App Service gives a program to be known by; a secret.
pub const HEADER: &str = "identity-header-4Kx9";
/// The identity of the system: it may read every secret.
pub const SYSTEM: &str = "00000000-aaaa-0000-0000-000000000001";
/// An identity that may read every secret.
pub const READER: &str = "00000000-aaaa-0000-0000-000000000002";
/// One without a role.
pub const NO_ROLE: &str = "00000000-aaaa-0000-0000-000000000003";
/// One without the permission in an access policy.
pub const NO_POLICY: &str = "00000000-aaaa-0000-0000-000000000004";
/// One whose tokens the vault does not take, as those of another tenant.
pub const OTHER_TENANT: &str = "00000000-aaaa-0000-0000-000000000005";
/// The secret of [`READER`] as an application, and its federated token.
pub const CLIENT_SECRET: &str = "entra-secret-8~Qw";

const IDENTITIES: [&str; 5] = [SYSTEM, READER, NO_ROLE, NO_POLICY, OTHER_TENANT];
const LIFE: u64 = 3600;

/// Signs tokens and knows its own.
pub struct Tokens {
    key: hmac::Key,
    given: Mutex<Vec<String>>,
}

impl std::fmt::Debug for Tokens {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Tokens")
    }
}

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).expect("a time after 1970").as_secs()
}

impl Tokens {
    pub(super) fn new() -> Self {
        let key = hmac::Key::generate(hmac::HMAC_SHA256, &SystemRandom::new()).expect("a key");
        Self { key, given: Mutex::default() }
    }

    pub(super) fn given(&self) -> Vec<String> {
        self.given.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn signed(&self, client_id: &str, audience: &str) -> String {
        let header = BASE64_URL.encode(json!({"alg": "HS256", "typ": "JWT"}).to_string());
        let claims = json!({"aud": audience, "appid": client_id, "tid": TENANT, "exp": now() + LIFE});
        let text = format!("{header}.{}", BASE64_URL.encode(claims.to_string()));
        let token = format!("{text}.{}", BASE64_URL.encode(hmac::sign(&self.key, text.as_bytes())));
        self.given.lock().unwrap_or_else(PoisonError::into_inner).push(token.clone());
        token
    }

    /// The claims of a token of ours that still holds.
    pub(super) fn claims(&self, token: &str) -> Option<Value> {
        let (text, signature) = token.rsplit_once('.')?;
        hmac::verify(&self.key, text.as_bytes(), &BASE64_URL.decode(signature).ok()?).ok()?;
        let claims: Value = serde_json::from_slice(&BASE64_URL.decode(text.split_once('.')?.1).ok()?).ok()?;
        (claims["exp"].as_u64()? > now()).then_some(claims)
    }

    /// `GET $IDENTITY_ENDPOINT`
    pub(super) fn app_service(&self, request: &Request) -> Answer {
        let refuse = |status, message: &str| {
            Answer::json(status, &json!({"statusCode": status[..3].parse::<u16>().ok(), "message": message}))
        };
        if request.header("x-identity-header") != HEADER {
            return refuse("401 Unauthorized", "The identity header is missing or wrong.");
        }
        if request.query("api-version").as_deref() != Some("2019-08-01") {
            return refuse("400 Bad Request", "The api-version is not supported.");
        }
        let Some(resource) = request.query("resource") else {
            return refuse("400 Bad Request", "The resource is missing.");
        };
        let client_id = request.query("client_id").unwrap_or_else(|| SYSTEM.to_owned());
        if !IDENTITIES.contains(&client_id.as_str()) {
            let message = "No User Assigned or Delegated Managed Identity found for specified ClientId/ResourceId/PrincipalId.";
            return refuse("400 Bad Request", message);
        }
        let token = self.signed(&client_id, &resource);
        let body = json!({
            "access_token": token, "expires_on": (now() + LIFE).to_string(), "resource": resource,
            "token_type": "Bearer", "client_id": client_id,
        });
        Answer::json("200 OK", &body)
    }

    /// `GET http://169.254.169.254/metadata/identity/oauth2/token`
    pub(super) fn imds(&self, request: &Request) -> Answer {
        let refuse = |message: &str| {
            let body = json!({"error": "invalid_request", "error_description": message});
            Answer::json("400 Bad Request", &body)
        };
        if !request.header("metadata").eq_ignore_ascii_case("true") {
            return refuse("Required metadata header not specified");
        }
        if !matches!(request.query("api-version").as_deref(), Some("2018-02-01" | "2019-08-01")) {
            return refuse("Required query variable 'api-version' is missing");
        }
        let Some(resource) = request.query("resource") else {
            return refuse("Required query variable 'resource' is missing");
        };
        let client_id = request.query("client_id").unwrap_or_else(|| SYSTEM.to_owned());
        if !IDENTITIES.contains(&client_id.as_str()) {
            return refuse("Identity not found");
        }
        let (token, end) = (self.signed(&client_id, &resource), now() + LIFE);
        let body = json!({
            "access_token": token, "client_id": client_id, "expires_in": LIFE.to_string(),
            "expires_on": end.to_string(), "ext_expires_in": LIFE.to_string(), "not_before": now().to_string(),
            "resource": resource, "token_type": "Bearer",
        });
        Answer::json("200 OK", &body)
    }

    /// Entra ID: what it says of itself, and the grant by client credentials.
    pub(super) fn login(&self, request: &Request) -> Answer {
        let endpoint = format!("https://{LOGIN_HOST}/{TENANT}");
        if request.path() == format!("/{TENANT}/v2.0/.well-known/openid-configuration") {
            let body = json!({
                "token_endpoint": format!("{endpoint}/oauth2/v2.0/token"), "issuer": format!("{endpoint}/v2.0"),
                "authorization_endpoint": format!("{endpoint}/oauth2/v2.0/authorize"),
            });
            return Answer::json("200 OK", &body);
        }
        if request.path() == "/common/discovery/instance" {
            let body = json!({"tenant_discovery_endpoint": format!("{endpoint}/v2.0/.well-known/openid-configuration"), "metadata": []});
            return Answer::json("200 OK", &body);
        }
        if request.method != "POST" || request.path() != format!("/{TENANT}/oauth2/v2.0/token") {
            return Answer::json("404 Not Found", &json!({"error": "not_found"}));
        }
        let field = |name| request.form(name).unwrap_or_default();
        let assertion = field("client_assertion");
        let known = field("client_id") == READER
            && field("grant_type") == "client_credentials"
            && (field("client_secret") == CLIENT_SECRET
                || (assertion == CLIENT_SECRET
                    && field("client_assertion_type")
                        == "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"));
        if !known {
            let body = json!({
                "error": "invalid_client",
                "error_description": "AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the client secret value.",
            });
            return Answer::json("401 Unauthorized", &body);
        }
        let scope = field("scope");
        let audience = scope.split(' ').find_map(|scope| scope.strip_suffix("/.default")).unwrap_or_default();
        let token = self.signed(READER, audience);
        let body = json!({"token_type": "Bearer", "expires_in": LIFE, "ext_expires_in": LIFE, "access_token": token});
        Answer::json("200 OK", &body)
    }
}
