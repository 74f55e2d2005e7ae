//! `http` and `https` URLs, as far as a client needs them to be right.

use super::brokers::{is_host, is_port, next_piece};
use super::ip::is_ipv6;
use crate::bytes::position;

/// What is wrong with a URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UrlFault {
    /// It does not begin with `http://` or `https://`.
    Scheme,
    /// It has no host, or one with a character no host has.
    Host,
    /// Its port is not a number from 1 to 65535.
    Port,
    /// It holds white space or a control character.
    Blank,
    /// It holds an `@` behind its host, as where a user or a password ends the host too early.
    At,
    /// It has a query or a fragment, for which a base of other URLs has no use, and which may be a secret.
    Query,
}

/// The first fault of a URL.
#[must_use]
pub const fn url_fault(text: &str) -> Option<UrlFault> {
    let bytes = text.as_bytes();
    let start = match position(bytes, b"://", 0) {
        Some(4) if bytes.split_at(4).0.eq_ignore_ascii_case(b"http") => 7,
        Some(5) if bytes.split_at(5).0.eq_ignore_ascii_case(b"https") => 8,
        _ => return Some(UrlFault::Scheme),
    };
    let mut end = bytes.len();
    let mut user = start;
    let mut at = start;
    while at < bytes.len() {
        match bytes[at] {
            byte if byte.is_ascii_whitespace() || byte.is_ascii_control() => return Some(UrlFault::Blank),
            b'/' | b'?' | b'#' if end == bytes.len() => end = at,
            b'@' if end == bytes.len() => user = at + 1,
            _ => {}
        }
        at += 1;
    }
    let (_, rest) = bytes.split_at(user);
    let (authority, _) = rest.split_at(end - user);
    authority_fault(authority)
}

/// What is wrong with one of several URLs: the bytes `from..to` of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UrlsFault {
    /// What is wrong.
    pub kind: UrlFault,
    /// Where the URL begins.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
}

/// The first fault of a list of URLs, each a base that may hold a user and a password; white space around one does no harm.
#[must_use]
pub const fn urls_fault(text: &str) -> Option<UrlsFault> {
    first_fault(text, Some(0))
}

/// The first fault behind this one.
#[must_use]
pub const fn next_urls_fault(text: &str, fault: &UrlsFault) -> Option<UrlsFault> {
    let bytes = text.as_bytes();
    if fault.to < bytes.len() && matches!(bytes[fault.to], b'?' | b'#') {
        let (_, to, _) = next_piece(bytes, fault.to);
        return Some(UrlsFault { kind: UrlFault::Query, from: fault.from, to });
    }
    let mut comma = position(bytes, b",", fault.to);
    while let Some(at) = comma {
        let (from, to, behind) = next_piece(bytes, at + 1);
        let is_url = from == to || position(bytes.split_at(to).0, b"://", from).is_some();
        // Else what follows may be of the query.
        if is_url || !matches!(fault.kind, UrlFault::Query) {
            return first_fault(text, Some(at + 1));
        }
        comma = match behind {
            Some(behind) => Some(behind - 1),
            None => None,
        };
    }
    None
}

const fn first_fault(text: &str, mut next: Option<usize>) -> Option<UrlsFault> {
    while let Some(start) = next {
        let (from, to, behind) = next_piece(text.as_bytes(), start);
        let url = text.split_at(to).0.split_at(from).1;
        if let Some(UrlFault::At) = base_fault(url) {
            return Some(UrlsFault { kind: UrlFault::At, from, to });
        }
        // What is wrong before a query comes before it.
        let end = query(url.as_bytes());
        if (end > 0 || url.is_empty())
            && let Some(kind) = url_fault(url.split_at(end).0)
        {
            return Some(UrlsFault { kind, from, to: from + end });
        }
        if end < url.len() {
            return Some(UrlsFault { kind: UrlFault::Query, from, to });
        }
        next = behind;
    }
    None
}

/// Where a URL's query or fragment begins; else its end.
const fn query(url: &[u8]) -> usize {
    let mut at = 0;
    while at < url.len() && !matches!(url[at], b'?' | b'#') {
        at += 1;
    }
    at
}

/// What keeps a text, of whatever host, from being a base that paths are put behind.
pub(crate) const fn base_fault(url: &str) -> Option<UrlFault> {
    let url = url.as_bytes();
    if has_at_behind_host(url) {
        Some(UrlFault::At)
    } else if query(url) < url.len() {
        Some(UrlFault::Query)
    } else {
        None
    }
}

/// Whether an `@` stands behind what ends the host: of `https://ann:a/b@host` nobody could tell that `ann` is no host.
const fn has_at_behind_host(url: &[u8]) -> bool {
    let mut at = match position(url, b"://", 0) {
        Some(scheme) => scheme + 3,
        None => return false,
    };
    let mut ended = false;
    while at < url.len() {
        match url[at] {
            b'/' | b'?' | b'#' => ended = true,
            b'@' if ended => return true,
            _ => {}
        }
        at += 1;
    }
    false
}

const fn authority_fault(authority: &[u8]) -> Option<UrlFault> {
    let mut colon = authority.len();
    let mut at = authority.len();
    while at > 0 && authority[at - 1] != b']' {
        at -= 1;
        if authority[at] == b':' {
            colon = at;
        }
    }
    let (host, port) = authority.split_at(colon);
    let known = match host {
        [b'[', address @ .., b']'] => is_ipv6(address),
        _ => is_host(host),
    };
    if !known {
        return Some(UrlFault::Host);
    }
    match port {
        [] => None,
        [_, digits @ ..] if is_port(digits) => None,
        _ => Some(UrlFault::Port),
    }
}

/// Whether one of these URLs holds a password: `https://user:password@host`.
#[must_use]
pub const fn carries_password(text: &str) -> bool {
    carries(text, true)
}

/// Whether one of these URLs holds a user, with a password or without.
#[must_use]
pub const fn names_user(text: &str) -> bool {
    carries(text, false)
}

const fn carries(text: &str, password: bool) -> bool {
    let bytes = text.as_bytes();
    let Some(scheme) = position(bytes, b"://", 0) else { return false };
    let mut at = scheme + 3;
    let mut colon = false;
    while at < bytes.len() {
        match bytes[at] {
            b'@' if colon || !password => return true,
            b'/' | b'?' | b'#' | b',' | b'@' => return carried_later(text, at, password),
            // The password is what stands behind it; `user:@host` has none.
            b':' if at + 1 < bytes.len() && bytes[at + 1] != b'@' => colon = true,
            _ => {}
        }
        at += 1;
    }
    false
}

/// The same of the URLs that follow in a list.
const fn carried_later(text: &str, at: usize, password: bool) -> bool {
    match position(text.as_bytes(), b",", at) {
        Some(comma) => carries(text.split_at(comma + 1).1, password),
        None => false,
    }
}
