//! What a runtime has made: producers, registries' clients, and outputs.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::sync::Arc;

use crate::binding::Binding;
use crate::config::{Effective, ProducerConfig};
use crate::files;
use crate::output::Output;
use crate::producer::Transport;
use crate::schema_registry::{RegistryConnection, SchemaRegistry};

/// The producers and registries' clients in use, by what they are made of.
#[derive(Debug, Clone, Default)]
pub(super) struct Clients {
    pub(super) transports: HashMap<Identity<ProducerConfig>, Arc<dyn Transport>>,
    pub(super) registries: HashMap<Identity<RegistryConnection>, Arc<SchemaRegistry>>,
}

impl Clients {
    /// Takes over what `other` has more.
    pub(super) fn add(&mut self, other: &Self) {
        for (identity, transport) in &other.transports {
            self.transports.entry(identity.clone()).or_insert_with(|| Arc::clone(transport));
        }
        for (identity, registry) in &other.registries {
            self.registries.entry(identity.clone()).or_insert_with(|| Arc::clone(registry));
        }
    }
}

/// An output in use, and what it was made of.
#[derive(Debug, Clone)]
pub(super) struct Resolved {
    pub(super) binding: &'static Binding,
    pub(super) ingredients: Ingredients,
    pub(super) output: Arc<Output>,
}

/// What an output is made of; of two that are equal, one serves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ingredients {
    pub(super) effective: Effective,
    pub(super) producer: Identity<ProducerConfig>,
    pub(super) registry: Option<Identity<RegistryConnection>>,
}

impl Ingredients {
    /// Those of a configuration, with the files it names as they are now.
    pub(super) fn of(effective: Effective) -> Self {
        let producer = Identity::of(effective.producer.clone(), effective.producer.files());
        let registry =
            RegistryConnection::of(&effective.registry, &effective.registry.fetched).map(|connection| {
                let files: Vec<String> = connection.files().map(str::to_owned).collect();
                Identity::of(connection, files.iter().map(String::as_str))
            });
        Self { effective, producer, registry }
    }
}

#[derive(Debug, Default)]
pub(super) struct Pool {
    pub(super) clients: Clients,
    /// By the address of the binding.
    pub(super) outputs: HashMap<usize, Resolved>,
    /// Producers that others have taken over from, which still have calls.
    pub(super) retired: Vec<Arc<dyn Transport>>,
    /// A thread looks after those; one is enough.
    pub(super) draining: bool,
}

impl Pool {
    /// Puts other outputs in place of these, which it returns; retires the producers that none of the new ones has.
    pub(super) fn switch_to(&mut self, outputs: HashMap<usize, Resolved>) -> HashMap<usize, Resolved> {
        let old = std::mem::replace(&mut self.outputs, outputs);
        let used: Vec<&Ingredients> = self.outputs.values().map(|resolved| &resolved.ingredients).collect();
        let Clients { transports, registries } = &mut self.clients;
        let is_unused = |identity: &_| used.iter().all(|used| used.producer != *identity);
        let retired = transports.extract_if(|identity, _| is_unused(identity));
        self.retired.extend(retired.map(|(_, transport)| transport));
        registries.retain(|identity, _| used.iter().any(|used| used.registry.as_ref() == Some(identity)));
        old
    }
}

/// A configuration, and what stands in the files it names: a certificate that was renewed makes another client.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Identity<C> {
    pub(super) config: C,
    /// By path.
    contents: BTreeMap<String, u64>,
}

impl<C> Identity<C> {
    fn of<'a>(config: C, files: impl Iterator<Item = &'a str>) -> Self {
        let contents = files.map(|path| (path.to_owned(), content(Path::new(path)))).collect();
        Self { config, contents }
    }
}

/// A path may be fetched, or no path but a secret.
impl<C: fmt::Debug> fmt::Debug for Identity<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { config, contents } = self;
        f.debug_struct("Identity").field("config", config).field("files", &contents.len()).finish()
    }
}

/// A number that changes with a file's content, or that of a folder's files; of what cannot be read, one of its own.
fn content(path: &Path) -> u64 {
    let mut hasher = DefaultHasher::new();
    if let Ok(entries) = fs::read_dir(path) {
        let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        for path in paths {
            path.hash(&mut hasher);
            files::read(&path).ok().hash(&mut hasher);
        }
    } else {
        files::read(path).ok().hash(&mut hasher);
    }
    hasher.finish()
}
