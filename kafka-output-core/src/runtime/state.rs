//! A runtime's inside: settings, producers, and the outputs resolved so far.

use std::collections::{BTreeMap, HashMap};
use std::future::poll_fn;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use kafka_output_options::OptionId;
use tokio::sync::oneshot::Sender;

use super::report::Reporter;
use super::{ShutdownReport, overrides, resolve};
use crate::binding::{Binding, declared};
use crate::config::{Effective, ProducerConfig};
use crate::error::{Error, ErrorKind};
use crate::output::Output;
use crate::producer::call::wait;
use crate::producer::kafka::KafkaTransport;
use crate::producer::{Closed, Transport};
use crate::record::TopicName;
#[cfg(feature = "testing")]
use crate::schema_registry::SeenSchemas;
use crate::schema_registry::{Asking, OutputRegistry, RegistryConnection, SchemaRegistry, Schemas};
use crate::settings::Settings;

/// Where a runtime's records go.
#[derive(Debug)]
pub(crate) enum Connect {
    /// To the brokers.
    Kafka,
    /// Into a test's memory.
    #[cfg(feature = "testing")]
    Memory(Arc<crate::producer::memory::Memory>),
    /// To a test's brokers, on topics of its own.
    #[cfg(feature = "testing")]
    Cluster(Arc<crate::testing::TestCluster>),
}

impl Connect {
    /// Makes the client of a schema registry.
    fn registry(&self, connection: &RegistryConnection) -> Arc<SchemaRegistry> {
        match self {
            Self::Kafka => SchemaRegistry::connect(connection),
            #[cfg(feature = "testing")]
            Self::Memory(memory) => SchemaRegistry::in_memory(memory.schemas(), connection),
            #[cfg(feature = "testing")]
            Self::Cluster(cluster) => SchemaRegistry::in_memory(cluster.schemas(), connection),
        }
    }

    /// Makes the transport of a configuration.
    fn transport(&self, config: &ProducerConfig) -> Result<Arc<dyn Transport>, Error> {
        match self {
            Self::Kafka => Ok(Arc::new(KafkaTransport::start(&config.properties, config.round_robin)?)),
            #[cfg(feature = "testing")]
            Self::Memory(memory) => {
                Ok(Arc::new(crate::producer::memory::MemoryTransport::new(config, memory)))
            }
            #[cfg(feature = "testing")]
            Self::Cluster(cluster) => cluster.transport(config),
        }
    }

    /// Where a test keeps the schemas that were written by.
    #[cfg(feature = "testing")]
    fn seen(&self) -> Option<Arc<SeenSchemas>> {
        (!matches!(self, Self::Kafka)).then(Arc::default)
    }
}

/// A runtime's inside.
#[derive(Debug)]
pub(crate) struct RuntimeState {
    pub(crate) settings: Settings,
    pub(crate) reporter: Arc<Reporter>,
    connect: Connect,
    #[cfg(feature = "testing")]
    pub(super) seen: Option<Arc<SeenSchemas>>,
    /// Whether it started by itself at a first call.
    pub(crate) is_default: bool,
    closed: AtomicBool,
    pool: Mutex<Pool>,
    /// The calls that wait for an output to be resolved, by the address of its binding.
    waiting: Mutex<Waiting>,
}

type Waiting = HashMap<usize, Vec<Sender<Result<Arc<Output>, Error>>>>;

#[derive(Debug, Default)]
pub(super) struct Pool {
    pub(super) transports: HashMap<ProducerConfig, Arc<dyn Transport>>,
    pub(super) registries: HashMap<RegistryConnection, Arc<SchemaRegistry>>,
    /// By the address of the binding.
    outputs: HashMap<usize, Arc<Output>>,
}

impl RuntimeState {
    pub(crate) fn new(
        settings: Settings,
        reporter: Reporter,
        connect: Connect,
        is_default: bool,
    ) -> Arc<Self> {
        Arc::new(Self {
            settings,
            reporter: Arc::new(reporter),
            #[cfg(feature = "testing")]
            seen: connect.seen(),
            connect,
            is_default,
            closed: AtomicBool::new(false),
            pool: Mutex::default(),
            waiting: Mutex::default(),
        })
    }

    pub(super) fn pool(&self) -> MutexGuard<'_, Pool> {
        self.pool.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.closed.load(Ordering::SeqCst)
    }

    /// How many producers there are: one per distinct effective configuration.
    pub(crate) fn producers(&self) -> usize {
        self.pool().transports.len()
    }

    /// The output of a binding; settings are resolved, judged, and a producer made, at its first use.
    pub(crate) fn output(&self, binding: &'static Binding) -> Result<Arc<Output>, Error> {
        // One at a time, so that two first calls do not make two producers.
        let mut pool = self.pool();
        if self.is_closed() {
            return Err(Error::new(
                ErrorKind::Shutdown,
                "the runtime is shut down; start one again before calling",
            ));
        }
        let address = std::ptr::from_ref(binding).addr();
        if let Some(output) = pool.outputs.get(&address) {
            return Ok(Arc::clone(output));
        }
        self.settings.secrets.allow_fetching();
        let effective = self.judged(binding).map_err(all)?;
        let output = Arc::new(self.connect(&mut pool, binding, effective)?);
        pool.outputs.insert(address, Arc::clone(&output));
        super::remember(self, binding, &output);
        Ok(output)
    }

    /// The effective configuration of an output. Of the default runtime nobody has looked at overrides and names yet.
    fn judged(&self, binding: &Binding) -> Result<Effective, Vec<Error>> {
        let effective = self.effective(binding);
        if !self.is_default {
            return effective;
        }
        let mut faults = resolve::name_clashes();
        faults.extend(overrides::stray_overrides(&self.settings));
        match effective {
            Ok(effective) if faults.is_empty() => Ok(effective),
            Ok(_) => Err(faults),
            Err(own) => {
                faults.extend(own);
                Err(faults)
            }
        }
    }

    /// The output of a binding, if it is resolved already.
    pub(crate) fn known_output(&self, binding: &'static Binding) -> Option<Arc<Output>> {
        self.pool().outputs.get(&std::ptr::from_ref(binding).addr()).cloned()
    }

    fn connect(
        &self,
        pool: &mut Pool,
        binding: &'static Binding,
        effective: Effective,
    ) -> Result<Output, Error> {
        let name = binding.name();
        #[cfg(feature = "avro")]
        let schemas = super::schemas::read(binding, &effective);
        let transport = self.transport(pool, name, effective.producer)?;
        let registry = self.registry(pool, &effective.registry);
        let topic = TopicName::Static(intern(effective.topic));
        let topic = transport.topic(&topic).map_err(|fault| fault.into_error(name, &topic))?;
        Ok(Output {
            name,
            topic,
            headers: effective.headers,
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

    /// The registry that the resolved options name, by a client shared by all outputs that reach it alike.
    fn registry(&self, pool: &mut Pool, options: &BTreeMap<OptionId, String>) -> Option<Arc<OutputRegistry>> {
        let connection = RegistryConnection::of(options)?;
        let connect = |connection: &RegistryConnection| self.connect.registry(connection);
        let registry = pool.registries.entry(connection).or_insert_with_key(connect);
        Some(Arc::new(OutputRegistry::new(Arc::clone(registry), Asking::of(options))))
    }

    /// The transport of a configuration, shared by all outputs that have it.
    fn transport(
        &self,
        pool: &mut Pool,
        output: &str,
        config: ProducerConfig,
    ) -> Result<Arc<dyn Transport>, Error> {
        if let Some(transport) = pool.transports.get(&config) {
            return Ok(Arc::clone(transport));
        }
        let transport = self.connect.transport(&config).map_err(|error| error.of_output(output))?;
        pool.transports.insert(config, Arc::clone(&transport));
        Ok(transport)
    }

    /// Everything wrong with every declared output.
    pub(crate) fn judge_all(&self) -> Vec<Error> {
        let mut faults = resolve::name_clashes();
        faults.extend(overrides::stray_overrides(&self.settings));
        for binding in declared() {
            faults.extend(self.effective(binding).err().into_iter().flatten());
        }
        faults
    }

    /// Makes every output's producer; with a limit, connects and looks the topics up before anything else does.
    pub(crate) fn connect_all(&self, verify: Option<Duration>) -> Vec<Error> {
        let mut faults = verify.map_or_else(Vec::new, |timeout| self.verify_all(timeout));
        if faults.is_empty() {
            faults.extend(declared().into_iter().filter_map(|binding| self.output(binding).err()));
        }
        if faults.is_empty() {
            faults.extend(self.warm_schemas());
        }
        faults
    }

    /// Asks the registries for the schemas of every declared output that are known without a call, all at the same time; what
    /// they refuse. Blocks.
    fn warm_schemas(&self) -> Vec<Error> {
        let (mut faults, mut asked) = (Vec::new(), Vec::new());
        for binding in declared() {
            let Some(output) = self.known_output(binding) else { continue };
            let Some(registry) = &output.registry else { continue };
            let told = binding.declaration.schemas;
            let schemas = output.with_schemas(told.map_or_else(Schemas::default, |schemas| schemas()));
            if output.needs_schema && told.is_some() && schemas.is_none() {
                faults.push(output.has_no_schema());
            }
            let questions = registry.ask_all(schemas, &output.topic.name).into_iter();
            asked.extend(questions.map(|asked| (Arc::clone(&output), asked)));
        }
        let answers = asked.into_iter().filter_map(|(output, mut asked)| {
            let answer = wait(poll_fn(|context| asked.poll(context)));
            Some(answer.err()?.into_error(output.name, &output.topic.name))
        });
        faults.extend(answers);
        faults
    }

    /// What is wrong with the brokers and topics of every declared output. All brokers are asked at the same time.
    fn verify_all(&self, timeout: Duration) -> Vec<Error> {
        let mut faults = Vec::new();
        let mut asked: Vec<Asked> = Vec::new();
        for binding in declared() {
            let name = binding.name();
            let found = self.effective(binding).map_err(all).and_then(|effective| {
                Ok((self.transport(&mut self.pool(), name, effective.producer)?, effective.topic))
            });
            match found {
                Err(error) => faults.push(error),
                Ok((transport, topic)) => {
                    match asked.iter_mut().find(|(other, _)| Arc::ptr_eq(other, &transport)) {
                        Some((_, topics)) => topics.push((name, topic)),
                        None => asked.push((transport, vec![(name, topic)])),
                    }
                }
            }
        }
        std::thread::scope(|scope| {
            let ask = |(transport, outputs): &Asked| {
                let topics: Vec<&str> = outputs.iter().map(|(_, topic)| topic.as_str()).collect();
                let outcomes = outputs.iter().zip(transport.verify(&topics, timeout));
                let wrong = outcomes
                    .filter_map(|((name, topic), outcome)| Some(outcome.err()?.into_error(name, topic)));
                wrong.collect::<Vec<_>>()
            };
            let answers: Vec<_> = asked.iter().map(|group| scope.spawn(move || ask(group))).collect();
            faults.extend(answers.into_iter().flat_map(|answer| answer.join().unwrap_or_default()));
        });
        faults
    }

    /// Refuses further calls, waits for what is queued, and counts. Blocks.
    pub(crate) fn close(&self, timeout: Duration) -> ShutdownReport {
        self.closed.store(true, Ordering::SeqCst);
        let transports: Vec<_> = self.pool().transports.values().cloned().collect();
        let total = std::thread::scope(|scope| {
            let closing: Vec<_> =
                transports.iter().map(|transport| scope.spawn(move || transport.close(timeout))).collect();
            closing.into_iter().map(|closing| closing.join().unwrap_or_default()).fold(
                Closed::default(),
                |sum, one| Closed {
                    delivered: sum.delivered + one.delivered,
                    failed: sum.failed + one.failed,
                    undelivered: sum.undelivered + one.undelivered,
                },
            )
        });
        self.reporter.finish();
        ShutdownReport { delivered: total.delivered, failed: total.failed, undelivered: total.undelivered }
    }
}

/// A transport to verify, with the name and topic of each output that has it.
type Asked = (Arc<dyn Transport>, Vec<(&'static str, String)>);

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
    let lines: Vec<String> = said
        .iter()
        .map(|(sentence, outputs)| match &outputs[..] {
            [] => (*sentence).to_owned(),
            outputs => format!("output `{}`: {sentence}", outputs.join("`, output `")),
        })
        .collect();
    if let [line] = &lines[..] {
        return Error::new(kind, line);
    }
    let error = Error::new(kind, format!("{} things are wrong:\n  - {}", lines.len(), lines.join("\n  - ")));
    match output {
        Some(output) if same => error.of_output(&output),
        _ => error,
    }
}
