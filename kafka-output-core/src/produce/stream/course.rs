//! The course of a stream: what was taken of it waits for its verdicts, and more is taken when there is room.

use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use futures_core::Stream;

use super::tally::Tally;
use super::{RUN, RUN_BYTES, Sending, WINDOW, WINDOW_BYTES};
use crate::binding::Binding;
use crate::delivery::StreamSummary;
use crate::error::CallError;
use crate::event::Watch;
use crate::output::Output;
use crate::schema_registry::Schemas;

/// The records of a stream that are on their way, and what became of those before.
///
/// Dropped before its end, what is enqueued is still delivered, and nothing more is taken.
pub(super) struct Course<T, E> {
    binding: &'static Binding,
    schemas: Schemas,
    output: Arc<Output>,
    /// In the order taken; all but the last are enqueued.
    window: VecDeque<Run>,
    /// What the window holds.
    records: usize,
    bytes: usize,
    tally: Tally<T>,
    /// Nothing more is taken: the stream is at its end, or has failed.
    ended: bool,
    /// The function's own error.
    stopped: Option<E>,
    /// The buffer of the last run, for the next one.
    buffer: Vec<u8>,
}

/// Records that were taken at once.
struct Run {
    sending: Sending,
    records: usize,
    bytes: usize,
}

/// Why no more records were taken.
enum Took {
    /// There are too many already.
    Enough,
    /// The stream has no more for now; of this run there are none.
    Nothing,
    /// The stream has no more, for now or for ever.
    Some,
}

impl<T, E> Course<T, E> {
    pub(super) fn new(
        binding: &'static Binding,
        schemas: Schemas,
        output: Arc<Output>,
        watch: Option<Box<dyn Watch<T> + Send>>,
    ) -> Self {
        Self {
            binding,
            schemas,
            output,
            window: VecDeque::new(),
            records: 0,
            bytes: 0,
            tally: Tally::new(watch),
            ended: false,
            stopped: None,
            buffer: Vec::new(),
        }
    }

    /// Ready when nothing more is taken and every record has its verdict.
    pub(super) fn poll<St, W>(
        &mut self,
        mut stream: Pin<&mut St>,
        write: &mut W,
        context: &mut Context<'_>,
    ) -> Poll<()>
    where
        St: Stream<Item = T>,
        W: FnMut(&mut Sending, T) -> Result<(), E>,
    {
        loop {
            let last = self.window.back_mut();
            let blocked = last.is_some_and(|last| last.sending.poll_enqueued(context).is_pending());
            while self.window.len() > usize::from(blocked) && self.settle_first(context) {}
            self.tally.tell();
            if blocked {
                return Poll::Pending;
            }
            if self.ended {
                return if self.window.is_empty() { Poll::Ready(()) } else { Poll::Pending };
            }
            if self.records >= WINDOW || self.bytes >= WINDOW_BYTES {
                return Poll::Pending;
            }
            match self.take(stream.as_mut(), write, context) {
                Took::Some => {}
                Took::Nothing => return Poll::Pending,
                Took::Enough => {
                    // A stream that always has more must not keep other tasks from this worker.
                    context.waker().wake_by_ref();
                    return Poll::Pending;
                }
            }
        }
    }

    /// Takes the verdicts on the first run, if all are there.
    fn settle_first(&mut self, context: &mut Context<'_>) -> bool {
        let first = self.window.front_mut();
        if first.is_none_or(|first| first.sending.poll_delivered(context).is_pending()) {
            return false;
        }
        if let Some(Run { sending, records, bytes }) = self.window.pop_front() {
            self.records -= records;
            self.bytes -= bytes;
            self.tally.settle(sending.into_deliveries());
            self.ended |= self.tally.has_failed();
        }
        true
    }

    /// Takes what the stream has ready, up to a run, and enqueues it as far as there is space.
    fn take<St, W>(&mut self, mut stream: Pin<&mut St>, write: &mut W, context: &mut Context<'_>) -> Took
    where
        St: Stream<Item = T>,
        W: FnMut(&mut Sending, T) -> Result<(), E>,
    {
        let most = RUN.min(WINDOW - self.records);
        let buffer = std::mem::take(&mut self.buffer);
        let mut sending = Sending::gather(self.binding, &self.output, self.schemas, buffer);
        let mut took = Took::Some;
        while !self.ended {
            if sending.gathered_records() >= most || sending.gathered_bytes() >= RUN_BYTES {
                took = Took::Enough;
                break;
            }
            match stream.as_mut().poll_next(context) {
                Poll::Pending if sending.gathered_records() == 0 => took = Took::Nothing,
                Poll::Pending => {}
                Poll::Ready(None) => self.ended = true,
                Poll::Ready(Some(item)) => {
                    self.tally.taken(&item);
                    match write(&mut sending, item) {
                        // A record that could not be written as bytes is the last one.
                        Ok(()) => self.ended = sending.has_failures(),
                        Err(error) => {
                            self.stopped = Some(error);
                            self.ended = true;
                        }
                    }
                    continue;
                }
            }
            break;
        }
        if sending.gathered_records() > 0 {
            let (records, bytes) = (sending.gathered_records(), sending.gathered_bytes());
            self.records += records;
            self.bytes += bytes;
            sending.gathered();
            self.buffer = sending.spare_buffer();
            self.window.push_back(Run { sending, records, bytes });
        } else {
            self.buffer = sending.spare_buffer();
        }
        took
    }

    /// What became of the stream. Of two reasons to stop, that of the earlier record: one that was not acknowledged came before
    /// the function's own error.
    pub(super) fn into_result(self) -> Result<StreamSummary, CallError<E>> {
        let summary = self.tally.into_result(self.output.name)?;
        match self.stopped {
            None => Ok(summary),
            Some(error) => Err(CallError::Function(error)),
        }
    }
}
