//! Ladder of `format()`: which format a type has when the attribute does not say.
//!
//! Every rung costs each annotated function a step in the compiler's search for the method, so what no type shares stands on one rung, and
//! a rung is there only with its cargo feature. The attribute has as many `&` (`kafka-output-macros/src/emit.rs`).

use super::{BytesValue, NumberValue, PointsToSeveral, Probe, Serialize, TextValue, Unworthy, format};
use crate::event::ways_out::{Kafka, OneRecord, Sendable, SpelledAsStream, WorthARecord, refused_rung};

#[cfg(all(feature = "protobuf", feature = "schema-registry"))]
const PLAIN_JSON: format::PlainJson = format::Described(format::JsonText);
#[cfg(all(feature = "protobuf", not(feature = "schema-registry")))]
const PLAIN_JSON: format::PlainJson = format::JsonText;

/// Rung 2, whatever serde can write.
type Serializes<'a, T> = &'a Probe<T>;
/// Rung 3, types that tell their schema.
#[cfg(feature = "schema-registry")]
type Describes<'a, T> = &'a Serializes<'a, T>;
#[cfg(not(feature = "schema-registry"))]
type Describes<'a, T> = Serializes<'a, T>;
/// Rung 4, collections and messages.
type Collects<'a, T> = &'a Describes<'a, T>;
/// Rung 5, messages that describe themselves.
#[cfg(all(feature = "protobuf", feature = "schema-registry"))]
type Reflects<'a, T> = &'a Collects<'a, T>;
#[cfg(not(all(feature = "protobuf", feature = "schema-registry")))]
type Reflects<'a, T> = Collects<'a, T>;
/// Rung 6, what one of the above would take for its own.
type Stands<'a, T> = &'a Reflects<'a, T>;
/// Rung 7, text and numbers.
type Plain<'a, T> = &'a Stands<'a, T>;
/// Rung 8, by itself: a type the compiler does not know, since it is wrong elsewhere, is all there is, and would be told to be ambiguous.
type Top<'a, T> = &'a Plain<'a, T>;

/// Rung 8: bytes are sent as they are.
pub trait IsBytes {
    /// Bytes.
    fn __format(&self) -> format::Bytes {
        format::Bytes
    }
}
impl<T: BytesValue> IsBytes for Top<'_, T> {}

/// Rung 7: text is sent as UTF-8.
pub trait IsText {
    /// Text.
    fn __format(&self) -> format::Str {
        format::Str
    }
}
impl<T: TextValue> IsText for Plain<'_, T> {}

/// Rung 7 as well: numbers Kafka's own serializers know are sent big-endian.
pub trait IsNumber {
    /// A number.
    fn __format(&self) -> format::BigEndian {
        format::BigEndian
    }
}
impl<T: NumberValue> IsNumber for Plain<'_, T> {}

refused_rung! {
    /// Rung 6: `()` and a bare `u8` are refused.
    IsUnworthy::__format says WorthARecord
}
impl<T: Unworthy> IsUnworthy for Stands<'_, T> {
    type Refused = T;
}

refused_rung! {
    /// Rung 6 as well, which no type shares with the above: `Arc<[Order]>`, which hides what rung 4 refuses.
    IsHiddenCollection::__format says OneRecord
}
impl<T: PointsToSeveral> IsHiddenCollection for Stands<'_, T> {
    type Refused = T;
}

/// Rung 6 as well: types that derive `AvroRecord` are sent as Avro.
#[cfg(feature = "avro")]
pub trait IsAvroRecord {
    /// Avro, by the type's own schema.
    fn __format(&self) -> format::AvroOfRecord {
        format::AvroOfRecord::PLAIN
    }
}
#[cfg(feature = "avro")]
impl<T: crate::encode::avro_record::AvroRecord> IsAvroRecord for Stands<'_, T> {}

/// Rung 6 as well: what prost also takes for messages.
#[cfg(feature = "protobuf")]
pub trait IsWrapped {
    /// JSON, as without Protobuf.
    fn __format(&self) -> format::PlainJson {
        PLAIN_JSON
    }
}
#[cfg(feature = "protobuf")]
impl<T: crate::encode::WrappedByProst> IsWrapped for Stands<'_, T> {}

/// Rung 5: messages that describe themselves.
#[cfg(all(feature = "protobuf", feature = "schema-registry"))]
pub trait IsReflected {
    /// Protobuf.
    fn __format(&self) -> format::ReflectedProtobuf {
        format::ReflectedProtobuf
    }
}
#[cfg(all(feature = "protobuf", feature = "schema-registry"))]
impl<T: kafka_output_protobuf::ReflectMessage + Default> IsReflected for Reflects<'_, T> {}

/// Rung 4 as well, which no message shares with the below: messages are sent as Protobuf.
#[cfg(feature = "protobuf")]
pub trait IsMessage {
    /// Protobuf.
    fn __format(&self) -> format::Protobuf {
        format::Protobuf
    }
}
#[cfg(feature = "protobuf")]
impl<T: prost::Message> IsMessage for Collects<'_, T> {}

refused_rung! {
    /// Rung 4: collections, options, results, maps and iterators are refused.
    IsCollection::__format says OneRecord
}
impl<T: IntoIterator> IsCollection for Collects<'_, T> {
    type Refused = T;
}

refused_rung! {
    /// Rung 4 as well: so are streams, which are read by how they are spelled.
    IsStream::__format says SpelledAsStream
}
impl<T: futures_core::Stream> IsStream for Collects<'_, T> {
    type Refused = T;
}

/// Rung 3: of what serde can write, types that tell their schema.
#[cfg(feature = "schema-registry")]
pub trait IsDescribed {
    /// JSON.
    fn __format(&self) -> format::Described<format::JsonByType> {
        format::Described(format::JsonByType)
    }
}
#[cfg(feature = "schema-registry")]
impl<T: Serialize + schemars::JsonSchema> IsDescribed for Describes<'_, T> {}

/// Rung 2: whatever serde can write is sent as JSON.
pub trait IsSerialize {
    /// JSON.
    fn __format(&self) -> format::JsonByType {
        format::JsonByType
    }
}
impl<T: Serialize> IsSerialize for Serializes<'_, T> {}

refused_rung! {
    /// Rung 1: nothing fits. Of some types more is said, in `told_apart.rs`.
    IsNothing::__format says Sendable
}
impl<T> IsNothing for Probe<T> {
    type Refused = T;
}
