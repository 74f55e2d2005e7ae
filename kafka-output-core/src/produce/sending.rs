//! A call on its way: which records are enqueued, which wait, which failed already.

use std::sync::Arc;
use std::time::Instant;

use super::framing::{Framing, Turn};
use super::refuse::{refuse, topic_of};
use super::spill::{Extras, Front, Spill, Written};
use crate::binding::Binding;
use crate::encode::EncodeError;
use crate::error::{Error, ErrorKind, RecordError};
use crate::event::HeaderValue;
use crate::output::{FailedRecord, Output};
use crate::producer::call::Call;
use crate::producer::fault::Fault;
use crate::record::{Record, TopicName};
use crate::runtime::resolve::Resolving;
use crate::runtime::{self, thread};
use crate::schema_registry::{Frames, Schemas};

/// A record in bytes, with what its event brought along.
#[derive(Debug, Clone, Copy)]
pub(super) struct EncodedRef<'a> {
    pub(super) value: Option<&'a [u8]>,
    pub(super) key: Option<&'a [u8]>,
    pub(super) headers: &'a [(String, HeaderValue)],
    pub(super) partition: Option<i32>,
    pub(super) timestamp_millis: Option<i64>,
    pub(super) topic: Option<&'a str>,
}

/// The records of one call, between the user's function and the broker's acknowledgements.
///
/// Dropped before its end, what is enqueued is still delivered, and the rest is not sent.
#[derive(Debug)]
#[must_use]
#[expect(clippy::struct_excessive_bools, reason = "four facts about a call, each by itself")]
pub struct Sending {
    pub(super) binding: &'static Binding,
    pub(super) records: usize,
    pub(super) stage: Stage,
    /// The index of the next record pushed.
    next: usize,
    /// Records of `call` that are neither enqueued nor failed.
    pub(super) unsettled: usize,
    pub(super) spill: Spill,
    pub(super) framing: Framing,
    /// The local queue had no space for the first spilled record, or the registry has to be waited for; the next poll tries again.
    blocked: bool,
    pub(super) started: Instant,
    /// The output or a place in the queue had to be waited for, so librdkafka's own clock started later than the call's.
    pub(super) waited: bool,
    pub(super) timed_out: bool,
    /// The outcomes were looked at, so failures are the caller's to know.
    pub(super) answered: bool,
    /// The records that failed before they reached the local queue, by index.
    pub(super) failures: Vec<(usize, RecordError)>,
    /// What the first of them was caused by.
    pub(super) cause: Option<EncodeError>,
    /// The records with a topic of their own, by index.
    pub(super) topics: Vec<(usize, TopicName)>,
}

#[derive(Debug)]
pub(super) enum Stage {
    /// The output is not known yet: everything spills until it is.
    Unresolved(Option<Resolving>),
    /// More records may follow, and none is enqueued before their number is known.
    Gathering(Arc<Output>),
    /// Records are being enqueued; those that are not yet are announced.
    Enqueuing(Arc<Call>),
    /// There was no space: the rest is announced again by the next poll, which may be long in coming.
    Waiting(Arc<Call>),
    /// Every record is enqueued or failed.
    Enqueued(Arc<Call>),
    /// There is no output.
    Failed(Option<Error>),
}

impl Sending {
    /// A call of this many records, in formats with these schemas.
    pub(super) fn begin(binding: &'static Binding, records: usize, schemas: Schemas) -> Self {
        let mut sending = Self {
            binding,
            records,
            stage: Stage::Unresolved(None),
            next: 0,
            unsettled: records,
            spill: Spill::default(),
            framing: Framing::new(schemas),
            blocked: false,
            started: Instant::now(),
            waited: false,
            timed_out: false,
            answered: false,
            failures: Vec::new(),
            cause: None,
            topics: Vec::new(),
        };
        // On the library's own threads nothing is sent before it is known whether the call blocks.
        if records > 0
            && !binding.one_of_several
            && !thread::is_ours()
            && let Some(output) = runtime::resolved(binding)
        {
            sending.framing.begin(&output);
            sending.open(output);
        }
        sending
    }

    /// Records whose number is not known yet, for an output that is; `buffer` is empty, and used for their bytes.
    pub(super) fn gather(
        binding: &'static Binding,
        output: &Arc<Output>,
        schemas: Schemas,
        buffer: Vec<u8>,
    ) -> Self {
        let mut sending = Self::begin(binding, 0, schemas);
        sending.framing.begin(output);
        sending.stage = Stage::Gathering(Arc::clone(output));
        sending.give_back_buffer(buffer);
        sending
    }

    /// How many records were gathered, failed ones included.
    pub(super) const fn gathered_records(&self) -> usize {
        self.next
    }

    /// How many bytes the gathered records have: values, keys and what their events brought along.
    pub(super) const fn gathered_bytes(&self) -> usize {
        self.spill.size()
    }

    /// Whether some record failed before it reached the local queue.
    pub(super) const fn has_failures(&self) -> bool {
        !self.failures.is_empty()
    }

    /// No record follows: enqueues what was gathered, as far as there is space.
    pub(super) fn gathered(&mut self) {
        if let Stage::Gathering(output) = &self.stage {
            let output = Arc::clone(output);
            (self.records, self.unsettled) = (self.next, self.next);
            self.open(output);
            self.pushed_all();
        }
    }

    /// The buffer, where nothing waits in it.
    pub(super) fn spare_buffer(&mut self) -> Vec<u8> {
        if self.spill.is_empty() { self.spill.take_buffer() } else { Vec::new() }
    }

    /// What to write before values and keys.
    pub(super) fn frames(&self) -> Option<Frames> {
        self.framing.written()
    }

    pub(super) fn open(&mut self, output: Arc<Output>) {
        if output.needs_schema && self.framing.is_unneeded() {
            self.stage = Stage::Failed(Some(output.has_no_schema()));
            return;
        }
        #[cfg(feature = "testing")]
        output.note(self.framing.schemas());
        output.transport.announce(self.records);
        if output.registry.is_none() {
            self.spill.need_no_frames();
        }
        self.stage = Stage::Enqueuing(Call::new(output, self.records));
        let failed = self.failures.len();
        self.settle(failed);
    }

    /// The output, once known.
    pub(super) fn call(&self) -> Option<&Arc<Call>> {
        match &self.stage {
            Stage::Enqueuing(call) | Stage::Waiting(call) | Stage::Enqueued(call) => Some(call),
            Stage::Unresolved(_) | Stage::Gathering(_) | Stage::Failed(_) => None,
        }
    }

    /// The only record, in bytes.
    pub(super) fn push_one(&mut self, bytes: &[u8], written: Written, extras: Extras) {
        let index = self.next;
        self.next += 1;
        let framed = self.is_complete(&extras);
        if let Stage::Enqueuing(call) = &self.stage
            && framed
        {
            let call = Arc::clone(call);
            if self.enqueue(&call, index, extras.record(bytes, written)) {
                return;
            }
        }
        self.spill.push_copied(index, bytes, written, extras, framed);
    }

    /// The buffer for the next record's bytes.
    pub(super) fn take_buffer(&mut self) -> Vec<u8> {
        self.spill.take_buffer()
    }

    /// The buffer, with what was appended.
    pub(super) fn give_back_buffer(&mut self, buffer: Vec<u8>) {
        self.spill.give_back_buffer(buffer);
    }

    /// The next of many records, whose bytes begin at `start` of the buffer.
    pub(super) fn push_written(&mut self, start: usize, written: Written, extras: Extras) {
        let index = self.next;
        self.next += 1;
        let framed = self.is_complete(&extras);
        self.spill.push(index, start, written, extras, framed);
        if let Stage::Enqueuing(call) = &self.stage
            && !self.blocked
            && self.spill.is_a_run()
        {
            let call = Arc::clone(call);
            self.blocked = !self.enqueue_spilled(&call);
        }
    }

    /// Whether a record needs no more than is written.
    fn is_complete(&self, extras: &Extras) -> bool {
        let output = match &self.stage {
            Stage::Gathering(output) => Some(&**output),
            _ => self.call().map(|call| &*call.output),
        };
        self.framing.is_complete(output, extras.topic.as_deref())
    }

    /// No record follows: enqueues what is left, as far as there is space.
    pub(super) fn pushed_all(&mut self) {
        if let Stage::Enqueuing(call) = &self.stage
            && !self.blocked
        {
            let call = Arc::clone(call);
            self.blocked = !self.enqueue_spilled(&call);
        }
    }

    /// The next record, which could not be written as bytes, with the topic of its own.
    pub(super) fn push_unwritable(&mut self, part: &str, error: EncodeError, topic: Option<String>) {
        let index = self.next;
        self.next += 1;
        self.topics.extend(topic.map(|name| (index, TopicName::Shared(name.into()))));
        let message = match std::error::Error::source(&error) {
            Some(source) => format!("the record's {part}: {error}: {source}"),
            None => format!("the record's {part}: {error}"),
        };
        self.fail(index, Fault::new(ErrorKind::Encoding, message));
        self.cause.get_or_insert(error);
    }

    pub(super) fn fail(&mut self, index: usize, fault: Fault) {
        self.failures.push((index, fault.into_record_error()));
        self.settle(1);
    }

    /// Gives back what was taken for records that will not be enqueued.
    fn settle(&mut self, records: usize) {
        let call = match &self.stage {
            Stage::Enqueuing(call) => {
                call.output.transport.retract(records);
                call
            }
            Stage::Waiting(call) => call,
            Stage::Unresolved(_) | Stage::Gathering(_) | Stage::Enqueued(_) | Stage::Failed(_) => return,
        };
        call.release(records);
        self.unsettled -= records;
    }

    /// Enqueues a record, or notes why it cannot be; `false` where there is no space for it now.
    fn enqueue(&mut self, call: &Arc<Call>, index: usize, record: EncodedRef<'_>) -> bool {
        let output = &*call.output;
        let enqueued = topic_of(output, record.topic).and_then(|topic| {
            refuse(&record)?;
            let bytes = Record {
                value: record.value,
                key: record.key,
                partition: record.partition,
                timestamp_millis: record.timestamp_millis,
                output_headers: &output.headers,
                event_headers: record.headers,
            };
            let topic = topic.as_ref().unwrap_or(&output.topic);
            output.transport.enqueue(topic, &bytes, call.ticket(index))
        });
        if let Some(name) = record.topic
            && !enqueued.as_ref().is_err_and(|fault| fault.kind == ErrorKind::QueueFull)
        {
            self.topics.push((index, TopicName::Shared(name.into())));
        }
        match enqueued {
            Ok(()) => {
                self.unsettled -= 1;
                output.transport.nudge();
            }
            Err(fault) if fault.kind == ErrorKind::QueueFull => return false,
            Err(fault) => self.fail(index, fault),
        }
        true
    }

    /// Enqueues what is spilled; `false` where there was no space for all of it, or the registry has to be waited for.
    pub(super) fn enqueue_spilled(&mut self, call: &Arc<Call>) -> bool {
        let mut spill = std::mem::take(&mut self.spill);
        let bare = call.output.headers.is_empty();
        let mut all = true;
        while let (true, Some(Front { index, record, framed, .. })) = (all, spill.front()) {
            if !framed {
                match self.framing.frame_front(&mut spill, &call.output) {
                    Turn::Framed => {}
                    Turn::Wait => all = false,
                    Turn::Refused(fault) => {
                        let own_topic = spill.topics().next().and_then(|(_, topic)| topic);
                        let own_topic = own_topic.map(|name| (index, TopicName::Shared(name.into())));
                        self.topics.extend(own_topic);
                        spill.pop(1);
                        self.fail(index, fault);
                    }
                }
                continue;
            }
            let run = if bare { spill.plain() } else { 0 };
            if run > 1 {
                all = self.enqueue_run(call, &mut spill, run);
            } else {
                all = self.enqueue(call, index, record);
                spill.pop(usize::from(all));
            }
        }
        self.spill = spill;
        all
    }

    /// Enqueues the first `run` spilled records, which have nothing but values and keys, by one call of the transport.
    fn enqueue_run(&mut self, call: &Arc<Call>, spill: &mut Spill, run: usize) -> bool {
        let output = &*call.output;
        let records = spill.first(run).map(|(index, record)| (record.value, record.key, call.ticket(index)));
        let faults = output.transport.enqueue_run(&output.topic, records.collect());
        let refused = faults.iter().filter(|(_, fault)| fault.kind == ErrorKind::QueueFull).count();
        let indexes: Vec<usize> = spill.first(run).map(|(index, _)| index).collect();
        if faults.len() < run {
            self.unsettled -= run - faults.len();
            output.transport.nudge();
        }
        for (at, fault) in faults.into_iter().filter(|(_, fault)| fault.kind != ErrorKind::QueueFull) {
            self.fail(indexes[at], fault);
        }
        // Once the queue is full, all that follow are refused, so those that wait are the last.
        spill.pop(run - refused);
        refused == 0
    }

    /// The call returns with what it knows; what fails later goes to `on_delivery_error`.
    pub(super) fn leave_unattended(&self) {
        if let Some(call) = self.call() {
            call.leave_unattended(|output, index, verdict| {
                let own = self.topics.iter().find(|(at, _)| *at == index).map(|(_, topic)| topic);
                let topic = own.unwrap_or(&output.topic.name).to_string();
                output.report_failure(FailedRecord {
                    verdict,
                    reason: call.reason(index),
                    topic,
                    key: None,
                    value: None,
                });
            });
        }
    }
}

impl Drop for Sending {
    fn drop(&mut self) {
        if self.unsettled > 0 {
            self.settle(self.unsettled);
        }
        if let Stage::Enqueuing(call) | Stage::Waiting(call) = &self.stage {
            call.release(1);
        }
        // A dropped future: what failed before that has not been seen by anybody either.
        if !self.answered {
            self.leave_unattended();
        }
    }
}
