//! What a setting's value may be in place of a value: `@Microsoft.KeyVault(…)`, `@File(…)`, `@Environment(…)`.

use std::fmt;
use std::path::PathBuf;

use kafka_output_options::Elsewhere;

use super::SecretReference;

/// Where the value of a setting stands, if it is not its own.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Reference {
    /// With the runtime's secret providers.
    Secret(SecretReference),
    /// In a file: `@File(/run/secrets/kafka-password)`.
    File(PathBuf),
    /// In a variable of the environment: `@Environment(KAFKA_PASSWORD)`.
    Environment(String),
}

impl Reference {
    /// Reads a setting's value; `None` where it is the value itself.
    pub(crate) fn parse(value: &str) -> Option<Result<Self, String>> {
        if let Some(reference) = SecretReference::parse(value) {
            return Some(reference.map(Self::Secret));
        }
        match Elsewhere::parse(value)?.ok()? {
            Elsewhere::File(path) => Some(Ok(Self::File(path.into()))),
            Elsewhere::Environment(name) => Some(Ok(Self::Environment(name.to_owned()))),
            Elsewhere::VaultUrl { .. } | Elsewhere::VaultName { .. } => None,
        }
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Secret(reference) => reference.fmt(f),
            Self::File(path) => path.display().fmt(f),
            Self::Environment(name) => f.write_str(name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Reference;

    #[test]
    fn a_file_and_a_variable_are_named_and_all_else_is_a_value() {
        let read = |text| Reference::parse(text).map(|read| read.map(|read| read.to_string()));
        assert_eq!(read(" @File(/run/secrets/kafka) "), Some(Ok("/run/secrets/kafka".to_owned())));
        assert_eq!(read("@Environment( KAFKA )"), Some(Ok("KAFKA".to_owned())));
        assert_eq!(read("@file(/run/Kafka)"), Some(Ok("/run/Kafka".to_owned())));
        assert_eq!(read("@ENVIRONMENT(Kafka)"), Some(Ok("Kafka".to_owned())));
        let vault = read("@microsoft.keyvault(VaultName=shop;SecretName=kafka)");
        assert_eq!(vault, Some(Ok("https://shop.vault.azure.net/secrets/kafka".to_owned())));
        for broken in ["@File(", "@File(/run/secrets/kafka", "@File( )", "@Environment()"] {
            assert!(read(broken).unwrap().is_err(), "{broken}");
        }
        for value in ["@file", "@Files(x)", "pa55@File(x)", "@Environment", ""] {
            assert_eq!(read(value), None, "{value}");
        }
    }
}
