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
    let Some(name) = own_topic(topic)? else { return Ok(None) };
    output.transport.topic(&TopicName::Shared(name.into())).map(Some)
}

/// The name of an event's own topic, which may be a name.
pub(super) fn own_topic(topic: Option<&str>) -> Result<Option<&str>, Fault> {
    let Some(name) = topic else { return Ok(None) };
    match crate::config::text_fault(OptionId::Topic, name) {
        None => Ok(Some(name)),
        Some(fault) => {
            Err(Fault::new(ErrorKind::Configuration, format!("the event's own topic {name:?}: {fault}")))
        }
    }
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
