//! Texts that may be secrets by what they look like, whatever they were given for: a setting may hold another's value.

use crate::grammar::connection_string::is_connection_string;

/// What names of secrets have in them: a property's that nobody may know, or what stands before `=` in a text.
const SECRETIVE: [&str; 12] = [
    "password",
    "passphrase",
    "passwd",
    "pwd",
    "secret",
    "token",
    "credential",
    "jaas",
    "pem",
    "key",
    "username",
    "config",
];

/// Whether what has this name may be a secret.
pub(crate) fn sounds_secret(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    SECRETIVE.iter().any(|part| name.contains(part))
}

/// Whether a text may be a secret or carry one, so that no error and no `Debug` may show it: `user:password@host`, a connection
/// string, PEM, a token in JSON, a line of JAAS and whatever else names its password.
#[must_use]
pub fn may_be_secret(text: &str) -> bool {
    text.contains('@') || holds_secret(text)
}

/// The same of a user's name, which may have an `@` in it: `ann@shop.example`, but no `ann:password@host`.
#[must_use]
pub fn holds_secret(text: &str) -> bool {
    text.split_once('@').is_some_and(|(before, _)| before.contains(':'))
        || text.contains("-----BEGIN")
        || text.contains("PRIVATE KEY")
        // JSON in base64 begins so: the header and the claims of a token.
        || text.contains(".eyJ")
        || is_connection_string(text)
        || is_authorization(text)
        || assigns_secret(&text.to_ascii_lowercase())
}

/// Whether it is what stands behind `Authorization:`.
fn is_authorization(text: &str) -> bool {
    let (scheme, rest) = text.trim().split_once(' ').unwrap_or_default();
    !rest.is_empty() && ["basic", "bearer"].iter().any(|known| scheme.eq_ignore_ascii_case(known))
}

/// Whether something stands behind a secretive name: `password="…"`, `"secret": "…"`, `apikey = …`; in a URL's query, behind Azure's `sig` or `code` too.
fn assigns_secret(text: &str) -> bool {
    const OF_QUERIES: [&str; 4] = ["?sig=", "&sig=", "?code=", "&code="];
    OF_QUERIES.iter().any(|name| text.contains(name))
        || SECRETIVE.iter().any(|name| {
            text.match_indices(name).any(|(at, _)| {
                let behind = &text[at + name.len()..];
                let rest = behind.trim_start_matches(|sign: char| {
                    matches!(sign, '"' | '\'' | '\\') || sign.is_whitespace()
                });
                let is_quoted = rest.len() < behind.len();
                let value = rest.strip_prefix(':');
                rest.starts_with('=') || value.is_some_and(|value| is_quoted || !begins_with_port(value))
            })
        })
}

/// Whether a `:` before this is that of a host: `token:9092,…`.
fn begins_with_port(text: &str) -> bool {
    let port = text.split([',', '/']).next().unwrap_or_default();
    port.parse::<u16>().is_ok()
}
