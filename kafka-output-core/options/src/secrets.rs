//! Secrets that stand in the source.

use crate::elsewhere::stands_elsewhere;
use crate::grammar::url::carries_password;
use crate::properties::owner;
use crate::spec::{Grammar, Kind, OptionSpec, Target};
use crate::template::{Template, names_setting};
use crate::value::Value;

/// Whether what a text says itself is no secret: it names settings, which fall back on none, or stands elsewhere.
fn is_told_elsewhere(text: &str) -> bool {
    let is_secret = |default: &str| !default.is_empty() && !stands_elsewhere(default);
    let falls_back = || Template::parse(text).is_ok_and(|template| template.defaults().any(is_secret));
    stands_elsewhere(text) || (names_setting(text) && !falls_back())
}

/// Whether a value, as written in the source, is a secret or carries one; a setting's name is none.
#[must_use]
pub fn is_literal_secret(spec: &OptionSpec, value: &Value<'_>) -> bool {
    match value {
        Value::Text(text) => {
            (spec.secret && !stands_elsewhere(text)) || (is_url(spec) && carries_password(text))
        }
        // Nothing but escapes, such as `100%%`, is text as well; what a setting falls back on stands in the source too.
        Value::Setting(text) if spec.secret => !is_told_elsewhere(text),
        Value::Setting(text) => is_url(spec) && fallback(text).is_some_and(|text| carries_password(&text)),
        _ => false,
    }
}

/// Whether a pair of a map of properties is a secret, as written in the source. What no option owns goes by its name.
#[must_use]
pub fn is_literal_secret_pair(spec: &OptionSpec, (name, text): (&str, &str)) -> bool {
    let is_property = matches!(spec.target, Target::Properties | Target::UncheckedProperties);
    // An option's own is refused, with the option to write instead.
    is_property
        && ends_as_secret(name)
        && owner(name).is_none()
        && !text.is_empty()
        && !is_told_elsewhere(text)
}

fn ends_as_secret(property: &str) -> bool {
    SECRET_ENDINGS.iter().any(|ending| property.ends_with(ending))
}

/// Whether what this property of librdkafka's holds is never to be shown: its option is a secret, or it goes by its name.
#[must_use]
pub fn is_secret_property(name: &str) -> bool {
    // This one holds whatever a way to tokens asks for.
    name == "sasl.oauthbearer.config"
        || ends_as_secret(name)
        || owner(name).is_some_and(|id| id.spec().secret)
}

/// How librdkafka's names of secrets end: `ssl.keystore.password`, `sasl.oauthbearer.assertion.private.key.pem`.
const SECRET_ENDINGS: &[&str] = &["password", "passphrase", "secret", "key.pem"];

/// The text with what its settings fall back on, and nothing for those that fall back on nothing.
fn fallback(text: &str) -> Option<String> {
    Template::parse(text).ok().map(|template| template.resolve_all(|_| None::<String>).0)
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

/// What is said of a pair of a map that is one.
#[must_use]
pub fn literal_secret_pair(spec: &OptionSpec, property: &str) -> String {
    let setting: String = property
        .chars()
        .map(|letter| if letter == '.' { '_' } else { letter.to_ascii_uppercase() })
        .collect();
    format!(
        "`{}` sets `{property}`, which is a secret and stands in the source for all to read; write a setting, \
         `\"{property}\" = \"%KAFKA_{setting}%\"`, or keep it with `allow_literal_secrets = true`",
        spec.name
    )
}

/// A setting's name for an option, as a user might choose it: `KAFKA_PASSWORD`.
#[must_use]
pub fn setting_name(spec: &OptionSpec) -> String {
    format!("KAFKA_{}", spec.name.to_ascii_uppercase())
}
