//! What was asked about a type once already, so that nothing is told of it twice.

use super::leaf::Leaf;

/// Whether a type was asked about in advance with nothing wrong; where something was, this has no type, and what is asked by it says no more.
#[derive(Debug)]
pub struct Known<const TOLD: bool>;

/// `known::<__TOLD>()`, a constant without a value where the asking failed.
#[must_use]
pub const fn known<const TOLD: bool>() -> Known<TOLD> {
    Known
}

/// Gives what is asked for, but only where it is known. A type by an implementation is no type when that is unknown.
pub trait Gives<T> {
    /// The same.
    type Given;
}

impl<T> Gives<Leaf<T>> for Known<true> {
    type Given = Leaf<T>;
}

impl<const TOLD: bool> Known<TOLD> {
    /// The start of every ladder, see [`leaf()`](super::leaf::leaf).
    #[must_use]
    #[expect(clippy::unused_self, reason = "the type is what says whether there is one")]
    pub const fn leaf<T>(&self, leaf: Leaf<T>) -> <Self as Gives<Leaf<T>>>::Given
    where
        Self: Gives<Leaf<T>, Given = Leaf<T>>,
    {
        leaf
    }
}
