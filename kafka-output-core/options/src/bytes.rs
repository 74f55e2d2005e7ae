//! Comparing text in a `const fn`.

/// Whether two texts are the same.
pub(crate) const fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    let mut at = 0;
    while at < a.len() {
        if a[at] != b[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// Whether two words are the same but for case, `_` and `-`: `SaslSsl`, `SASL-SSL` and `sasl_ssl` are.
pub(crate) const fn alike(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let (mut i, mut j) = (0, 0);
    loop {
        while i < a.len() && is_joint(a[i]) {
            i += 1;
        }
        while j < b.len() && is_joint(b[j]) {
            j += 1;
        }
        if i == a.len() || j == b.len() {
            return i == a.len() && j == b.len();
        }
        if !a[i].eq_ignore_ascii_case(&b[j]) {
            return false;
        }
        i += 1;
        j += 1;
    }
}

const fn is_joint(byte: u8) -> bool {
    byte == b'_' || byte == b'-'
}

/// Whether `needle` stands at this place.
pub(crate) const fn begins(text: &[u8], at: usize, needle: &[u8]) -> bool {
    let mut matched = 0;
    while matched < needle.len() {
        if at + matched >= text.len() || text[at + matched] != needle[matched] {
            return false;
        }
        matched += 1;
    }
    true
}

/// Whether a text begins with `needle`, whatever the case of its ASCII letters.
pub(crate) const fn begins_in_any_case(text: &[u8], needle: &[u8]) -> bool {
    let mut matched = 0;
    while matched < needle.len() {
        if matched >= text.len() || !text[matched].eq_ignore_ascii_case(&needle[matched]) {
            return false;
        }
        matched += 1;
    }
    true
}

/// The first place at or after `from` where `needle` stands.
pub(crate) const fn position(text: &[u8], needle: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    while at + needle.len() <= text.len() {
        if begins(text, at, needle) {
            return Some(at);
        }
        at += 1;
    }
    None
}
