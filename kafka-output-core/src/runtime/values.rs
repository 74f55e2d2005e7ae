//! From what is declared, or given by an override, to values: the references to settings replaced.

use std::collections::BTreeMap;
use std::fmt::Display;

use kafka_output_options::{
    OptionId, OptionSpec, Template, Value, Violation, check_value, parse_value, spec,
};

use crate::config::OwnedValue;
use crate::hidden::Hidden;
use crate::settings::{Reference, Settings};

/// Why a value cannot be told.
pub(super) enum Wrong {
    /// It does not fit its option.
    Value(Violation),
    /// A reference in it leads nowhere: the sentence.
    Reference(String),
}

/// The text of a value, its references replaced.
struct Replaced {
    /// `None` where a secret in it is not to be fetched yet.
    text: Option<Hidden>,
    /// Whether some of it was referred to: then nothing of it is shown, whatever the option.
    fetched: bool,
}

/// The value of a declared option.
pub(super) fn resolve(settings: &Settings, id: OptionId, value: Value<'_>) -> Result<OwnedValue, Vec<Wrong>> {
    match value {
        Value::Setting(text) => {
            let template = parse(id, text)?;
            read(id, replace(settings, id, &template, false)?)
        }
        Value::Map(pairs) => {
            let (mut resolved, mut wrong, mut later) = (Vec::new(), Vec::new(), false);
            for (name, text) in pairs {
                match parse(id, text).and_then(|template| replace(settings, id, &template, false)) {
                    Ok(Replaced { text: Some(text), .. }) => {
                        resolved.push(((*name).to_owned(), text.to_string()));
                    }
                    Ok(Replaced { text: None, .. }) => later = true,
                    Err(found) => wrong.extend(found),
                }
            }
            match (wrong.is_empty(), later) {
                (false, _) => Err(wrong),
                (true, true) => Ok(OwnedValue::Unusable),
                (true, false) => Ok(OwnedValue::Map(resolved)),
            }
        }
        Value::Text(text) => match referred(settings, id, None, text) {
            Some(secret) => read(id, secret.map_err(|wrong| vec![wrong])?),
            None => Ok(OwnedValue::of(value)),
        },
        value => Ok(OwnedValue::of(value)),
    }
}

/// The value that an override gives an option.
pub(super) fn resolve_override(
    settings: &Settings,
    id: OptionId,
    text: &str,
) -> Result<OwnedValue, Vec<Wrong>> {
    if let Some(secret) = referred(settings, id, None, text) {
        return read(id, secret.map_err(|wrong| vec![wrong])?);
    }
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
fn read(id: OptionId, replaced: Replaced) -> Result<OwnedValue, Vec<Wrong>> {
    let Some(text) = replaced.text else { return Ok(OwnedValue::Unusable) };
    let row = OptionSpec { secret: spec(id).secret || replaced.fetched, ..*spec(id) };
    let value = parse_value(&row, &text).map_err(|violation| vec![Wrong::Value(violation)])?;
    // The judge would show it, where the option is none of the secret ones.
    if replaced.fetched
        && let Some(fault) = check_value(&row, &value)
    {
        return Err(vec![Wrong::Value(Violation::of_value(&row, &value, fault))]);
    }
    Ok(OwnedValue::of(value))
}

/// The text with its references replaced.
fn replace(
    settings: &Settings,
    id: OptionId,
    template: &Template,
    is_secret: bool,
) -> Result<Replaced, Vec<Wrong>> {
    let option = id.name();
    let (mut wrong, mut later) = (Vec::new(), false);
    let mut secrets = BTreeMap::new();
    for name in template.references() {
        let Some(value) = settings.get(name) else { continue };
        match referred(settings, id, Some(name), &value) {
            None => {}
            Some(Ok(Replaced { text: Some(secret), .. })) => _ = secrets.insert(name.to_owned(), secret),
            Some(Ok(Replaced { text: None, .. })) => later = true,
            Some(Err(fault)) => wrong.push(fault),
        }
    }
    let value = |name: &str| secrets.get(name).cloned().or_else(|| settings.get(name));
    let (text, missing) = template.resolve_all(value);
    let text = Hidden::from(text);
    wrong.extend(missing.into_iter().map(|missing| {
        Wrong::Reference(if is_secret {
            format!("`{option}`: its text names a setting that has no value; write `%%` for a percent sign of its own")
        } else {
            format!("`{option}`: {missing}")
        })
    }));
    if wrong.is_empty() {
        Ok(Replaced { text: (!later).then_some(text), fetched: !secrets.is_empty() })
    } else {
        Err(wrong)
    }
}

/// What a text leads to that is a reference: of a setting, or else of an option itself; `None` where it is none.
fn referred(
    settings: &Settings,
    id: OptionId,
    setting: Option<&str>,
    text: &str,
) -> Option<Result<Replaced, Wrong>> {
    let because = |why: &dyn Display| {
        let subject = setting.map_or_else(|| "its text".to_owned(), |name| format!("the setting `{name}`"));
        let source = Reference::source_of(text);
        Wrong::Reference(format!("`{}`: {subject} refers to {source}, but {why}", id.name()))
    };
    let reference = match Reference::parse(text)? {
        Ok(reference) => reference,
        Err(fault) => return Some(Err(because(&format_args!("its reference {fault}")))),
    };
    let fetched = settings.secrets.fetch(&reference);
    Some(fetched.map(|text| Replaced { text, fetched: true }).map_err(|fault| because(&fault)))
}
