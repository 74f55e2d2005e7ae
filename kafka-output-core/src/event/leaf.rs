//! The ladders by which generated code asks the compiler what a type is.
//!
//! An attribute sees only how a type is spelled; what it *is* is known when methods are resolved. Each
//! ladder is one method name on several traits, implemented for `Probe<T>`, `&Probe<T>`, `&&Probe<T>` …;
//! a call through as many references as there are rungs takes the highest rung whose bound holds. Rungs
//! that refuse carry their sentence on a trait of `event/ways_out.rs`, so the user reads one error, at their type.
//! The methods have reserved names: a user's blanket `trait Keyed { fn key(&self) }` must not be ambiguous with them.

pub mod by_type;
mod told_apart;

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

/// The same of a type that stands in no brackets: of one nobody knows the compiler says there what it says where the user wrote it.
pub trait HasLeaf: Sized {
    /// The start of every ladder.
    const LEAF: Leaf<Self> = leaf();
}

impl<T> HasLeaf for T {}

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

impl<V, K> AsEvent<V, K> {
    pub(crate) const NEW: Self = Self(PhantomData);
}

impl<T> AsValue<T> {
    pub(crate) const NEW: Self = Self(PhantomData);
}

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
    use super::{AsEvent, AsValue, KafkaEventData, Leaf};

    /// Rung 2.
    pub trait IsEvent {
        /// The type of the value.
        type Value;
        /// The type of the key.
        type Key;
        /// An event.
        fn __event(&self) -> AsEvent<Self::Value, Self::Key> {
            AsEvent::NEW
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
            AsValue::NEW
        }
    }
    impl<T> IsValue for Leaf<T> {
        type Value = T;
    }
}
