//! Secrets that stand in the source.

use crate::bytes::begins_in_any_case;
use crate::grammar::url::carries_password;
use crate::properties::owner;
use crate::spec::{Grammar, Kind, OptionSpec, Target};
use crate::suggest::nearest;
use crate::template::{Template, names_setting};
use crate::value::Value;

/// How a reference to a secret in a vault, a file or a variable of the environment begins, in any case: a value that stands elsewhere.
const REFERENCES: [&str; 3] = [IN_KEY_VAULT, IN_FILE, IN_ENVIRONMENT];
/// `@Microsoft.KeyVault(SecretUri=…)`
pub const IN_KEY_VAULT: &str = "@Microsoft.KeyVault(";
/// `@File(/run/secrets/kafka)`
pub const IN_FILE: &str = "@File(";
/// `@Environment(KAFKA)`
pub const IN_ENVIRONMENT: &str = "@Environment(";

/// Whether a text is a reference to where the value stands; settings may be named in it.
#[must_use]
pub const fn stands_elsewhere(text: &str) -> bool {
    let text = text.trim_ascii_start().as_bytes();
    let mut at = 0;
    while at < REFERENCES.len() {
        if begins_in_any_case(text, REFERENCES[at].as_bytes()) {
            return true;
        }
        at += 1;
    }
    false
}

/// What follows the opening of a reference, such as [`IN_FILE`], in a text that begins with it.
#[must_use]
pub fn within_reference<'a>(text: &'a str, opening: &str) -> Option<&'a str> {
    let text = text.trim();
    begins_in_any_case(text.as_bytes(), opening.as_bytes()).then(|| text.get(opening.len()..))?
}

/// What a reference is called by those who do not look it up.
const MEANT: [(&str, &str); 10] = [
    ("Microsoft.KeyVault", IN_KEY_VAULT),
    ("Azure.KeyVault", IN_KEY_VAULT),
    ("KeyVault", IN_KEY_VAULT),
    ("Vault", IN_KEY_VAULT),
    ("File", IN_FILE),
    ("FilePath", IN_FILE),
    ("Environment", IN_ENVIRONMENT),
    ("EnvironmentVariable", IN_ENVIRONMENT),
    ("Env", IN_ENVIRONMENT),
    ("EnvVar", IN_ENVIRONMENT),
];

/// What is said of the text of a secret option that is no reference but was surely meant as one: `@Env(KAFKA)`. It shows nothing of
/// the text.
#[must_use]
pub fn meant_reference(spec: &OptionSpec, text: &str) -> Option<String> {
    if !spec.secret || stands_elsewhere(text) {
        return None;
    }
    let (word, _) = text.trim().strip_prefix('@')?.strip_suffix(')')?.split_once('(')?;
    let near = nearest(word, MEANT.iter().map(|(name, _)| *name))?;
    let (_, opening) = MEANT.iter().find(|(name, _)| *name == near)?;
    Some(format!(
        "begins like a reference to where the secret stands, and is none; did you mean `{opening}…)`? A secret that is this very text can \
         stand in a file, `{IN_FILE}…)`"
    ))
}

/// The same of a value as written in the source, and of what its settings fall back on.
#[must_use]
pub fn meant_reference_in(spec: &OptionSpec, value: &Value<'_>) -> Option<String> {
    let (Value::Text(text) | Value::Setting(text)) = value else { return None };
    meant_reference(spec, text).or_else(|| {
        let template = Template::parse(text).ok()?;
        template.defaults().find_map(|default| meant_reference(spec, default))
    })
}

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
