//! A call waits: for space in the local queue, for verdicts, and for neither longer than it may take.

use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Instant;

use super::sending::{Sending, Stage};
use crate::error::ErrorKind;
use crate::output::Output;
use crate::producer::SHORT;
use crate::producer::call::Call;
use crate::producer::fault::Fault;
use crate::record::TopicName;
use crate::runtime::resolve::Resolving;

impl Sending {
    /// Ready when every record is enqueued or failed.
    pub(super) fn poll_enqueued(&mut self, context: &mut Context<'_>) -> Poll<()> {
        if self.records == 0 {
            return Poll::Ready(());
        }
        if let Stage::Unresolved(resolving) = &mut self.stage {
            let resolving = resolving.get_or_insert_with(|| Resolving::start(self.binding));
            match resolving.poll(context) {
                Poll::Pending => {
                    self.waited = true;
                    return Poll::Pending;
                }
                Poll::Ready(Ok(output)) => self.open_in_time(output),
                Poll::Ready(Err(error)) => self.stage = Stage::Failed(Some(error)),
            }
        }
        if let Stage::Waiting(call) = &self.stage {
            call.output.transport.announce(self.unsettled);
            self.stage = Stage::Enqueuing(Arc::clone(call));
        }
        let Stage::Enqueuing(call) = &self.stage else { return Poll::Ready(()) };
        let call = Arc::clone(call);
        while !self.enqueue_spilled(&call) {
            if self.framing.is_waiting() {
                if self.framing.poll(context).is_ready() {
                    continue;
                }
                if self.wait_for_registry(context, &call) {
                    return Poll::Pending;
                }
                continue;
            }
            self.waited = true;
            let deadline = self.deadline(&call.output);
            call.output.transport.space().wait(context.waker(), deadline);
            // With nothing in flight the delivery thread waits for this, and the last answered record keeps its place until it goes on.
            call.output.transport.nudge();
            // Once more, lest the last record left the queue before this call was known to wait.
            if self.enqueue_spilled(&call) {
                break;
            }
            if deadline.is_none_or(|deadline| Instant::now() < deadline) {
                // What is announced keeps the delivery thread awake, and this future may not be polled for long.
                call.output.transport.retract(self.unsettled);
                self.stage = Stage::Waiting(call);
                return Poll::Pending;
            }
            self.give_up_waiting();
        }
        self.stage = Stage::Enqueued(Arc::clone(&call));
        call.release(1);
        Poll::Ready(())
    }

    /// Waits for the registry's answer; `false` when the call's time is over.
    fn wait_for_registry(&mut self, context: &Context<'_>, call: &Arc<Call>) -> bool {
        let deadline = self.deadline(&call.output);
        if deadline.is_some_and(|deadline| Instant::now() >= deadline) {
            self.framing.give_up(call.output.timeout.unwrap_or_default().as_millis());
            return false;
        }
        self.waited = true;
        call.output.transport.space().wait(context.waker(), deadline);
        call.output.transport.retract(self.unsettled);
        self.stage = Stage::Waiting(Arc::clone(call));
        true
    }

    /// Ready when every record has its verdict, or the call's time is over.
    pub(super) fn poll_delivered(&mut self, context: &mut Context<'_>) -> Poll<()> {
        std::task::ready!(self.poll_enqueued(context));
        let Stage::Enqueued(call) = &self.stage else { return Poll::Ready(()) };
        if call.poll_complete(context) {
            return Poll::Ready(());
        }
        let Some(deadline) = self.deadline(&call.output).filter(|_| self.keeps_its_own_time(call)) else {
            return Poll::Pending;
        };
        if Instant::now() >= deadline {
            self.timed_out = true;
            return Poll::Ready(());
        }
        call.output.transport.space().wait(context.waker(), Some(deadline));
        Poll::Pending
    }

    /// Whether librdkafka's clock cannot end the call in time: it started later, starts again, or its second is too coarse.
    fn keeps_its_own_time(&self, call: &Call) -> bool {
        self.waited || call.is_sent_again() || call.output.timeout.is_some_and(|timeout| timeout < SHORT)
    }

    pub(super) fn deadline(&self, output: &Output) -> Option<Instant> {
        output.timeout.and_then(|timeout| self.started.checked_add(timeout))
    }

    /// The output is known; where the call's time is over by now, nothing is sent.
    pub(super) fn open_in_time(&mut self, output: Arc<Output>) {
        let deadline = self.deadline(&output);
        self.open(output);
        if self.waited && deadline.is_some_and(|deadline| Instant::now() >= deadline) {
            self.give_up(ErrorKind::Timeout, |topic, waited, _| {
                format!(
                    "topic `{topic}`: the output, or one before it in the call, was not ready within {waited} ms (`message_timeout_ms`), so the \
                     record was not sent; start the runtime before the first call, or raise `message_timeout_ms`"
                )
            });
        }
    }

    /// The output is known, but there was no space in its queue in time.
    pub(super) fn open_crowded(&mut self, output: Arc<Output>) {
        self.open(output);
        self.give_up_waiting();
    }

    fn give_up_waiting(&mut self) {
        self.give_up(ErrorKind::QueueFull, |topic, waited, brokers| {
            format!(
                "topic `{topic}`: the local queue stayed full for {waited} ms (`message_timeout_ms`), so the record was not sent; \
                 are the brokers {brokers} slow or gone?"
            )
        });
    }

    /// Fails every record that is not enqueued. The sentence is made of its topic, the time it had, and the brokers.
    fn give_up(&mut self, kind: ErrorKind, sentence: impl Fn(&str, u128, &str) -> String) {
        let Some(call) = self.call().cloned() else { return };
        let output = &call.output;
        let waited = output.timeout.unwrap_or_default().as_millis();
        let waiting: Vec<(usize, TopicName)> = self
            .spill
            .topics()
            .map(|(index, topic)| {
                (index, topic.map_or(output.topic.name.clone(), |name| TopicName::Shared(name.into())))
            })
            .collect();
        self.spill.clear();
        for (index, topic) in waiting {
            self.fail(index, Fault::new(kind, sentence(&topic, waited, output.transport.brokers())));
            if matches!(topic, TopicName::Shared(_)) {
                self.topics.push((index, topic));
            }
        }
    }
}
