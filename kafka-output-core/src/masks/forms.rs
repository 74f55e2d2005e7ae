//! The forms that a secret takes on its way: whoever repeats what was received may repeat any of them.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::hidden::Hidden;

/// What stands unescaped in a URL, by RFC 3986, and so in what curl escapes.
const URL: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
/// The same in a form, by the URL standard; a blank is `+` there.
const FORM: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'*').remove(b' ');
/// What holds the secret in a connection string of Azure's.
const KEYS: [&str; 2] = ["SharedAccessKey", "SharedAccessSignature"];

/// A secret as it is, as it stands in JSON, in a URL or a form, and in base64. None twice.
pub(super) fn of(secret: &str) -> Vec<Hidden> {
    let mut forms = vec![Hidden::from(secret.to_owned())];
    let mut add = |form: String| {
        let form = Hidden::from(form);
        if !forms.contains(&form) {
            forms.push(form);
        }
    };
    add(secret.replace('\\', "\\\\").replace('"', "\\\""));
    for escaped in [
        utf8_percent_encode(secret, URL).to_string(),
        utf8_percent_encode(secret, FORM).to_string().replace(' ', "+"),
    ] {
        add(in_lower_case(&escaped));
        add(escaped);
    }
    for encoded in in_base64(secret.as_bytes()) {
        add(encoded);
    }
    forms
}

/// A user with a password as Basic authentication has them, and SASL's PLAIN.
pub(super) fn of_pair(user: &str, password: &str) -> Vec<Hidden> {
    let basic = Hidden::from(format!("{user}:{password}"));
    let plain = Hidden::from(format!("\0{user}\0{password}"));
    [basic, plain].iter().flat_map(|pair| in_base64(pair.as_bytes())).map(Hidden::from).collect()
}

/// What is secret by itself in a secret: the key of a connection string.
pub(super) fn parts(secret: &str) -> Vec<&str> {
    let pairs = secret.split(';').filter_map(|pair| pair.split_once('='));
    let of_keys = pairs.filter(|(name, _)| KEYS.iter().any(|key| name.trim().eq_ignore_ascii_case(key)));
    of_keys.map(|(_, value)| value.trim()).collect()
}

/// Without the `=` at the end, which a text may have or not.
fn in_base64(bytes: &[u8]) -> [String; 2] {
    [STANDARD_NO_PAD.encode(bytes), URL_SAFE_NO_PAD.encode(bytes)]
}

/// With the digits of its escapes in lower case.
fn in_lower_case(escaped: &str) -> String {
    let mut pieces = escaped.split('%');
    let mut lower = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (digits, rest) = piece.split_at_checked(2).unwrap_or((piece, ""));
        lower.push('%');
        lower.push_str(&digits.to_ascii_lowercase());
        lower.push_str(rest);
    }
    lower
}
