//! Where `%NAME%` comes from: values given in code, then the environment, then files; the first that has the name wins.

mod asking;
mod file;
#[cfg(feature = "azure-key-vault")]
pub mod key_vault;
mod local;
mod not_fetched;
mod reference;
mod secret;
#[cfg(test)]
mod secret_tests;
mod secrets;
#[cfg(test)]
mod tests;

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

pub(crate) use asking::NamedProvider;
pub(crate) use file::SettingsFile;
pub use local::{EnvironmentSecrets, FileSecrets};
pub(crate) use reference::Reference;
pub use secret::{SecretProvider, SecretReference};

use crate::hidden::Hidden;
pub(crate) use secrets::Secrets;

use crate::error::Error;

/// The prefix of a setting that overrides an option of one output.
pub(crate) const OVERRIDE: &str = "KAFKA_OUTPUT__";

/// A setting's value.
pub(crate) type Given = Result<Hidden, NotText>;

/// A variable of the environment whose bytes are no UTF-8; another text in its place would be sent without a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NotText;

impl fmt::Display for NotText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("is no UTF-8 text in the environment; write it as UTF-8")
    }
}

fn text(value: OsString) -> Given {
    value.into_string().map(Hidden::from).map_err(|_| NotText)
}

/// The sources of settings. Values may be secrets, so none is ever printed.
#[derive(Clone, Default)]
pub(crate) struct Settings {
    given: BTreeMap<String, Hidden>,
    environment: bool,
    files: Vec<SettingsFile>,
    /// Whether a file could not be read: it may have what is missing.
    lacks_a_file: bool,
    pub(crate) secrets: Arc<Secrets>,
}

impl Settings {
    /// The environment alone, until something is added.
    pub(crate) fn from_environment() -> Self {
        Self { environment: true, ..Self::default() }
    }

    /// Nothing but what is added: for a test that must not depend on the machine.
    #[cfg(any(test, feature = "testing"))]
    pub(crate) fn empty() -> Self {
        Self { secrets: Arc::new(Secrets::of_nobody()), ..Self::default() }
    }

    pub(crate) fn give(&mut self, name: String, value: String) {
        self.given.insert(name, value.into());
    }

    pub(crate) fn fetch_secrets_with(&mut self, provider: Box<dyn NamedProvider>) {
        self.secrets = Arc::new(self.secrets.with_provider(provider));
    }

    pub(crate) fn keep_secrets_for(&mut self, ttl: Duration) {
        self.secrets = Arc::new(self.secrets.with_ttl(ttl));
    }

    pub(crate) fn add_file(&mut self, file: SettingsFile) {
        self.files.push(file);
    }

    /// A file could not be read, of which the error is told elsewhere.
    pub(crate) const fn note_lost_file(&mut self) {
        self.lacks_a_file = true;
    }

    /// Whether what is missing may only seem to be.
    pub(crate) const fn lacks_a_file(&self) -> bool {
        self.lacks_a_file
    }

    /// The same sources, asked again: files are read, and secrets will be fetched. What is wrong with the files otherwise.
    pub(crate) fn anew(&self) -> Result<Self, Vec<Error>> {
        let (mut files, mut faults) = (Vec::new(), Vec::new());
        for file in &self.files {
            match file.read_again() {
                Ok(file) => files.push(file),
                Err(wrong) => faults.extend(wrong),
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let secrets = Arc::new(self.secrets.anew());
        Ok(Self {
            given: self.given.clone(),
            environment: self.environment,
            files,
            lacks_a_file: false,
            secrets,
        })
    }

    /// Fetches the secrets that `ask` asks for, all at the same time, if any may be fetched. Blocks.
    pub(crate) fn fetch_together(&self, ask: impl FnOnce(&Self)) {
        if !self.secrets.may_fetch() {
            return;
        }
        let noting = Self { secrets: Arc::new(self.secrets.noting()), ..self.clone() };
        ask(&noting);
        if let Some(noting) = Arc::into_inner(noting.secrets) {
            noting.fetch_noted();
        }
    }

    /// The value of a setting.
    pub(crate) fn get(&self, name: &str) -> Option<Given> {
        if let Some(value) = self.given.get(name) {
            return Some(Ok(value.clone()));
        }
        if self.environment
            && let Some(value) = std::env::var_os(name)
        {
            return Some(text(value));
        }
        self.files.iter().find_map(|file| file.get(name).map(|value| Ok(Hidden::from(value.to_owned()))))
    }

    /// The settings that override options, by name; the first source wins here as well, however it spells the name.
    pub(crate) fn overrides(&self) -> BTreeMap<String, Given> {
        let mut seen = BTreeSet::new();
        let first = |(name, _): &(String, Given)| seen.insert(name.to_ascii_uppercase());
        self.sources_of_overrides().into_iter().flatten().filter(first).collect()
    }

    /// Those that one source has in two spellings, of which nobody knows which one is meant.
    pub(crate) fn doubled_overrides(&self) -> Vec<(String, String)> {
        let doubled = |source: Vec<(String, Given)>| {
            let mut seen: BTreeMap<String, String> = BTreeMap::new();
            let pair = |(name, _): (String, Given)| match seen.entry(name.to_ascii_uppercase()) {
                Entry::Occupied(other) => Some((other.get().clone(), name)),
                Entry::Vacant(place) => {
                    place.insert(name);
                    None
                }
            };
            source.into_iter().filter_map(pair).collect::<Vec<_>>()
        };
        self.sources_of_overrides().into_iter().flat_map(doubled).collect()
    }

    /// Each source's, sorted: of two spellings the one in capitals comes first, whatever order the system has.
    fn sources_of_overrides(&self) -> Vec<Vec<(String, Given)>> {
        let given = self.given.iter().map(|(name, value)| (name.clone(), Ok(value.clone()))).collect();
        let environment: BTreeMap<_, _> =
            self.environment.then(std::env::vars_os).into_iter().flatten().collect();
        let environment =
            environment.into_iter().map(|(name, value)| (name.to_string_lossy().into_owned(), text(value)));
        let files = self
            .files
            .iter()
            .map(|file| file.iter().map(|(name, value)| (name, Ok(value))).collect::<Vec<_>>());
        let mut sources = vec![given, environment.collect()];
        sources.extend(files);
        for source in &mut sources {
            source.retain(|(name, _)| name.to_ascii_uppercase().starts_with(OVERRIDE));
        }
        sources
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("given", &self.given.keys().collect::<Vec<_>>())
            .field("environment", &self.environment)
            .field("files", &self.files)
            .field("lacks_a_file", &self.lacks_a_file)
            .field("secrets", &self.secrets)
            .finish()
    }
}
