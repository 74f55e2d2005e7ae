//! From what is declared, or given by an override, to values: the references to settings replaced.

use std::collections::BTreeMap;
use std::fmt::Display;

use kafka_output_options::{OptionId, Template, Value, Violation, parse_value, spec};

use crate::config::OwnedValue;
use crate::settings::{SecretReference, Settings};

/// Why a value cannot be told.
pub(super) enum Wrong {
    /// It does not fit its option.
    Value(Violation),
    /// A reference in it leads nowhere: the sentence.
    Reference(String),
}

/// The value of a declared option.
pub(super) fn resolve(settings: &Settings, id: OptionId, value: Value<'_>) -> Result<OwnedValue, Vec<Wrong>> {
    match value {
        Value::Setting(text) => {
            let template = parse(id, text)?;
            read(id, replace(settings, id, &template, false)?)
        }
        Value::Map(pairs) => {
            let (mut resolved, mut wrong) = (Vec::new(), Vec::new());
            for (name, text) in pairs {
                match parse(id, text).and_then(|template| replace(settings, id, &template, false)) {
                    Ok(Some(text)) => resolved.push(((*name).to_owned(), text)),
                    Ok(None) => wrong.push(Wrong::Reference(unfetched(id))),
                    Err(found) => wrong.extend(found),
                }
            }
            if wrong.is_empty() { Ok(OwnedValue::Map(resolved)) } else { Err(wrong) }
        }
        value => Ok(OwnedValue::of(value)),
    }
}

/// The value that an override gives an option.
pub(super) fn resolve_override(
    settings: &Settings,
    id: OptionId,
    text: &str,
) -> Result<OwnedValue, Vec<Wrong>> {
    let template = parse(id, text)?;
    // A secret with percent signs that nobody doubled: what is between them is a piece of it.
    let is_secret = spec(id).secret && !template.is_one_reference();
    read(id, replace(settings, id, &template, is_secret)?)
}

fn parse(id: OptionId, text: &str) -> Result<Template, Vec<Wrong>> {
    Template::parse(text).map_err(|fault| {
        vec![Wrong::Reference(format!("the text of `{}` {}", id.name(), fault.sentence(None)))]
    })
}

/// Reads the replaced text as a value of the option. A secret that is fetched only at the first call counts as written, and is
/// judged then.
fn read(id: OptionId, text: Option<String>) -> Result<OwnedValue, Vec<Wrong>> {
    let Some(text) = text else { return Ok(OwnedValue::Unusable) };
    parse_value(spec(id), &text).map(OwnedValue::of).map_err(|violation| vec![Wrong::Value(violation)])
}

/// The text with its references replaced; `None` where one is a secret that is not to be fetched yet.
fn replace(
    settings: &Settings,
    id: OptionId,
    template: &Template,
    is_secret: bool,
) -> Result<Option<String>, Vec<Wrong>> {
    let option = id.name();
    let (mut wrong, mut later) = (Vec::new(), false);
    let mut secrets = BTreeMap::new();
    for name in template.references() {
        let Some(reference) = settings.get(name).and_then(|value| SecretReference::parse(&value)) else {
            continue;
        };
        let because = |why: &dyn Display| {
            Wrong::Reference(format!("`{option}`: the setting `{name}` refers to Key Vault, but {why}"))
        };
        match reference {
            Err(fault) => wrong.push(because(&format_args!("its reference {fault}"))),
            Ok(reference) => match settings.secrets.fetch(&reference) {
                Ok(Some(secret)) => _ = secrets.insert(name.to_owned(), secret),
                Ok(None) => later = true,
                Err(fault) => wrong.push(because(&fault)),
            },
        }
    }
    let value = |name: &str| secrets.get(name).cloned().or_else(|| settings.get(name));
    let (text, missing) = template.resolve_all(value);
    wrong.extend(missing.into_iter().map(|missing| {
        Wrong::Reference(if is_secret {
            format!("`{option}`: its text names a setting that has no value; write `%%` for a percent sign of its own")
        } else {
            format!("`{option}`: {missing}")
        })
    }));
    match (wrong.is_empty(), later) {
        (false, _) => Err(wrong),
        (true, true) => Ok(None),
        (true, false) => Ok(Some(text)),
    }
}

fn unfetched(id: OptionId) -> String {
    format!("`{}` cannot hold a Key Vault reference here; give the option itself one", id.name())
}
