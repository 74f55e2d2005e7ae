//! Settings whose value stands elsewhere: `@Microsoft.KeyVault(…)` references, and who fetches them.

use std::fmt;

use kafka_output_options::{IN_KEY_VAULT, within_reference};

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
    /// Reads a setting's value; `None` where it is no reference.
    #[doc(hidden)]
    pub fn parse(value: &str) -> Option<Result<Self, String>> {
        let inside = within_reference(value, IN_KEY_VAULT)?;
        Some(
            inside
                .strip_suffix(')')
                .ok_or_else(|| "has no closing `)`; write it behind what is referred to".to_owned())
                .and_then(Self::read),
        )
    }

    fn read(inside: &str) -> Result<Self, String> {
        let (mut url, mut vault, mut name, mut version) = (None, None, None, None);
        for part in inside.split(';').map(str::trim).filter(|part| !part.is_empty()) {
            let (key, value) = part.split_once('=').ok_or("has a part without `=`")?;
            let place = match key.trim() {
                "SecretUri" => &mut url,
                "VaultName" => &mut vault,
                "SecretName" => &mut name,
                "SecretVersion" => &mut version,
                // It may be a piece of a URL's query, and so a secret.
                _ => {
                    return Err("has a part that is none of SecretUri, VaultName, SecretName, SecretVersion"
                        .to_owned());
                }
            };
            if place.replace(value.trim().to_owned()).is_some() {
                return Err(format!("has `{}` twice", key.trim()));
            }
        }
        match (url, vault, name) {
            (Some(url), None, None) if version.is_none() => Self::of_url(&url),
            (None, Some(vault), Some(name)) if !vault.is_empty() && !name.is_empty() => {
                let version = version.filter(|version| !version.is_empty());
                if ![Some(&vault), Some(&name), version.as_ref()]
                    .into_iter()
                    .flatten()
                    .all(|part| is_name(part))
                {
                    return Err(
                        "has a part that holds more than a name, of letters, digits, `-`, `_` and `.`; write the names alone, such as \
                         `VaultName=shop;SecretName=kafka`"
                            .to_owned(),
                    );
                }
                Ok(Self { vault: Vault::Name(vault), name, version })
            }
            _ => Err("needs either `SecretUri`, or `VaultName` and `SecretName`".to_owned()),
        }
    }

    /// `https://vault.vault.azure.net/secrets/name/version`. What else a URL may hold, such as a user or a query, could be a credential,
    /// and is never used: the vault is asked by an identity.
    fn of_url(url: &str) -> Result<Self, String> {
        const FORM: &str = "has a `SecretUri` that is not `https://<vault>/secrets/<name>[/<version>]`; write the vault's host, the name and \
                            the version alone, without a user, a query or a fragment";
        let (host, path) = url.strip_prefix("https://").and_then(|rest| rest.split_once('/')).ok_or(FORM)?;
        let mut parts = path.trim_end_matches('/').split('/');
        match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some("secrets"), Some(name), version, None)
                if is_host(host) && is_name(name) && version.is_none_or(is_name) =>
            {
                Ok(Self {
                    vault: Vault::Url(format!("https://{host}")),
                    name: name.to_owned(),
                    version: version.map(str::to_owned),
                })
            }
            _ => Err(FORM.to_owned()),
        }
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

/// Whether a text is a host, with or without a port.
fn is_host(text: &str) -> bool {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || "-_.:[]".contains(letter);
    !text.is_empty() && text.chars().all(is_part)
}

/// Whether a text is a vault's, a secret's or a version's name: a bit more than Azure allows, and nothing of a URL's other parts.
fn is_name(text: &str) -> bool {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
    !text.is_empty() && text.chars().all(is_part)
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

#[cfg(test)]
mod tests {
    use super::SecretReference;

    fn read(text: &str) -> Result<SecretReference, String> {
        SecretReference::parse(text).expect("it is a reference")
    }

    #[test]
    fn both_forms_of_app_settings_are_read() {
        let by_url =
            read("@Microsoft.KeyVault(SecretUri=https://shop.vault.azure.net/secrets/kafka/0123)").unwrap();
        assert_eq!(
            (by_url.vault_url().as_str(), by_url.name(), by_url.version()),
            ("https://shop.vault.azure.net", "kafka", Some("0123"))
        );
        let by_name = read("@Microsoft.KeyVault(VaultName=shop;SecretName=kafka)").unwrap();
        assert_eq!(
            (by_name.vault_url().as_str(), by_name.name(), by_name.version()),
            ("https://shop.vault.azure.net", "kafka", None)
        );
        assert_eq!(
            read("@Microsoft.KeyVault(SecretUri=https://shop.vault.azure.net/secrets/kafka/)")
                .unwrap()
                .version(),
            None
        );
    }

    #[test]
    fn what_is_no_reference_stays_text_and_a_broken_one_is_refused() {
        assert!(SecretReference::parse("pa55word").is_none());
        for broken in [
            "@Microsoft.KeyVault(",
            "@Microsoft.KeyVault()",
            "@Microsoft.KeyVault(VaultName=shop)",
            "@Microsoft.KeyVault(SecretUri=http://shop/secrets/kafka)",
            "@Microsoft.KeyVault(SecretUri=https://shop/keys/kafka)",
            "@Microsoft.KeyVault(Vault=shop)",
        ] {
            assert!(read(broken).is_err(), "{broken}");
        }
    }

    #[test]
    fn credentials_in_a_reference_are_refused_and_not_shown() {
        for inside in [
            "SecretUri=https://ann:Kv-Cred@shop.vault.azure.net/secrets/x",
            "SecretUri=https://Kv-Cred@shop.vault.azure.net/secrets/x",
            "SecretUri=https://shop.vault.azure.net/secrets/x?sig=Kv-Cred",
            "SecretUri=https://shop.vault.azure.net/secrets/x?a=b;Kv-Cred=c",
            "SecretUri=https://shop.vault.azure.net/secrets/x/0123?sig=Kv-Cred",
            "SecretUri=https://shop.vault.azure.net/secrets/x#Kv-Cred",
            "SecretUri=https://shop.vault.azure.net?sig=Kv-Cred/secrets/x",
            "SecretUri=https://shop.vault.azure.net/secrets/x/0123/Kv-Cred",
            "VaultName=ann:Kv-Cred@shop;SecretName=x",
            "VaultName=shop;SecretName=x?sig=Kv-Cred",
            "VaultName=shop;SecretName=x;SecretVersion=0123?sig=Kv-Cred",
        ] {
            let told = read(&format!("@Microsoft.KeyVault({inside})")).expect_err(inside);
            assert!(told.contains("alone") || told.contains("none of SecretUri"), "{told}");
            assert!(!told.contains("Kv-Cred"), "{told}");
        }
        assert!(read("@Microsoft.KeyVault(SecretUri=https://127.0.0.1:8443/secrets/the_x.1)").is_ok());
    }
}
