//! Secrets from Azure Key Vault, by Microsoft's own crates.
//!
//! With the cargo feature `azure-key-vault`, every runtime that is given no other provider fetches
//! `@Microsoft.KeyVault(…)` by [`KeyVault::new`]; no line of code is needed. This module has types of `azure_core` in its signatures: for
//! a credential of one's own choice, that crate's version 1 must be used.

mod identity;
mod pkcs12;
mod refusal;

use std::collections::HashMap;
use std::fmt;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use azure_core::credentials::TokenCredential;
use azure_core::http::{ClientOptions, ExponentialRetryOptions, HttpClient, RetryOptions, Transport};
use azure_core::time::{Duration as AzureDuration, OffsetDateTime};
use azure_security_keyvault_secrets::models::{Secret, SecretClientGetSecretOptions};
use azure_security_keyvault_secrets::{SecretClient, SecretClientOptions};

use self::identity::Identity;
use self::refusal::Refusal;
use super::{SecretProvider, SecretReference};
use crate::azure_http::AzureHttp;
use crate::token::ProviderFuture;

/// How long one secret may take, the token and all attempts included.
const LIMIT: Duration = Duration::from_secs(30);

/// How often what may pass is tried again: a vault that throttles, or does not answer.
const RETRIES: u32 = 3;

/// What PKCS#12 is called in a vault.
const PKCS12: &str = "application/x-pkcs12";

/// Fetches secrets from Azure Key Vault; given to [`Builder::secret_provider`](crate::Builder::secret_provider).
///
/// A certificate of the vault is had by the secret of the same name, which holds its key and chain: PKCS#12 becomes PEM, as the options
/// `ssl_certificate_and_key_pem`, `ssl_certificate_pem`, `ssl_key_pem` and `ssl_ca_pem` take it.
///
/// Connections go by the proxy that the environment's `HTTPS_PROXY` names, unless `NO_PROXY` excepts the vault; the endpoints of managed
/// identities are always asked directly. Certificates are checked against the system's authorities, or those of the file that
/// `SSL_CERT_FILE` names.
pub struct KeyVault {
    identity: Identity,
    http: Arc<dyn HttpClient>,
    /// One for each vault, with the token it got last.
    clients: Mutex<HashMap<String, Arc<SecretClient>>>,
}

impl Default for KeyVault {
    fn default() -> Self {
        Self::new()
    }
}

impl KeyVault {
    /// By the identity of the program's surroundings: a workload identity where the environment has `AZURE_FEDERATED_TOKEN_FILE`, as
    /// Kubernetes gives it; else a managed identity, that of `AZURE_CLIENT_ID` or the system's own (App Service, Functions, Container
    /// Apps, virtual machines).
    #[must_use]
    pub fn new() -> Self {
        Self::of(Identity::Surroundings { client_id: None })
    }

    /// By the user-assigned managed identity of this client id.
    #[must_use]
    pub fn of_identity(client_id: impl Into<String>) -> Self {
        Self::of(Identity::Surroundings { client_id: Some(client_id.into()) })
    }

    /// By any credential of `azure_identity` 1, or one's own. Those of `azure_identity` bring an HTTP client only with its default features;
    /// without, they must be given a transport.
    #[must_use]
    pub fn with_credential(credential: Arc<dyn TokenCredential>) -> Self {
        Self::of(Identity::Given(credential))
    }

    /// Sends all requests, those to the identity's endpoint too, by another client: with certificates or a proxy of its own.
    #[must_use]
    pub fn with_http_client(mut self, http: Arc<dyn HttpClient>) -> Self {
        self.identity = self.identity.with_http_client(&http);
        self.http = http;
        self
    }

    fn of(identity: Identity) -> Self {
        Self { identity, http: AzureHttp::by_proxy(), clients: Mutex::default() }
    }

    fn client(&self, vault: &str) -> Result<Arc<SecretClient>, Refusal> {
        let mut clients = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(client) = clients.get(vault) {
            return Ok(Arc::clone(client));
        }
        let credential =
            self.identity.credential().map_err(|why| Refusal::Identity { why, may_pass: false })?;
        let retry = ExponentialRetryOptions {
            initial_delay: AzureDuration::milliseconds(400),
            max_retries: RETRIES,
            max_total_elapsed: AzureDuration::seconds(15),
            max_delay: AzureDuration::seconds(5),
        };
        let options = SecretClientOptions {
            client_options: ClientOptions {
                retry: RetryOptions::exponential(retry),
                transport: Some(Transport::new(Arc::clone(&self.http))),
                ..ClientOptions::default()
            },
            ..SecretClientOptions::default()
        };
        let client =
            SecretClient::new(vault, credential, Some(options)).map_err(|error| Refusal::of(&error))?;
        let client = Arc::new(client);
        clients.insert(vault.to_owned(), Arc::clone(&client));
        Ok(client)
    }

    async fn fetch(&self, reference: &SecretReference) -> Result<String, Refusal> {
        let client = self.client(&reference.vault_url())?;
        let options = SecretClientGetSecretOptions {
            secret_version: reference.version().map(str::to_owned),
            ..SecretClientGetSecretOptions::default()
        };
        let asked = async {
            let answer = client
                .get_secret(reference.name(), Some(options))
                .await
                .map_err(|error| Refusal::of(&error))?;
            // What the SDK says of a body that it cannot read may quote it.
            answer.into_model().map_err(|_| Refusal::Nonsense)
        };
        let secret = tokio::time::timeout(LIMIT, asked).await.map_err(|_| Refusal::Slow(LIMIT))??;
        value_of(secret)
    }
}

/// The value of a secret that may be used now.
fn value_of(secret: Secret) -> Result<String, Refusal> {
    let now = OffsetDateTime::now_utc();
    let attributes = secret.attributes.unwrap_or_default();
    if let Some(at) = attributes.expires.filter(|at| *at <= now) {
        return Err(Refusal::Expired(at));
    }
    if let Some(at) = attributes.not_before.filter(|at| *at > now) {
        return Err(Refusal::NotYet(at));
    }
    let value = secret.value.ok_or(Refusal::Nonsense)?;
    match secret.content_type {
        Some(kind) if kind.eq_ignore_ascii_case(PKCS12) => pkcs12::to_pem(value).map_err(Refusal::Pkcs12),
        _ => Ok(value),
    }
}

impl SecretProvider for KeyVault {
    fn secret<'a>(&'a self, reference: &'a SecretReference) -> ProviderFuture<'a, String> {
        Box::pin(async move {
            self.fetch(reference).await.map_err(|refusal| {
                let sentence = refusal.sentence(reference, &self.identity);
                if refusal.may_pass() {
                    io::Error::new(io::ErrorKind::TimedOut, sentence).into()
                } else {
                    sentence.into()
                }
            })
        })
    }
}

impl fmt::Debug for KeyVault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeyVault").field("identity", &self.identity).finish_non_exhaustive()
    }
}
