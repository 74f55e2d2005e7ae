//! What a verdict means, and whether brokers and topics are there at all.

// Asks librdkafka for metadata through the C interface.
#![allow(unsafe_code)]

use std::ffi::CStr;
use std::slice;
use std::time::{Duration, Instant};

use rdkafka_sys as sys;
use rdkafka_sys::RDKafkaRespErr as Code;

use super::admission::Refusal;
use super::advice;
use super::client::{Client, describe};
use super::shared::Shared;
use super::{classify, sentence};
use crate::error::ErrorKind;
use crate::producer::fault::Fault;

/// How long the first question to the brokers may take.
const FIRST_PART: Duration = Duration::from_millis(500);

/// How old an error of the brokers may be and still explain a record's failure.
const RECENT: Duration = Duration::from_mins(1);

/// The sentence for a code, with what is known of the brokers.
pub(super) fn explain(shared: &Shared, topic: &str, code: Code, partition: i32) -> Fault {
    match code {
        Code::RD_KAFKA_RESP_ERR__MSG_TIMED_OUT => timed_out(shared, topic),
        Code::RD_KAFKA_RESP_ERR__AUTHENTICATION | Code::RD_KAFKA_RESP_ERR__SSL => {
            match shared.admission.told() {
                Some(refusal) => of_topic(shared, topic, &refusal),
                None => sentence(code, topic),
            }
        }
        Code::RD_KAFKA_RESP_ERR__TRANSPORT => match shared.admission.recent() {
            Some(refusal) => of_topic(shared, topic, &refusal),
            None => sentence(code, topic),
        },
        super::callbacks::STRIPPED => Fault::new(
            ErrorKind::Broker,
            format!(
                "a broker of {} that is older than Kafka 0.11 stored the record for topic `{topic}` without its headers; send records with headers when all brokers are newer",
                shared.brokers
            ),
        ),
        Code::RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED => Fault::new(
            ErrorKind::Authentication,
            format!(
                "no permission to write to topic `{topic}` at {} for {}; grant it there, or come as another",
                shared.brokers, shared.principal
            ),
        ),
        Code::RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE if shared.is_idempotent => Fault::new(
            ErrorKind::TooLarge,
            format!(
                "the broker refuses the record for topic `{topic}`, or others in the same request: together they are larger than the topic's \
                 `max.message.bytes`, and with `enable_idempotence`, which keeps the order, none is sent once more, alone; lower \
                 `max_message_bytes`, here {}, to that limit, or raise the limit, and send less",
                shared.max_message_bytes
            ),
        ),
        code => match shared.held.unmet(code) {
            Some((need, oldest)) => need.unmet(topic, &shared.brokers, oldest),
            None => refused(&shared.brokers, &shared.max_message_bytes, topic, code, partition),
        },
    }
}

fn of_topic(shared: &Shared, topic: &str, refusal: &Refusal) -> Fault {
    let mut fault = advice::refused(refusal, shared.security, &shared.brokers);
    fault.message = format!("topic `{topic}`: {}", fault.message);
    fault
}

/// The sentence for a code that says it all, which the transport of a test has too.
pub(crate) fn refused(
    brokers: &str,
    max_message_bytes: &str,
    topic: &str,
    code: Code,
    partition: i32,
) -> Fault {
    match code {
        Code::RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION => {
            // librdkafka forgets which it was.
            let which = if partition < 0 {
                "the partition the event asks for".to_owned()
            } else {
                format!("partition {partition}")
            };
            let message =
                format!("topic `{topic}` at {brokers} does not have {which}; partitions count from 0");
            Fault::new(ErrorKind::UnknownTopic, message)
        }
        Code::RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC | Code::RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART => Fault::new(
            ErrorKind::UnknownTopic,
            format!("topic `{topic}` does not exist at {brokers}; create it, or correct the option `topic`"),
        ),
        Code::RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE => Fault::new(
            ErrorKind::TooLarge,
            format!(
                "the broker refuses the record for topic `{topic}`, also sent alone: it is larger than the topic's `max.message.bytes`; send \
                 less, or raise it (`max_message_bytes` here is {max_message_bytes})"
            ),
        ),
        Code::RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED => Fault::new(
            ErrorKind::Authentication,
            format!("no permission to write to topic `{topic}` at {brokers}; grant it to this user"),
        ),
        Code::RD_KAFKA_RESP_ERR__PURGE_QUEUE
        | Code::RD_KAFKA_RESP_ERR__PURGE_INFLIGHT
        | Code::RD_KAFKA_RESP_ERR__DESTROY => Fault::new(
            ErrorKind::Shutdown,
            format!(
                "the runtime was shut down before {brokers} had acknowledged the record for topic `{topic}`"
            ),
        ),
        Code::RD_KAFKA_RESP_ERR__INVALID_DIFFERENT_RECORD => {
            let mut fault = Fault::new(
                ErrorKind::Broker,
                format!(
                    "the broker refused another record of the batch for topic `{topic}`, and so stored none of it; send this one again"
                ),
            );
            fault.retriable = true;
            fault
        }
        code => sentence(code, topic),
    }
}

fn timed_out(shared: &Shared, topic: &str) -> Fault {
    let waited = format!(
        "topic `{topic}`: no acknowledgement from {} within {} ms (`message_timeout_ms`)",
        shared.brokers, shared.message_timeout_ms
    );
    if let Some(refusal) = shared.admission.current() {
        let mut fault = advice::refused(&refusal, shared.security, &shared.brokers);
        fault.message = format!("{waited}; {}", fault.message);
        return fault;
    }
    let Some(trouble) = shared.recent_trouble(RECENT) else {
        return Fault::new(ErrorKind::Timeout, format!("{waited}; is the broker there, and not overloaded?"));
    };
    let (listed, advertised) = shared.advertised.unreached(&shared.brokers);
    if shared.held.is_known() && !advertised.is_empty() {
        let message = format!(
            "{waited}; {} answered and sent us to {}, which cannot be reached from here: check `advertised.listeners` of the brokers, and that this name resolves and its port is open ({})",
            shared.brokers,
            advertised.join(" and "),
            trouble.reason
        );
        return Fault::new(ErrorKind::Timeout, message);
    }
    if shared.held.is_known() && !listed.is_empty() {
        let message = format!(
            "{waited}; {} cannot be reached, others of `broker_list` can: a record waits for the leader of its partition, and until as many brokers have it as the topic's `min.insync.replicas` says ({})",
            listed.join(" and "),
            trouble.reason
        );
        return Fault::new(ErrorKind::Timeout, message);
    }
    let kind = match trouble.kind {
        kind @ (ErrorKind::Authentication | ErrorKind::Tls) => kind,
        _ => ErrorKind::Timeout,
    };
    let mut fault = Fault::new(kind, format!("{waited}; the last trouble with it: {}", trouble.reason));
    fault.retriable = kind == ErrorKind::Timeout;
    fault
}

/// Connects and looks the topics up; an outcome for each. Asks for all topics there are, because a broker that creates topics
/// by itself makes one of every name it is asked for.
pub(super) fn verify(
    client: &Client,
    shared: &Shared,
    topics: &[&str],
    timeout: Duration,
) -> Vec<Result<(), Fault>> {
    let deadline = Instant::now() + timeout;
    shared.admission.begin();
    // In parts that grow, so that a refusal is heard of in between.
    let mut part = FIRST_PART;
    let codes = loop {
        let left = deadline.saturating_duration_since(Instant::now());
        let codes = ask(client, topics, part.min(left));
        let unreached = codes.first().is_some_and(|code| is_unreached(*code));
        if !unreached || left <= part {
            break codes;
        }
        if let Some(refusal) = shared.admission.is_final() {
            break vec![refusal.code; topics.len()];
        }
        part *= 2;
    };
    let outcomes = topics.iter().zip(codes);
    outcomes.map(|(topic, code)| fault_of(shared, topic, code).map_or(Ok(()), Err)).collect()
}

/// One question for all topics there are: the code of each of these, [`UNLISTED`] where it is none of them.
fn ask(client: &Client, topics: &[&str], timeout: Duration) -> Vec<Code> {
    let millis = i32::try_from(timeout.as_millis()).unwrap_or(i32::MAX);
    let mut metadata = std::ptr::null();
    // SAFETY: the client is alive; the metadata is ours to free if the code is zero.
    unsafe {
        let topic = std::ptr::null_mut();
        match sys::rd_kafka_metadata(client.as_ptr(), 1, topic, &raw mut metadata, millis) {
            Code::RD_KAFKA_RESP_ERR_NO_ERROR if !metadata.is_null() => {
                let codes = topics.iter().map(|topic| topic_code(&*metadata, topic)).collect();
                sys::rd_kafka_metadata_destroy(metadata);
                codes
            }
            code => vec![code; topics.len()],
        }
    }
}

/// Of a topic that is not in the list of all topics, where brokers put only those that the user may describe.
const UNLISTED: Code = Code::RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC;

const fn is_unreached(code: Code) -> bool {
    matches!(
        code,
        Code::RD_KAFKA_RESP_ERR__TRANSPORT
            | Code::RD_KAFKA_RESP_ERR__TIMED_OUT
            | Code::RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN
    )
}

/// # Safety
/// `metadata` is librdkafka's answer.
unsafe fn topic_code(metadata: &sys::rd_kafka_metadata, name: &str) -> Code {
    let count = usize::try_from(metadata.topic_cnt).unwrap_or(0);
    if count == 0 {
        return UNLISTED;
    }
    // SAFETY: the answer holds `topic_cnt` topics, each with a name that ends in zero.
    unsafe {
        slice::from_raw_parts(metadata.topics, count)
            .iter()
            .find(|topic| CStr::from_ptr(topic.topic).to_bytes() == name.as_bytes())
            .map_or(UNLISTED, |topic| topic.err)
    }
}

fn fault_of(shared: &Shared, topic: &str, code: Code) -> Option<Fault> {
    match code {
        Code::RD_KAFKA_RESP_ERR_NO_ERROR => {
            shared.held.unmet_by_client().map(|(need, oldest)| need.unmet(topic, &shared.brokers, oldest))
        }
        code if is_unreached(code) => {
            if let Some(refusal) = shared.admission.current() {
                return Some(advice::refused(&refusal, shared.security, &shared.brokers));
            }
            let trouble = shared.recent_trouble(RECENT);
            let (kind, reason) = trouble.map_or_else(
                || (ErrorKind::Timeout, describe(code)),
                |trouble| (trouble.kind, trouble.reason),
            );
            let kind = if classify(code).1 && kind == ErrorKind::Broker { ErrorKind::Timeout } else { kind };
            Some(Fault::new(kind, format!("no broker of {} can be reached: {reason}", shared.brokers)))
        }
        UNLISTED => Some(Fault::new(
            ErrorKind::UnknownTopic,
            format!(
                "topic `{topic}` does not exist at {}, or {} may not see it; create it, correct the option `topic`, or grant Describe on it",
                shared.brokers,
                shared.principal.or_user()
            ),
        )),
        code => Some(explain(shared, topic, code, -1)),
    }
}
