//! What a property of librdkafka's takes.

use crate::elsewhere::stands_elsewhere;
use crate::template::has_reference;

/// What a property takes, as far as librdkafka lists it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Text that librdkafka alone judges.
    Text,
    /// A whole number, both ends included.
    Integer(i64, i64),
    /// `true` or `false`.
    Flag,
    /// One of these words.
    Word(&'static [&'static str]),
    /// Some of these words, comma-separated.
    Words(&'static [&'static str]),
    /// A function or an object, which only a call of librdkafka's can give it.
    NoText,
}

impl Takes {
    /// Whether text may be the value. Text with a reference may, until it is resolved.
    #[must_use]
    pub const fn allows(self, text: &str) -> bool {
        if has_reference(text) || stands_elsewhere(text) {
            return true;
        }
        match self {
            Self::Text => true,
            Self::NoText => false,
            Self::Integer(min, max) => match integer(text) {
                Some(number) => min <= number && number <= max,
                None => false,
            },
            // librdkafka's other spellings too.
            Self::Flag => among(text.as_bytes(), &["true", "false", "t", "f", "1", "0"]),
            Self::Word(words) => among(text.as_bytes().trim_ascii_start(), words),
            Self::Words(words) => !text.is_empty() && all_among(text.as_bytes(), words),
        }
    }
}

/// A decimal number. librdkafka reads more, but not as one would think: `5s` is 5 to it, and `010` is 8.
const fn integer(text: &str) -> Option<i64> {
    let (negative, digits) = match text.as_bytes().trim_ascii() {
        [b'-', digits @ ..] => (true, digits),
        [b'+', digits @ ..] | digits => (false, digits),
    };
    // As many as no range has, and no sum overflows.
    if digits.is_empty() || digits.len() > 12 || (digits.len() > 1 && digits[0] == b'0') {
        return None;
    }
    let (mut number, mut at) = (0, 0);
    while at < digits.len() {
        if !digits[at].is_ascii_digit() {
            return None;
        }
        number = number * 10 + (digits[at] - b'0') as i64;
        at += 1;
    }
    Some(if negative { -number } else { number })
}

const fn among(text: &[u8], words: &[&str]) -> bool {
    let mut at = 0;
    while at < words.len() {
        if words[at].as_bytes().eq_ignore_ascii_case(text) {
            return true;
        }
        at += 1;
    }
    false
}

/// Whether each piece between commas is a word, nothing, or a word to add (`+`) or to take away (`-`).
const fn all_among(mut text: &[u8], words: &[&str]) -> bool {
    loop {
        let mut end = 0;
        while end < text.len() && text[end] != b',' {
            end += 1;
        }
        let (piece, rest) = text.split_at(end);
        let piece = match piece.trim_ascii_start() {
            [b'+' | b'-', word @ ..] | word => word,
        };
        if !piece.is_empty() && !among(piece, words) {
            return false;
        }
        match rest {
            [_, next @ ..] => text = next,
            [] => return true,
        }
    }
}
