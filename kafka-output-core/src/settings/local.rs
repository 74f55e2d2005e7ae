//! Secrets of the machine itself: files, as Docker and Kubernetes mount them, and the environment.

use std::error::Error as StdError;
use std::io::Read;
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::{SecretProvider, SecretReference};
use crate::files;
use crate::hidden::Hidden;
use crate::token::ProviderFuture;

type Fault = Box<dyn StdError + Send + Sync>;

/// The longest secret: what Kubernetes holds in one.
const LONGEST: u64 = 1024 * 1024;

/// Answers Key Vault references by files of one folder, each named as its secret: what the Secrets Store CSI driver mounts from a vault,
/// Docker's `/run/secrets`, or a developer's own copies.
///
/// `…/secrets/kafka-password` is read from `/run/secrets/kafka-password`, whichever vault and version the reference names. The line
/// break at a file's end is no part of the secret.
#[derive(Debug, Clone)]
pub struct FileSecrets(PathBuf);

impl FileSecrets {
    /// Of the files in `folder`.
    pub fn of_folder(folder: impl Into<PathBuf>) -> Self {
        Self(folder.into())
    }
}

impl SecretProvider for FileSecrets {
    fn secret<'a>(&'a self, reference: &'a SecretReference) -> ProviderFuture<'a, String> {
        let name = reference.name();
        let inside = !name.contains(['/', '\\']) && !name.starts_with('.');
        let secret = if inside {
            read_file(&self.0.join(name)).map(|secret| secret.to_string())
        } else {
            Err(format!("`{name}` is no file of `{}`", self.0.display()).into())
        };
        Box::pin(async move { secret })
    }
}

/// Answers Key Vault references by variables of the environment: `…/secrets/kafka-password` by `KAFKA_PASSWORD`, whichever vault and
/// version the reference names.
#[derive(Debug, Clone, Default)]
pub struct EnvironmentSecrets(String);

impl EnvironmentSecrets {
    /// Of the variables whose names begin with `prefix`, which the secrets' own names do not have; it may be empty.
    pub fn with_prefix(prefix: impl Into<String>) -> Self {
        Self(prefix.into())
    }
}

impl SecretProvider for EnvironmentSecrets {
    fn secret<'a>(&'a self, reference: &'a SecretReference) -> ProviderFuture<'a, String> {
        let name = format!("{}{}", self.0, reference.name().to_ascii_uppercase().replace('-', "_"));
        Box::pin(async move { variable(&name) })
    }
}

/// The text of a file, without the line break at its end.
pub(super) fn read_file(path: &Path) -> Result<Hidden, Fault> {
    let told = |fault: std::io::Error| -> Fault {
        format!("the file `{}` cannot be read: {fault}; check its path and who may read it", path.display())
            .into()
    };
    let mut bytes = Zeroizing::new(Vec::new());
    let file = files::open(path).map_err(told)?;
    // All at once where it can be, since a vector that grows leaves copies behind.
    let expected = file.metadata().map_or(0, |about| about.len()).min(LONGEST);
    bytes.reserve(usize::try_from(expected).unwrap_or(0) + 1);
    file.take(LONGEST + 1).read_to_end(&mut bytes).map_err(told)?;
    if bytes.len() as u64 > LONGEST {
        return Err(format!(
            "the file `{}` is longer than 1 MiB; name one that holds a secret alone",
            path.display()
        )
        .into());
    }
    let Ok(text) = std::str::from_utf8(&bytes) else {
        return Err(format!(
            "the file `{}` is no UTF-8 text; write the secret as text, a certificate as PEM",
            path.display()
        )
        .into());
    };
    let text = text.strip_suffix('\n').map_or(text, |text| text.strip_suffix('\r').unwrap_or(text));
    Ok(text.to_owned().into())
}

/// A variable of the environment.
pub(super) fn variable(name: &str) -> Result<String, Fault> {
    // It may hold characters that the system refuses, so it is looked at before.
    if name.is_empty() || name.contains(['=', '\0']) {
        return Err(format!("`{name}` is no name of a variable").into());
    }
    match std::env::var(name) {
        Ok(value) => Ok(value),
        Err(std::env::VarError::NotPresent) => Err(format!("the environment has no `{name}`; set it").into()),
        Err(std::env::VarError::NotUnicode(_)) => {
            Err(format!("`{name}` in the environment is no UTF-8 text").into())
        }
    }
}
