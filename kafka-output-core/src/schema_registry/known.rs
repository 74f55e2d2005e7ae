//! The frames that one output knows already, found for each record.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use arc_swap::ArcSwap;

use super::{Frame, Schema, Side};

/// How many topics that only events name are known at a time. Beyond it they are forgotten, and each is looked for in the answers that all
/// outputs share when its next record comes.
const TOPICS: usize = 10_000;

/// Frames by side, schema and topic. Those of the output's own topic are read without a lock, the others under one that readers share.
#[derive(Debug)]
pub(super) struct KnownFrames {
    own_topic: Box<str>,
    own: ArcSwap<Vec<Known>>,
    elsewhere: RwLock<HashMap<Box<str>, Vec<Known>>>,
}

#[derive(Debug, Clone)]
struct Known {
    side: Side,
    schema: Schema,
    frame: Frame,
}

impl KnownFrames {
    pub(super) fn of(own_topic: &str) -> Self {
        Self { own_topic: own_topic.into(), own: ArcSwap::default(), elsewhere: RwLock::default() }
    }

    /// The frame for a topic; `None` stands for any, where topics make no difference.
    pub(super) fn find(&self, side: Side, schema: Schema, topic: Option<&str>) -> Option<Frame> {
        match self.elsewhere(topic) {
            None => find(&self.own.load(), side, schema),
            Some(topic) => {
                let elsewhere = self.elsewhere.read().unwrap_or_else(PoisonError::into_inner);
                find(elsewhere.get(topic)?, side, schema)
            }
        }
    }

    pub(super) fn remember(&self, side: Side, schema: Schema, topic: Option<&str>, frame: &Frame) {
        let known = Known { side, schema, frame: frame.clone() };
        let Some(topic) = self.elsewhere(topic) else {
            self.own.rcu(|own| {
                let mut own = Vec::clone(own);
                add(&mut own, &known);
                own
            });
            return;
        };
        let mut elsewhere = self.elsewhere.write().unwrap_or_else(PoisonError::into_inner);
        if elsewhere.len() >= TOPICS && !elsewhere.contains_key(topic) {
            elsewhere.clear();
        }
        add(elsewhere.entry(topic.into()).or_default(), &known);
    }

    /// The topic, if it is another than the output's own.
    fn elsewhere<'a>(&self, topic: Option<&'a str>) -> Option<&'a str> {
        topic.filter(|topic| **topic != *self.own_topic)
    }
}

fn find(known: &[Known], side: Side, schema: Schema) -> Option<Frame> {
    let found = known.iter().find(|known| known.side == side && known.schema == schema);
    found.map(|known| known.frame.clone())
}

fn add(all: &mut Vec<Known>, known: &Known) {
    if find(all, known.side, known.schema).is_none() {
        all.push(known.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::{Frame, KnownFrames, PoisonError, Schema, Side, TOPICS};

    const STRING: Schema = Schema::avro("\"string\"");

    fn id(known: &KnownFrames, side: Side, topic: Option<&str>) -> Option<u8> {
        known.find(side, STRING, topic).map(|frame| frame.head[4])
    }

    #[test]
    fn a_frame_is_one_of_a_side_a_schema_and_a_topic() {
        let known = KnownFrames::of("orders");
        known.remember(Side::Value, STRING, Some("orders"), &Frame::new(1, &[], None));
        known.remember(Side::Key, STRING, Some("orders"), &Frame::new(2, &[], None));
        known.remember(Side::Value, STRING, Some("other"), &Frame::new(3, &[], None));

        assert_eq!(id(&known, Side::Value, Some("orders")), Some(1));
        assert_eq!(id(&known, Side::Value, None), Some(1), "where topics make no difference");
        assert_eq!(id(&known, Side::Key, Some("orders")), Some(2));
        assert_eq!(id(&known, Side::Value, Some("other")), Some(3));
        assert_eq!(id(&known, Side::Key, Some("other")), None);
        assert!(known.find(Side::Value, Schema::avro("\"long\""), Some("orders")).is_none());
    }

    #[test]
    fn of_topics_that_events_name_only_so_many_are_known() {
        let known = KnownFrames::of("orders");
        let remember = |topic: &str| {
            known.remember(Side::Value, STRING, Some(topic), &Frame::new(7, &[], None));
            assert_eq!(id(&known, Side::Value, Some(topic)), Some(7), "{topic}");
        };
        remember("orders");
        for topic in 0..3 * TOPICS {
            remember(&format!("tenant-{topic}"));
        }

        let elsewhere = known.elsewhere.read().unwrap_or_else(PoisonError::into_inner);
        assert!((1..=TOPICS).contains(&elsewhere.len()), "{} topics", elsewhere.len());
        drop(elsewhere);
        assert_eq!(id(&known, Side::Value, Some("orders")), Some(7), "the output's own is not forgotten");
    }
}
