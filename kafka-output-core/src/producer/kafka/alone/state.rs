//! Which records wait for their second try, which is on its way, and which was refused though it was alone.

use std::collections::VecDeque;
use std::time::Instant;

use rdkafka_sys as sys;

use crate::producer::kafka::kept::{Kept, Opaque, Target};

#[derive(Debug, Default)]
pub(super) struct State {
    waiting: VecDeque<Kept>,
    under_way: Option<UnderWay>,
    /// Refused at its second try, as far as is known alone: whether another of its request follows is known when the delivery thread
    /// has heard of all of them.
    refused: Option<Kept>,
}

/// The record that is on its way alone.
#[derive(Debug)]
struct UnderWay {
    opaque: Opaque,
    target: Target,
    deadline: Option<Instant>,
    /// Another record for the same partition was refused meanwhile, and may have been in the same request.
    has_company: bool,
}

impl State {
    /// How many records there are.
    pub(super) fn len(&self) -> usize {
        self.waiting.len() + usize::from(self.under_way.is_some()) + usize::from(self.refused.is_some())
    }

    /// Whether records of this topic are among them.
    pub(super) fn holds(&self, topic: *mut sys::rd_kafka_topic_t) -> bool {
        let under_way = self.under_way.as_ref().map(|record| record.target);
        let here = self.refused.iter().chain(&self.waiting).map(Kept::target);
        under_way.into_iter().chain(here).any(|target| target.topic == topic)
    }

    /// A record was refused. It waits for its turn, unless that was its turn and it was alone.
    pub(super) fn hear_refusal(&mut self, record: Kept) {
        let target = record.target();
        // Of one request all are refused, one after the other.
        if let Some(together) = self.refused.take_if(|refused| refused.target() == target) {
            self.waiting.push_front(together);
        }
        let own = self.under_way.take_if(|under_way| under_way.opaque == record.opaque());
        if let Some(UnderWay { deadline, has_company, .. }) = own {
            let record = record.due(deadline);
            if has_company {
                self.waiting.push_front(record);
            } else {
                self.refused = Some(record);
            }
            return;
        }
        if let Some(under_way) = self.under_way.as_mut().filter(|other| other.target == target) {
            under_way.has_company = true;
        }
        self.waiting.push_back(record);
    }

    /// A record has a verdict, which is its last. Returns whether it was on its way alone.
    pub(super) fn hear_verdict(&mut self, opaque: Opaque) -> bool {
        self.under_way.take_if(|under_way| under_way.opaque == opaque).is_some()
    }

    /// The record that was refused alone, when the delivery thread has heard of all that were refused with it.
    pub(super) fn take_refused_alone(&mut self) -> Option<Kept> {
        self.refused.take()
    }

    /// The next record, if none is on its way.
    pub(super) fn take_next(&mut self) -> Option<Kept> {
        if self.under_way.is_some() { None } else { self.waiting.pop_front() }
    }

    /// It could not be sent now.
    pub(super) fn put_back(&mut self, record: Kept) {
        self.waiting.push_front(record);
    }

    /// It was sent.
    pub(super) fn set_under_way(&mut self, record: &Kept) {
        self.under_way = Some(UnderWay {
            opaque: record.opaque(),
            target: record.target(),
            deadline: record.deadline(),
            has_company: false,
        });
    }

    /// Those that wait and whose time is over.
    pub(super) fn take_expired(&mut self, now: Instant) -> Vec<Kept> {
        let mut expired = Vec::new();
        // They stand in the order of their times, or nearly.
        while let Some(record) = self.waiting.pop_front_if(|record| record.is_over(now)) {
            expired.push(record);
        }
        expired
    }

    /// All that are not on their way.
    pub(super) fn take_all(&mut self) -> VecDeque<Kept> {
        let mut all = std::mem::take(&mut self.waiting);
        if let Some(refused) = self.refused.take() {
            all.push_front(refused);
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use std::ptr::{null_mut, without_provenance_mut};
    use std::time::{Duration, Instant};

    use super::{Kept, Opaque, State, Target};

    fn record(number: usize, partition: i32, deadline: Option<Instant>) -> Kept {
        let target = Target { topic: null_mut(), partition };
        Kept::empty(target, Opaque(without_provenance_mut(number)), deadline)
    }

    /// The first refusal of three records, of which record 1 is on its way alone.
    fn with_first_under_way(deadline: Option<Instant>) -> State {
        let mut state = State::default();
        for number in 1..=3 {
            state.hear_refusal(record(number, 0, deadline));
        }
        let first = state.take_next().expect("three wait");
        state.set_under_way(&first);
        assert!(state.take_next().is_none(), "one at a time");
        state
    }

    fn waiting(state: &mut State) -> Vec<usize> {
        state.take_all().iter().map(|record| record.opaque().0.addr()).collect()
    }

    #[test]
    fn a_record_refused_alone_is_at_its_end() {
        let mut state = with_first_under_way(None);
        assert!(state.holds(null_mut()) && !state.holds(without_provenance_mut(8)));
        // Of another partition, and so of another request.
        state.hear_refusal(record(4, 1, None));
        state.hear_refusal(record(1, 0, None));
        assert_eq!(state.len(), 4);
        assert_eq!(state.take_refused_alone().map(|record| record.opaque().0.addr()), Some(1));
        assert_eq!(waiting(&mut state), [2, 3, 4]);
        assert_eq!(state.len(), 0);
    }

    #[test]
    fn a_record_refused_with_another_is_sent_again_before_those_that_wait() {
        for others_first in [true, false] {
            let mut state = with_first_under_way(None);
            let order = if others_first { [4, 1] } else { [1, 4] };
            for number in order {
                state.hear_refusal(record(number, 0, None));
            }
            assert!(state.take_refused_alone().is_none());
            assert_eq!(waiting(&mut state), [1, 2, 3, 4]);
        }
    }

    #[test]
    fn its_time_is_that_of_its_first_try() {
        let (now, second) = (Instant::now(), Duration::from_secs(1));
        let mut state = with_first_under_way(Some(now));
        state.hear_refusal(record(4, 0, Some(now + second)));
        state.hear_refusal(record(1, 0, Some(now + second)));
        assert_eq!(state.take_expired(now).len(), 3);
        assert_eq!(waiting(&mut state), [4]);
    }

    #[test]
    fn an_acknowledged_record_makes_room_for_the_next() {
        let mut state = with_first_under_way(None);
        assert!(!state.hear_verdict(Opaque(without_provenance_mut(9))), "somebody else's");
        assert!(state.hear_verdict(Opaque(without_provenance_mut(1))));
        assert_eq!(state.take_next().map(|record| record.opaque().0.addr()), Some(2));
    }
}
