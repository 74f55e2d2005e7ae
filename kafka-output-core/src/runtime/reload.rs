//! Settings, secrets and certificates read again: what came out different gets another producer, without a gap.
//!
//! Everything is judged, made and verified before anything changes, so a reload that fails leaves all as it was. Then new calls
//! find the new outputs, by the same swap that a first call ends with, so a call pays nothing for this. Calls that had found the old
//! ones end with them: a replaced producer is closed when nobody holds an output of its any more, which is when each of its records
//! has its verdict.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use super::end::cut_short;
use super::pool::{Clients, Ingredients, Resolved};
use super::resolve::{effective, fetch_secrets};
use super::state::{RuntimeState, all};
use super::verify::{Asked, ask_schemas};
use super::{overrides, remember};
use crate::binding::{Binding, declared};
use crate::config::Effective;
use crate::error::{Error, ErrorKind};
use crate::output::Output;
use crate::panics::caught;
use crate::producer::Transport;
use crate::settings::Settings;

/// How long a new producer has to reach its brokers.
const VERIFY: Duration = Duration::from_secs(10);
/// How often a replaced producer is looked at, and how long it then has to close, which it does at once.
const LOOK: Duration = Duration::from_millis(20);
const CLOSE: Duration = Duration::from_secs(5);

/// What [`Runtime::reload`](crate::Runtime::reload) changed. An output without a call so far is in neither list: its first call
/// finds the new settings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct ReloadReport {
    /// The outputs of which anything came out different, by name. Those whose connection did have a new producer, the others
    /// only a new topic, header, or the like.
    pub changed: Vec<&'static str>,
    /// The outputs that are as they were, by name.
    pub kept: Vec<&'static str>,
    /// How many new producers took over.
    pub producers: usize,
}

/// What is to hold, while it is being made.
#[derive(Default)]
struct Next {
    clients: Clients,
    /// By the address of the binding.
    outputs: HashMap<usize, Resolved>,
    /// The new outputs among them.
    changed: Vec<usize>,
}

impl RuntimeState {
    /// Reads everything again. Blocks.
    pub(super) fn reload(self: &Arc<Self>) -> Result<ReloadReport, Error> {
        let _one_at_a_time = self.reloading.lock().unwrap_or_else(PoisonError::into_inner);
        let settings = self.settings().anew().map_err(all)?;
        settings.secrets.allow_fetching();
        let judged = self.judge_again(&settings)?;
        let mut next = Next::default();
        loop {
            let mut pool = self.pool();
            if self.is_closed() {
                return Err(Error::new(
                    ErrorKind::Shutdown,
                    "the runtime is shut down; there is nothing to reload",
                ));
            }
            // First calls may bring further outputs while others are made.
            let to_make: Vec<Resolved> = pool
                .outputs
                .iter()
                .filter(|(address, _)| !next.outputs.contains_key(address))
                .map(|(_, resolved)| resolved.clone())
                .collect();
            let known = pool.clients.clone();
            if to_make.is_empty() {
                let replaced = self.share(&mut next, &known)?;
                self.take_settings(settings);
                let report = next.report(&known);
                for address in &next.changed {
                    let Resolved { binding, output, .. } = &next.outputs[address];
                    remember(self, binding, output);
                }
                pool.clients.add(&next.clients);
                let old = pool.switch_to(next.outputs);
                drop(pool);
                // Outside of the lock: with its last output ends a producer that was made for nothing.
                drop((old, replaced));
                self.drain_retired();
                return Ok(report);
            }
            drop(pool);
            next.clients.add(&known);
            self.make(&mut next, to_make, &judged, &known)?;
        }
    }

    /// The configuration of every output, or everything that is wrong with them.
    fn judge_again(&self, settings: &Settings) -> Result<HashMap<usize, Effective>, Error> {
        let mut faults = overrides::stray_overrides(settings);
        let mut judged = HashMap::new();
        let mut bindings = declared();
        let in_use: Vec<&'static Binding> =
            self.pool().outputs.values().map(|resolved| resolved.binding).collect();
        bindings.extend(in_use);
        fetch_secrets(settings, &bindings);
        for binding in bindings {
            let address = std::ptr::from_ref(binding).addr();
            if judged.contains_key(&address) {
                continue;
            }
            match effective(&self.connect, settings, binding, self.look()) {
                Ok(effective) => _ = judged.insert(address, effective),
                Err(found) => faults.extend(found),
            }
        }
        if faults.is_empty() { Ok(judged) } else { Err(all(faults)) }
    }

    /// Makes what came out different, and has brokers and registries let it in.
    fn make(
        &self,
        next: &mut Next,
        to_make: Vec<Resolved>,
        judged: &HashMap<usize, Effective>,
        known: &Clients,
    ) -> Result<(), Error> {
        let (mut faults, mut asked, mut made) = (Vec::new(), Asked::default(), Vec::new());
        for Resolved { binding, ingredients: old, output } in to_make {
            let address = std::ptr::from_ref(binding).addr();
            let effective = judged.get(&address).cloned().unwrap_or_else(|| old.effective.clone());
            let ingredients = Ingredients::of(effective);
            if ingredients == old {
                next.outputs.insert(address, Resolved { binding, ingredients, output });
                continue;
            }
            match self.connect(&mut next.clients, binding, &ingredients) {
                Err(error) => faults.push(error),
                Ok(output) => {
                    let output = Arc::new(output);
                    if !known.transports.contains_key(&ingredients.producer) {
                        let topic = ingredients.effective.topic.clone();
                        asked.add(Arc::clone(&output.transport), binding.name(), topic);
                    }
                    made.push((binding, Arc::clone(&output)));
                    next.changed.push(address);
                    next.outputs.insert(address, Resolved { binding, ingredients, output });
                }
            }
        }
        if faults.is_empty() {
            // Brokers may create a topic that is not there yet; the first call will tell.
            faults = asked.verify(VERIFY);
            faults.retain(|fault| fault.kind() != ErrorKind::UnknownTopic);
        }
        if faults.is_empty() {
            faults = ask_schemas(made.into_iter());
        }
        if faults.is_empty() { Ok(()) } else { Err(all(faults)) }
    }

    /// A first call may have made a producer meanwhile that is made for `next` as well: then one serves, which is the one that has records.
    /// Returns what is not needed any more, and changes nothing where that fails.
    fn share(&self, next: &mut Next, known: &Clients) -> Result<(Vec<Arc<Output>>, Clients), Error> {
        let mut clients = known.clone();
        clients.add(&next.clients);
        let mut shared = Vec::new();
        for address in &next.changed {
            let Resolved { binding, ingredients, output } = &next.outputs[address];
            let serves = clients.transports.get(&ingredients.producer);
            if serves.is_some_and(|serves| !Arc::ptr_eq(serves, &output.transport)) {
                shared.push((*address, Arc::new(self.connect(&mut clients, binding, ingredients)?)));
            }
        }
        let outputs = shared.into_iter().filter_map(|(address, output)| {
            let resolved = next.outputs.get_mut(&address)?;
            Some(std::mem::replace(&mut resolved.output, output))
        });
        Ok((outputs.collect(), std::mem::replace(&mut next.clients, clients)))
    }

    /// Closes replaced producers as soon as their last call has ended, on a thread of its own.
    fn drain_retired(self: &Arc<Self>) {
        let mut pool = self.pool();
        if pool.retired.is_empty() || pool.draining {
            return;
        }
        pool.draining = true;
        drop(pool);
        let state = Arc::clone(self);
        let drain = move || {
            while state.drain_once() {
                std::thread::sleep(LOOK);
            }
        };
        // Without a thread they stay until the runtime closes.
        if std::thread::Builder::new().name("kafka-output-drain".to_owned()).spawn(drain).is_err() {
            self.pool().draining = false;
        }
    }

    /// Closes those that nobody uses any more; whether there are others.
    fn drain_once(&self) -> bool {
        let mut drained = self.drained.lock().unwrap_or_else(PoisonError::into_inner);
        let mut pool = self.pool();
        // Outputs hold a transport, and nobody else does: without one no record can come, and none is without its verdict.
        let unused = |transport: &mut Arc<dyn Transport>| Arc::strong_count(transport) == 1;
        let idle: Vec<_> = pool.retired.extract_if(.., unused).collect();
        let others = !pool.retired.is_empty();
        pool.draining = others;
        drop(pool);
        for transport in idle {
            let closed = caught(|| transport.close(CLOSE));
            *drained = drained.and(closed.unwrap_or_else(|panic| cut_short(&*transport, &panic)));
        }
        others
    }
}

impl Next {
    fn report(&self, known: &Clients) -> ReloadReport {
        let names = |changed: bool| {
            let outputs =
                self.outputs.iter().filter(|(address, _)| self.changed.contains(address) == changed);
            let names: BTreeSet<_> = outputs.map(|(_, resolved)| resolved.binding.name()).collect();
            names.into_iter().collect()
        };
        let new = self.clients.transports.keys().filter(|identity| !known.transports.contains_key(identity));
        ReloadReport { changed: names(true), kept: names(false), producers: new.count() }
    }
}
