//! From a declaration to an output: settings, overrides, the judge, a producer.

use std::cell::RefCell;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use kafka_output_options::{OptionId, Value, judge};
use tokio::sync::oneshot::{Receiver, channel};

use super::connect::Connect;
use super::origins::Origins;
use super::overrides::{Override, override_prefix, overrides_of};
use super::state::RuntimeState;
use super::thread;
use super::values::{Resolved, Wrong, resolve, resolve_override};
use crate::binding::{Binding, declared};
use crate::config::{Effective, FEATURES, OwnedOptions, OwnedValue};
use crate::error::{Error, ErrorKind};
use crate::output::Output;
use crate::panics::caught;
use crate::settings::Settings;

/// A resolution under way on a thread of the library's, as a future: files and brokers may be slow.
#[derive(Debug)]
pub(crate) struct Resolving(Receiver<Result<Arc<Output>, Error>>);

/// The thread that resolves an output for all who wait for it. When it ends, by a panic too, nobody waits any longer.
struct Resolver {
    state: Arc<RuntimeState>,
    address: usize,
    /// Those who waited for this one were told; others may wait for the next by now.
    told: bool,
}

impl Drop for Resolver {
    fn drop(&mut self) {
        if !self.told {
            self.state.waiting().remove(&self.address);
        }
    }
}

impl Resolving {
    /// Begins, or ends at once where the call knows already that it fails.
    pub(crate) fn start(binding: &'static Binding) -> Self {
        let Some(error) = handed_over(binding) else { return Self::ask(binding) };
        let (sender, receiver) = channel();
        let _ = sender.send(Err(error));
        Self(receiver)
    }

    pub(crate) fn ask(binding: &'static Binding) -> Self {
        let (sender, receiver) = channel();
        let state = match super::current() {
            Ok(state) => state,
            Err(error) => {
                let _ = sender.send(Err(error));
                return Self(receiver);
            }
        };
        let address = std::ptr::from_ref(binding).addr();
        let mut waiting = state.waiting();
        let waits = waiting.entry(address).or_default();
        waits.push(sender);
        if waits.len() == 1 {
            let mut asker = Resolver { state: Arc::clone(&state), address, told: false };
            let resolve = move || {
                let _on_library_thread = thread::enter();
                let output = caught(|| asker.state.output(binding))
                    .unwrap_or_else(|panic| Err(broken(binding, &panic)));
                let waiting = asker.state.waiting().remove(&address);
                asker.told = true;
                for sender in waiting.into_iter().flatten() {
                    let output = output.as_ref().map(Arc::clone);
                    // The caller may be gone; the output is remembered all the same.
                    let _ = sender.send(output.map_err(Error::for_another));
                }
            };
            drop(waiting);
            // Without a thread, the resolver is gone at once, and the senders with it.
            let _ = std::thread::Builder::new().name("kafka-output-resolve".to_owned()).spawn(resolve);
        }
        Self(receiver)
    }

    pub(crate) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Result<Arc<Output>, Error>> {
        Pin::new(&mut self.0).poll(context).map(|resolved| {
            resolved.unwrap_or_else(|_| {
                Err(Error::new(
                    ErrorKind::Configuration,
                    "the thread that resolves settings could not be started",
                ))
            })
        })
    }
}

/// Whose code it was is not known here: a subscriber's to log lines, or ours.
fn broken(binding: &Binding, panic: &str) -> Error {
    let sentence = format!("its settings could not be resolved, since something panicked: {panic}");
    Error::new(ErrorKind::Configuration, sentence).of_output(binding.name())
}

thread_local! {
    /// What kept calls of this thread from being written, by the addresses of their bindings.
    static FAILED: RefCell<Vec<(usize, Error)>> = const { RefCell::new(Vec::new()) };
}

/// Tells the call of this binding, which comes next on this thread, why its output could not be resolved, or that it could.
#[cfg(feature = "avro")]
pub(crate) fn hand_over(binding: &'static Binding, failed: Option<&Error>) {
    let address = std::ptr::from_ref(binding).addr();
    let failed = failed.map(|error| (address, error.for_another()));
    // At a thread's end it is gone, and the call asks anew.
    let _ = FAILED.try_with(|all| {
        let mut all = all.borrow_mut();
        all.retain(|(other, _)| *other != address);
        all.extend(failed);
    });
}

/// What it was told.
pub(crate) fn handed_over(binding: &'static Binding) -> Option<Error> {
    let address = std::ptr::from_ref(binding).addr();
    let found = FAILED.try_with(|all| {
        let mut all = all.borrow_mut();
        let at = all.iter().position(|(other, _)| *other == address)?;
        Some(all.swap_remove(at).1)
    });
    found.ok().flatten()
}

/// How far an output's options are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// Only they themselves.
    Options,
    /// Also the certificates and keys that they name or hold.
    Certificates,
}

impl RuntimeState {
    /// The effective configuration of an output by its options alone, or everything that is wrong with them.
    pub(crate) fn effective(&self, binding: &Binding) -> Result<Effective, Vec<Error>> {
        effective(&self.connect, &self.settings(), binding, Look::Options)
    }
}

/// Fetches the secrets of these outputs before they are resolved one after the other: what is slow, or cannot be had, is waited for once.
pub(super) fn fetch_secrets(settings: &Settings, bindings: &[&Binding]) {
    settings.fetch_together(|settings| {
        for binding in bindings {
            gather(settings, binding, |_| true);
        }
    });
}

/// The effective configuration of an output, or everything that is wrong with it.
pub(super) fn effective(
    connect: &Connect,
    settings: &Settings,
    binding: &Binding,
    #[cfg_attr(not(feature = "ssl"), expect(unused_variables, reason = "without TLS nothing reads them"))]
    look: Look,
) -> Result<Effective, Vec<Error>> {
    let Gathered { options, origins, mut faults, faults_of_overrides } = gather(settings, binding, |_| true);
    let violations = options.read(|set| judge(set, &FEATURES));
    faults.extend(violations.iter().map(|violation| origins.blame(violation)));
    faults.extend(faults_of_overrides);
    #[cfg(feature = "avro")]
    faults.extend(options.read(|set| super::schemas::faults(binding, set, &origins)));
    #[cfg(feature = "apache-avro")]
    faults.extend(options.read(|set| super::shapes::misfits(binding, set, &origins)));
    // What is told to be wrong hides nothing else of it, nor is it told of again.
    let blamed = violations.iter().flat_map(|violation| [Some(violation.option), violation.other]).flatten();
    let mut right = options.clone();
    blamed.for_each(|id| right.spoil(id));
    #[cfg(feature = "ssl")]
    if look == Look::Certificates {
        faults.extend(super::certificates::faults(binding.name(), &right, &origins));
    }
    faults.extend(connect.refused_properties(&right, &origins));
    if faults.is_empty() {
        let effective = options.read(Effective::of);
        match connect.lacks(&effective.producer) {
            None => return Ok(effective),
            Some(fault) => faults.push(fault),
        }
    }
    Err(faults.into_iter().map(|fault| fault.of_output(binding.name())).collect())
}

/// The options of an output that are wanted, with what settings and overrides say.
pub(super) fn gather<'a>(
    settings: &Settings,
    binding: &'a Binding,
    is_wanted: impl Fn(OptionId) -> bool,
) -> Gathered<'a> {
    let mut faults = Vec::new();
    let mut options = OwnedOptions::default();
    let mut origins = Origins::of(binding);
    let mut faults_of_overrides = Vec::new();
    let mut overrides = overrides_of(settings, binding.name());
    overrides.retain(|given| is_wanted(given.id));
    let mut set = |origins: &Origins<'_>, id: OptionId, resolved: Result<Resolved, Vec<Wrong>>| {
        let resolved = resolved.unwrap_or_else(|wrong| {
            faults.extend(wrong.into_iter().map(|wrong| match wrong {
                Wrong::Value(violation) => origins.blame(&violation),
                Wrong::Reference { sentence, may_pass } => {
                    origins.blame_reference(id, &sentence).retriable(may_pass)
                }
            }));
            OwnedValue::Unusable.into()
        });
        options.set(id, resolved.value, resolved.fetched);
    };
    for (id, value) in binding.declaration.effective().iter().filter(|(id, _)| is_wanted(*id)) {
        // What is overridden need not be there, nor be right.
        if overrides.iter().all(|given| given.id != id) {
            origins.note(id, value);
            set(&origins, id, resolve(settings, id, value));
        }
    }
    for given in overrides {
        if let Some(sentence) = compiled_in(binding, &given) {
            faults_of_overrides.push(Error::new(ErrorKind::Setting, sentence));
        }
        let (id, resolved) = match given.fault {
            Some(fault) => (given.id, Err(vec![Wrong::not_text(given.id, &given.setting, fault)])),
            None => (given.id, resolve_override(settings, given.id, &given.text)),
        };
        origins.note_override(given);
        set(&origins, id, resolved);
    }
    Gathered { options, origins, faults, faults_of_overrides }
}

/// Options with their values, before they are judged together.
pub(super) struct Gathered<'a> {
    pub(super) options: OwnedOptions,
    pub(super) origins: Origins<'a>,
    /// Of values that cannot be told.
    pub(super) faults: Vec<Error>,
    /// Of overrides of what cannot be overridden.
    pub(super) faults_of_overrides: Vec<Error>,
}

/// What is said of an override of a schema that is a part of the program.
fn compiled_in(binding: &Binding, given: &Override) -> Option<String> {
    let name = given.id.name();
    let is_schema = matches!(given.id, OptionId::AvroSchema | OptionId::KeyAvroSchema);
    let is_setting = matches!(binding.declaration.effective().get(given.id), Some(Value::Setting(_)));
    (is_schema && !is_setting).then(|| {
        format!(
            "the setting `{}`: `{name}` of this output is compiled in; write `{name} = \"%NAME%\"` in the attribute to give it when the program runs",
            given.setting
        )
    })
}

/// Two outputs of one name cannot be told apart by overrides, logs and metrics; two whose names are the same to an override, by it.
pub(crate) fn name_clashes() -> Vec<Error> {
    clashes_of(declared())
}

pub(super) fn clashes_of(mut bindings: Vec<&Binding>) -> Vec<Error> {
    bindings.sort_by_key(|binding| (override_prefix(binding.name()), binding.name()));
    let clash = |pair: &[&Binding]| {
        let (first, second, prefix) = (pair[0], pair[1], override_prefix(pair[0].name()));
        let sentence = if first.name() == second.name() {
            format!(
                "two outputs have this name, at {} and at {}; give one of them another with the option `name`",
                first.place(),
                second.place()
            )
        } else if prefix == override_prefix(second.name()) {
            format!(
                "the output `{}`, at {}, has the same overrides, `{prefix}…`, as this one, at {}, since case, `-`, `.` and `_` are all one in \
                 them; give one of the two another name with the option `name`",
                second.name(),
                second.place(),
                first.place()
            )
        } else {
            return None;
        };
        Some(Error::new(ErrorKind::Configuration, sentence).of_output(first.name()))
    };
    bindings.windows(2).filter_map(clash).collect()
}
