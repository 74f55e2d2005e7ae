//! What an event may not ask for, found before librdkafka would take it for something else.

use kafka_output_options::OptionId;

use super::sending::EncodedRef;
use crate::error::ErrorKind;
use crate::output::Output;
use crate::producer::TopicHandle;
use crate::producer::fault::Fault;
use crate::record::TopicName;

/// The topic of a record that names its own.
pub(super) fn topic_of(output: &Output, topic: Option<&str>) -> Result<Option<TopicHandle>, Fault> {
    let Some(name) = topic else { return Ok(None) };
    if let Some(fault) = crate::config::text_fault(OptionId::Topic, name) {
        return Err(Fault::new(ErrorKind::Configuration, format!("the event's own topic {name:?}: {fault}")));
    }
    output.transport.topic(&TopicName::Shared(name.into())).map(Some)
}

/// What librdkafka would take for something else.
pub(super) fn refuse(record: &EncodedRef<'_>) -> Result<(), Fault> {
    if let Some(partition) = record.partition.filter(|partition| *partition < 0) {
        return Err(Fault::new(
            ErrorKind::Encoding,
            format!(
                "partition {partition} does not exist; partitions count from 0, without one the partitioner chooses"
            ),
        ));
    }
    if let Some(millis) = record.timestamp_millis.filter(|millis| *millis <= 0) {
        return Err(Fault::new(
            ErrorKind::Encoding,
            format!(
                "timestamp {millis} ms cannot be sent: librdkafka takes 0 for the present, and brokers refuse negative ones; leave it out, or give one after 1970-01-01"
            ),
        ));
    }
    Ok(())
}
