//! Where a secret stands that is not in the source: `@Microsoft.KeyVault(…)`, `@File(…)`, `@Environment(…)`.

use std::borrow::Cow;

use crate::bytes::begins_in_any_case;
use crate::spec::OptionSpec;
use crate::suggest::nearest;
use crate::template::Template;
use crate::value::Value;

/// How a reference to a secret in a vault, a file or a variable of the environment begins, in any case: a value that stands elsewhere.
const REFERENCES: [&str; 3] = [IN_KEY_VAULT, IN_FILE, IN_ENVIRONMENT];
/// `@Microsoft.KeyVault(SecretUri=…)`
const IN_KEY_VAULT: &str = "@Microsoft.KeyVault(";
/// `@File(/run/secrets/kafka)`
const IN_FILE: &str = "@File(";
/// `@Environment(KAFKA)`
const IN_ENVIRONMENT: &str = "@Environment(";

/// Whether a text is a reference to where the value stands; settings may be named in it.
#[must_use]
pub const fn stands_elsewhere(text: &str) -> bool {
    let text = text.trim_ascii_start().as_bytes();
    let mut at = 0;
    while at < REFERENCES.len() {
        if begins_in_any_case(text, REFERENCES[at].as_bytes()) {
            return true;
        }
        at += 1;
    }
    false
}

/// What follows the opening of a reference, such as [`IN_FILE`], in a text that begins with it.
fn within_reference<'a>(text: &'a str, opening: &str) -> Option<&'a str> {
    let text = text.trim();
    begins_in_any_case(text.as_bytes(), opening.as_bytes()).then(|| text.get(opening.len()..))?
}

/// What a reference says, taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Elsewhere<'a> {
    /// A secret of Azure Key Vault's by its URL: `https://<host>/secrets/<name>[/<version>]`.
    VaultUrl {
        /// The vault's host, perhaps with a port.
        host: &'a str,
        /// The secret's name.
        name: &'a str,
        /// Its version; `None` is the newest.
        version: Option<&'a str>,
    },
    /// The same by the names.
    VaultName {
        /// The vault's name.
        vault: &'a str,
        /// The secret's name.
        name: &'a str,
        /// Its version; `None` is the newest.
        version: Option<&'a str>,
    },
    /// The path of a file.
    File(&'a str),
    /// The name of a variable of the environment.
    Environment(&'a str),
}

impl<'a> Elsewhere<'a> {
    /// Reads a text; `None` where it is no reference. What is wrong with one shows nothing of it.
    pub fn parse(text: &'a str) -> Option<Result<Self, String>> {
        let inside = |opening| {
            let inside = within_reference(text, opening)?;
            Some(match inside.strip_suffix(')').map(str::trim) {
                None => Err(NOT_CLOSED.to_owned()),
                Some("") => {
                    Err("has nothing between its parentheses; write what is referred to between them"
                        .to_owned())
                }
                Some(inside) => Ok(inside),
            })
        };
        if let Some(inside) = inside(IN_KEY_VAULT) {
            return Some(inside.and_then(Self::of_vault));
        }
        if let Some(path) = inside(IN_FILE) {
            return Some(path.map(Self::File));
        }
        inside(IN_ENVIRONMENT).map(|name| name.map(Self::Environment))
    }

    fn of_vault(inside: &'a str) -> Result<Self, String> {
        let (mut url, mut vault, mut name, mut version) = (None, None, None, None);
        for part in inside.split(';').map(str::trim).filter(|part| !part.is_empty()) {
            let (key, value) =
                part.split_once('=').ok_or_else(|| format!("has a part without `=`; write {VAULT_FORMS}"))?;
            let place = match key.trim() {
                "SecretUri" => &mut url,
                "VaultName" => &mut vault,
                "SecretName" => &mut name,
                "SecretVersion" => &mut version,
                // It may be a piece of a URL's query, and so a secret.
                _ => {
                    return Err(
                        "has a part that is none of SecretUri, VaultName, SecretName, SecretVersion; leave it out"
                            .to_owned(),
                    );
                }
            };
            if place.replace(value.trim()).is_some() {
                return Err(format!("has `{}` twice; leave one of the two out", key.trim()));
            }
        }
        match (url, vault, name) {
            (Some(url), None, None) if version.is_none() => Self::of_url(url),
            (None, Some(vault), Some(name)) if !vault.is_empty() && !name.is_empty() => {
                let version = version.filter(|version| !version.is_empty());
                if ![Some(vault), Some(name), version].into_iter().flatten().all(is_name) {
                    return Err(
                        "has a part that holds more than a name, of letters, digits, `-`, `_` and `.`; write the names alone, such as \
                         `VaultName=shop;SecretName=kafka`"
                            .to_owned(),
                    );
                }
                Ok(Self::VaultName { vault, name, version })
            }
            (None, Some(vault), None) if vault.contains(',') => {
                Err(format!("has a comma between its parts; write {VAULT_FORMS}"))
            }
            _ => {
                Err(format!("needs either `SecretUri`, or `VaultName` and `SecretName`; write {VAULT_FORMS}"))
            }
        }
    }

    /// `https://vault.vault.azure.net/secrets/name/version`. What else a URL may hold, such as a user or a query, could be a credential,
    /// and is never used: the vault is asked by an identity.
    fn of_url(url: &'a str) -> Result<Self, String> {
        const FORM: &str = "has a `SecretUri` that is not `https://<vault>/secrets/<name>[/<version>]`; write the vault's host, the name and \
                            the version alone, without a user, a query or a fragment";
        let (host, path) = url.strip_prefix("https://").and_then(|rest| rest.split_once('/')).ok_or(FORM)?;
        let mut parts = path.trim_end_matches('/').split('/');
        match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some("secrets"), Some(name), version, None)
                if is_host(host) && is_name(name) && version.is_none_or(is_name) =>
            {
                Ok(Self::VaultUrl { host, name, version })
            }
            _ => Err(FORM.to_owned()),
        }
    }
}

const NOT_CLOSED: &str = "has no closing `)`; write it behind what is referred to";
const VAULT_FORMS: &str =
    "`SecretUri=https://<vault>/secrets/<name>`, or `VaultName=<vault>;SecretName=<name>`";

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

/// The source in words: what a reference refers to.
#[must_use]
pub fn source_of(text: &str) -> &'static str {
    if within_reference(text, IN_FILE).is_some() {
        "a file"
    } else if within_reference(text, IN_ENVIRONMENT).is_some() {
        "the environment"
    } else {
        "Key Vault"
    }
}

/// What is wrong with a reference, or with one that a setting falls back on, as far as it is known while compiling. It shows nothing of
/// the text.
#[must_use]
pub fn broken_reference(text: &str) -> Option<String> {
    let template = Template::parse(text).ok()?;
    let broken =
        |text: &str, fault: &str| format!("refers to {}, but its reference {fault}", source_of(text));
    let fault_of = |text: &str| {
        let fault = Elsewhere::parse(text)?.err()?;
        Some(broken(text, &fault))
    };
    if !template.has_references() {
        return fault_of(&template.resolve(|_| None).ok()?);
    }
    let is_closed = template.replaced(Cow::Borrowed).trim_end().ends_with([')', '%', '}']);
    if stands_elsewhere(text) && !is_closed {
        return Some(broken(text, NOT_CLOSED));
    }
    template.defaults().find_map(fault_of)
}

/// What a reference is called by those who do not look it up.
const MEANT: [(&str, &str); 12] = [
    ("Microsoft.KeyVault", IN_KEY_VAULT),
    ("Azure.KeyVault", IN_KEY_VAULT),
    ("KeyVault", IN_KEY_VAULT),
    ("Vault", IN_KEY_VAULT),
    ("Secret", IN_KEY_VAULT),
    ("SecretUri", IN_KEY_VAULT),
    ("File", IN_FILE),
    ("FilePath", IN_FILE),
    ("Environment", IN_ENVIRONMENT),
    ("EnvironmentVariable", IN_ENVIRONMENT),
    ("Env", IN_ENVIRONMENT),
    ("EnvVar", IN_ENVIRONMENT),
];

/// What is said of the text of a secret option that is no reference but was surely meant as one: `@Env(KAFKA)`. It shows nothing of
/// the text.
#[must_use]
pub fn meant_reference(spec: &OptionSpec, text: &str) -> Option<String> {
    if !spec.secret || stands_elsewhere(text) {
        return None;
    }
    let rest = text.trim().strip_prefix('@')?;
    let names = || MEANT.iter().map(|(name, _)| *name);
    let in_parentheses = rest.strip_suffix(')').and_then(|rest| rest.split_once('('));
    // With another sign than a parenthesis a password may begin so, if its word is none of these exactly.
    let near = match (in_parentheses, rest.split_once([':', '=', ' '])) {
        (Some((word, _)), _) => nearest(word, names())?,
        (None, Some((word, _))) => names().find(|name| name.eq_ignore_ascii_case(word.trim()))?,
        (None, None) => return None,
    };
    let (_, opening) = MEANT.iter().find(|(name, _)| *name == near)?;
    Some(format!(
        "begins like a reference to where the secret stands, and is none; did you mean `{opening}…)`? A secret that is this very text can \
         stand in a file, `{IN_FILE}…)`"
    ))
}

/// The same of a value as written in the source, and of what its settings fall back on.
#[must_use]
pub fn meant_reference_in(spec: &OptionSpec, value: &Value<'_>) -> Option<String> {
    let (Value::Text(text) | Value::Setting(text)) = value else { return None };
    meant_reference(spec, text).or_else(|| {
        let template = Template::parse(text).ok()?;
        template.defaults().find_map(|default| meant_reference(spec, default))
    })
}
