//! What stands around a value: a `Result` or an `Option`, read by its name and confirmed by its type.

/// The two types of a `Result` that is spelled as an alias.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is read as a `Result`, because its name ends in `Result`, but it is none",
    label = "not a `Result`",
    note = "to send a value of this type, return `KafkaEventData<{Self}>` or `kafka_output::Json<{Self}>`, or rename it"
)]
pub trait Fallible {
    /// The type of the value.
    type Ok;
    /// The type of the error.
    type Err;
    /// What a signature asks for, see [`ErrIf`].
    const IS: bool = true;

    /// Itself.
    fn into_result(self) -> Result<Self::Ok, Self::Err>;
}

#[diagnostic::do_not_recommend]
impl<T, E> Fallible for Result<T, E> {
    type Ok = T;
    type Err = E;

    fn into_result(self) -> Self {
        self
    }
}

/// The error's type in a signature, by a constant of [`Fallible`]: where that has no value, which is told where it stands, the type is
/// unknown, and so nothing is told to callers.
pub trait ErrIf<const IS: bool> {
    /// The type of the error.
    type Err;
}

#[diagnostic::do_not_recommend]
impl<R: Fallible> ErrIf<true> for R {
    type Err = R::Err;
}

/// An answer's type in a signature, by a constant that asks what is sent: where it has no value, which is told where it stands, the type is
/// unknown, and so nothing is told to callers.
pub trait GivenIf<const IS: bool> {
    /// The same.
    type Given;
}

#[diagnostic::do_not_recommend]
impl<T> GivenIf<true> for T {
    type Given = T;
}

/// Confirms by type what is spelled as a `Result`.
///
/// # Errors
/// The function's own.
pub fn result<R: Fallible>(returned: R) -> Result<R::Ok, R::Err> {
    returned.into_result()
}

/// What is spelled as an `Option`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is read as std's `Option`, because of its name, but is another type",
    label = "not std's `Option`",
    note = "rename it, or return `kafka_output::Json<{Self}>` to send a value of this type"
)]
pub trait Optional {
    /// The type of the value.
    type Some;

    /// Itself.
    fn into_option(self) -> Option<Self::Some>;
}

#[diagnostic::do_not_recommend]
impl<T> Optional for Option<T> {
    type Some = T;

    fn into_option(self) -> Self {
        self
    }
}

/// Confirms by type what is spelled as an `Option`.
pub fn option<O: Optional>(returned: O) -> Option<O::Some> {
    returned.into_option()
}

/// Ladder of `held()`: what a `Result` holds when all is well; of anything else nothing is to be said here.
pub mod held {
    use std::marker::PhantomData;

    use super::Fallible;
    use crate::event::NoKey;
    use crate::event::leaf::{Leaf, leaf};

    /// What is read as a `Result`, by its name.
    #[derive(Debug)]
    pub struct HeldBy<R>(PhantomData<fn() -> R>);

    /// The start of the ladder.
    #[must_use]
    pub const fn held_by<R>() -> HeldBy<R> {
        HeldBy(PhantomData)
    }

    /// Rung 2: it is one.
    pub trait IsResult {
        /// What it holds.
        type Held;
        /// The start of every ladder.
        fn __held(&self) -> Leaf<Self::Held> {
            leaf()
        }
    }
    impl<R: Fallible> IsResult for &HeldBy<R> {
        type Held = R::Ok;
    }

    /// Rung 1: it is none.
    pub trait IsOther {
        /// Of a type that every format can write.
        fn __held(&self) -> Leaf<NoKey> {
            leaf()
        }
    }
    impl<R> IsOther for HeldBy<R> {}
}
