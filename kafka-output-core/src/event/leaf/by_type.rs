//! Ladder of `format()`: which format a type has when the attribute does not say.

use super::{
    BytesValue, NumberValue, OneRecord, PointsToSeveral, Probe, Sendable, Serialize, TextValue, Unworthy,
    WorthARecord, format,
};

#[cfg(all(feature = "protobuf", feature = "schema-registry"))]
const PLAIN_JSON: format::PlainJson = format::Described(format::Json);
#[cfg(all(feature = "protobuf", not(feature = "schema-registry")))]
const PLAIN_JSON: format::PlainJson = format::Json;

/// Rung 9: bytes are sent as they are.
pub trait IsBytes {
    /// Bytes.
    fn __format(&self) -> format::Bytes {
        format::Bytes
    }
}
impl<T: BytesValue> IsBytes for &&&&&&&&Probe<T> {}

/// Rung 8: text is sent as UTF-8.
pub trait IsText {
    /// Text.
    fn __format(&self) -> format::Str {
        format::Str
    }
}
impl<T: TextValue> IsText for &&&&&&&Probe<T> {}

/// Rung 7: numbers Kafka's own serializers know are sent big-endian.
pub trait IsNumber {
    /// A number.
    fn __format(&self) -> format::BigEndian {
        format::BigEndian
    }
}
impl<T: NumberValue> IsNumber for &&&&&&Probe<T> {}

/// Rung 6: `()` and a bare `u8` are refused.
pub trait IsUnworthy {
    /// The refused type.
    type Refused;
    /// Refused.
    fn __format(&self) -> format::Unknown
    where
        Self::Refused: WorthARecord,
    {
        format::Unknown
    }
}
impl<T: Unworthy> IsUnworthy for &&&&&Probe<T> {
    type Refused = T;
}

/// Rung 6 as well, which no type shares with the above: `Arc<[Order]>`, which hides what rung 4 refuses.
pub trait IsHiddenCollection {
    /// The refused type.
    type Refused;
    /// Refused.
    fn __format(&self) -> format::Unknown
    where
        Self::Refused: OneRecord,
    {
        format::Unknown
    }
}
impl<T: PointsToSeveral> IsHiddenCollection for &&&&&Probe<T> {
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
impl<T: crate::encode::avro_record::AvroRecord> IsAvroRecord for &&&&&Probe<T> {}

/// Rung 6 as well: what prost also takes for messages.
#[cfg(feature = "protobuf")]
pub trait IsWrapped {
    /// JSON, as without Protobuf.
    fn __format(&self) -> format::PlainJson {
        PLAIN_JSON
    }
}
#[cfg(feature = "protobuf")]
impl<T: crate::encode::WrappedByProst> IsWrapped for &&&&&Probe<T> {}

/// Rung 5: messages that describe themselves.
#[cfg(all(feature = "protobuf", feature = "schema-registry"))]
pub trait IsReflected {
    /// Protobuf.
    fn __format(&self) -> format::ReflectedProtobuf {
        format::ReflectedProtobuf
    }
}
#[cfg(all(feature = "protobuf", feature = "schema-registry"))]
impl<T: kafka_output_protobuf::ReflectMessage + Default> IsReflected for &&&&Probe<T> {}

/// Rung 4 as well, which no message shares with the below: messages are sent as Protobuf.
#[cfg(feature = "protobuf")]
pub trait IsMessage {
    /// Protobuf.
    fn __format(&self) -> format::Protobuf {
        format::Protobuf
    }
}
#[cfg(feature = "protobuf")]
impl<T: prost::Message> IsMessage for &&&Probe<T> {}

/// Rung 4: collections, options, results, maps and iterators are refused.
pub trait IsCollection {
    /// The refused type.
    type Refused;
    /// Refused.
    fn __format(&self) -> format::Unknown
    where
        Self::Refused: OneRecord,
    {
        format::Unknown
    }
}
impl<T: IntoIterator> IsCollection for &&&Probe<T> {
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
impl<T: Serialize + schemars::JsonSchema> IsDescribed for &&Probe<T> {}

/// Rung 2: whatever serde can write is sent as JSON.
pub trait IsSerialize {
    /// JSON.
    fn __format(&self) -> format::JsonByType {
        format::JsonByType
    }
}
impl<T: Serialize> IsSerialize for &Probe<T> {}

/// Rung 1: nothing fits.
pub trait IsNothing {
    /// The refused type.
    type Refused;
    /// Refused.
    fn __format(&self) -> format::Unknown
    where
        Self::Refused: Sendable,
    {
        format::Unknown
    }
}
impl<T> IsNothing for Probe<T> {
    type Refused = T;
}
