//! A call on its way: which records are enqueued, which wait, which failed already.

use std::sync::Arc;
use std::time::Instant;

use super::framing::Framing;
use super::spill::Spill;
use crate::binding::Binding;
use crate::encode::EncodeError;
use crate::error::{Error, RecordError};
use crate::event::HeaderValue;
use crate::output::{FailedRecord, Output};
use crate::producer::call::Call;
use crate::producer::fault::Fault;
use crate::record::TopicName;
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
    pub(super) next: usize,
    /// Records of `call` that are neither enqueued nor failed.
    pub(super) unsettled: usize,
    pub(super) spill: Spill,
    pub(super) framing: Framing,
    /// The local queue had no space for the first spilled record, or the registry has to be waited for; the next poll tries again.
    pub(super) blocked: bool,
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
            if let Some(error) = output.kept_from_call(binding) {
                sending.stage = Stage::Failed(Some(error));
            } else {
                sending.framing.begin(&output);
                sending.open(output);
            }
        }
        sending
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
