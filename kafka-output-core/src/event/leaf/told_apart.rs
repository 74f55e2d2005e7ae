//! Types that reach the last rung of the ladder by type, and of which more can be said than that nothing can write them. A method of the type's own
//! comes before those of traits on the same rung, and is looked at on that rung alone.
//!
//! What each gives is a parameter: the compiler passes over a method of which it cannot tell what it gives.
#![expect(clippy::unused_self, reason = "methods, which a ladder finds")]

use std::rc::Rc;
use std::sync::Arc;

use futures_core::Stream;

use super::{KafkaEventData, Probe};
use crate::event::checkpointed::Checkpointed;
use crate::event::ways_out::{Kafka, NoEvent, SpelledAsStream, Unshared};

impl<V, K> Probe<KafkaEventData<V, K>> {
    /// Refused.
    pub fn __format<R>(&self) -> R
    where
        Kafka: NoEvent<KafkaEventData<V, K>, Given = R>,
    {
        Kafka::given()
    }
}

impl<T: ?Sized> Probe<Arc<T>> {
    /// Refused.
    pub fn __format<R>(&self) -> R
    where
        Kafka: Unshared<Arc<T>, Given = R>,
    {
        Kafka::given()
    }
}

impl<T: ?Sized> Probe<Rc<T>> {
    /// Refused.
    pub fn __format<R>(&self) -> R
    where
        Kafka: Unshared<Rc<T>, Given = R>,
    {
        Kafka::given()
    }
}

impl<S: Stream> Probe<Checkpointed<S>> {
    /// Refused.
    pub fn __format<R>(&self) -> R
    where
        Kafka: SpelledAsStream<Checkpointed<S>, Given = R>,
    {
        Kafka::given()
    }
}
