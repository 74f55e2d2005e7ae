//! A record after the other, as they are written.

use std::sync::Arc;

use super::sending::{Sending, Stage};
use super::spill::{Extras, Written};
use crate::encode::EncodeError;
use crate::error::ErrorKind;
use crate::producer::fault::Fault;
use crate::record::TopicName;

impl Sending {
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
}
