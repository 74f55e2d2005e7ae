//! `protobuf`: prost's messages, as they are on the wire. With a registry, the id and the message's indexes stand before one.

mod schema;

use prost::Message;

use super::{Encode, EncodeError};
use crate::event::NoKey;
use crate::schema_registry::{Schema, SchemaText};
pub use schema::{MessageName, NameOf, ProtobufFile, ProtobufMessage, ProtobufSchema};

fn write<T: Message>(value: &T, out: &mut Vec<u8>) -> Result<(), EncodeError> {
    value.encode(out).map_err(|error| EncodeError::because("it could not be written as Protobuf", error))
}

/// Writes a message: `value_format = protobuf`, and what a message is sent as when no format is written.
///
/// Of the type's schema nothing is known, so where a registry asks for it that is an error.
#[derive(Debug, Clone, Copy)]
pub struct Protobuf;

#[diagnostic::do_not_recommend]
impl<T: Message> Encode<T> for Protobuf {
    fn schema(&self) -> Option<Schema> {
        Some(Schema::made(unknown_schema::<T>))
    }

    fn encode(&self, value: &T, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        write(value, out)
    }
}

fn unknown_schema<T>() -> Result<SchemaText, EncodeError> {
    Err(EncodeError::new(format!(
        "`{}` does not tell it; write `protobuf_schema_file` (`key_protobuf_schema_file` for a key), or derive prost-reflect's `ReflectMessage` for the type",
        std::any::type_name::<T>()
    )))
}

/// The same for a message whose type knows its Protobuf name.
#[derive(Debug, Clone, Copy)]
pub struct NamedProtobuf;

#[diagnostic::do_not_recommend]
impl<T: prost::Name> Encode<T> for NamedProtobuf {
    fn schema(&self) -> Option<Schema> {
        Some(Schema::made(unknown_schema::<T>))
    }

    fn encode(&self, value: &T, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        write(value, out)
    }
}

/// The same for a message whose type describes itself.
#[cfg(feature = "schema-registry")]
#[derive(Debug, Clone, Copy)]
pub struct ReflectedProtobuf;

#[cfg(feature = "schema-registry")]
#[diagnostic::do_not_recommend]
impl<T: kafka_output_protobuf::ReflectMessage + Default> Encode<T> for ReflectedProtobuf {
    fn schema(&self) -> Option<Schema> {
        Some(Schema::made(schema::of_type::<T>))
    }

    fn encode(&self, value: &T, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        write(value, out)
    }
}

/// Writes a message that a file describes: `protobuf_schema_file`.
#[derive(Debug, Clone, Copy)]
pub struct ProtobufBy<F> {
    schema: &'static ProtobufSchema,
    _names: F,
}

macro_rules! by {
    ($($(#[$feature:meta])? $format:ident),*) => {$(
        $(#[$feature])?
        impl $format {
            /// By this file.
            #[must_use]
            pub const fn by(self, schema: &'static ProtobufSchema) -> ProtobufBy<Self> {
                ProtobufBy { schema, _names: self }
            }
        }

        $(#[$feature])?
        #[diagnostic::do_not_recommend]
        impl Encode<NoKey> for $format {
            fn encode(&self, value: &NoKey, _out: &mut Vec<u8>) -> Result<(), EncodeError> {
                match *value {}
            }
        }
    )*};
}

by!(
    Protobuf,
    NamedProtobuf,
    #[cfg(feature = "schema-registry")]
    ReflectedProtobuf
);

#[diagnostic::do_not_recommend]
impl<T: Message, F: MessageName<T>> Encode<T> for ProtobufBy<F> {
    fn schema(&self) -> Option<Schema> {
        Some(Schema::protobuf(self.schema, F::name))
    }

    fn encode(&self, value: &T, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        write(value, out)
    }
}

#[diagnostic::do_not_recommend]
impl<F> Encode<NoKey> for ProtobufBy<F> {
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
    use super::{Protobuf, unknown_schema};
    use crate::encode::Encode;

    #[test]
    fn a_message_is_appended_as_it_is_on_the_wire() {
        let mut out = b"before".to_vec();
        // The well-known type that wraps a text: field 1, its length, the text.
        Protobuf.encode(&"text".to_owned(), &mut out).unwrap();
        assert_eq!(out, b"before\x0a\x04text");
    }

    #[test]
    fn a_type_that_tells_no_schema_is_named_with_what_to_do() {
        let error = unknown_schema::<String>().unwrap_err().to_string();
        assert!(
            error.starts_with("`alloc::string::String` does not tell it; write `protobuf_schema_file`"),
            "{error}"
        );
    }
}
