//! Records whose number is not known before their end, as a stream's.

use std::sync::Arc;

use super::sending::{Sending, Stage};
use crate::binding::Binding;
use crate::output::Output;
use crate::schema_registry::Schemas;

impl Sending {
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
}
