//! What is said of a record that a broker refused, beyond the code.
//!
//! librdkafka has the broker's words only while its broker thread hands the record over: when the delivery thread has its turn, the
//! text behind the message is freed. So an interceptor keeps them with the record's call.

// Looks into librdkafka's messages.
#![allow(unsafe_code)]

use std::ffi::CStr;

use rdkafka_sys as sys;
use rdkafka_sys::RDKafkaRespErr as Code;

use crate::masks::Masks;
use crate::producer::call::Ticket;
use crate::producer::fault::Verdict;

/// How librdkafka's own words begin where the broker refused another record of the batch. Its code for that is overwritten by the
/// batch's when there is only one such record.
const OF_ANOTHER: &str = "Failed to append record because it was part of a batch";

/// On a broker's thread: keeps what is said of a record that failed.
///
/// # Safety
/// `message` has an error, and is the one of an interceptor of acknowledgements.
pub(super) unsafe fn keep(message: *const sys::rd_kafka_message_t, masks: &Masks) {
    // SAFETY: the caller's. A message without a topic is an element of our own array, which librdkafka would not take; it has no
    // text where librdkafka's own messages have one. The text, if any, ends in zero and lives through this call.
    unsafe {
        if (*message).rkt.is_null() {
            return;
        }
        if let Some(ticket) = Ticket::from_opaque((*message)._private) {
            let text = sys::rd_kafka_message_produce_errstr(message);
            let reason = || masks.mask(&CStr::from_ptr(text).to_string_lossy()).into_owned();
            ticket.note_reason((!text.is_null()).then(reason));
        }
    }
}

/// On the delivery thread: what was said of a record. One that failed for another's fault gets the code that says so, and no words,
/// which would add nothing.
///
/// # Safety
/// `message` is librdkafka's, in a delivery callback.
pub(super) unsafe fn recall(
    message: *const sys::rd_kafka_message_t,
    verdict: &mut Verdict,
) -> Option<String> {
    if verdict.is_acknowledged() {
        return None;
    }
    // SAFETY: the opaque of a message is its ticket, which is not used up before the end of the callback.
    let ticket = unsafe { Ticket::from_opaque((*message)._private) }?;
    let reason = ticket.reason()?;
    if reason.starts_with(OF_ANOTHER) {
        verdict.code = Code::RD_KAFKA_RESP_ERR__INVALID_DIFFERENT_RECORD;
        ticket.note_reason(None);
        return None;
    }
    Some(reason)
}
