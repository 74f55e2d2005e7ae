//! Into the local queue, alone or many at once.

use std::sync::Arc;

use super::framing::Turn;
use super::refuse::{refuse, topic_of};
use super::sending::{EncodedRef, Sending};
use super::spill::{Front, Spill};
use crate::error::ErrorKind;
use crate::producer::call::Call;
use crate::record::{Record, TopicName};

impl Sending {
    /// Enqueues a record, or notes why it cannot be; `false` where there is no space for it now.
    pub(super) fn enqueue(&mut self, call: &Arc<Call>, index: usize, record: EncodedRef<'_>) -> bool {
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
}
