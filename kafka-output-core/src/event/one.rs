//! Ladder of `one()`: with a written `value_format`, is a plain element one record?

use super::leaf::{AsEvent, AsValue, OneRecord, WorthARecord};
use super::refused::PointsToSeveral;
use crate::encode::{BytesValue, TextValue};

/// Rung 4: bytes are.
pub trait IsBytes {
    /// One record.
    fn __one(&self) {}
}
impl<T: BytesValue> IsBytes for &&&&AsValue<T> {}

/// Rung 3: an event and text are.
pub trait IsEventOrText {
    /// One record.
    fn __one(&self) {}
}
impl<V, K> IsEventOrText for &&&AsEvent<V, K> {}
impl<T: TextValue> IsEventOrText for &&&AsValue<T> {}

/// Rung 2: `()` is not.
pub trait IsUnworthy {
    /// The refused type.
    type Refused;
    /// Refused.
    fn __one(&self)
    where
        Self::Refused: WorthARecord,
    {
    }
}
impl IsUnworthy for &&AsValue<()> {
    type Refused = ();
}

/// Rung 2 as well: nor is a pointer to a collection.
pub trait IsHiddenCollection {
    /// The refused type.
    type Refused;
    /// Refused.
    fn __one(&self)
    where
        Self::Refused: OneRecord,
    {
    }
}
impl<T: PointsToSeveral> IsHiddenCollection for &&AsValue<T> {
    type Refused = T;
}

/// Rung 1: a collection is not.
pub trait IsCollection {
    /// The refused type.
    type Refused;
    /// Refused.
    fn __one(&self)
    where
        Self::Refused: OneRecord,
    {
    }
}
impl<T: IntoIterator> IsCollection for &AsValue<T> {
    type Refused = T;
}

/// Rung 0: everything else is.
pub trait IsOther {
    /// One record.
    fn __one(&self) {}
}
impl<T> IsOther for AsValue<T> {}
