//! `Checkpointed`: a stream of records that tells how far all of it is acknowledged.

use std::collections::VecDeque;
use std::fmt;

use futures_core::Stream;

/// A stream of records with a callback that learns how far it is acknowledged, without a gap: the place to resume from.
///
/// `position` is asked of each item as it is taken from the stream, and `acknowledged` is called with the position of the last
/// item that is acknowledged together with all before it. It is called in the task that awaits the call, between two looks at
/// the stream, in the stream's order; not for each record, but with the newest position whenever there is a newer one. So it must
/// not block: where saving a position takes long, send it on through a channel. When the call has returned, no position is left to tell.
///
/// Brokers may have stored records after the last checkpoint too, so resuming from it sends some a second time and leaves none out.
///
/// ```
/// # use kafka_output_core as kafka_output;
/// # use std::sync::{Arc, atomic::{AtomicI64, Ordering}};
/// # #[derive(Debug)] struct Row { id: i64 }
/// use futures_core::Stream;
/// use kafka_output::Checkpointed;
///
/// // Returned from a function with `#[kafka_output(…)]`.
/// fn rows(rows: impl Stream<Item = Row>, done: Arc<AtomicI64>) -> Checkpointed<impl Stream<Item = Row>> {
///     Checkpointed::new(rows, |row: &Row| row.id, move |id| done.store(id, Ordering::SeqCst))
/// }
/// ```
#[must_use = "a stream is sent by returning it from a function annotated with `#[kafka_output]`"]
pub struct Checkpointed<S: Stream> {
    stream: S,
    watch: Option<Box<dyn Watch<S::Item> + Send>>,
}

impl<S: Stream> Checkpointed<S> {
    /// A stream whose items have positions.
    pub fn new<P: Send + 'static>(
        stream: S,
        position: impl FnMut(&S::Item) -> P + Send + 'static,
        acknowledged: impl FnMut(P) + Send + 'static,
    ) -> Self {
        let watch = Positions { taken: VecDeque::new(), position, acknowledged };
        Self { stream, watch: Some(Box::new(watch)) }
    }

    /// A stream of which nobody learns how far it is acknowledged.
    pub(crate) fn unwatched(stream: S) -> Self {
        Self { stream, watch: None }
    }

    /// The stream, and who learns of its course.
    pub(crate) fn into_parts(self) -> (S, Option<Box<dyn Watch<S::Item> + Send>>) {
        (self.stream, self.watch)
    }
}

impl<S: Stream> fmt::Debug for Checkpointed<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Checkpointed").finish_non_exhaustive()
    }
}

/// Who learns of a stream's course. The types of positions and callbacks end here.
pub(crate) trait Watch<T> {
    /// An item was taken from the stream.
    fn taken(&mut self, item: &T);

    /// So many items more are acknowledged, in the order taken.
    fn acknowledged(&mut self, items: u64);
}

/// The positions of the items that are not acknowledged yet.
struct Positions<P, F, G> {
    taken: VecDeque<P>,
    position: F,
    acknowledged: G,
}

impl<T, P, F: FnMut(&T) -> P, G: FnMut(P)> Watch<T> for Positions<P, F, G> {
    fn taken(&mut self, item: &T) {
        self.taken.push_back((self.position)(item));
    }

    fn acknowledged(&mut self, items: u64) {
        let items = usize::try_from(items).unwrap_or(usize::MAX).min(self.taken.len());
        if let Some(last) = self.taken.drain(..items).next_back() {
            (self.acknowledged)(last);
        }
    }
}
