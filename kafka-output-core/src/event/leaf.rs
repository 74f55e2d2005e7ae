//! The ladders by which generated code asks the compiler what a type is.
//!
//! An attribute sees only how a type is spelled; what it *is* is known when methods are resolved. Each
//! ladder is one method name on several traits, implemented for `Probe<T>`, `&Probe<T>`, `&&Probe<T>` …;
//! a call through as many references as there are rungs takes the highest rung whose bound holds. Rungs
//! that refuse carry their sentence on a trait nobody implements, so the user reads one error, at their type.
//! The methods have reserved names: a user's blanket `trait Keyed { fn key(&self) }` must not be ambiguous with them.

use std::marker::PhantomData;

use serde::Serialize;

use super::data::{EventParts, KafkaEventData};
use super::refused::{PointsToSeveral, Unworthy};
use crate::encode::{BytesValue, NumberValue, TextValue, format};

/// The element type of a return type, as the user spelled it.
#[derive(Debug)]
pub struct Leaf<T>(PhantomData<fn() -> T>);

/// The start of every ladder: `leaf::<Order>()`.
#[must_use]
pub const fn leaf<T>() -> Leaf<T> {
    Leaf(PhantomData)
}

/// A type to ask about.
#[derive(Debug)]
pub struct Probe<T: ?Sized>(PhantomData<fn() -> Box<T>>);

impl<T: ?Sized> Probe<T> {
    pub(crate) const fn new() -> Self {
        Self(PhantomData)
    }
}

/// How a returned element becomes the parts of a record.
pub trait EventShape {
    /// What the function returns.
    type Element;
    /// The type of the value.
    type Value;
    /// The type of the key.
    type Key;

    /// Takes the element apart.
    fn parts(element: Self::Element) -> EventParts<Self::Value, Self::Key>;

    /// To ask about the value's type.
    fn __value(&self) -> Probe<Self::Value> {
        Probe::new()
    }

    /// To ask about the key's type.
    fn __key(&self) -> Probe<Self::Key> {
        Probe::new()
    }
}

/// The key type of a plain value, which has none.
#[derive(Debug, Clone, Copy)]
pub enum NoKey {}

/// A returned `KafkaEventData<V, K>`.
#[derive(Debug)]
pub struct AsEvent<V, K>(PhantomData<fn() -> (V, K)>);

/// A returned plain value.
#[derive(Debug)]
pub struct AsValue<T>(PhantomData<fn() -> T>);

impl<V, K> EventShape for AsEvent<V, K> {
    type Element = KafkaEventData<V, K>;
    type Value = V;
    type Key = K;

    fn parts(element: KafkaEventData<V, K>) -> EventParts<V, K> {
        element.into_parts()
    }
}

impl<T> EventShape for AsValue<T> {
    type Element = T;
    type Value = T;
    type Key = NoKey;

    fn parts(element: T) -> EventParts<T, NoKey> {
        EventParts::of(Some(element))
    }
}

/// Ladder of `event()`: `KafkaEventData`, else a plain value.
pub mod event {
    use super::{AsEvent, AsValue, KafkaEventData, Leaf, PhantomData};

    /// Rung 2.
    pub trait IsEvent {
        /// The type of the value.
        type Value;
        /// The type of the key.
        type Key;
        /// An event.
        fn __event(&self) -> AsEvent<Self::Value, Self::Key> {
            AsEvent(PhantomData)
        }
    }
    impl<V, K> IsEvent for &Leaf<KafkaEventData<V, K>> {
        type Value = V;
        type Key = K;
    }

    /// Rung 1.
    pub trait IsValue {
        /// The type of the value.
        type Value;
        /// A plain value.
        fn __event(&self) -> AsValue<Self::Value> {
            AsValue(PhantomData)
        }
    }
    impl<T> IsValue for Leaf<T> {
        type Value = T;
    }
}

/// What is said of a collection where one record is expected. Nobody implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the value or key of one record",
    label = "this is a collection, an option, a result or an iterator, not one value",
    note = "to send many records, write the collection out in the return type: `Vec<Order>` or `impl Iterator<Item = Order>`, not an alias of it, and not a collection of collections or of options",
    note = "to send it as one value of JSON, wrap it: `kafka_output::Json(..)`"
)]
pub trait OneRecord {}

/// What is said of a value that is not worth a record. Nobody implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the value or key of one record",
    label = "not worth a record",
    note = "return text, bytes, a number of more than one byte, a `KafkaEventData`, or any type that implements `serde::Serialize`",
    note = "to send it as one value of JSON all the same, wrap it: `kafka_output::Json(..)`"
)]
pub trait WorthARecord {}

/// What is said of a type that nothing here can write.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be sent to Kafka",
    label = "no way to write this type as the value or key of a record",
    note = "derive `serde::Serialize` for it (it is then sent as JSON), or return text, bytes, a number or a `KafkaEventData` of these",
    note = "serde writes what is behind `Arc` or `Rc` with its own feature `rc` only"
)]
pub trait Sendable {}

/// Ladder of `format()`: which format a type has when the attribute does not say.
pub mod by_type {
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
}
