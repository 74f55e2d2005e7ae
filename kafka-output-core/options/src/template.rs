//! References to settings within text.
//!
//! `%NAME%` and `${NAME}` stand for a setting, `${NAME:default}` for a setting or else `default`; `%%` is a percent
//! sign and `$${` a literal `${`. A name is letters, digits, `_`, `.` and `-`, and within `%…%` also `:`, as Azure
//! spells nested settings. Nothing else is replaced, and what a setting gives or falls back on is not looked through again.

mod wrong;

use std::borrow::Cow;
use std::fmt;

pub use wrong::TemplateFault;

use crate::bytes::begins;

/// Whether the text is more than itself: it holds a reference, an escape such as `%%`, or a mistake in one of them.
/// Such text is a [`Value::Setting`](crate::Value::Setting) until it is resolved.
#[must_use]
pub const fn has_reference(text: &str) -> bool {
    let text = text.as_bytes();
    let mut at = 0;
    while at < text.len() {
        match step(text, at) {
            Step::Plain { end } => at = end,
            _ => return true,
        }
    }
    false
}

/// Whether some setting is named in the text; unlike [`has_reference`], not for an escape or a mistake.
#[must_use]
pub const fn names_setting(text: &str) -> bool {
    let text = text.as_bytes();
    let mut at = 0;
    while at < text.len() {
        match step(text, at) {
            Step::Plain { end } | Step::Percent { end } | Step::Brace { end } => at = end,
            Step::Reference { .. } => return true,
            Step::Fault(_) => return false,
        }
    }
    false
}

/// The first mistake in the text's references.
#[must_use]
pub const fn fault(text: &str) -> Option<TemplateFault> {
    let text = text.as_bytes();
    let mut at = 0;
    while at < text.len() {
        match step(text, at) {
            Step::Plain { end }
            | Step::Percent { end }
            | Step::Brace { end }
            | Step::Reference { end, .. } => {
                at = end;
            }
            Step::Fault(fault) => return Some(fault),
        }
    }
    None
}

/// The first default that is not what it looks like: a shell's, `${TOPIC:-orders}`, which would fall back on `-orders`, another setting, which would
/// not be looked up, or the name of one, `${env:TOPIC}`. A number may be negative, where it may be one.
#[must_use]
pub(crate) fn default_fault(text: &str, may_be_number: bool) -> Option<TemplateFault> {
    let mut at = 0;
    while at < text.len() {
        at = match step(text.as_bytes(), at) {
            Step::Reference { name, default: Some((from, to)), end } => {
                let default = text.get(from..to).unwrap_or_default();
                if let Some(inner) = nested(text, from, to) {
                    return Some(TemplateFault::Nested {
                        name,
                        default: inner,
                        at,
                        end: end + usize::from(text.as_bytes().get(end) == Some(&b'}')),
                    });
                }
                if is_name_behind_a_prefix(text.get(name.0..name.1).unwrap_or_default(), default) {
                    return Some(TemplateFault::Prefixed { name: (from, to), at, end });
                }
                let is_number = may_be_number && default.parse::<i64>().is_ok();
                if default.starts_with(['-', '=', '?']) && !is_number {
                    return Some(TemplateFault::ShellDefault { name, default: (from, to) });
                }
                end
            }
            Step::Plain { end }
            | Step::Percent { end }
            | Step::Brace { end }
            | Step::Reference { end, .. } => end,
            Step::Fault(_) => return None,
        };
    }
    None
}

/// `${env:TOPIC}`, a variable of the environment's elsewhere, and `${sys:client.id}`, a property of Java's. `${env:dev}` is a setting with a default.
fn is_name_behind_a_prefix(prefix: &str, default: &str) -> bool {
    let is_variable = |sign: u8| sign.is_ascii_uppercase() || sign.is_ascii_digit() || sign == b'_';
    match prefix {
        "env" => default.len() > 1 && default.bytes().all(is_variable),
        "sys" => !default.is_empty(),
        _ => false,
    }
}

/// What the setting that is the default at `from..to` falls back on itself: nothing where it stands alone.
fn nested(text: &str, from: usize, to: usize) -> Option<(usize, usize)> {
    // The `}` of an inner `${…}` is the first, at which the default ends.
    let inner_end = if text.get(from..)?.starts_with("${") { to + 1 } else { to };
    let inner = text.as_bytes().get(..inner_end).filter(|inner| from < inner.len())?;
    match step(inner, from) {
        Step::Reference { default, end, .. } if end == inner_end => Some(default.unwrap_or((to, to))),
        _ => None,
    }
}

/// The text with its percent signs and `${` escaped, so that it stands for itself.
#[must_use]
pub fn escape(text: &str) -> String {
    text.replace('%', "%%").replace("${", "$${")
}

/// Text with references, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Plain(String),
    Reference { name: String, default: Option<String>, written: String },
}

/// A setting that nobody gives a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// Its name.
    pub name: String,
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the setting `{}` has no value; set it, or write `${{{}:default}}`", self.name, self.name)
    }
}

impl std::error::Error for Missing {}

impl Template {
    /// Takes text apart.
    pub fn parse(text: &str) -> Result<Self, TemplateFault> {
        let bytes = text.as_bytes();
        let mut parts = Vec::new();
        let mut plain = String::new();
        let mut at = 0;
        while at < bytes.len() {
            match step(bytes, at) {
                Step::Plain { end } => {
                    plain.push_str(&text[at..end]);
                    at = end;
                }
                Step::Percent { end } => {
                    plain.push('%');
                    at = end;
                }
                Step::Brace { end } => {
                    plain.push_str("${");
                    at = end;
                }
                Step::Reference { name, default, end } => {
                    if !plain.is_empty() {
                        parts.push(Part::Plain(std::mem::take(&mut plain)));
                    }
                    let default = default.map(|(from, to)| text[from..to].to_owned());
                    let (name, written) = (text[name.0..name.1].to_owned(), text[at..end].to_owned());
                    parts.push(Part::Reference { name, default, written });
                    at = end;
                }
                Step::Fault(fault) => return Err(fault),
            }
        }
        if !plain.is_empty() {
            parts.push(Part::Plain(plain));
        }
        Ok(Self { parts })
    }

    /// Whether any setting is needed.
    #[must_use]
    pub fn has_references(&self) -> bool {
        self.references().next().is_some()
    }

    /// Whether the text is one reference and nothing else.
    #[must_use]
    pub fn is_one_reference(&self) -> bool {
        matches!(self.parts[..], [Part::Reference { .. }])
    }

    /// The names of the settings, in the order of the text.
    pub fn references(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            Part::Reference { name, .. } => Some(name.as_str()),
            Part::Plain(_) => None,
        })
    }

    /// The references as they are written, `${NAME:default}`, in the order of the text.
    pub(crate) fn written(&self) -> Vec<&str> {
        let written = self.parts.iter().map(|part| match part {
            Part::Reference { written, .. } => Some(written.as_str()),
            Part::Plain(_) => None,
        });
        written.flatten().collect()
    }

    /// The text between and around the references, escapes undone.
    pub(crate) fn plain(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            Part::Plain(plain) => Some(plain.as_str()),
            Part::Reference { .. } => None,
        })
    }

    /// The text with something else for each reference as it is written.
    pub(crate) fn replaced<'a>(&'a self, shown: impl Fn(&'a str) -> Cow<'a, str>) -> String {
        let part = |part: &'a Part| match part {
            Part::Plain(plain) => Cow::Borrowed(plain.as_str()),
            Part::Reference { written, .. } => shown(written),
        };
        self.parts.iter().map(part).collect()
    }

    /// What the settings fall back on, in the order of the text.
    pub fn defaults(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            Part::Reference { default, .. } => default.as_deref(),
            Part::Plain(_) => None,
        })
    }

    /// The text with each reference replaced by what `setting` gives for its name, or else by its default.
    pub fn resolve(&self, setting: impl FnMut(&str) -> Option<String>) -> Result<String, Missing> {
        let (text, missing) = self.resolve_all(setting);
        missing.into_iter().next().map_or(Ok(text), Err)
    }

    /// The same, and every setting that has no value, once; in their places nothing stands.
    pub fn resolve_all<S: AsRef<str>>(
        &self,
        mut setting: impl FnMut(&str) -> Option<S>,
    ) -> (String, Vec<Missing>) {
        self.resolve_by(|name, default| match setting(name) {
            Some(value) => Some(Cow::Owned(value.as_ref().to_owned())),
            None => default.map(Cow::Borrowed),
        })
    }

    /// The same by who is given the defaults too.
    pub fn resolve_by<'a, S: AsRef<str>>(
        &'a self,
        mut value: impl FnMut(&'a str, Option<&'a str>) -> Option<S>,
    ) -> (String, Vec<Missing>) {
        let (mut text, mut missing) = (String::new(), Vec::new());
        for part in &self.parts {
            match part {
                Part::Plain(plain) => text.push_str(plain),
                Part::Reference { name, default, .. } => {
                    let missed = Missing { name: name.clone() };
                    match value(name, default.as_deref()) {
                        Some(value) => text.push_str(value.as_ref()),
                        None if missing.contains(&missed) => {}
                        None => missing.push(missed),
                    }
                }
            }
        }
        (text, missing)
    }
}

/// What stands at one place of the text; `end` is just behind it.
pub(crate) enum Step {
    Plain { end: usize },
    Percent { end: usize },
    Brace { end: usize },
    Reference { name: (usize, usize), default: Option<(usize, usize)>, end: usize },
    Fault(TemplateFault),
}

pub(crate) const fn step(text: &[u8], at: usize) -> Step {
    if text[at] == b'%' {
        return percent(text, at);
    }
    if begins(text, at, b"$${") {
        return Step::Brace { end: at + 3 };
    }
    if begins(text, at, b"${") {
        return brace(text, at);
    }
    let mut end = at + 1;
    while end < text.len() && text[end] != b'%' && text[end] != b'$' {
        end += 1;
    }
    Step::Plain { end }
}

const fn percent(text: &[u8], at: usize) -> Step {
    if begins(text, at, b"%%") {
        return Step::Percent { end: at + 2 };
    }
    let mut end = at + 1;
    while end < text.len() && (is_name(text[end]) || text[end] == b':') {
        end += 1;
    }
    if end < text.len() && text[end] == b'%' {
        return Step::Reference { name: (at + 1, end), default: None, end: end + 1 };
    }
    Step::Fault(if end == at + 1 {
        TemplateFault::LonePercent { at }
    } else {
        TemplateFault::OpenPercent { at, end }
    })
}

const fn brace(text: &[u8], at: usize) -> Step {
    let mut name_end = at + 2;
    while name_end < text.len() && is_name(text[name_end]) {
        name_end += 1;
    }
    let mut close = name_end;
    while close < text.len() && text[close] != b'}' {
        close += 1;
    }
    if close == text.len() {
        return Step::Fault(TemplateFault::OpenBrace { at });
    }
    let end = close + 1;
    if name_end == at + 2 || (name_end != close && text[name_end] != b':') {
        return Step::Fault(TemplateFault::BadName { at, end });
    }
    let default = if name_end == close { None } else { Some((name_end + 1, close)) };
    Step::Reference { name: (at + 2, name_end), default, end }
}

const fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'.' || byte == b'-'
}
