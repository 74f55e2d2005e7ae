//! PEM text, as far as that a block of the right label is there.

use crate::bytes::position;
use crate::spec::PemLabel;

/// The label that the text lacks a whole block of: `CERTIFICATE` or `PRIVATE KEY`, the latter with any word before it,
/// such as `RSA` or `ENCRYPTED`.
#[must_use]
pub const fn pem_fault(text: &str, label: PemLabel) -> Option<&'static str> {
    let text = text.as_bytes();
    let certificate = has_block(text, b"CERTIFICATE-----");
    let key = has_block(text, b"PRIVATE KEY-----");
    match label {
        PemLabel::Certificate | PemLabel::Both if !certificate => Some("CERTIFICATE"),
        PemLabel::PrivateKey | PemLabel::Both if !key => Some("PRIVATE KEY"),
        _ => None,
    }
}

/// Whether some line `-----BEGIN … label` is followed by `-----END … label`.
const fn has_block(text: &[u8], label: &[u8]) -> bool {
    match labelled(text, b"-----BEGIN ", label, 0) {
        Some(begin) => labelled(text, b"-----END ", label, begin).is_some(),
        None => false,
    }
}

/// Where a dash line of this label ends.
const fn labelled(text: &[u8], dashes: &[u8], label: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    while let Some(found) = position(text, dashes, at) {
        at = found + dashes.len();
        let mut close = at;
        while close < text.len() && (text[close].is_ascii_uppercase() || text[close] == b' ') {
            close += 1;
        }
        let end = close + 5;
        if end >= label.len()
            && end - label.len() >= at
            && crate::bytes::begins(text, end - label.len(), label)
        {
            return Some(end);
        }
    }
    None
}
