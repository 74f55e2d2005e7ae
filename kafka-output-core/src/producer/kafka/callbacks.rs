//! What librdkafka calls: on the delivery thread the verdicts and errors, on its own threads the log lines.

// C callbacks: librdkafka's pointers come in, and no panic may go out.
#![allow(unsafe_code)]

use std::ffi::CStr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::slice;

use rdkafka_sys as sys;
use rdkafka_sys::RDKafkaRespErr as Code;

use super::admission::Ground;
use super::advice::{Presented, token};
use super::client::{Int, Opaque};
use super::reasons;
use super::remarks;
use super::shared::Shared;
use crate::output::{FailedRecord, Output};
use crate::producer::call::Ticket;
use crate::producer::fault::{Verdict, classify};
use crate::producer::wake::wake;

/// The name librdkafka knows our interceptor by.
pub(super) const INTERCEPTOR: &CStr = c"kafka-output";

/// The verdict on a record that was stored without its headers. None is one that librdkafka or a broker gives to a record.
pub(super) const STRIPPED: Code = Code::RD_KAFKA_RESP_ERR__PARTIAL;

/// The verdict on one record.
pub(super) unsafe extern "C" fn on_delivery(
    client: *mut sys::rd_kafka_t,
    message: *const sys::rd_kafka_message_t,
    opaque: Opaque,
) {
    // SAFETY: `opaque` is the `Shared` of `Client::new`, alive as long as the client.
    let shared = unsafe { &*opaque.cast_const().cast::<Shared>() };
    // SAFETY: librdkafka's message lives through this call.
    let mut verdict = unsafe { verdict(message) };
    verdict.code = shared.purged_as(verdict.code);
    // SAFETY: as above.
    let reason = unsafe { remarks::recall(message, &mut verdict) };
    // SAFETY: as above.
    let is_stripped = verdict.is_acknowledged() && unsafe { is_stripped(shared, message) };
    if is_stripped {
        verdict.code = STRIPPED;
    }
    if verdict.code == Code::RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE && !shared.is_idempotent {
        // SAFETY: as above; topics live as long as the client.
        unsafe { shared.alone.take_over(message, shared.timeout()) };
        return;
    }
    // SAFETY: as above.
    let next_alone = shared.alone.hear_verdict(unsafe { (*message)._private });
    if verdict.is_acknowledged() || is_stripped {
        shared.answers.hear();
    }
    shared.count(verdict.code);
    // SAFETY: the opaque of a message is its ticket, and its one verdict is this one.
    if let Some(ticket) = unsafe { Ticket::from_opaque((*message)._private) } {
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
    if shared.answered(verdict.code) || next_alone {
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
        let name = INTERCEPTOR.as_ptr();
        sys::rd_kafka_interceptor_add_on_broker_state_change(client, name, Some(on_broker_state), opaque);
        sys::rd_kafka_interceptor_add_on_request_sent(client, name, Some(on_request_sent), opaque);
        sys::rd_kafka_interceptor_add_on_acknowledgement(client, name, Some(on_acknowledgement), opaque)
    }
}

/// On a broker's thread: the state of its connection.
unsafe extern "C" fn on_broker_state(
    _client: *mut sys::rd_kafka_t,
    id: i32,
    _protocol: *const std::ffi::c_char,
    host: *const std::ffi::c_char,
    port: Int,
    state: *const std::ffi::c_char,
    opaque: Opaque,
) -> Code {
    // librdkafka has a broker of its own inside, without a port, which is always up.
    if port != 0 {
        // SAFETY: as for `on_delivery`; `host` and `state` are texts that live through this call.
        unsafe {
            let shared = &*opaque.cast_const().cast::<Shared>();
            let host = CStr::from_ptr(host).to_string_lossy();
            let state = CStr::from_ptr(state).to_bytes();
            shared.advertised.hear_state(id, &host, port, state);
            shared.held.hear_state(id, &host, port, state);
            shared.admission.hear_state(state, shared.security);
        }
    }
    Code::RD_KAFKA_RESP_ERR_NO_ERROR
}

/// On a broker's thread: a request was sent, in the version that both know.
unsafe extern "C" fn on_request_sent(
    _client: *mut sys::rd_kafka_t,
    _socket: Int,
    broker: *const std::ffi::c_char,
    id: i32,
    api: i16,
    version: i16,
    _correlation: i32,
    _size: usize,
    opaque: Opaque,
) -> Code {
    // SAFETY: as for `on_delivery`; `broker` is a text that lives through this call.
    let (shared, broker) =
        unsafe { (&*opaque.cast_const().cast::<Shared>(), CStr::from_ptr(broker).to_string_lossy()) };
    if shared.held.hear_request(&broker, id, api, version) {
        shared.wake();
    }
    Code::RD_KAFKA_RESP_ERR_NO_ERROR
}

/// On a broker's thread: what OpenSSL thinks of one of its certificates. It has judged; here is only heard what it has against it.
pub(super) unsafe extern "C" fn on_certificate(
    _client: *mut sys::rd_kafka_t,
    broker: *const std::ffi::c_char,
    _id: i32,
    fault: *mut Int,
    depth: Int,
    certificate: *const std::ffi::c_char,
    certificate_size: usize,
    reason: *mut std::ffi::c_char,
    reason_size: usize,
    opaque: Opaque,
) -> Int {
    // SAFETY: as for `on_delivery`; `fault` is OpenSSL's code, `broker` a text and `certificate` that many bytes, which live through
    // this call, and `reason` a buffer of this size.
    unsafe {
        if *fault == 0 {
            return 1;
        }
        let shared = &*opaque.cast_const().cast::<Shared>();
        let broker = CStr::from_ptr(broker).to_string_lossy();
        let der = slice::from_raw_parts(certificate.cast::<u8>(), certificate_size);
        let presented = Presented::read(*fault, words(*fault), &broker, depth, der);
        let (text, _) = presented.told();
        shared.admission.hear_certificate(presented);
        let length = text.len().min(reason_size.saturating_sub(1));
        std::ptr::copy_nonoverlapping(text.as_ptr(), reason.cast(), length);
        reason.add(length).write(0);
    }
    0
}

/// OpenSSL's words for what it has against a certificate.
#[cfg(feature = "ssl")]
fn words(fault: Int) -> &'static str {
    // SAFETY: OpenSSL has words for any number.
    unsafe { openssl::x509::X509VerifyResult::from_raw(fault) }.error_string()
}

#[cfg(not(feature = "ssl"))]
const fn words(_: Int) -> &'static str {
    ""
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
            shared.admission.hear_success();
            shared.answers.see((*message).len);
            match Ticket::from_opaque((*message)._private) {
                Some(ticket) if ticket.is_direct() && !is_stripped(shared, message) => {
                    // A waker may run its task here and now, which must not block: nothing would be answered any more.
                    let _on_library_thread = crate::runtime::thread::enter();
                    wake(ticket.acknowledge(verdict(message)));
                }
                _ => shared.answers.hurry(),
            }
        } else {
            remarks::keep(message, &shared.masks);
            shared.answers.hurry();
        }
        shared.wake();
    }
    Code::RD_KAFKA_RESP_ERR_NO_ERROR
}

/// Whether an old broker stored a record without its headers. Records go to no cluster known to be old, but one of its brokers may
/// be reached only when they are on their way.
///
/// # Safety
/// `message` is librdkafka's, in a callback.
unsafe fn is_stripped(shared: &Shared, message: *const sys::rd_kafka_message_t) -> bool {
    // SAFETY: the caller's; the headers stay librdkafka's.
    shared.held.versions().has_dropping()
        && unsafe {
            let mut headers = std::ptr::null_mut();
            shared.held.versions().is_dropping(sys::rd_kafka_message_broker_id(message))
                && sys::rd_kafka_message_headers(message, &raw mut headers)
                    == Code::RD_KAFKA_RESP_ERR_NO_ERROR
        }
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
            may_be_stored: sys::rd_kafka_message_status(message)
                != sys::rd_kafka_msg_status_t::RD_KAFKA_MSG_STATUS_NOT_PERSISTED,
        }
    }
}

/// # Safety
/// `data` is null, or points to `length` bytes.
pub(super) unsafe fn bytes(data: *mut std::ffi::c_void, length: usize) -> Option<Vec<u8>> {
    // SAFETY: the caller's.
    (!data.is_null())
        .then(|| unsafe { slice::from_raw_parts(data.cast_const().cast::<u8>(), length) }.to_vec())
}

/// librdkafka wants a token. It gets them from [`Tokens`](super::tokens::Tokens), unasked: this is the thread of the verdicts, which
/// must not wait for one.
pub(super) unsafe extern "C" fn on_token_wanted(
    _client: *mut sys::rd_kafka_t,
    _config: *const std::ffi::c_char,
    _opaque: Opaque,
) {
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
    let shown = shared.masks.mask(&reason);
    // librdkafka logs each of these as well, and the brokers that are down every 100 ms.
    let write = || tracing::debug!(target: "kafka_output::librdkafka", brokers = %shared.brokers, "{shown}");
    let _ = catch_unwind(AssertUnwindSafe(write));
    // That all brokers are down says less than the reason that came just before it.
    if code != Code::RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN {
        let refusal = refusal(code, &reason);
        match refusal {
            Some((code, ground)) => shared.admission.hear_refusal(code, ground, &shown),
            None if is_absence(code, &reason) => shared.admission.hear_of_absence(),
            None => {}
        }
        let kind = classify(refusal.map_or(code, |(code, _)| code)).0;
        shared.note_trouble(kind, reasons::without_advice(&shown));
    }
}

/// Whether an error is about who we are, or about TLS.
fn refusal(code: Code, reason: &str) -> Option<(Code, Ground)> {
    let (authentication, tls) = (Code::RD_KAFKA_RESP_ERR__AUTHENTICATION, Code::RD_KAFKA_RESP_ERR__SSL);
    match code {
        Code::RD_KAFKA_RESP_ERR__AUTHENTICATION if reason.contains("acquire SASL OAUTHBEARER token") => {
            Some((authentication, Ground::Token))
        }
        Code::RD_KAFKA_RESP_ERR__AUTHENTICATION
        | Code::RD_KAFKA_RESP_ERR_SASL_AUTHENTICATION_FAILED
        | Code::RD_KAFKA_RESP_ERR_ILLEGAL_SASL_STATE
        | Code::RD_KAFKA_RESP_ERR_UNSUPPORTED_SASL_MECHANISM => Some((authentication, Ground::Said)),
        Code::RD_KAFKA_RESP_ERR__SSL => Some((tls, Ground::Said)),
        // A broker that speaks TLS 1.3 looks at the client's certificate only after the handshake.
        _ if reason.contains("SSL alert number") => Some((tls, Ground::Said)),
        // How a handshake ends that nobody answers depends on who is faster.
        _ if reason.contains("connecting to a PLAINTEXT broker listener?")
            || reason.contains("in state SSL_HANDSHAKE") =>
        {
            Some((tls, Ground::Suspected))
        }
        _ => None,
    }
}

/// Whether a broker was not reached at all. One that ends a connection was there, and librdkafka tells the same of it only once in
/// half a minute.
fn is_absence(code: Code, reason: &str) -> bool {
    match code {
        Code::RD_KAFKA_RESP_ERR__TRANSPORT => ["in state CONNECT", "in state TRY_CONNECT", "in state INIT"]
            .iter()
            .any(|state| reason.contains(state)),
        Code::RD_KAFKA_RESP_ERR__RESOLVE => true,
        _ => false,
    }
}

/// A log line of librdkafka's, on a thread of its own.
pub(super) unsafe extern "C" fn on_log(
    client: *const sys::rd_kafka_t,
    level: Int,
    facility: *const std::ffi::c_char,
    line: *const std::ffi::c_char,
) {
    // SAFETY: two texts that live through this call.
    let (facility, line) =
        unsafe { (CStr::from_ptr(facility).to_string_lossy(), CStr::from_ptr(line).to_string_lossy()) };
    // SAFETY: the client, where there is one, is alive, and its opaque is the `Shared` of `Client::new`, or null while none is made of it.
    let shared = unsafe {
        let opaque = if client.is_null() { std::ptr::null_mut() } else { sys::rd_kafka_opaque(client) };
        opaque.cast_const().cast::<Shared>().as_ref()
    };
    if let Some(shared) = shared.filter(|_| facility == token::FACILITY) {
        shared.admission.hear_status(token::status_of(&line));
    }
    let line = shared.map_or(line.clone(), |shared| shared.masks.mask(&line));
    let Some(line) = shared.map_or(Some(line.clone()), |shared| shared.repeats.hear(&facility, line)) else {
        return;
    };
    let brokers = shared.map(|shared| tracing::field::display(&shared.brokers));
    let write = || match level {
        // syslog's levels: 0 to 3 are errors, 4 is a warning, 5 and 6 notices.
        0..=3 => tracing::error!(target: "kafka_output::librdkafka", brokers, "{facility}: {line}"),
        4 => tracing::warn!(target: "kafka_output::librdkafka", brokers, "{facility}: {line}"),
        5 | 6 => tracing::info!(target: "kafka_output::librdkafka", brokers, "{facility}: {line}"),
        _ => tracing::debug!(target: "kafka_output::librdkafka", brokers, "{facility}: {line}"),
    };
    // A subscriber is the program's code: a panic in it must not cross into C.
    let _ = catch_unwind(AssertUnwindSafe(write));
}
