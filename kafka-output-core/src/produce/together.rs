//! Several outputs of one call: all their records are written first, then enqueued, then awaited.

use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Instant;

use kafka_output_options::{OptionId, Value};

use super::outcome::failure_of;
use super::sending::{Sending, Stage};
use crate::delivery::{Deliveries, Delivery};
use crate::error::{Error, RecordError};
use crate::output::Output;
use crate::record::TopicName;
use crate::runtime;
use crate::runtime::resolve::Resolving;

/// The records of one call to several outputs, in the order of the fields.
///
/// None is enqueued before all are written as bytes, so a panic on the way there sends nothing. They are enqueued in that order as far
/// as one producer is concerned: an output behind a full queue does not hold back those of other brokers. Dropped before its end,
/// what is enqueued is still delivered, and the rest is not sent.
#[derive(Debug, Default)]
#[must_use]
pub struct Together {
    parts: Vec<Part>,
}

/// The records to one of the outputs.
#[derive(Debug)]
struct Part {
    sending: Sending,
    /// `delivery = enqueued`: nobody waits for the broker.
    enqueued: bool,
    /// The output, once known, until the records' turn comes.
    output: Option<Arc<Output>>,
}

impl Together {
    /// Adds the records of an output whose binding is one of several, to be acknowledged.
    pub fn confirmed(&mut self, sending: Sending) {
        self.parts.push(Part { sending, enqueued: false, output: None });
    }

    /// The same for records that nobody waits for.
    pub fn enqueued(&mut self, sending: Sending) {
        self.parts.push(Part { sending, enqueued: true, output: None });
    }

    /// The name of the first output.
    pub(super) fn name(&self) -> Option<&'static str> {
        self.parts.first().map(|part| part.sending.binding.name())
    }

    /// Ready when every record is in its queue or failed, and has its verdict where one is waited for.
    pub(super) fn poll_answered(&mut self, context: &mut Context<'_>) -> Poll<()> {
        ready!(self.poll_enqueued(context));
        let mut all = true;
        for part in self.parts.iter_mut().filter(|part| !part.enqueued) {
            // Each is asked, so that each wakes this task.
            all &= part.sending.poll_delivered(context).is_ready();
        }
        if all { Poll::Ready(()) } else { Poll::Pending }
    }

    fn poll_enqueued(&mut self, context: &mut Context<'_>) -> Poll<()> {
        // All that have to be resolved are so side by side.
        self.parts.iter_mut().for_each(Part::start_resolving);
        let mut all = true;
        for at in 0..self.parts.len() {
            let (earlier, rest) = self.parts.split_at_mut(at);
            let Some(part) = rest.first_mut() else { break };
            if part.poll_output(context).is_pending() {
                // Those behind it wait as well.
                for part in rest {
                    part.sending.waited = true;
                }
                return Poll::Pending;
            }
            if part.stands_behind(earlier) {
                if part.may_wait(context) {
                    all = false;
                    continue;
                }
                part.give_up_waiting();
            }
            all &= part.poll_enqueued(context).is_ready();
        }
        if all { Poll::Ready(()) } else { Poll::Pending }
    }

    /// What became of all records.
    pub(super) fn into_deliveries(self) -> Result<Deliveries, Error> {
        let mut outcomes: Vec<Result<Delivery, RecordError>> = Vec::new();
        let mut failed: Option<Error> = None;
        for part in self.parts {
            let error = part.into_outcomes(&mut outcomes).err();
            failed = failed.or(error);
        }
        let Some(mut first) = failed else {
            return Ok(Deliveries::new(outcomes.into_iter().flatten().collect()));
        };
        let mut error = failure_of(outcomes).with_source(first.take_source());
        if let Some(output) = first.output() {
            error = error.of_output(output);
        }
        Err(match first.topic() {
            Some(topic) => error.on_topic(topic),
            None => error,
        })
    }
}

impl Part {
    fn start_resolving(&mut self) {
        if self.output.is_some() || self.sending.records == 0 {
            return;
        }
        if let Stage::Unresolved(resolving @ None) = &mut self.sending.stage {
            let binding = self.sending.binding;
            let output = runtime::resolved(binding);
            match output.as_ref().and_then(|output| output.kept_from_call(binding)) {
                Some(error) => self.sending.stage = Stage::Failed(Some(error)),
                None if output.is_some() => self.output = output,
                None => *resolving = Some(Resolving::start(binding)),
            }
        }
    }

    /// Ready when the output is known, or known not to be.
    fn poll_output(&mut self, context: &mut Context<'_>) -> Poll<()> {
        if self.output.is_none()
            && let Stage::Unresolved(Some(resolving)) = &mut self.sending.stage
        {
            match ready!(resolving.poll(context)) {
                Ok(output) => self.output = Some(output),
                Err(error) => self.sending.stage = Stage::Failed(Some(error)),
            }
        }
        Poll::Ready(())
    }

    /// Whether records of an earlier part wait for space in the same queue.
    fn stands_behind(&self, earlier: &[Self]) -> bool {
        let Some(output) = &self.output else { return false };
        earlier.iter().filter_map(Self::queue).any(|queue| Arc::ptr_eq(&queue.transport, &output.transport))
    }

    /// The output whose queue it waits for.
    fn queue(&self) -> Option<&Arc<Output>> {
        match &self.sending.stage {
            Stage::Enqueuing(call) | Stage::Waiting(call) => Some(&call.output),
            Stage::Unresolved(_) => self.output.as_ref(),
            Stage::Gathering(_) | Stage::Enqueued(_) | Stage::Failed(_) => None,
        }
    }

    /// Whether there is time left to stand behind others.
    fn may_wait(&mut self, context: &Context<'_>) -> bool {
        let Some(output) = &self.output else { return false };
        self.sending.waited = true;
        let deadline = self.sending.deadline(output);
        output.transport.space().wait(context.waker(), deadline);
        deadline.is_none_or(|deadline| Instant::now() < deadline)
    }

    /// Its time is over behind others.
    fn give_up_waiting(&mut self) {
        if let Some(output) = self.output.take() {
            self.sending.open_crowded(output);
        }
    }

    fn poll_enqueued(&mut self, context: &mut Context<'_>) -> Poll<()> {
        if let Some(output) = self.output.take() {
            self.sending.open_in_time(output);
        }
        self.sending.poll_enqueued(context)
    }

    /// Appends what became of its records.
    fn into_outcomes(self, all: &mut Vec<Result<Delivery, RecordError>>) -> Result<(), Error> {
        let (records, topic) = (self.sending.records, self.written_topic());
        let deliveries =
            if self.enqueued { self.sending.into_queued() } else { self.sending.into_deliveries() };
        let mut error = match deliveries {
            Ok(deliveries) => {
                all.extend(deliveries.into_iter().map(Ok));
                return Ok(());
            }
            Err(error) => error,
        };
        let outcomes = error.take_outcomes();
        if !outcomes.is_empty() {
            all.extend(outcomes);
            return Err(error);
        }
        // There is no output, so nobody looked at the records.
        let mut each = RecordError::new(error.kind(), error.is_retriable(), error.sentence());
        if let Some(topic) = topic {
            error = error.on_topic(topic);
            each = each.on_topic(TopicName::Static(topic));
        }
        all.extend(std::iter::repeat_n(Err(each), records));
        Err(error)
    }

    /// The topic as written, where no setting is part of it.
    fn written_topic(&self) -> Option<&'static str> {
        let mut options = self.sending.binding.declaration.options.iter();
        options.find_map(|(id, value)| match value {
            Value::Text(topic) if id.is(OptionId::Topic) => Some(topic),
            _ => None,
        })
    }
}
