//! `partitioner = round_robin`: each record to the next partition, its key notwithstanding, as Kafka's `RoundRobinPartitioner` does.

// librdkafka has no such partitioner; its C interface takes one as a callback.
#![allow(unsafe_code)]

use std::ffi::{c_int, c_void};
use std::sync::atomic::{AtomicU32, Ordering};

use rdkafka_sys as sys;

/// Whose turn it is in one topic: each topic has its own, else outputs that are called by turns would each
/// find the same partitions.
#[derive(Debug, Default)]
pub(super) struct Turn(AtomicU32);

/// Makes round robin the partitioner of every topic of a client.
///
/// # Safety
/// `conf` is a configuration of the caller's.
pub(super) unsafe fn install(conf: *mut sys::rd_kafka_conf_t) {
    // SAFETY: the default topic configuration belongs to `conf`; it is made if there is none yet.
    unsafe {
        let mut topic_conf = sys::rd_kafka_conf_get_default_topic_conf(conf);
        if topic_conf.is_null() {
            topic_conf = sys::rd_kafka_topic_conf_new();
            sys::rd_kafka_conf_set_default_topic_conf(conf, topic_conf);
        }
        sys::rd_kafka_topic_conf_set_partitioner_cb(topic_conf, Some(round_robin));
    }
}

unsafe extern "C" fn round_robin(
    topic: *const sys::rd_kafka_topic_t,
    _key: *const c_void,
    _key_length: usize,
    partitions: i32,
    turn: *mut c_void,
    _message_opaque: *mut c_void,
) -> i32 {
    // SAFETY: the topic's opaque is null, or the `Turn` that its client keeps for it.
    let turn = unsafe { turn.cast_const().cast::<Turn>().as_ref() };
    let count = partitions.max(1).cast_unsigned();
    let first = turn.map_or(0, |turn| turn.0.fetch_add(1, Ordering::Relaxed)) % count;
    (0..count)
        .map(|step| ((first + step) % count).cast_signed())
        // SAFETY: librdkafka calls this with its own topic, and allows this question in a partitioner only.
        .find(|partition| unsafe { sys::rd_kafka_topic_partition_available(topic, *partition) } != 0 as c_int)
        .unwrap_or_else(|| first.cast_signed())
}
