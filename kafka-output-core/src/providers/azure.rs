//! Tokens of Microsoft Entra, for Azure Event Hubs (feature `azure-identity`).
//!
//! The types of `azure_core` in here are those of its version 1, and change with it.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use azure_core::credentials::TokenCredential;
use azure_core::http::{ClientOptions, HttpClient, Transport};
use azure_identity::{
    ClientAssertionCredentialOptions, DeveloperToolsCredential, ManagedIdentityCredential,
    ManagedIdentityCredentialOptions, UserAssignedId, WorkloadIdentityCredential,
    WorkloadIdentityCredentialOptions,
};

use crate::azure_http::{AzureHttp, distrust};
use crate::http::refused;
use crate::token::{ProviderFuture, Token, TokenProvider, TokenRequest};

/// Where Event Hubs' namespaces are, in each of Azure's clouds.
const CLOUDS: [&str; 3] =
    [".servicebus.windows.net", ".servicebus.usgovcloudapi.net", ".servicebus.chinacloudapi.cn"];

/// Tokens of Microsoft Entra: `Runtime::builder().token_provider(AzureTokens::managed_identity())`.
///
/// The identity needs the role *Azure Event Hubs Data Sender* in the namespace. A token is asked for the namespace in `broker_list`, with
/// the scope `https://<namespace>.servicebus.windows.net/.default`, or for what [`scope`](Self::scope) says.
///
/// The endpoints of managed identities are asked directly; Entra ID is by the proxy that the environment's `HTTPS_PROXY` names.
pub struct AzureTokens {
    /// Or why there is none, which is told when a token is asked for.
    credential: Result<Arc<dyn TokenCredential>, String>,
    scope: Option<String>,
}

impl AzureTokens {
    /// Of the identity that Azure gives this program's host: App Service, Functions, Container Apps, virtual machines, AKS' nodes.
    #[must_use]
    pub fn managed_identity() -> Self {
        Self::managed(None)
    }

    /// The same, of the user-assigned identity with this client id.
    #[must_use]
    pub fn user_assigned_identity(client_id: impl Into<String>) -> Self {
        Self::managed(Some(UserAssignedId::ClientId(client_id.into())))
    }

    /// Of a pod's service account, by AKS' workload identity (`AZURE_TENANT_ID`, `AZURE_CLIENT_ID`, `AZURE_FEDERATED_TOKEN_FILE`).
    #[must_use]
    pub fn workload_identity() -> Self {
        let credential_options =
            ClientAssertionCredentialOptions { client_options: client_options(AzureHttp::by_proxy()) };
        let options = WorkloadIdentityCredentialOptions { credential_options, ..Default::default() };
        Self::of(WorkloadIdentityCredential::new(Some(options)))
    }

    /// Of who is logged in here with `az login` or `azd auth login`: for a developer's own machine.
    #[must_use]
    pub fn developer_tools() -> Self {
        Self::of(DeveloperToolsCredential::new(None))
    }

    /// Of any other credential that `azure_identity` has, such as a client's secret or certificate. They bring an HTTP client only with the
    /// default features of `azure_identity`; without, they must be given a transport.
    #[must_use]
    pub fn from_credential(credential: Arc<dyn TokenCredential>) -> Self {
        Self { credential: Ok(credential), scope: None }
    }

    /// Asks for this scope, where it is not the namespace in `broker_list`.
    #[must_use]
    pub fn scope(mut self, scope: impl Into<String>) -> Self {
        self.scope = Some(scope.into());
        self
    }

    fn managed(user_assigned_id: Option<UserAssignedId>) -> Self {
        let client_options = client_options(AzureHttp::directly());
        let options = ManagedIdentityCredentialOptions { user_assigned_id, client_options };
        Self::of(ManagedIdentityCredential::new(Some(options)))
    }

    fn of<C: TokenCredential + 'static>(made: azure_core::Result<Arc<C>>) -> Self {
        let credential = made.map(|made| made as Arc<dyn TokenCredential>).map_err(|error| error.to_string());
        Self { credential, scope: None }
    }
}

fn client_options(http: Arc<dyn HttpClient>) -> ClientOptions {
    ClientOptions { transport: Some(Transport::new(http)), ..ClientOptions::default() }
}

impl TokenProvider for AzureTokens {
    fn token<'a>(&'a self, request: &'a TokenRequest) -> ProviderFuture<'a, Token> {
        Box::pin(async move {
            let credential = self.credential.as_ref().map_err(Clone::clone)?;
            let scope = match &self.scope {
                Some(scope) => scope.clone(),
                None => scope_of(request)?,
            };
            let token =
                credential.get_token(&[&scope], None).await.map_err(|error| match refused(&error) {
                    Some(fault) => distrust("the token endpoint's", fault).into(),
                    None => Box::<dyn StdError + Send + Sync>::from(error),
                })?;
            let expires_at = token.expires_on.unix_timestamp().saturating_mul(1000);
            Ok(Token::new(token.token.secret(), expires_at))
        })
    }
}

/// The scope of the namespace that is asked.
fn scope_of(request: &TokenRequest) -> Result<String, String> {
    let is_namespace = |host: &&str| CLOUDS.iter().any(|cloud| host.to_ascii_lowercase().ends_with(cloud));
    let host = request.hosts().find(is_namespace);
    host.map(|host| format!("https://{host}/.default")).ok_or_else(|| {
        format!(
            "no namespace of Event Hubs, such as `shop{}`, is in `broker_list`; say by `.scope(…)` what the token is for",
            CLOUDS[0]
        )
    })
}

impl fmt::Debug for AzureTokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AzureTokens").field("scope", &self.scope).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::scope_of;
    use crate::token::TokenRequest;

    #[test]
    fn the_scope_is_that_of_the_namespace() {
        let scope = |brokers: &str| scope_of(&TokenRequest::new(brokers));
        assert_eq!(
            scope("shop.servicebus.windows.net:9093").as_deref(),
            Ok("https://shop.servicebus.windows.net/.default")
        );
        assert_eq!(
            scope("localhost:9092, Shop.ServiceBus.chinacloudapi.cn:9093").as_deref(),
            Ok("https://Shop.ServiceBus.chinacloudapi.cn/.default")
        );
        for other in ["kafka.example.com:9092", "servicebus.windows.net.example.com:9093"] {
            assert!(scope(other).unwrap_err().contains("`.scope(…)`"));
        }
    }
}
