//! From what is declared, or given by an override, to values: the references to settings replaced, and those to secrets followed.

use std::fmt::Display;

use kafka_output_options::properties::MapFault;
use kafka_output_options::{
    Fault, OptionId, OptionSpec, Template, Value, Violation, check_value, meant_reference, parse_value,
    source_of, spec, stands_elsewhere,
};

use crate::config::OwnedValue;
use crate::hidden::Hidden;
use crate::settings::{NotText, Reference, Settings};

/// Why a value cannot be told.
#[derive(PartialEq)]
pub(super) enum Wrong {
    /// It does not fit its option.
    Value(Violation),
    /// A reference in it leads nowhere: the sentence.
    Reference {
        sentence: String,
        /// Whether asking again may help.
        may_pass: bool,
    },
}

impl Wrong {
    const fn lasting(sentence: String) -> Self {
        Self::Reference { sentence, may_pass: false }
    }

    /// Of a setting of the environment.
    pub(super) fn not_text(id: OptionId, setting: &str, fault: NotText) -> Self {
        Self::lasting(format!("`{}`: the setting `{setting}` {fault}", id.name()))
    }
}

/// The text of a value, its references replaced.
struct Replaced {
    /// `None` where a secret in it is not to be fetched yet.
    text: Option<Hidden>,
    /// Whether some of it was referred to: then nothing of it is shown, whatever the option.
    fetched: bool,
}

/// A value, with every reference followed.
pub(super) struct Resolved {
    pub(super) value: OwnedValue,
    /// Whether some of it was fetched: then nothing may show it.
    pub(super) fetched: bool,
}

impl From<OwnedValue> for Resolved {
    fn from(value: OwnedValue) -> Self {
        Self { value, fetched: false }
    }
}

/// The value of a declared option.
pub(super) fn resolve(settings: &Settings, id: OptionId, value: Value<'_>) -> Result<Resolved, Vec<Wrong>> {
    match value {
        Value::Setting(text) => read(id, replace(settings, id, &parse(id, text)?, text, false)?),
        Value::Map(pairs) => {
            let (mut resolved, mut wrong, mut later) = (Vec::new(), Vec::new(), false);
            let (mut is_any_fetched, mut faults) = (false, Vec::new());
            for (index, (name, text)) in pairs.iter().enumerate() {
                match parse(id, text).and_then(|template| replace(settings, id, &template, text, false)) {
                    Ok(Replaced { text: Some(text), fetched }) => {
                        is_any_fetched |= fetched;
                        // The judge would show it.
                        let fault = pair_fault(id, index, (name, &text), fetched).map(Wrong::Value);
                        if fetched {
                            wrong.extend(fault);
                        } else {
                            faults.extend(fault);
                        }
                        resolved.push(((*name).to_owned(), text.to_string()));
                    }
                    Ok(Replaced { text: None, .. }) => later = true,
                    Err(found) => wrong.extend(found),
                }
            }
            match (wrong.is_empty(), later) {
                // The judge tells of the others only where it is given the map.
                (false, _) => Err(wrong.into_iter().chain(faults).collect()),
                (true, true) => Ok(OwnedValue::Unusable.into()),
                (true, false) => Ok(Resolved { value: OwnedValue::Map(resolved), fetched: is_any_fetched }),
            }
        }
        Value::Text(text) => match referred(settings, id, ITS_TEXT, text) {
            Some(secret) => read(id, secret.map_err(|wrong| vec![wrong])?),
            None => Ok(OwnedValue::of(value).into()),
        },
        value => Ok(OwnedValue::of(value).into()),
    }
}

/// The value that an override gives an option.
pub(super) fn resolve_override(
    settings: &Settings,
    id: OptionId,
    text: &str,
) -> Result<Resolved, Vec<Wrong>> {
    let template = parse(id, text)?;
    read(id, replace(settings, id, &template, text, may_hold_secret(id, &template, text))?)
}

/// Whether an override is a secret with percent signs that nobody doubled: what is between them is a piece of it.
pub(super) fn may_hold_secret(id: OptionId, template: &Template, text: &str) -> bool {
    spec(id).secret && !template.is_one_reference() && !stands_elsewhere(text)
}

fn parse(id: OptionId, text: &str) -> Result<Template, Vec<Wrong>> {
    Template::parse(text).map_err(|fault| {
        vec![Wrong::lasting(format!("the text of `{}` {}", id.name(), fault.sentence(None)))]
    })
}

/// Reads the replaced text as a value of the option. A secret that is fetched only at the first call counts as written, and is
/// judged then.
fn read(id: OptionId, replaced: Replaced) -> Result<Resolved, Vec<Wrong>> {
    let Some(text) = replaced.text else { return Ok(OwnedValue::Unusable.into()) };
    let row = OptionSpec { secret: spec(id).secret || replaced.fetched, ..*spec(id) };
    let value = parse_value(&row, &text).map_err(|violation| vec![Wrong::Value(violation)])?;
    // The judge would show it, where the option is none of the secret ones.
    let wrong = if replaced.fetched { Violation::all_of_value(&row, &value) } else { Vec::new() };
    if !wrong.is_empty() {
        return Err(wrong.into_iter().map(Wrong::Value).collect());
    }
    Ok(Resolved { value: OwnedValue::of(value), fetched: replaced.fetched })
}

/// What is wrong with the value of a pair of a map, which is not shown where it was fetched.
fn pair_fault(id: OptionId, index: usize, pair: (&str, &str), fetched: bool) -> Option<Violation> {
    let (row, (name, text)) = (spec(id), pair);
    match check_value(row, &Value::Map(&[pair])) {
        Some(Fault::Map(_, fault @ MapFault::Value)) => {
            let shown = if fetched { "" } else { text };
            let mut told = Violation::of_value(row, &Value::Map(&[(name, shown)]), Fault::Map(0, fault));
            told.entry = Some(index);
            Some(told)
        }
        // The rest is about the name, and the judge's to say.
        _ => None,
    }
}

/// The text with its references replaced; where it is one to a secret, what that leads to.
fn replace(
    settings: &Settings,
    id: OptionId,
    template: &Template,
    declared: &str,
    is_secret: bool,
) -> Result<Replaced, Vec<Wrong>> {
    let option = id.name();
    let (mut wrong, mut later, mut fetched) = (Vec::new(), false, false);
    let (text, missing) = template.resolve_by(|name, default| {
        let (subject, text) = match (settings.get(name), default) {
            (Some(Ok(given)), _) => (format!("the setting `{name}`"), given),
            (Some(Err(fault)), _) => {
                wrong.push(Wrong::not_text(id, name, fault));
                return Some(Hidden::default());
            }
            // A file that cannot be read may have another; this one was judged while compiling.
            (None, Some(default)) if settings.lacks_a_file() => {
                later = true;
                return Some(default.to_owned().into());
            }
            (None, Some(default)) => {
                (format!("the default of the setting `{name}`"), Hidden::from(default.to_owned()))
            }
            (None, None) => return None,
        };
        let secret = match referred(settings, id, &subject, &text) {
            None => return Some(text),
            Some(Ok(secret)) => secret,
            Some(Err(fault)) => {
                wrong.push(fault);
                return Some(Hidden::default());
            }
        };
        fetched = true;
        later |= secret.text.is_none();
        Some(secret.text.unwrap_or_default())
    });
    let text = Hidden::from(text);
    // A setting may be named twice.
    wrong.dedup();
    // So may a file have what is missing, and its own error says enough.
    let missing = if settings.lacks_a_file() {
        later |= !missing.is_empty();
        Vec::new()
    } else {
        missing
    };
    wrong.extend(missing.into_iter().map(|missing| {
        Wrong::lasting(if is_secret {
            format!("`{option}`: its text names a setting that has no value; write `%%` for a percent sign and `$${{` for a `${{` of its own")
        } else {
            format!("`{option}`: {missing}")
        })
    }));
    if !wrong.is_empty() {
        return Err(wrong);
    }
    if let Some(fault) = meant(id, ITS_TEXT, declared) {
        return Err(vec![fault]);
    }
    if later || !stands_elsewhere(declared) {
        return Ok(Replaced { text: (!later).then_some(text), fetched });
    }
    match referred(settings, id, ITS_TEXT, &text) {
        None => Ok(Replaced { text: Some(text), fetched }),
        Some(Ok(replaced)) => Ok(replaced),
        Some(Err(Wrong::Reference { may_pass, .. })) if fetched => {
            // What was fetched stands in the sentence.
            let sentence = format!(
                "`{option}`: {ITS_TEXT} refers to {}, but a part of the reference was fetched itself, and it leads nowhere; write the part out",
                source_of(declared)
            );
            Err(vec![Wrong::Reference { sentence, may_pass }])
        }
        Some(Err(fault)) => Err(vec![fault]),
    }
}

const ITS_TEXT: &str = "its text";

/// What is wrong with a secret's text that was meant as a reference, and would be sent to the broker as it is.
fn meant(id: OptionId, subject: &str, text: &str) -> Option<Wrong> {
    let fault = meant_reference(spec(id), text)?;
    Some(Wrong::lasting(format!("`{}`: {subject} {fault}", id.name())))
}

/// What a text leads to that is a reference: of a setting, or else of an option itself; `None` where it is none.
fn referred(settings: &Settings, id: OptionId, subject: &str, text: &str) -> Option<Result<Replaced, Wrong>> {
    let because = |why: &dyn Display, may_pass| {
        let source = source_of(text);
        let sentence = format!("`{}`: {subject} refers to {source}, but {why}", id.name());
        Wrong::Reference { sentence, may_pass }
    };
    let Some(read) = Reference::parse(text) else { return meant(id, subject, text).map(Err) };
    let reference = match read {
        Ok(reference) => reference,
        Err(fault) => return Some(Err(because(&format_args!("its reference {fault}"), false))),
    };
    Some(match settings.secrets.fetch(&reference) {
        Ok(Some(text)) if stands_elsewhere(&text) => Err(because(
            &"what is there is a reference itself, which is not followed; put the value there",
            false,
        )),
        Ok(text) => Ok(Replaced { text, fetched: true }),
        Err(fault) => Err(because(&fault, fault.may_pass)),
    })
}
