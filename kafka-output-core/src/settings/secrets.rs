//! The secrets fetched so far, and who fetches them.

use std::collections::HashMap;
use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::{SecretProvider, SecretReference};

/// Where secrets come from. Neither the values nor the provider are ever printed.
#[derive(Default)]
pub(crate) struct Secrets {
    provider: Option<Arc<dyn SecretProvider>>,
    known: Mutex<HashMap<SecretReference, String>>,
    /// Nothing is fetched until this is set: `lazy()` does not touch the network.
    may_fetch: AtomicBool,
}

impl Secrets {
    pub(crate) fn new(provider: Box<dyn SecretProvider>) -> Self {
        Self { provider: Some(Arc::from(provider)), ..Self::default() }
    }

    /// The same provider, to be asked again for every secret.
    pub(crate) fn anew(&self) -> Self {
        Self { provider: self.provider.clone(), ..Self::default() }
    }

    /// From here on, secrets are fetched when they are asked for.
    pub(crate) fn allow_fetching(&self) {
        self.may_fetch.store(true, Ordering::SeqCst);
    }

    /// The secret's value; `None` while nothing may be fetched. Blocks: called on the library's own threads.
    pub(crate) fn fetch(&self, reference: &SecretReference) -> Result<Option<String>, String> {
        let Some(provider) = &self.provider else {
            return Err(
                "no secret provider is registered; give one to `Runtime::builder().secret_provider(…)`"
                    .to_owned(),
            );
        };
        if !self.may_fetch.load(Ordering::SeqCst) {
            return Ok(None);
        }
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(secret) = known.get(reference) {
            return Ok(Some(secret.clone()));
        }
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| format!("the runtime of its provider could not be started: {error}"))?;
        let secret = runtime
            .block_on(provider.secret(reference))
            .map_err(|error| format!("`{reference}` could not be fetched: {error}"))?;
        known.insert(reference.clone(), secret.clone());
        Ok(Some(secret))
    }
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Secrets").field("provider", &self.provider.is_some()).finish_non_exhaustive()
    }
}
