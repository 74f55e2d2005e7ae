//! Whether a body gives the stream, or the iterator, that its function is said to return: ladders, as `leaf.rs` has them, whose lower rung refuses.
//!
//! What a refusing rung gives is a stream, or an iterator, of what was spelled, so that nothing behind it is wrong as well.

use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

use super::checkpointed::Checkpointed;

/// A returned type, and the type that its items are said to have.
#[derive(Debug)]
pub struct Yields<T, I>(PhantomData<fn() -> (T, I)>);

/// The start of a ladder: `yields::<Order, _>(&returned)`.
#[must_use]
pub const fn yields<I, T>(_: &T) -> Yields<T, I> {
    Yields(PhantomData)
}

/// The same of what is in a `Checkpointed`.
#[must_use]
pub const fn yields_checkpointed<I, S: Stream>(_: &Checkpointed<S>) -> Yields<S, I> {
    Yields(PhantomData)
}

/// Rung 2: what is spelled as a stream, and is one.
pub trait IsStream<S: Stream> {
    /// Confirmed; nobody learns how far it is acknowledged.
    fn __streamed(&self, stream: S) -> Checkpointed<S> {
        Checkpointed::unwatched(stream)
    }
    /// Confirmed, in the `Checkpointed` that it came in.
    fn __checkpointed(&self, stream: Checkpointed<S>) -> Checkpointed<S> {
        stream
    }
}
impl<I, S: Stream<Item = I>> IsStream<S> for &Yields<S, I> {}

/// Rung 1: anything else.
pub trait IsNoStream<S, I> {
    /// Refused.
    fn __streamed(&self, _stream: S) -> Checkpointed<Nothing<I>>
    where
        S: Streams<Item = I>,
    {
        Checkpointed::unwatched(Nothing(PhantomData))
    }
    /// Refused: the items are others.
    fn __checkpointed(&self, _stream: Checkpointed<S>) -> Checkpointed<Nothing<I>>
    where
        S: Stream<Item = I>,
    {
        Checkpointed::unwatched(Nothing(PhantomData))
    }
}
impl<S, I> IsNoStream<S, I> for Yields<S, I> {}

/// Rung 2: what is spelled as an iterator, and is one.
pub trait IsIterator<T> {
    /// Confirmed.
    fn __iterated(&self, elements: T) -> T {
        elements
    }
}
impl<I, T: Iterator<Item = I>> IsIterator<T> for &Yields<T, I> {}

/// Rung 1: anything else.
pub trait IsNoIterator<T, I> {
    /// Refused.
    fn __iterated(&self, _elements: T) -> Nothing<I>
    where
        T: Iterator<Item = I>,
    {
        Nothing(PhantomData)
    }
}
impl<T, I> IsNoIterator<T, I> for Yields<T, I> {}

/// Rung 2: what is spelled as an `impl IntoIterator`, and is one.
pub trait IsIterable<T> {
    /// Confirmed.
    fn __iterable(&self, elements: T) -> T {
        elements
    }
}
impl<I, T: IntoIterator<Item = I>> IsIterable<T> for &Yields<T, I> {}

/// Rung 1: anything else.
pub trait IsNotIterable<T, I> {
    /// Refused.
    fn __iterable(&self, _elements: T) -> Nothing<I>
    where
        T: IntoIterator<Item = I>,
    {
        Nothing(PhantomData)
    }
}
impl<T, I> IsNotIterable<T, I> for Yields<T, I> {}

/// What is said of a type that is returned as a stream and is none.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no stream, which its function is said to return",
    label = "not a `futures::Stream`",
    note = "return a stream, which `futures::stream::iter(..)` makes of a collection; or say what the function returns: `-> Vec<Order>`, `-> impl Iterator<Item = Order>`, `-> Order`"
)]
pub trait Streams {
    /// The items.
    type Item;
}
#[diagnostic::do_not_recommend]
impl<S: Stream> Streams for S {
    type Item = S::Item;
}

/// What stands for a refused stream or iterator.
#[derive(Debug)]
pub struct Nothing<I>(PhantomData<fn() -> I>);

impl<I> Stream for Nothing<I> {
    type Item = I;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<I>> {
        Poll::Ready(None)
    }
}

impl<I> Iterator for Nothing<I> {
    type Item = I;

    fn next(&mut self) -> Option<I> {
        None
    }
}
