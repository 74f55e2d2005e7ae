//! Topic names, as Kafka's `Topic.validate` has them.

/// The longest topic name.
pub const MAX_LENGTH: usize = 249;

/// What is wrong with a topic name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TopicFault {
    /// It has no character.
    Empty,
    /// It is `.` or `..`.
    Dots,
    /// It is longer than [`MAX_LENGTH`].
    TooLong {
        /// Its bytes.
        length: usize,
    },
    /// The character at this byte is none of letters, digits, `.`, `_` and `-`.
    Character {
        /// Where it begins.
        at: usize,
    },
}

/// The first fault of a topic name.
#[must_use]
pub const fn topic_fault(text: &str) -> Option<TopicFault> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_alphanumeric() && !matches!(bytes[at], b'.' | b'_' | b'-') {
            return Some(TopicFault::Character { at });
        }
        at += 1;
    }
    match bytes {
        [] => Some(TopicFault::Empty),
        b"." | b".." => Some(TopicFault::Dots),
        _ if bytes.len() > MAX_LENGTH => Some(TopicFault::TooLong { length: bytes.len() }),
        _ => None,
    }
}
