//! Settings whose value stands elsewhere: `@Microsoft.KeyVault(…)` references, and who fetches them.

use std::fmt;

use kafka_output_options::Elsewhere;

use crate::token::ProviderFuture;

/// Fetches the secrets that settings refer to; given to [`Builder::secret_provider`](crate::Builder::secret_provider).
///
/// It is called on a thread and an async runtime (tokio's, with time and network) of the library's own, and waited for up to a minute;
/// then, or when it panics, the next provider is asked. It may await annotated functions, but none whose output needs the secret it is
/// asked for: that would wait for itself, until the minute is over.
pub trait SecretProvider: Send + Sync + 'static {
    /// The secret's value. An error's text is shown, so it must not hold a secret.
    ///
    /// One of a store that had no answer is an [`std::io::Error`], or has one among its causes, whose kind says so, such as `TimedOut` or
    /// `ConnectionRefused`, or else tokio's `Elapsed`: the call's error [is retriable](crate::Error::is_retriable) then.
    fn secret<'a>(&'a self, reference: &'a SecretReference) -> ProviderFuture<'a, String>;
}

/// A reference to a secret in Azure Key Vault, in one of the two forms app settings have:
/// `@Microsoft.KeyVault(SecretUri=…)` or `@Microsoft.KeyVault(VaultName=…;SecretName=…;SecretVersion=…)`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct SecretReference {
    vault: Vault,
    name: String,
    version: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Hash)]
enum Vault {
    Name(String),
    Url(String),
}

impl SecretReference {
    /// Reads a setting's value; `None` where it is no reference to a vault.
    #[doc(hidden)]
    pub fn parse(value: &str) -> Option<Result<Self, String>> {
        Elsewhere::parse(value)?.map(Self::of).transpose()
    }

    pub(super) fn of(elsewhere: Elsewhere<'_>) -> Option<Self> {
        let (vault, name, version) = match elsewhere {
            Elsewhere::VaultUrl { host, name, version } => {
                (Vault::Url(format!("https://{host}")), name, version)
            }
            Elsewhere::VaultName { vault, name, version } => (Vault::Name(vault.to_owned()), name, version),
            Elsewhere::File(_) | Elsewhere::Environment(_) => return None,
        };
        Some(Self { vault, name: name.to_owned(), version: version.map(str::to_owned) })
    }

    /// The vault's address: `https://shop.vault.azure.net`.
    #[must_use]
    pub fn vault_url(&self) -> String {
        match &self.vault {
            Vault::Url(url) => url.clone(),
            Vault::Name(name) => format!("https://{name}.vault.azure.net"),
        }
    }

    /// The secret's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The version asked for; `None` is the newest.
    #[must_use]
    pub fn version(&self) -> Option<&str> {
        self.version.as_deref()
    }
}

impl fmt::Debug for SecretReference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for SecretReference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/secrets/{}", self.vault_url(), self.name)
    }
}
