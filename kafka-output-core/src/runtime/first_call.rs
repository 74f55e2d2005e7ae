//! An output's first call: its settings are resolved and judged, and a producer is found or made.
//!
//! Secrets are fetched and files read without a lock, since a provider takes its time. What came of them enters the pool under its lock,
//! where a runtime that closed or reloaded meanwhile is seen.

use std::sync::{Arc, MutexGuard};

use super::pool::{Ingredients, Pool, Resolved};
use super::resolve::{self, effective, fetch_secrets};
use super::state::{RuntimeState, all};
use super::{overrides, remember};
use crate::binding::Binding;
use crate::config::Effective;
use crate::error::{Error, ErrorKind};
use crate::output::Output;
use crate::settings::{Secrets, Settings};

impl RuntimeState {
    /// The output of a binding; settings are resolved, judged, and a producer made, at its first use. Blocks.
    pub(crate) fn output(&self, binding: &'static Binding) -> Result<Arc<Output>, Error> {
        self.resolve(binding, Secrets::allow_fetching)
    }

    /// The same as a part of a start, which asks for each secret once.
    pub(super) fn output_at_start(&self, binding: &'static Binding) -> Result<Arc<Output>, Error> {
        self.resolve(binding, |_| ())
    }

    fn resolve(&self, binding: &'static Binding, prepare: fn(&Secrets)) -> Result<Arc<Output>, Error> {
        loop {
            if let Some(known) = known(&*self.open_pool()?, binding) {
                return Ok(known);
            }
            let settings = self.settings();
            prepare(&settings.secrets);
            fetch_secrets(&settings, &[binding]);
            let effective = self.judged(&settings, binding).map_err(all)?;
            let ingredients = Ingredients::of(effective);
            let mut pool = self.open_pool()?;
            // Another was first, so that two first calls do not make two producers.
            if let Some(known) = known(&pool, binding) {
                return Ok(known);
            }
            if !Arc::ptr_eq(&settings, &self.settings()) {
                // A reload was first, and did not know of this output.
                continue;
            }
            let output = Arc::new(self.connect(&mut pool.clients, binding, &ingredients)?);
            let resolved = Resolved { binding, ingredients, output: Arc::clone(&output) };
            pool.outputs.insert(address(binding), resolved);
            remember(self, binding, &output);
            return Ok(output);
        }
    }

    /// The output of a binding, if it is resolved already.
    pub(crate) fn known_output(&self, binding: &'static Binding) -> Option<Arc<Output>> {
        known(&self.pool(), binding)
    }

    fn open_pool(&self) -> Result<MutexGuard<'_, Pool>, Error> {
        let pool = self.pool();
        if self.is_closed() { Err(shut_down()) } else { Ok(pool) }
    }

    /// The effective configuration of an output. Of the default runtime nobody has looked at overrides and names yet.
    fn judged(&self, settings: &Settings, binding: &Binding) -> Result<Effective, Vec<Error>> {
        let effective = effective(&self.connect, settings, binding, self.look());
        if !self.is_default {
            return effective;
        }
        let mut faults = resolve::name_clashes();
        faults.extend(overrides::stray_overrides(settings));
        match effective {
            Ok(effective) if faults.is_empty() => Ok(effective),
            Ok(_) => Err(faults),
            Err(own) => {
                faults.extend(own);
                Err(faults)
            }
        }
    }

    /// Ends the calls that wait for an output to be resolved, however long its provider may take.
    pub(super) fn refuse_waiting(&self) {
        let waiting = std::mem::take(&mut *self.waiting());
        for sender in waiting.into_values().flatten() {
            let _ = sender.send(Err(shut_down()));
        }
    }
}

fn known(pool: &Pool, binding: &'static Binding) -> Option<Arc<Output>> {
    pool.outputs.get(&address(binding)).map(|resolved| Arc::clone(&resolved.output))
}

fn address(binding: &'static Binding) -> usize {
    std::ptr::from_ref(binding).addr()
}

fn shut_down() -> Error {
    Error::new(ErrorKind::Shutdown, "the runtime is shut down; start one again before calling")
}
