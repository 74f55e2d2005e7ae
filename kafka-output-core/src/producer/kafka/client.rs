//! librdkafka's client: made from properties, destroyed with its topics.

// Creates, configures and destroys the client through the C interface: its callbacks must be our own.
#![allow(unsafe_code)]

use std::collections::{BTreeMap, HashMap};
use std::ffi::{CStr, CString, c_char, c_int, c_void};
use std::sync::{Arc, Mutex, PoisonError};

use rdkafka_sys as sys;
use rdkafka_sys::RDKafkaConfRes as ConfResult;

use super::NativeTopic;
use super::advice;
use super::partitioner::{self, Turn};
use super::shared::Shared;
use crate::error::{Error, ErrorKind};
use crate::masks::Masks;

/// The bytes librdkafka writes its reasons into.
const REASON: usize = 512;

/// A client, and the topic handles it has given out.
#[derive(Debug)]
pub(super) struct Client {
    native: *mut sys::rd_kafka_t,
    topics: Mutex<HashMap<Box<str>, Topic>>,
}

/// A topic's handle, and its turn for the partitioner `round_robin`, which has it as the topic's opaque.
#[derive(Debug)]
struct Topic {
    native: NativeTopic,
    _turn: Arc<Turn>,
}

// SAFETY: librdkafka's client and its topics may be used from any thread.
unsafe impl Send for Client {}
// SAFETY: as above.
unsafe impl Sync for Client {}

impl Client {
    /// A producer with these properties, whose callbacks are given `shared`.
    ///
    /// The error holds no secret: librdkafka's own text prints a rejected value, a password too.
    pub(super) fn new(
        properties: &BTreeMap<String, String>,
        round_robin: bool,
        shared: &Shared,
    ) -> Result<Self, Error> {
        // Whoever is first decides whether OpenSSL takes itself down at the program's end, under threads of librdkafka that still speak TLS:
        // the crate says no, librdkafka nothing.
        #[cfg(feature = "ssl")]
        openssl::init();
        let mut reason = [0 as c_char; REASON];
        // SAFETY: `conf` is ours until `rd_kafka_new` succeeds, which takes it over. `shared` outlives the client: both belong to
        // the transport, which destroys the client first.
        unsafe {
            let conf = sys::rd_kafka_conf_new();
            for (name, value) in properties {
                if let Err(refused) = set(conf, name, value) {
                    sys::rd_kafka_conf_destroy(conf);
                    return Err(refused.of(name));
                }
            }
            let opaque: Opaque = std::ptr::from_ref(shared).cast_mut().cast();
            sys::rd_kafka_conf_set_opaque(conf, opaque);
            sys::rd_kafka_conf_interceptor_add_on_new(
                conf,
                super::callbacks::INTERCEPTOR.as_ptr(),
                Some(super::callbacks::on_new),
                opaque,
            );
            sys::rd_kafka_conf_set_dr_msg_cb(conf, Some(super::callbacks::on_delivery));
            sys::rd_kafka_conf_set_error_cb(conf, Some(super::callbacks::on_error));
            sys::rd_kafka_conf_set_log_cb(conf, Some(super::callbacks::on_log));
            if shared.security.has_token_provider() {
                // With it, librdkafka does not make tokens of its own.
                sys::rd_kafka_conf_set_oauthbearer_token_refresh_cb(
                    conf,
                    Some(super::callbacks::on_token_wanted),
                );
            }
            // Refused where librdkafka is built without TLS, which then has no certificates to look at.
            sys::rd_kafka_conf_set_ssl_cert_verify_cb(conf, Some(super::callbacks::on_certificate));
            if round_robin {
                partitioner::install(conf);
            }
            let native = sys::rd_kafka_new(
                sys::RDKafkaType::RD_KAFKA_PRODUCER,
                conf,
                reason.as_mut_ptr(),
                reason.len(),
            );
            if native.is_null() {
                // `conf` is ours again, but librdkafka (2.12) has mostly freed its interceptors already, and to destroy it would free
                // them twice, which ends the program. A few kilobytes are lost instead.
                return Err(refused(&CStr::from_ptr(reason.as_ptr()).to_string_lossy(), &shared.masks));
            }
            Ok(Self { native, topics: Mutex::default() })
        }
    }

    pub(super) const fn as_ptr(&self) -> *mut sys::rd_kafka_t {
        self.native
    }

    /// The handle of a topic, made at its first use and kept as long as the client.
    pub(super) fn topic(&self, name: &str) -> Result<NativeTopic, String> {
        let mut topics = self.topics.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(topic) = topics.get(name) {
            return Ok(topic.native);
        }
        let c_name = CString::new(name).map_err(|_| "a topic's name cannot hold a zero byte".to_owned())?;
        let turn = Arc::<Turn>::default();
        // SAFETY: the client is alive, and takes the topic's configuration over, also when it makes no topic of it. The turn
        // outlives the client: `topics` is dropped after it was destroyed.
        let native = unsafe {
            let conf = sys::rd_kafka_default_topic_conf_dup(self.native);
            sys::rd_kafka_topic_conf_set_opaque(conf, Arc::as_ptr(&turn).cast_mut().cast());
            sys::rd_kafka_topic_new(self.native, c_name.as_ptr(), conf)
        };
        if native.is_null() {
            return Err(describe(last_error()));
        }
        let native = NativeTopic(native);
        topics.insert(name.into(), Topic { native, _turn: turn });
        Ok(native)
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let topics = self.topics.get_mut().unwrap_or_else(PoisonError::into_inner);
        for topic in topics.values() {
            // SAFETY: each handle is ours once, and nobody enqueues any more: the transport that could is being dropped.
            unsafe { sys::rd_kafka_topic_destroy(topic.native.0) };
        }
        // SAFETY: no callback runs after this returns, and nobody holds the client but us.
        unsafe { sys::rd_kafka_destroy(self.native) };
    }
}

/// Why librdkafka does not take a property.
#[derive(Debug, Clone, Copy)]
enum Refused {
    ZeroByte,
    Unknown,
    Lacking,
    Value,
}

impl Refused {
    /// What is said of it behind the property's name.
    const fn why(self) -> &'static str {
        match self {
            Self::ZeroByte => "whose value holds a zero byte; remove it",
            Self::Unknown => {
                "which librdkafka does not have; look for it in its CONFIGURATION.md, or leave it out"
            }
            Self::Lacking => {
                "which this build of librdkafka lacks the means for; leave it out, or add the cargo feature it belongs to"
            }
            Self::Value => "whose value librdkafka refuses; its CONFIGURATION.md lists what it takes",
        }
    }

    fn of(self, name: &str) -> Error {
        Error::new(ErrorKind::Configuration, format!("the property `{name}`, {}", self.why()))
    }
}

/// Why librdkafka does not take this property, if it does not. Nothing else comes of the question: what loads code when it is set is not asked about.
pub(super) fn why_not(name: &str, value: &str) -> Option<&'static str> {
    if name == "plugin.library.paths" {
        return None;
    }
    // SAFETY: `conf` is ours.
    let refused = unsafe {
        let conf = sys::rd_kafka_conf_new();
        let set = set(conf, name, value);
        sys::rd_kafka_conf_destroy(conf);
        set.err()
    };
    refused.map(Refused::why)
}

/// Sets one property.
///
/// # Safety
/// `conf` is a configuration of ours.
unsafe fn set(conf: *mut sys::rd_kafka_conf_t, name: &str, value: &str) -> Result<(), Refused> {
    let mut reason = [0 as c_char; REASON];
    let (Ok(c_name), Ok(c_value)) = (CString::new(name), CString::new(value)) else {
        return Err(Refused::ZeroByte);
    };
    let c_value = zeroize::Zeroizing::new(c_value);
    // SAFETY: the strings end in zero and live through the call, which copies them.
    let result = unsafe {
        sys::rd_kafka_conf_set(conf, c_name.as_ptr(), c_value.as_ptr(), reason.as_mut_ptr(), reason.len())
    };
    // SAFETY: the buffer is ours, and begins as zeros.
    let reason = unsafe { CStr::from_ptr(reason.as_ptr()) }.to_string_lossy();
    Err(match result {
        ConfResult::RD_KAFKA_CONF_OK => return Ok(()),
        ConfResult::RD_KAFKA_CONF_UNKNOWN => Refused::Unknown,
        // Of its reasons this one quotes no value.
        ConfResult::RD_KAFKA_CONF_INVALID if reason.contains("not supported in this build") => {
            Refused::Lacking
        }
        ConfResult::RD_KAFKA_CONF_INVALID => Refused::Value,
    })
}

/// Why no client was made, without the secrets librdkafka quotes.
fn refused(reason: &str, masks: &Masks) -> Error {
    let (kind, advice) = advice::of_options(reason);
    // OpenSSL's part of it ends the line.
    let reason = masks.mask(reason).trim_end().replace(['\r', '\n'], " ");
    Error::new(kind, format!("no producer can be made of these options: {reason}{advice}"))
}

/// The last error of this thread's last call.
pub(super) fn last_error() -> sys::RDKafkaRespErr {
    // SAFETY: reads a variable of this thread.
    unsafe { sys::rd_kafka_last_error() }
}

/// librdkafka's text for a code.
pub(super) fn describe(code: sys::RDKafkaRespErr) -> String {
    // SAFETY: returns a text that lives as long as the program.
    unsafe { CStr::from_ptr(sys::rd_kafka_err2str(code)).to_string_lossy().into_owned() }
}

/// The types of the callbacks, for the file that holds them.
pub(super) type Opaque = *mut c_void;
/// A C `int`.
pub(super) type Int = c_int;
