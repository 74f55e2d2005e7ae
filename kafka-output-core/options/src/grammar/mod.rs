//! The grammars of text options: each a `const fn` that finds the first fault.

pub mod brokers;
pub(crate) mod connection_string;
pub mod hosts;
pub mod ip;
pub(crate) mod open;
pub mod pairs;
pub mod pem;
pub mod topic;
pub mod url;

pub use brokers::{BrokerFault, broker_list_fault, lacks_ports_alone, next_broker_fault};
pub use pem::pem_fault;
pub use topic::{TopicFault, topic_fault};
pub use url::{UrlFault, UrlsFault, next_urls_fault, url_fault, urls_fault};

use crate::bytes::position;

/// The place of the first byte of an output's name that is not a letter, a digit, `_`, `-` or `.`.
#[must_use]
pub const fn name_fault(text: &str) -> Option<usize> {
    let text = text.as_bytes();
    let mut at = 0;
    while at < text.len() {
        if !text[at].is_ascii_alphanumeric() && !matches!(text[at], b'_' | b'-' | b'.') {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// Whether the text could begin JSON: an object, an array, or the name of a type in quotes.
#[must_use]
pub const fn begins_json(text: &str) -> bool {
    matches!(text.as_bytes().trim_ascii().first(), Some(b'{' | b'[' | b'"'))
}

/// Whether the text is more likely what stands in a file than the file's path: PEM, an object of JSON, or several lines.
#[must_use]
pub const fn is_text_of_a_file(text: &str) -> bool {
    let bytes = text.as_bytes().trim_ascii();
    position(bytes, b"-----BEGIN", 0).is_some()
        || position(bytes, b"\n", 0).is_some()
        || matches!(bytes.first(), Some(b'{'))
}

/// Whether the text is empty or nothing but white space.
#[must_use]
pub const fn is_blank(text: &str) -> bool {
    text.as_bytes().trim_ascii().is_empty()
}
