//! Records that wait until it is known whether the brokers take what they bring along, and what is known of that.
//!
//! Until a client has reached its first broker nobody can tell; from then on a record costs one look at the [gate](Held::gate).

// Hands records over through the C interface.
#![allow(unsafe_code)]

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use rdkafka_sys as sys;
use rdkafka_sys::RDKafkaRespErr as Code;

use super::NativeTopic;
use super::alone::Alone;
use super::kept::Kept;
use super::needs::{MODERN, Need};
use super::shared::Line;
use super::versions::{Heard, Versions};
use crate::record::Record;

mod gate {
    /// Nothing is known, and nothing is held.
    pub(super) const CLOSED: u8 = 0;
    /// Records are held, so those that follow are, too.
    pub(super) const HOLDING: u8 = 1;
    /// The brokers are known, and some lack something.
    pub(super) const OLD: u8 = 2;
    /// They have everything.
    pub(super) const OPEN: u8 = 3;
}

/// What to do with a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    Enqueue,
    Hold,
    /// The brokers lack this; with the version of their metadata request.
    Refuse(Need, i16),
}

/// What the brokers can, and the records that wait to know it.
#[derive(Debug)]
pub(super) struct Held {
    /// Read by every caller for every record.
    gate: Line<AtomicU8>,
    versions: Versions,
    /// What every record of the client asks for.
    always: Option<Need>,
    waiting: Mutex<VecDeque<(Option<Need>, Kept)>>,
}

impl Held {
    pub(super) fn new(always: Option<Need>) -> Self {
        Self {
            gate: Line(AtomicU8::new(gate::CLOSED)),
            versions: Versions::default(),
            always,
            waiting: Mutex::default(),
        }
    }

    /// What is known of the brokers.
    pub(super) const fn versions(&self) -> &Versions {
        &self.versions
    }

    /// What every record of the client asks for and the brokers do not have, and the oldest version of their metadata request.
    pub(super) fn unmet_by_client(&self) -> Option<(Need, i16)> {
        self.always.and_then(|need| self.unmet(need.code()))
    }

    /// The same for what a verdict of ours tells.
    pub(super) fn unmet(&self, code: Code) -> Option<(Need, i16)> {
        let oldest = self.versions.oldest()?;
        let mut needs = self.always.into_iter().chain([Need::Headers]);
        needs.find(|need| need.code() == code && !need.is_met_by(oldest)).map(|need| (need, oldest))
    }

    /// What to do with a record that is to be enqueued now.
    pub(super) fn turn(&self, record: &Record<'_>) -> Turn {
        let gate = self.gate.0.load(Ordering::SeqCst);
        if gate == gate::OPEN {
            return Turn::Enqueue;
        }
        let need = self.need(record);
        match gate {
            gate::OLD => {
                let unmet = need.and_then(|need| self.unmet(need.code()));
                unmet.map_or(Turn::Enqueue, |(need, oldest)| Turn::Refuse(need, oldest))
            }
            gate::CLOSED if need.is_none() => Turn::Enqueue,
            _ => Turn::Hold,
        }
    }

    /// What a record asks for; who has it has the rest, too.
    fn need(&self, record: &Record<'_>) -> Option<Need> {
        self.always.into_iter().chain(Need::of_record(record)).max_by_key(|need| need.metadata())
    }

    /// Keeps a record until the brokers are known, but no more than `capacity`; it comes back where there is no place.
    pub(super) fn hold(&self, kept: Kept, record: &Record<'_>, capacity: usize) -> Result<(), Kept> {
        let mut waiting = self.waiting();
        if waiting.len() >= capacity {
            return Err(kept);
        }
        // If the brokers are known by now, the delivery thread comes for this one as it does for the others.
        waiting.push_back((self.need(record), kept));
        self.gate.0.store(gate::HOLDING, Ordering::SeqCst);
        Ok(())
    }

    /// Whether records wait.
    pub(super) fn is_busy(&self) -> bool {
        self.gate.0.load(Ordering::SeqCst) == gate::HOLDING
    }

    /// Whether what they wait for is known.
    pub(super) fn is_known(&self) -> bool {
        self.versions.oldest().is_some()
    }

    /// Once the brokers are known: enqueues what waits, in order, as far as there is space. Those that will not be sent come back,
    /// with their code. Where records are to be sent alone, there is none for others of their topic.
    pub(super) fn release(&self, client: *mut sys::rd_kafka_t, alone: &Alone) -> Vec<(Kept, Code)> {
        let mut ended = Vec::new();
        let Some(oldest) = self.versions.oldest().filter(|_| self.is_busy()) else { return ended };
        // Locked to the end, so that no caller's next record comes before these; callers hold none once the brokers are known.
        let mut waiting = self.waiting();
        while let Some((need, mut record)) = waiting.pop_front() {
            if let Some(need) = need.filter(|need| !need.is_met_by(oldest)) {
                ended.push((record, need.code()));
                continue;
            }
            if alone.holds(NativeTopic(record.target().topic)) {
                waiting.push_front((need, record));
                return ended;
            }
            // SAFETY: the client is the one of this record's topic, and alive.
            match unsafe { record.send(client) } {
                Code::RD_KAFKA_RESP_ERR_NO_ERROR => {}
                Code::RD_KAFKA_RESP_ERR__QUEUE_FULL => {
                    waiting.push_front((need, record));
                    return ended;
                }
                code => ended.push((record, code)),
            }
        }
        self.open_unless(gate::CLOSED);
        ended
    }

    /// Those whose time is over.
    pub(super) fn expired(&self) -> Vec<Kept> {
        let now = Instant::now();
        let mut expired = Vec::new();
        if self.is_busy() {
            let mut waiting = self.waiting();
            // They stand in the order of their times.
            while let Some((_, record)) = waiting.pop_front_if(|(_, record)| record.is_over(now)) {
                expired.push(record);
            }
        }
        expired
    }

    /// All that wait: they will not be sent.
    pub(super) fn give_up(&self) -> Vec<Kept> {
        if !self.is_busy() {
            return Vec::new();
        }
        self.waiting().drain(..).map(|(_, record)| record).collect()
    }

    /// On a broker's thread: a request was sent. Returns whether those who wait should look.
    pub(super) fn hear_request(&self, broker: &str, id: i32, api: i16, version: i16) -> bool {
        let heard = self.versions.hear_request(broker, id, api, version);
        // While records are held the delivery thread opens the gate, behind the last of them.
        if heard != Heard::Nothing {
            self.open_unless(gate::HOLDING);
        }
        heard == Heard::First
    }

    /// On a broker's thread: the state of its connection.
    pub(super) fn hear_state(&self, id: i32, host: &str, port: i32, state: &[u8]) {
        self.versions.hear_state(id, host, port, state);
    }

    /// Sets the gate by what is known, unless it is this one.
    fn open_unless(&self, kept: u8) {
        let mut last = None;
        // Again, where another thread has heard of a broker meanwhile.
        while let Some(oldest) = self.versions.oldest().filter(|oldest| last != Some(*oldest)) {
            let open = if oldest >= MODERN { gate::OPEN } else { gate::OLD };
            let set = |gate| (gate != kept).then_some(open);
            let _ = self.gate.0.fetch_update(Ordering::SeqCst, Ordering::SeqCst, set);
            last = Some(oldest);
        }
    }

    fn waiting(&self) -> MutexGuard<'_, VecDeque<(Option<Need>, Kept)>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::{Held, Need, Turn};
    use crate::event::HeaderValue;
    use crate::record::Record;

    const METADATA: i16 = 3;

    fn turn_with_header(held: &Held) -> Turn {
        let headers = [("source".to_owned(), HeaderValue::from("shop"))];
        held.turn(&Record { event_headers: &headers, ..Record::bare(None, None) })
    }

    #[test]
    fn what_needs_nothing_goes_at_once_and_the_rest_when_the_brokers_are_known() {
        let held = Held::new(None);
        assert_eq!(
            (turn_with_header(&held), held.turn(&Record::bare(None, None))),
            (Turn::Hold, Turn::Enqueue)
        );
        assert!(held.hear_request("one:9092/bootstrap", -1, METADATA, 12), "the first");
        assert_eq!(turn_with_header(&held), Turn::Enqueue);
        assert!(!held.hear_request("two:9092/2", 2, METADATA, 2));
        assert_eq!(turn_with_header(&held), Turn::Refuse(Need::Headers, 2));
        assert_eq!(held.turn(&Record::bare(None, None)), Turn::Enqueue);
    }

    #[test]
    fn what_a_client_asks_for_is_asked_of_every_record() {
        let held = Held::new(Some(Need::Zstd));
        assert_eq!(held.turn(&Record::bare(None, None)), Turn::Hold);
        held.hear_request("one:9092/1", 1, METADATA, 6);
        assert_eq!(held.turn(&Record::bare(None, None)), Turn::Refuse(Need::Zstd, 6));
        assert_eq!((held.unmet_by_client(), held.unmet(Need::Headers.code())), (Some((Need::Zstd, 6)), None));
        held.hear_request("one:9092/1", 1, METADATA, 12);
        assert_eq!((held.unmet_by_client(), turn_with_header(&held)), (None, Turn::Enqueue));
    }
}
