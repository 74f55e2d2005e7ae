//! `protobuf`: prost's messages, as they are on the wire; neither framing nor id stand before one.

use prost::Message;

use super::{Encode, EncodeError};
use crate::event::NoKey;

/// Writes a message: `value_format = protobuf`, and what a message is sent as when no format is written.
#[derive(Debug, Clone, Copy)]
pub struct Protobuf;

#[diagnostic::do_not_recommend]
impl<T: Message> Encode<T> for Protobuf {
    fn encode(&self, value: &T, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        value.encode(out).map_err(|error| EncodeError::because("it could not be written as Protobuf", error))
    }
}

impl Encode<NoKey> for Protobuf {
    fn encode(&self, value: &NoKey, _out: &mut Vec<u8>) -> Result<(), EncodeError> {
        match *value {}
    }
}

/// What prost takes for a message too, as the well-known types that wrap them: as values of their own they stay JSON, as they
/// are without the feature.
pub trait WrappedByProst {}
impl WrappedByProst for bool {}
impl WrappedByProst for u32 {}
impl WrappedByProst for u64 {}

#[cfg(test)]
mod tests {
    use super::Protobuf;
    use crate::encode::Encode;

    #[test]
    fn a_message_is_appended_as_it_is_on_the_wire() {
        let mut out = b"before".to_vec();
        // The well-known type that wraps a text: field 1, its length, the text.
        Protobuf.encode(&"text".to_owned(), &mut out).unwrap();
        assert_eq!(out, b"before\x0a\x04text");
    }
}
