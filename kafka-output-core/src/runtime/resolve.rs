//! From a declaration to an output: settings, overrides, the judge, a producer.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use kafka_output_options::{
    Kind, OptionId, OptionSpec, Template, Value, Violation, ViolationKind, find, judge, parse_value, spec,
    unknown_option,
};
use tokio::sync::oneshot::{Receiver, channel};

use super::state::RuntimeState;
use super::thread;
use crate::binding::{Binding, Connection, declared};
use crate::config::{Effective, FEATURES, OwnedOptions, OwnedValue};
use crate::error::{Error, ErrorKind};
use crate::output::Output;
use crate::settings::{OVERRIDE, SecretReference, Settings};

/// A resolution under way on a thread of the library's, as a future: files and brokers may be slow.
#[derive(Debug)]
pub(crate) struct Resolving(Receiver<Result<Arc<Output>, Error>>);

impl Resolving {
    pub(crate) fn start(binding: &'static Binding) -> Self {
        let state = super::current();
        let (sender, receiver) = channel();
        let resolve = move || {
            let _on_library_thread = thread::enter();
            // The caller may be gone; the output is remembered all the same.
            let _ = sender.send(state.and_then(|state| state.output(binding)));
        };
        // Without a thread, the receiver hears that its sender is gone.
        let _ = std::thread::Builder::new().name("kafka-output-resolve".to_owned()).spawn(resolve);
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

impl RuntimeState {
    /// The effective configuration of an output, or everything that is wrong with it.
    pub(crate) fn effective(&self, binding: &Binding) -> Result<Effective, Vec<Error>> {
        let name = binding.name();
        let mut faults = Vec::new();
        let mut options = OwnedOptions::default();
        let mut origins = Vec::new();
        let connection = binding.declaration.connection;
        for (id, value) in binding.declaration.effective().iter() {
            let value = resolve(self, id, value, &mut origins).unwrap_or_else(|fault| {
                faults.push(fault);
                OwnedValue::Unusable
            });
            options.set(id, value);
        }
        for (setting, id, text) in overrides_of(&self.settings, name) {
            let value = resolve_text(self, id, &text).unwrap_or_else(|fault| {
                faults.push(Error::new(fault.kind(), format!("{fault} (in the setting `{setting}`)")));
                OwnedValue::Unusable
            });
            origins.push(Origin { id, entry: None, setting });
            options.set(id, value);
        }
        let violations = options.read(|set| judge(set, &FEATURES));
        let from_connection = |id| connection.filter(|_| !binding.declaration.options.has(id));
        faults.extend(
            violations.iter().map(|violation| blame(violation, &origins, from_connection(violation.option))),
        );
        if faults.is_empty() {
            return Ok(options.read(Effective::of));
        }
        Err(faults.into_iter().map(|fault| fault.of_output(name)).collect())
    }
}

/// The setting a value came from; of a map, the value of one pair.
struct Origin {
    id: OptionId,
    entry: Option<usize>,
    setting: String,
}

impl Origin {
    /// The first reference in a text.
    fn of(id: OptionId, entry: Option<usize>, text: &str) -> Option<Self> {
        let template = Template::parse(text).ok()?;
        let setting = template.references().next()?.to_owned();
        Some(Self { id, entry, setting })
    }
}

/// A violation as an error that names the setting, or the connection, the option came from.
fn blame(violation: &Violation, origins: &[Origin], connection: Option<&Connection>) -> Error {
    let on =
        connection.map_or_else(String::new, |connection| format!(" on the connection `{}`", connection.name));
    let guilty = |origin: &&Origin| origin.id == violation.option && origin.entry == violation.entry;
    match origins.iter().find(guilty) {
        Some(Origin { setting, .. }) => Error::new(
            ErrorKind::Setting,
            format!("{violation} (the value comes from the setting `{setting}`{on})"),
        ),
        None if on.is_empty() || violation.kind == ViolationKind::MissingOption => {
            Error::new(ErrorKind::Configuration, violation.to_string())
        }
        None => Error::new(ErrorKind::Configuration, format!("{violation} (the option stands{on})")),
    }
}

fn resolve(
    state: &RuntimeState,
    id: OptionId,
    value: Value<'_>,
    origins: &mut Vec<Origin>,
) -> Result<OwnedValue, Error> {
    match value {
        Value::Setting(text) => {
            origins.extend(Origin::of(id, None, text));
            resolve_text(state, id, text)
        }
        Value::Map(pairs) => {
            origins.extend(
                pairs.iter().enumerate().filter_map(|(index, (_, text))| Origin::of(id, Some(index), text)),
            );
            let resolved = pairs.iter().map(|(name, text)| {
                Ok(((*name).to_owned(), replace(state, id, text)?.ok_or_else(|| unfetched(id))?))
            });
            resolved.collect::<Result<_, Error>>().map(OwnedValue::Map)
        }
        value => Ok(OwnedValue::of(value)),
    }
}

/// Replaces the references in a text and reads the result as a value of the option.
fn resolve_text(state: &RuntimeState, id: OptionId, text: &str) -> Result<OwnedValue, Error> {
    // A secret that is fetched only at the first call counts as written, and is judged then.
    let Some(resolved) = replace(state, id, text)? else { return Ok(OwnedValue::Unusable) };
    parse_value(spec(id), &resolved).map(OwnedValue::of).map_err(|violation| {
        match Origin::of(id, None, text) {
            Some(Origin { setting, .. }) => Error::new(
                ErrorKind::Setting,
                format!("{violation} (the value comes from the setting `{setting}`)"),
            ),
            None => Error::new(ErrorKind::Setting, violation.to_string()),
        }
    })
}

/// The text with its references replaced; `None` where one is a secret that is not to be fetched yet.
fn replace(state: &RuntimeState, id: OptionId, text: &str) -> Result<Option<String>, Error> {
    let option = spec(id).name;
    let template = Template::parse(text).map_err(|fault| {
        Error::new(ErrorKind::Setting, format!("the text of `{option}` {}", fault.sentence(None)))
    })?;
    let mut secrets = BTreeMap::new();
    for name in template.references() {
        let Some(reference) = state.settings.get(name).and_then(|value| SecretReference::parse(&value))
        else {
            continue;
        };
        let wrong = |why: &dyn Display| {
            Error::new(
                ErrorKind::Setting,
                format!("`{option}`: the setting `{name}` refers to Key Vault, but {why}"),
            )
        };
        let reference = reference.map_err(|fault| wrong(&format_args!("its reference {fault}")))?;
        match state.settings.secrets.fetch(&reference) {
            Ok(Some(secret)) => secrets.insert(name.to_owned(), secret),
            Ok(None) => return Ok(None),
            Err(fault) => return Err(wrong(&fault)),
        };
    }
    template
        .resolve(|name| secrets.get(name).cloned().or_else(|| state.settings.get(name)))
        .map(Some)
        .map_err(|missing| Error::new(ErrorKind::Setting, format!("`{option}`: {missing}")))
}

fn unfetched(id: OptionId) -> Error {
    let option = spec(id).name;
    Error::new(
        ErrorKind::Setting,
        format!("`{option}` cannot hold a Key Vault reference here; give the option itself one"),
    )
}

/// `order_placed` → `KAFKA_OUTPUT__ORDER_PLACED__`.
fn override_prefix(output: &str) -> String {
    format!("{OVERRIDE}{}__", output.to_ascii_uppercase().replace(['-', '.'], "_"))
}

fn overrides_of(settings: &Settings, output: &str) -> Vec<(String, OptionId, String)> {
    let prefix = override_prefix(output);
    let overrides = settings.overrides().into_iter();
    overrides
        .filter_map(|(setting, text)| {
            let row = find(&setting.to_ascii_uppercase().strip_prefix(&prefix)?.to_ascii_lowercase())?;
            can_be_overridden(row).then_some((setting, row.id, text))
        })
        .collect()
}

/// Whether a setting can stand in for the whole option.
fn can_be_overridden(row: &OptionSpec) -> bool {
    !row.compile_time && !matches!(row.kind, Kind::Map)
}

/// The overrides that name no output, no option, or an option that cannot be overridden.
pub(crate) fn stray_overrides(settings: &Settings) -> Vec<Error> {
    let prefixes: Vec<(String, &str)> =
        declared().into_iter().map(|binding| (override_prefix(binding.name()), binding.name())).collect();
    let strays = settings.overrides().into_keys().filter_map(|setting| {
        let upper = setting.to_ascii_uppercase();
        // The longest output's name wins, should one be the beginning of another.
        let named = prefixes.iter().filter(|(prefix, _)| upper.starts_with(prefix)).max_by_key(|(prefix, _)| prefix.len());
        let Some((prefix, output)) = named else {
            let known: Vec<&str> = prefixes.iter().map(|(_, name)| *name).collect::<BTreeSet<_>>().into_iter().collect();
            return Some(Error::new(
                ErrorKind::Setting,
                format!(
                    "the setting `{setting}` overrides an option of an output that this program does not have; \
                     its outputs are {}",
                    if known.is_empty() { "none".to_owned() } else { format!("`{}`", known.join("`, `")) }
                ),
            ));
        };
        let option = upper[prefix.len()..].to_ascii_lowercase();
        let sentence = match find(&option) {
            None => unknown_option(&option),
            Some(row) if row.compile_time => kafka_output_options::compile_time_only(row),
            Some(row) if !can_be_overridden(row) => {
                format!("`{}` is a map, which no setting can hold; write `%NAME%` for a value in it", row.name)
            }
            Some(_) => return None,
        };
        Some(Error::new(ErrorKind::Setting, format!("the setting `{setting}`: {sentence}")).of_output(output))
    });
    strays.collect()
}

/// Two outputs of one name cannot be told apart by overrides, logs and metrics.
pub(crate) fn name_clashes() -> Vec<Error> {
    let mut bindings = declared();
    bindings.sort_by_key(|binding| binding.name());
    let clashes = bindings.windows(2).filter(|pair| pair[0].name() == pair[1].name()).map(|pair| {
        Error::new(
            ErrorKind::Configuration,
            format!(
                "two outputs have this name, at {} and at {}; give one of them another with the option `name`",
                pair[0].place(),
                pair[1].place()
            ),
        )
        .of_output(pair[0].name())
    });
    clashes.collect()
}
