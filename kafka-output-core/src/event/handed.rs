//! Whether what a function calls is its own `handler`: a ladder, as `leaf.rs` has them. Where two functions have that name, the compiler says so and the
//! call may lead to the other; that this one returns something else is no second mistake.

use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

/// The type that a function is written to return, and what the call of its handler gave.
#[derive(Debug)]
pub struct Handed<R, T>(PhantomData<fn() -> (R, T)>);

/// The start of a ladder: `handed::<Order, _>(&call)`.
#[must_use]
pub const fn handed<R, T>(_: &T) -> Handed<R, T> {
    Handed(PhantomData)
}

/// Rung 2: the value.
pub trait IsHanded<T> {
    /// The same.
    fn __handed(&self, returned: T) -> T {
        returned
    }
}
impl<T> IsHanded<T> for &Handed<T, T> {}

/// Rung 2: the value, when it is awaited.
pub trait IsAwaited<F> {
    /// The same.
    fn __handed_later(&self, future: F) -> F {
        future
    }
}
impl<R, F: Future<Output = R>> IsAwaited<F> for &Handed<R, F> {}

/// Rung 1: of another function. A program that the compiler takes all the same is not built:
/// ```compile_fail,E0080
/// # use kafka_output_core::private::{handed, prelude::*};
/// let called = 1_u8;
/// let _: u16 = (&&handed::<u16, _>(&called)).__handed(called);
/// ```
/// Its own handler's value is handed on:
/// ```
/// # use kafka_output_core::private::{handed, prelude::*};
/// let called = 1_u16;
/// let returned: u16 = (&&handed::<u16, _>(&called)).__handed(called);
/// assert_eq!(returned, 1);
/// ```
pub trait IsOther<R, T> {
    /// Refused.
    fn __handed(&self, _returned: T) -> R {
        const { refuse::<T>() }
    }
    /// Refused.
    fn __handed_later(&self, _future: T) -> Never<R> {
        const { refuse::<T>() }
    }
}
impl<R, T> IsOther<R, T> for Handed<R, T> {}

/// By the type's layout, which is known only where this is used: else the compiler would refuse it here.
const fn refuse<T>() -> ! {
    assert!(
        size_of::<T>() == usize::MAX,
        "the function that `handler` names returns another type than is written; leave out what changes it"
    );
    unreachable!()
}

/// What stands for the future of a refused function.
#[derive(Debug)]
pub struct Never<R>(PhantomData<fn() -> R>);

impl<R> Future for Never<R> {
    type Output = R;

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<R> {
        Poll::Pending
    }
}
