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
    text.contains('@')
        || text.contains("-----BEGIN")
        || text.contains("PRIVATE KEY")
        // JSON in base64 begins so: the header and the claims of a token.
        || text.contains(".eyJ")
        || is_connection_string(text)
        || assigns_secret(text)
}

/// Whether something stands behind a secretive name: `password="…"`, `"secret": "…"`, `apikey = …`.
fn assigns_secret(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    SECRETIVE.iter().any(|name| {
        text.match_indices(name).any(|(at, _)| {
            let behind = &text[at + name.len()..];
            let rest = behind.trim_start_matches(['"', '\'', ' ']);
            let quoted = rest.len() < behind.len();
            // A `:` alone may be that of a port.
            rest.starts_with('=') || rest.starts_with(": ") || (quoted && rest.starts_with(':'))
        })
    })
}
