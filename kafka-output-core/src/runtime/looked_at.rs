//! What a test asks of its runtime besides calls.

use std::time::{Duration, Instant};

use super::state::RuntimeState;
use crate::schema_registry::{SchemaText, Schemas};

/// How often it is looked whether records are still on their way.
const LOOK: Duration = Duration::from_millis(1);

impl RuntimeState {
    /// Waits until every record is answered; whether that came in time. Blocks.
    pub(crate) fn settle(&self, timeout: Duration) -> bool {
        let until = Instant::now() + timeout;
        loop {
            let in_flight: usize =
                self.pool().clients.transports.values().map(|transport| transport.in_flight()).sum();
            if in_flight == 0 || Instant::now() >= until {
                return in_flight == 0;
            }
            std::thread::sleep(LOOK);
        }
    }

    /// The schema of an id that one of the registries gave.
    pub(crate) fn schema_of(&self, id: u32) -> Option<SchemaText> {
        let registries: Vec<_> = self.pool().clients.registries.values().cloned().collect();
        registries.iter().find_map(|registry| registry.schema_of(id))
    }

    /// The schemas that calls to a topic wrote by.
    pub(crate) fn seen_schemas(&self, topic: &str) -> Vec<Schemas> {
        self.seen.as_ref().map_or_else(Vec::new, |seen| seen.for_topic(topic))
    }
}
