//! Ladder of `one()`: with a written `value_format`, is a plain element one record? What is goes on as it came; what is not has no type to go on
//! with, so that its format is not asked for any more.

use super::leaf::{AsEvent, AsValue};
use super::refused::PointsToSeveral;
use super::ways_out::{Kafka, OneRecord, SpelledAsStream, WorthARecord, refused_rung};
use crate::encode::{BytesValue, TextValue};

/// Rung 4: bytes are.
pub trait IsBytes {
    /// The type.
    type Value;
    /// One record.
    fn __one(&self) -> AsValue<Self::Value> {
        AsValue::NEW
    }
}
impl<T: BytesValue> IsBytes for &&&&AsValue<T> {
    type Value = T;
}

/// Rung 3: an event is.
pub trait IsEvent {
    /// The type of the value.
    type Value;
    /// The type of the key.
    type Key;
    /// One record.
    fn __one(&self) -> AsEvent<Self::Value, Self::Key> {
        AsEvent::NEW
    }
}
impl<V, K> IsEvent for &&&AsEvent<V, K> {
    type Value = V;
    type Key = K;
}

/// Rung 3 as well: text is.
pub trait IsText {
    /// The type.
    type Value;
    /// One record.
    fn __one(&self) -> AsValue<Self::Value> {
        AsValue::NEW
    }
}
impl<T: TextValue> IsText for &&&AsValue<T> {
    type Value = T;
}

refused_rung! {
    /// Rung 2: `()` is not.
    IsUnworthy::__one says WorthARecord
}
impl IsUnworthy for &&AsValue<()> {
    type Refused = ();
}

refused_rung! {
    /// Rung 2 as well: nor is a pointer to a collection.
    IsHiddenCollection::__one says OneRecord
}
impl<T: PointsToSeveral> IsHiddenCollection for &&AsValue<T> {
    type Refused = T;
}

refused_rung! {
    /// Rung 1: a collection is not.
    IsCollection::__one says OneRecord
}
impl<T: IntoIterator> IsCollection for &AsValue<T> {
    type Refused = T;
}

refused_rung! {
    /// Rung 1 as well: nor is a stream.
    IsStream::__one says SpelledAsStream
}
impl<T: futures_core::Stream> IsStream for &AsValue<T> {
    type Refused = T;
}

/// Rung 0: everything else is.
pub trait IsOther {
    /// The type.
    type Value;
    /// One record.
    fn __one(&self) -> AsValue<Self::Value> {
        AsValue::NEW
    }
}
impl<T> IsOther for AsValue<T> {
    type Value = T;
}
