//! The ladders by which generated code asks the compiler what a type is.
//!
//! An attribute sees only how a type is spelled; what it *is* is known when methods are resolved. Each
//! ladder is one method name on several traits, implemented for `Probe<T>`, `&Probe<T>`, `&&Probe<T>` …;
//! a call through as many references as there are rungs takes the highest rung whose bound holds. Rungs
//! that refuse carry their sentence on a trait nobody implements, so the user reads one error, at their type.
//! The methods have reserved names: a user's blanket `trait Keyed { fn key(&self) }` must not be ambiguous with them.

pub mod by_type;

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
    note = "to send many records, write the collection out in the return type: `Vec<Order>` or `impl Iterator<Item = Order>`, not an alias of it, and not in an `Option`, since an empty one sends nothing",
    note = "its elements are records, not collections or options; a `Result` stands around all of it",
    note = "to send it as one value of JSON, wrap it: `kafka_output::Json(..)`"
)]
pub trait OneRecord {}

/// What is said of a value that is not worth a record. Nobody implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the value or key of one record",
    label = "not worth a record",
    note = "return text, bytes, a number of more than one byte, a `KafkaEventData`, or any type that implements `serde::Serialize`; its call gives the `Delivery`",
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
