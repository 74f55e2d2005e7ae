//! A runtime's inside: settings, producers, and the outputs resolved so far.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use arc_swap::ArcSwap;
use kafka_output_options::OptionId;
use tokio::sync::oneshot::Sender;

use super::connect::Connect;
use super::end::End;
use super::pool::{Clients, Identity, Ingredients, Pool};
use super::report::Reporter;
use super::resolve::{Look, effective, fetch_secrets};
use super::verify::{Asked, ask_schemas};
use super::{overrides, resolve};
use crate::binding::{Binding, declared};
use crate::config::{Effective, ProducerConfig};
use crate::error::{Error, ErrorKind};
use crate::output::Output;
use crate::producer::{Closed, Transport};
use crate::record::TopicName;
#[cfg(feature = "testing")]
use crate::schema_registry::SeenSchemas;
use crate::schema_registry::{Asking, OutputRegistry, RegistryConnection};
use crate::settings::Settings;

/// A runtime's inside.
pub(crate) struct RuntimeState {
    settings: ArcSwap<Settings>,
    pub(crate) reporter: Arc<Reporter>,
    pub(super) connect: Connect,
    #[cfg(feature = "testing")]
    pub(super) seen: Option<Arc<SeenSchemas>>,
    /// Whether it started by itself at a first call.
    pub(crate) is_default: bool,
    pub(super) end: End,
    pool: Mutex<Pool>,
    /// The calls that wait for an output to be resolved, by the address of its binding.
    waiting: Mutex<Waiting>,
    /// Reloads come one after the other.
    pub(super) reloading: Mutex<()>,
    /// What became of the records of producers that were replaced and are closed.
    pub(super) drained: Mutex<Closed>,
    /// Dropped when the runtime closes: then nothing is reloaded any more.
    pub(super) reloads: Mutex<Option<std::sync::mpsc::Sender<()>>>,
}

type Waiting = HashMap<usize, Vec<Sender<Result<Arc<Output>, Error>>>>;

impl RuntimeState {
    pub(crate) fn new(
        settings: Settings,
        reporter: Reporter,
        connect: Connect,
        is_default: bool,
    ) -> Arc<Self> {
        Arc::new(Self {
            settings: ArcSwap::from_pointee(settings),
            reporter: Arc::new(reporter),
            #[cfg(feature = "testing")]
            seen: connect.seen(),
            connect,
            is_default,
            end: End::default(),
            pool: Mutex::default(),
            waiting: Mutex::default(),
            reloading: Mutex::default(),
            drained: Mutex::default(),
            reloads: Mutex::default(),
        })
    }

    /// The settings that hold now.
    pub(crate) fn settings(&self) -> Arc<Settings> {
        self.settings.load_full()
    }

    /// From here on, these settings hold.
    pub(super) fn take_settings(&self, settings: Settings) {
        self.settings.store(Arc::new(settings));
    }

    /// A test reads no certificates: those of its settings may be anywhere.
    pub(super) const fn look(&self) -> Look {
        match self.connect {
            Connect::Kafka(_) => Look::Certificates,
            #[cfg(feature = "testing")]
            Connect::Memory(_) | Connect::Cluster(_) => Look::Options,
        }
    }

    pub(super) fn pool(&self) -> MutexGuard<'_, Pool> {
        self.pool.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.end.has_begun()
    }

    /// How many producers there are: one per distinct effective configuration.
    pub(crate) fn producers(&self) -> usize {
        self.pool().clients.transports.len()
    }

    /// An output of these ingredients, with clients that are there already, or new ones.
    pub(super) fn connect(
        &self,
        clients: &mut Clients,
        binding: &'static Binding,
        ingredients: &Ingredients,
    ) -> Result<Output, Error> {
        let name = binding.name();
        let Ingredients { effective, producer, registry } = ingredients;
        #[cfg(feature = "avro")]
        let schemas = super::schemas::read(binding, effective);
        let transport = self.transport(clients, name, producer)?;
        let registry = registry.as_ref().map(|registry| self.registry(clients, registry, effective));
        let topic = TopicName::Static(intern(effective.topic.clone()));
        let topic = transport.topic(&topic).map_err(|fault| fault.into_error(name, &topic))?;
        Ok(Output {
            name,
            topic,
            headers: effective.headers.clone(),
            timeout: effective.timeout,
            transport,
            needs_schema: registry.is_some()
                && binding.declaration.options.get(OptionId::SchemaRegistryUrl).is_some(),
            registry,
            reporter: Arc::clone(&self.reporter),
            #[cfg(feature = "avro")]
            schemas,
            #[cfg(feature = "testing")]
            seen: self.seen.clone(),
        })
    }

    /// The registry of an output, by a client shared by all outputs that reach it alike.
    fn registry(
        &self,
        clients: &mut Clients,
        registry: &Identity<RegistryConnection>,
        effective: &Effective,
    ) -> Arc<OutputRegistry> {
        let connect = |registry: &Identity<RegistryConnection>| self.connect.registry(&registry.config);
        let client = clients.registries.entry(registry.clone()).or_insert_with_key(connect);
        let asking = Asking::of(&effective.registry);
        Arc::new(OutputRegistry::new(Arc::clone(client), asking, &effective.topic))
    }

    /// The transport of a configuration, shared by all outputs that have it.
    fn transport(
        &self,
        clients: &mut Clients,
        output: &str,
        producer: &Identity<ProducerConfig>,
    ) -> Result<Arc<dyn Transport>, Error> {
        if let Some(transport) = clients.transports.get(producer) {
            return Ok(Arc::clone(transport));
        }
        let transport = self.connect.transport(&producer.config).map_err(|error| error.of_output(output))?;
        clients.transports.insert(producer.clone(), Arc::clone(&transport));
        Ok(transport)
    }

    /// Everything wrong with every declared output.
    pub(super) fn judge_all(&self, look: Look) -> Vec<Error> {
        let settings = self.settings();
        let mut faults = resolve::name_clashes();
        faults.extend(overrides::stray_overrides(&settings));
        fetch_secrets(&settings, &declared());
        for binding in declared() {
            faults.extend(effective(&self.connect, &settings, binding, look).err().into_iter().flatten());
        }
        faults
    }

    /// Makes every output's producer; with a limit, connects and looks the topics up before anything else does.
    pub(crate) fn connect_all(&self, verify: Option<Duration>) -> Vec<Error> {
        let mut faults = verify.map_or_else(Vec::new, |timeout| self.verify_all(timeout));
        if faults.is_empty() {
            faults.extend(declared().into_iter().filter_map(|binding| self.output_at_start(binding).err()));
        }
        if faults.is_empty() {
            faults.extend(self.warm_schemas());
        }
        faults
    }

    /// Asks the registries for the schemas of every declared output. Blocks.
    fn warm_schemas(&self) -> Vec<Error> {
        let known = declared().into_iter().filter_map(|binding| Some((binding, self.known_output(binding)?)));
        ask_schemas(known)
    }

    /// What is wrong with the brokers and topics of every declared output.
    fn verify_all(&self, timeout: Duration) -> Vec<Error> {
        let mut faults = Vec::new();
        let mut asked = Asked::default();
        for binding in declared() {
            let name = binding.name();
            let found = self.effective(binding).map_err(all).and_then(|effective| {
                let Ingredients { effective, producer, .. } = Ingredients::of(effective);
                Ok((self.transport(&mut self.pool().clients, name, &producer)?, effective.topic))
            });
            match found {
                Err(error) => faults.push(error),
                Ok((transport, topic)) => asked.add(transport, name, topic),
            }
        }
        faults.extend(asked.verify(timeout));
        faults
    }
}

/// What it is made of, and nothing that a setting gave: it may have been fetched, or be a secret that another option has by mistake.
impl fmt::Debug for RuntimeState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Whoever holds the pool may be the one who prints.
        let pool = self.pool.try_lock().ok();
        let outputs = pool.as_ref().map(|pool| {
            let mut names: Vec<_> = pool.outputs.values().map(|resolved| resolved.binding.name()).collect();
            names.sort_unstable();
            names
        });
        f.debug_struct("RuntimeState")
            .field("settings", &self.settings())
            .field("connect", &self.connect)
            .field("is_default", &self.is_default)
            .field("is_closed", &self.is_closed())
            .field("producers", &pool.as_ref().map(|pool| pool.clients.transports.len()))
            .field("outputs", &outputs)
            .finish_non_exhaustive()
    }
}

/// A topic's name that lives as long as the program: there are few, and every delivery names one.
fn intern(topic: String) -> &'static str {
    static TOPICS: Mutex<Vec<&'static str>> = Mutex::new(Vec::new());
    let mut topics = TOPICS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = topics.iter().find(|known| **known == topic) {
        return known;
    }
    let topic: &'static str = String::leak(topic);
    topics.push(topic);
    topic
}

/// Several errors in one. What is said of several outputs in the same words, such as of their connection, is said once.
pub(crate) fn all(mut errors: Vec<Error>) -> Error {
    if errors.len() == 1 {
        return errors.remove(0);
    }
    let kind = errors.first().map_or(ErrorKind::Configuration, Error::kind);
    let output = errors.first().and_then(Error::output).map(str::to_owned);
    let same = errors.iter().all(|error| error.output() == output.as_deref());
    let mut said: Vec<(&str, Vec<&str>)> = Vec::new();
    for error in &errors {
        let sentence = error.sentence();
        match said.iter_mut().find(|(other, outputs)| *other == sentence && !outputs.is_empty()) {
            Some((_, outputs)) => outputs.extend(error.output().filter(|output| !outputs.contains(output))),
            None => said.push((sentence, error.output().into_iter().collect())),
        }
    }
    if same && said.len() == 1 {
        return errors.remove(0);
    }
    // One that lasts makes all of it last.
    let retriable = errors.iter().all(Error::is_retriable);
    let lines: Vec<String> = said
        .iter()
        .map(|(sentence, outputs)| match &outputs[..] {
            [] => (*sentence).to_owned(),
            outputs => format!("output `{}`: {sentence}", outputs.join("`, output `")),
        })
        .collect();
    if let [line] = &lines[..] {
        return Error::new(kind, line).retriable(retriable);
    }
    let error = Error::new(kind, format!("{} things are wrong:\n  - {}", lines.len(), lines.join("\n  - ")))
        .retriable(retriable);
    match output {
        Some(output) if same => error.of_output(&output),
        _ => error,
    }
}
