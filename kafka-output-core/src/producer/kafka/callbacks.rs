//! What librdkafka calls: on the delivery thread the verdicts and errors, on its own threads the log lines.

// C callbacks: librdkafka's pointers come in, and no panic may go out.
#![allow(unsafe_code)]

use std::ffi::CStr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::slice;

use rdkafka_sys as sys;
use rdkafka_sys::RDKafkaRespErr as Code;

use super::client::{Int, Opaque};
use super::shared::Shared;
use crate::output::{FailedRecord, Output};
use crate::producer::call::Ticket;
use crate::producer::fault::{Verdict, classify};
use crate::producer::wake::wake;

/// The name librdkafka knows our interceptor by.
pub(super) const INTERCEPTOR: &CStr = c"kafka-output";

/// The verdict on one record.
pub(super) unsafe extern "C" fn on_delivery(
    client: *mut sys::rd_kafka_t,
    message: *const sys::rd_kafka_message_t,
    opaque: Opaque,
) {
    // SAFETY: `opaque` is the `Shared` of `Client::new`, alive as long as the client.
    let shared = unsafe { &*opaque.cast_const().cast::<Shared>() };
    // SAFETY: librdkafka's message lives through this call.
    let verdict = unsafe { verdict(message) };
    if verdict.code == Code::RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE {
        // SAFETY: as above; topics live as long as the client.
        if unsafe { shared.alone.take_over(message, shared.timeout()) } {
            return;
        }
    } else {
        // SAFETY: as above.
        shared.alone.was_under_way(unsafe { (*message)._private });
    }
    if verdict.is_acknowledged() {
        shared.answers.hear();
    }
    shared.count(verdict.code);
    // SAFETY: the opaque of a message is its ticket, and its one verdict is this one.
    if let Some(ticket) = unsafe { Ticket::from_opaque((*message)._private) } {
        // SAFETY: as above.
        let reason = unsafe { reason(message, verdict) };
        if let Some(reason) = &reason {
            ticket.note_reason(reason.clone());
        }
        let report = |output: &Output, verdict| {
            // SAFETY: as above.
            let (topic, key, value) = unsafe {
                (
                    CStr::from_ptr(sys::rd_kafka_topic_name((*message).rkt)),
                    bytes((*message).key, (*message).key_len),
                    bytes((*message).payload, (*message).len),
                )
            };
            let topic = topic.to_string_lossy().into_owned();
            output.report_failure(FailedRecord { verdict, reason, topic, key, value });
        };
        // What reports a failure is also the program's own subscriber: a panic in it must not cross into C.
        let completed = catch_unwind(AssertUnwindSafe(|| ticket.complete(verdict, report)));
        wake(completed.unwrap_or_default());
    }
    if shared.answered(verdict.code) {
        // SAFETY: called in a callback, as librdkafka asks.
        unsafe { sys::rd_kafka_yield(client) };
    }
}

/// A new client: its acknowledgements are to be counted.
pub(super) unsafe extern "C" fn on_new(
    client: *mut sys::rd_kafka_t,
    _conf: *const sys::rd_kafka_conf_t,
    opaque: Opaque,
    _reason: *mut std::ffi::c_char,
    _reason_size: usize,
) -> Code {
    // SAFETY: called inside `rd_kafka_new`, with the opaque of `Client::new`, which outlives the client.
    unsafe {
        sys::rd_kafka_interceptor_add_on_acknowledgement(
            client,
            INTERCEPTOR.as_ptr(),
            Some(on_acknowledgement),
            opaque,
        )
    }
}

/// On a broker's thread: the verdict on one record, before it is handed over.
unsafe extern "C" fn on_acknowledgement(
    _client: *mut sys::rd_kafka_t,
    message: *mut sys::rd_kafka_message_t,
    opaque: Opaque,
) -> Code {
    // SAFETY: as for `on_delivery`, which follows for this message if it has no error. Those that never reached the queue come
    // here too, on their caller's thread; they have one.
    unsafe {
        let shared = &*opaque.cast_const().cast::<Shared>();
        if *(&raw const (*message).err).cast::<i32>() == 0 {
            shared.answers.see((*message).len);
            match Ticket::from_opaque((*message)._private) {
                Some(ticket) if ticket.is_direct() => {
                    // A waker may run its task here and now, which must not block: nothing would be answered any more.
                    let _on_library_thread = crate::runtime::thread::enter();
                    wake(ticket.acknowledge(verdict(message)));
                }
                _ => shared.answers.hurry(),
            }
        } else {
            shared.answers.hurry();
        }
        shared.wake();
    }
    Code::RD_KAFKA_RESP_ERR_NO_ERROR
}

/// # Safety
/// `message` is librdkafka's, in a delivery callback.
unsafe fn verdict(message: *const sys::rd_kafka_message_t) -> Verdict {
    let mut kind = sys::rd_kafka_timestamp_type_t::RD_KAFKA_TIMESTAMP_NOT_AVAILABLE;
    // SAFETY: the caller's. The code is read as a number: a newer broker's may be none of the enumeration.
    unsafe {
        let code = *(&raw const (*message).err).cast::<i32>();
        Verdict {
            code: Code::try_from(code).unwrap_or(Code::RD_KAFKA_RESP_ERR_UNKNOWN),
            partition: (*message).partition,
            offset: (*message).offset,
            timestamp_millis: sys::rd_kafka_message_timestamp(message, &raw mut kind),
        }
    }
}

/// What the broker says of a record it refused, beyond the code.
///
/// # Safety
/// `message` is librdkafka's, in a delivery callback.
unsafe fn reason(message: *const sys::rd_kafka_message_t, verdict: Verdict) -> Option<String> {
    if verdict.is_acknowledged() {
        return None;
    }
    // SAFETY: the caller's; the text, if any, ends in zero and lives through the callback.
    unsafe {
        let text = sys::rd_kafka_message_produce_errstr(message);
        (!text.is_null()).then(|| CStr::from_ptr(text).to_string_lossy().into_owned())
    }
}

/// # Safety
/// `data` is null, or points to `length` bytes.
pub(super) unsafe fn bytes(data: *mut std::ffi::c_void, length: usize) -> Option<Vec<u8>> {
    // SAFETY: the caller's.
    (!data.is_null())
        .then(|| unsafe { slice::from_raw_parts(data.cast_const().cast::<u8>(), length) }.to_vec())
}

/// Trouble with the brokers, not with one record.
pub(super) unsafe extern "C" fn on_error(
    _client: *mut sys::rd_kafka_t,
    code: Int,
    reason: *const std::ffi::c_char,
    opaque: Opaque,
) {
    // SAFETY: `opaque` is the `Shared` of `Client::new`; `reason` is a text that lives through this call.
    let (shared, reason) =
        unsafe { (&*opaque.cast_const().cast::<Shared>(), CStr::from_ptr(reason).to_string_lossy()) };
    let code = Code::try_from(code).unwrap_or(Code::RD_KAFKA_RESP_ERR_UNKNOWN);
    // librdkafka logs each of these as well, and the brokers that are down every 100 ms.
    let write = || tracing::debug!(target: "kafka_output::librdkafka", brokers = %shared.brokers, "{reason}");
    let _ = catch_unwind(AssertUnwindSafe(write));
    // That all brokers are down says less than the reason that came just before it.
    if code != Code::RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN {
        shared.note_trouble(classify(code).0, reason.into_owned());
    }
}

/// A log line of librdkafka's, on a thread of its own.
pub(super) unsafe extern "C" fn on_log(
    _client: *const sys::rd_kafka_t,
    level: Int,
    facility: *const std::ffi::c_char,
    line: *const std::ffi::c_char,
) {
    // SAFETY: two texts that live through this call.
    let (facility, line) =
        unsafe { (CStr::from_ptr(facility).to_string_lossy(), CStr::from_ptr(line).to_string_lossy()) };
    let write = || match level {
        // syslog's levels: 0 to 3 are errors, 4 is a warning, 5 and 6 notices.
        0..=3 => tracing::error!(target: "kafka_output::librdkafka", "{facility}: {line}"),
        4 => tracing::warn!(target: "kafka_output::librdkafka", "{facility}: {line}"),
        5 | 6 => tracing::info!(target: "kafka_output::librdkafka", "{facility}: {line}"),
        _ => tracing::debug!(target: "kafka_output::librdkafka", "{facility}: {line}"),
    };
    // A subscriber is the program's code: a panic in it must not cross into C.
    let _ = catch_unwind(AssertUnwindSafe(write));
}
