//! Secrets that stand in the source.

use crate::grammar::url::carries_password;
use crate::spec::{Grammar, Kind, OptionSpec};
use crate::template::names_setting;
use crate::value::Value;

/// Whether a value, as written in the source, is a secret or carries one; a setting's name is none.
#[must_use]
pub const fn is_literal_secret(spec: &OptionSpec, value: &Value<'_>) -> bool {
    match value {
        Value::Text(text) => spec.secret || (is_url(spec) && carries_password(text)),
        // Nothing but escapes, such as `100%%`, is text as well.
        Value::Setting(text) => spec.secret && !names_setting(text),
        _ => false,
    }
}

const fn is_url(spec: &OptionSpec) -> bool {
    matches!(spec.kind, Kind::Text(Grammar::Url | Grammar::Urls))
}

/// What is said of one. It shows nothing of the value.
#[must_use]
pub fn literal_secret(spec: &OptionSpec) -> String {
    let name = spec.name;
    let what = if is_url(spec) { "holds a password" } else { "is a secret" };
    format!(
        "`{name}` {what} and stands in the source for all to read; write a setting, `{name} = \"%{}%\"`, \
         or keep it with `allow_literal_secrets = true`",
        setting_name(spec)
    )
}

/// A setting's name for an option, as a user might choose it: `KAFKA_PASSWORD`.
#[must_use]
pub fn setting_name(spec: &OptionSpec) -> String {
    format!("KAFKA_{}", spec.name.to_ascii_uppercase())
}
