//! What is wrong with a reference, in words.

use std::fmt;

/// What is wrong with a reference. The positions are bytes of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TemplateFault {
    /// A `%` that begins no reference.
    LonePercent {
        /// Where it is.
        at: usize,
    },
    /// `%NAME` without its second `%`.
    OpenPercent {
        /// Where the `%` is.
        at: usize,
        /// Where the name ends.
        end: usize,
    },
    /// `${` without its `}`.
    OpenBrace {
        /// Where the `$` is.
        at: usize,
    },
    /// `${…}` with something that is no name.
    BadName {
        /// Where the `$` is.
        at: usize,
        /// Just behind the `}`.
        end: usize,
    },
    /// `${NAME:-default}`, as a shell has it.
    ShellDefault {
        /// Where the name is.
        name: (usize, usize),
        /// Where the default is, with the sign before it.
        default: (usize, usize),
    },
    /// `${env:NAME}`, as other tools have it, which would be a setting `env` that falls back on `NAME`.
    Prefixed {
        /// Where the name is that is meant.
        name: (usize, usize),
        /// Where the `$` is.
        at: usize,
        /// Just behind the `}`.
        end: usize,
    },
    /// `${NAME:${OTHER:default}}`: a setting for a default.
    Nested {
        /// Where the outer name is.
        name: (usize, usize),
        /// What the inner setting falls back on, if anything.
        default: (usize, usize),
        /// Where the `$` is.
        at: usize,
        /// Just behind the last `}`.
        end: usize,
    },
}

impl TemplateFault {
    /// What is wrong and the way out, given the text it was found in; `None` in place of a text that must not be shown.
    #[must_use]
    pub fn sentence(self, text: Option<&str>) -> String {
        let shown = |at, end| text.and_then(|text| text.get(at..end));
        match (self, text) {
            (Self::OpenPercent { at, end }, Some(text)) if with_blanks(text, at, end).is_some() => {
                let blank = with_blanks(text, at, end).unwrap_or_default();
                let name = blank.replace(char::is_whitespace, "_");
                format!("has `%{blank}%`, and no setting's name has a blank; write `%{name}%` for a setting, `%%` for a percent sign")
            }
            (Self::OpenPercent { at, end }, Some(_)) => {
                let open = shown(at, end).unwrap_or("%");
                if let Some((setting, port)) = open.rsplit_once(':').filter(|(_, port)| are_digits(port)) {
                    return format!("has `{open}` without its second `%`; write `{setting}%:{port}` for a setting and a port, `%%` for a percent sign");
                }
                if is_escape_of_urls(open) {
                    return format!("has `{open}` without its second `%`; write `%{open}` for the sign as URLs have it, `{open}%` for a setting");
                }
                format!("has `{open}` without its second `%`; write `{open}%` for a setting, `%%` for a percent sign")
            }
            (Self::LonePercent { .. } | Self::OpenPercent { .. }, _) => {
                "has a lone `%`; write `%NAME%` for a setting, `%%` for a percent sign".to_owned()
            }
            (Self::OpenBrace { .. }, _) => {
                "has `${` without its `}`; write `${NAME}` or `${NAME:default}` for a setting, `$${` for the two signs"
                    .to_owned()
            }
            (Self::BadName { at, end }, _) => {
                let reference = shown(at, end).unwrap_or("${…}");
                format!(
                    "has `{reference}`, which names no setting; write `${{NAME}}` or `${{NAME:default}}` with a name of \
                     letters, digits, `_`, `.` and `-`, or `$${{` for the two signs"
                )
            }
            (Self::Nested { name, default, at, end }, _) => {
                let name = shown(name.0, name.1).unwrap_or("NAME");
                let whole = shown(at, end).unwrap_or("${NAME:${OTHER}}");
                let meant = match shown(default.0, default.1) {
                    Some("") => format!("${{{name}}}"),
                    default => format!("${{{name}:{}}}", default.unwrap_or("default")),
                };
                format!("has a setting in the default of another, `{whole}`, and settings do not nest; write one setting: `{meant}`")
            }
            (Self::Prefixed { name, at, end }, _) => {
                let name = shown(name.0, name.1).unwrap_or("NAME");
                let whole = shown(at, end).unwrap_or("${env:NAME}");
                format!(
                    "has `{whole}`, and a setting has no word before its name, since behind a `:` stands its default; write `${{{name}}}`"
                )
            }
            (Self::ShellDefault { name, default }, _) => {
                let name = shown(name.0, name.1).unwrap_or("NAME");
                let default = shown(default.0, default.1).unwrap_or("-…");
                let (sign, plain) = default.split_at(1);
                let meant = match (sign, plain) {
                    // A shell refuses a variable that is not set with the text behind this sign.
                    ("?", _) | (_, "") => format!("${{{name}}}"),
                    _ => format!("${{{name}:{plain}}}"),
                };
                format!(
                    "has a shell's default, `${{{name}:{default}}}`, where the `{sign}` would be part of the value; write `{meant}`"
                )
            }
        }
    }
}

fn are_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a text begins like `%20`, which no setting's name is likely to.
fn is_escape_of_urls(text: &str) -> bool {
    matches!(text.as_bytes(), [b'%', high, low, ..] if high.is_ascii_digit() && low.is_ascii_hexdigit())
}

/// The name in `%KAFKA BROKERS%`, blanks and all, whose first `%` is at `at` and whose first word ends at `end`.
fn with_blanks(text: &str, at: usize, end: usize) -> Option<&str> {
    let rest = text.get(at + 1..)?;
    let (name, _) = rest.split_once('%')?;
    let is_name =
        |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '.' | '-' | ':' | ' ');
    let has_blank = text.get(end..)?.starts_with(' ') && name.len() > end - at - 1;
    (has_blank && name.chars().all(is_name) && !name.ends_with(' ')).then_some(name)
}

impl fmt::Display for TemplateFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence(None))
    }
}

impl std::error::Error for TemplateFault {}
