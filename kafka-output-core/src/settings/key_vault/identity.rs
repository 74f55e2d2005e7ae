//! Who asks the vault.

use std::env;
use std::fmt;
use std::sync::Arc;

use azure_core::credentials::TokenCredential;
use azure_core::http::{ClientOptions, HttpClient, Transport};
use azure_identity::{
    ClientAssertionCredentialOptions, ManagedIdentityCredential, ManagedIdentityCredentialOptions,
    UserAssignedId, WorkloadIdentityCredential, WorkloadIdentityCredentialOptions,
};

use crate::azure_http::AzureHttp;

/// Whose permissions count.
pub(super) enum Identity {
    /// The program's own, as its surroundings give it.
    Surroundings { client_id: Option<String> },
    /// The same, asked for by another HTTP client.
    By { client_id: Option<String>, http: Arc<dyn HttpClient> },
    /// One that was given.
    Given(Arc<dyn TokenCredential>),
}

impl Identity {
    pub(super) fn with_http_client(self, http: &Arc<dyn HttpClient>) -> Self {
        match self {
            Self::Surroundings { client_id } | Self::By { client_id, .. } => {
                Self::By { client_id, http: Arc::clone(http) }
            }
            Self::Given(credential) => Self::Given(credential),
        }
    }

    /// The credential; what is wrong where there is none.
    pub(super) fn credential(&self) -> Result<Arc<dyn TokenCredential>, String> {
        let (client_id, http) = match self {
            Self::Given(credential) => return Ok(Arc::clone(credential)),
            Self::Surroundings { client_id } => (client_id, None),
            Self::By { client_id, http } => (client_id, Some(Arc::clone(http))),
        };
        let options = |http: Arc<dyn HttpClient>| ClientOptions {
            transport: Some(Transport::new(http)),
            ..ClientOptions::default()
        };
        let client_id =
            client_id.clone().or_else(|| env::var("AZURE_CLIENT_ID").ok()).filter(|id| !id.is_empty());
        if env::var_os("AZURE_FEDERATED_TOKEN_FILE").is_some() {
            let client_options = options(http.unwrap_or_else(AzureHttp::by_proxy));
            let made = WorkloadIdentityCredential::new(Some(WorkloadIdentityCredentialOptions {
                credential_options: ClientAssertionCredentialOptions { client_options },
                client_id,
                ..WorkloadIdentityCredentialOptions::default()
            }));
            return made.map(|made| made as _).map_err(|error| error.to_string());
        }
        let made = ManagedIdentityCredential::new(Some(ManagedIdentityCredentialOptions {
            user_assigned_id: client_id.map(UserAssignedId::ClientId),
            client_options: options(http.unwrap_or_else(AzureHttp::directly)),
        }));
        made.map(|made| made as _).map_err(|error| error.to_string())
    }
}

impl fmt::Display for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Given(_) => f.write_str("the credential given to `KeyVault`"),
            Self::Surroundings { .. } | Self::By { .. }
                if env::var_os("AZURE_FEDERATED_TOKEN_FILE").is_some() =>
            {
                f.write_str("the workload identity")
            }
            Self::Surroundings { .. } | Self::By { .. } => f.write_str("the managed identity"),
        }
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
