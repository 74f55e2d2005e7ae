//! Event Hubs' connection strings, which are a secret and no broker list: `Endpoint=sb://…/;SharedAccessKeyName=…;SharedAccessKey=…`.

use super::brokers::is_host;
use crate::bytes::{begins_in_any_case, position};

/// What begins one, and what no other text of ours has.
const ENDPOINT: &[u8] = b"Endpoint=";
const KEY: &[u8] = b"SharedAccess";

/// Whether a text is such a string, or a part of one.
#[must_use]
pub(crate) const fn is_connection_string(text: &str) -> bool {
    let mut rest = text.trim_ascii_start().as_bytes();
    if begins_in_any_case(rest, ENDPOINT) {
        return true;
    }
    while let [_, behind @ ..] = rest {
        if begins_in_any_case(rest, KEY) {
            return true;
        }
        rest = behind;
    }
    false
}

/// Where the host of its namespace begins and ends, the only part that may be shown; nothing where it names none.
pub(super) const fn host_of(text: &str) -> (usize, usize) {
    let bytes = text.as_bytes();
    let mut from = match position(bytes, b"://", 0) {
        Some(at) => at + 3,
        None => 0,
    };
    while from < bytes.len() && bytes[from].is_ascii_whitespace() {
        from += 1;
    }
    let mut to = from;
    while to < bytes.len() && !matches!(bytes[to], b'/' | b':' | b';' | b',') {
        to += 1;
    }
    let (_, rest) = bytes.split_at(from);
    let (host, _) = rest.split_at(to - from);
    if is_host(host) { (from, to) } else { (0, 0) }
}
