//! A stream: its records go on their way in runs, as many as a window holds, and it is asked for more when there is room.
//!
//! A run is a [`Sending`] like any other call's, of the items that the stream had ready. The window is everything from the first
//! record without a verdict on, so that what is kept of a stream is bounded however long it is.

mod course;
mod tally;

use std::convert::Infallible;
use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;

use futures_core::Stream;

use self::course::Course;
use super::Sending;
use crate::binding::Binding;
use crate::delivery::StreamSummary;
use crate::error::{CallError, Error};
use crate::event::Checkpointed;
use crate::output::Output;
use crate::runtime;
use crate::runtime::resolve::Resolving;
use crate::schema_registry::Schemas;

/// How many records a stream has on their way at most, from the first without a verdict on: enough for the broker to have the
/// next request while it answers one, and a tenth of librdkafka's local queue, which belongs to other calls too.
const WINDOW: usize = 10_000;

/// The same in bytes of keys, values and events' headers; one record may go past it.
const WINDOW_BYTES: usize = 64 << 20;

/// How many records, and how many bytes, are taken at once before other tasks have their turn.
const RUN: usize = 256;
const RUN_BYTES: usize = 1 << 17;

/// A returned stream, of which nothing is taken yet, with the way to write its items.
#[must_use]
pub struct Streaming<St: Stream, W> {
    pub(super) binding: &'static Binding,
    pub(super) schemas: Schemas,
    pub(super) source: Checkpointed<St>,
    /// Adds an item to a run, or finds that it is the function's own error.
    pub(super) write: W,
}

impl<St: Stream, W> std::fmt::Debug for Streaming<St, W> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Streaming").field("binding", &self.binding).finish_non_exhaustive()
    }
}

/// The records of a stream, all acknowledged.
pub async fn confirmed_stream<St, W>(streaming: Streaming<St, W>) -> Result<StreamSummary, Error>
where
    St: Stream,
    W: FnMut(&mut Sending, St::Item) -> Result<(), Infallible>,
{
    drive(streaming).await.map_err(|stopped| match stopped {
        CallError::Function(never) => match never {},
        CallError::Output(error) => error,
    })
}

/// An error of a function whose stream's items have errors of their own.
#[diagnostic::on_unimplemented(
    message = "the items of this stream fail with `{I}`, and its function with `{Self}`, which is not made from that",
    label = "two types of errors",
    note = "implement `From<{I}>` for `{Self}`, or turn the items' errors into `{Self}`"
)]
pub trait HoldsItemError<I> {
    /// The function's error.
    fn of_item(error: I) -> Self;
}
#[diagnostic::do_not_recommend]
impl<I, E: From<I>> HoldsItemError<I> for E {
    fn of_item(error: I) -> Self {
        error.into()
    }
}

/// The same of a stream of results, which its first `Err` ends.
pub async fn confirmed_results<St, W, I, E>(
    streaming: Streaming<St, W>,
) -> Result<StreamSummary, CallError<E>>
where
    St: Stream,
    W: FnMut(&mut Sending, St::Item) -> Result<(), I>,
    E: HoldsItemError<I>,
{
    drive(streaming).await.map_err(|stopped| match stopped {
        CallError::Function(error) => CallError::Function(E::of_item(error)),
        CallError::Output(error) => CallError::Output(error),
    })
}

async fn drive<St, W, E>(streaming: Streaming<St, W>) -> Result<StreamSummary, CallError<E>>
where
    St: Stream,
    W: FnMut(&mut Sending, St::Item) -> Result<(), E>,
{
    let Streaming { binding, schemas, source, mut write } = streaming;
    let (stream, watch) = source.into_parts();
    let mut stream = pin!(stream);
    // Before anything is taken: a stream may be one that can be read only once.
    let output = output_of(binding).await?;
    let mut course = Course::new(binding, schemas, output, watch);
    poll_fn(|context| course.poll(stream.as_mut(), &mut write, context)).await;
    course.into_result()
}

async fn output_of(binding: &'static Binding) -> Result<Arc<Output>, Error> {
    if let Some(output) = runtime::resolved(binding) {
        return Ok(output);
    }
    let mut resolving = Resolving::start(binding);
    let output = poll_fn(|context| resolving.poll(context)).await;
    // An override's error may be another output's.
    output.map_err(|error| if error.output().is_some() { error } else { error.of_output(binding.name()) })
}
