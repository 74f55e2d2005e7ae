//! What became of a stream's records, in their order.

use crate::delivery::{Delivery, StreamSummary};
use crate::error::{Error, RecordError};
use crate::event::Watch;

/// The counts, and the outcomes from the first failure on, which are no more than a window.
pub(super) struct Tally<T> {
    watch: Option<Box<dyn Watch<T> + Send>>,
    /// How much of the checkpoint the watch knows.
    told: u64,
    summary: StreamSummary,
    failed: Option<Error>,
    outcomes: Vec<Result<Delivery, RecordError>>,
}

impl<T> Tally<T> {
    pub(super) fn new(watch: Option<Box<dyn Watch<T> + Send>>) -> Self {
        Self { watch, told: 0, summary: StreamSummary::default(), failed: None, outcomes: Vec::new() }
    }

    /// An item was taken from the stream.
    pub(super) fn taken(&mut self, item: &T) {
        if let Some(watch) = &mut self.watch {
            watch.taken(item);
        }
    }

    /// What became of the next records.
    pub(super) fn settle(&mut self, deliveries: Result<Vec<Delivery>, Error>) {
        match deliveries {
            Ok(deliveries) if self.failed.is_none() => self.summary.add_in_order(deliveries),
            Ok(deliveries) => {
                self.summary.add_behind(deliveries.len());
                self.outcomes.extend(deliveries.into_iter().map(Ok));
            }
            Err(mut error) => {
                let mut outcomes = error.take_outcomes();
                if self.failed.is_none() {
                    let before = outcomes.iter().take_while(|outcome| outcome.is_ok()).count();
                    self.summary.add_in_order(outcomes.drain(..before).flatten().collect());
                }
                self.summary.add_behind(outcomes.iter().filter(|outcome| outcome.is_ok()).count());
                self.outcomes.append(&mut outcomes);
                self.failed.get_or_insert(error);
            }
        }
    }

    pub(super) const fn has_failed(&self) -> bool {
        self.failed.is_some()
    }

    /// Tells the watch of a newer checkpoint.
    pub(super) fn tell(&mut self) {
        let newer = self.summary.checkpoint() - self.told;
        if let Some(watch) = self.watch.as_mut().filter(|_| newer > 0) {
            self.told += newer;
            watch.acknowledged(newer);
        }
    }

    pub(super) fn into_result(self, output: &str) -> Result<StreamSummary, Error> {
        let Self { summary, failed, outcomes, .. } = self;
        let Some(mut first) = failed else { return Ok(summary) };
        let errors: Vec<&RecordError> =
            outcomes.iter().filter_map(|outcome| outcome.as_ref().err()).collect();
        let Some(why) = errors.first() else {
            // There was no output for any.
            return Err(first.with_stream(summary));
        };
        let (at, delivered, failed) = (summary.checkpoint(), summary.delivered(), errors.len());
        let message = format!(
            "record {at} of the stream failed, and no more were taken from it: {delivered} records are acknowledged, {failed} \
             failed; the first of these: {why}"
        );
        let retriable = errors.iter().all(|error| error.is_retriable());
        let mut error = Error::new(why.kind(), message).retriable(retriable).of_output(output);
        if let Some(topic) = first.topic() {
            error = error.on_topic(topic);
        }
        Err(error.with_source(first.take_source()).with_outcomes(outcomes).with_stream(summary))
    }
}
