//! From verdicts to what the caller gets.

#[cfg(all(test, feature = "testing"))]
mod tests;

use crate::delivery::{Deliveries, Delivery, Enqueued};
use crate::error::{Error, ErrorKind, RecordError};
use crate::producer::call::Call;
use crate::producer::fault::Verdict;
use crate::record::TopicName;

use super::sending::{Sending, Stage};

impl Sending {
    /// The outcome of the only record.
    pub(super) fn into_one(self) -> Result<Delivery, Error> {
        let mut deliveries = self.into_deliveries()?;
        match deliveries.pop() {
            Some(delivery) => Ok(delivery),
            None => Err(Error::new(ErrorKind::Configuration, "the call had no record")),
        }
    }

    /// The outcomes of all records.
    pub(super) fn into_many(self) -> Result<Deliveries, Error> {
        self.into_deliveries().map(Deliveries::new)
    }

    /// How many records are in the local queue.
    pub(super) fn into_enqueued(mut self) -> Result<Enqueued, Error> {
        self.answered = true;
        self.leave_unattended();
        if self.failures.is_empty() && !matches!(self.stage, Stage::Failed(_)) {
            return Ok(Enqueued::new(self.records));
        }
        // What is in the queue has neither partition nor offset yet.
        self.take_outcomes(|topic, _| Ok(Delivery::new(topic.clone(), -1, -1, -1)))
            .map(|queued| Enqueued::new(queued.len()))
    }

    /// The same as the deliveries of a call of several outputs: what is in the queue has neither partition nor offset yet.
    pub(super) fn into_queued(self) -> Result<Vec<Delivery>, Error> {
        let topics: Vec<TopicName> = match self.call() {
            Some(call) => (0..self.records).map(|index| self.topic(&call.output.topic.name, index)).collect(),
            None => Vec::new(),
        };
        self.into_enqueued()?;
        Ok(topics.into_iter().map(|topic| Delivery::new(topic, -1, -1, -1)).collect())
    }

    /// Where a record goes: its own topic, or the output's.
    fn topic(&self, output: &TopicName, index: usize) -> TopicName {
        let own = self.topics.iter().find(|(at, _)| *at == index);
        own.map_or(output, |(_, topic)| topic).clone()
    }

    pub(super) fn into_deliveries(mut self) -> Result<Vec<Delivery>, Error> {
        self.answered = true;
        let Some(call) = self.call().cloned() else {
            return if self.records == 0 { Ok(Vec::new()) } else { self.take_outcomes(|_, _| Err(unsent())) };
        };
        if self.failures.is_empty() {
            let own = &call.output.topic.name;
            let mut topics = self.topics.iter().peekable();
            let acknowledged: Option<Vec<Delivery>> = (0..self.records)
                .map(|index| {
                    let topic = topics.next_if(|(at, _)| *at == index).map_or(own, |(_, topic)| topic);
                    let verdict = call.verdict(index).filter(|verdict| verdict.is_acknowledged())?;
                    Some(Delivery::new(
                        topic.clone(),
                        verdict.partition,
                        verdict.offset,
                        verdict.timestamp_millis,
                    ))
                })
                .collect();
            if let Some(deliveries) = acknowledged {
                return Ok(deliveries);
            }
        }
        let timed_out = self.timed_out;
        self.take_outcomes(|topic, index| judged(&call, topic, index, timed_out))
    }

    /// The error of the call, or the deliveries where the last of them came just now; `outcome` says what became of the records that reached
    /// the local queue.
    fn take_outcomes(
        &mut self,
        outcome: impl Fn(&TopicName, usize) -> Result<Delivery, RecordError>,
    ) -> Result<Vec<Delivery>, Error> {
        if let Stage::Failed(error) = &mut self.stage {
            let unknown = || Error::new(ErrorKind::Configuration, "the output could not be resolved");
            let error = error.take().unwrap_or_else(unknown);
            // An override's may be another output's.
            return Err(if error.output().is_some() { error } else { error.of_output(self.binding.name()) });
        }
        let Some(call) = self.call().cloned() else {
            let error = Error::new(ErrorKind::Configuration, "nothing was sent");
            return Err(error.of_output(self.binding.name()));
        };
        self.failures.sort_unstable_by_key(|(index, _)| *index);
        self.topics.sort_unstable_by_key(|(index, _)| *index);
        let mut failures = std::mem::take(&mut self.failures).into_iter().peekable();
        let mut topics = self.topics.iter().peekable();
        let mut first: Option<TopicName> = None;
        let outcomes: Vec<_> = (0..self.records)
            .map(|index| {
                let own = &call.output.topic.name;
                let topic = topics.next_if(|(at, _)| *at == index).map_or(own, |(_, topic)| topic);
                let outcome = match failures.next_if(|(at, _)| *at == index) {
                    Some((_, error)) => Err(error),
                    None => outcome(topic, index),
                };
                let outcome = outcome.map_err(|error| error.on_topic(topic.clone()));
                if first.is_none() && outcome.is_err() {
                    first = Some(topic.clone());
                }
                outcome
            })
            .collect();
        let Some(topic) = first else { return Ok(outcomes.into_iter().flatten().collect()) };
        let cause = self.cause.take().and_then(crate::encode::EncodeError::into_source);
        let name = call.output.name;
        Err(failure_of(outcomes).of_output(name).on_topic(&topic).with_source(cause))
    }
}

/// The error of a call some of whose records failed.
pub(super) fn failure_of(outcomes: Vec<Result<Delivery, RecordError>>) -> Error {
    let failed =
        || outcomes.iter().enumerate().filter_map(|(index, outcome)| Some((index, outcome.as_ref().err()?)));
    let retriable = failed().all(|(_, error)| error.is_retriable());
    let (kind, message) = match failed().next() {
        None => (ErrorKind::Configuration, "the records could not be sent".to_owned()),
        Some((_, error)) if outcomes.len() == 1 => (error.kind(), error.to_string()),
        Some((index, error)) => {
            let (count, records) = (failed().count(), outcomes.len());
            (error.kind(), format!("{count} of {records} records failed; the first, record {index}: {error}"))
        }
    };
    Error::new(kind, message).retriable(retriable).with_outcomes(outcomes)
}

fn unsent() -> RecordError {
    RecordError::new(ErrorKind::Configuration, false, "nothing was sent")
}

/// What became of a record that reached the local queue.
fn judged(call: &Call, topic: &TopicName, index: usize, timed_out: bool) -> Result<Delivery, RecordError> {
    match call.verdict(index) {
        Some(verdict) if verdict.is_acknowledged() => {
            Ok(Delivery::new(topic.clone(), verdict.partition, verdict.offset, verdict.timestamp_millis))
        }
        Some(verdict) => {
            let fault = call.output.transport.explain(topic, verdict);
            let error = fault.saying(call.reason(index).as_deref()).into_record_error();
            Err(error.stored_perhaps(verdict.may_be_stored))
        }
        None if timed_out => {
            let error = call.output.transport.explain(topic, Verdict::TIMED_OUT).into_record_error();
            Err(error.stored_perhaps(Verdict::TIMED_OUT.may_be_stored))
        }
        None => {
            let error = RecordError::new(ErrorKind::Broker, false, "the record has no verdict");
            Err(error.stored_perhaps(true))
        }
    }
}
