//! What the raw `properties` map may not set, and the names of a header.

use crate::bytes::same;
use crate::spec::Target;
use crate::table::{OPTIONS, OptionId};

/// What is wrong with one pair of a map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MapFault {
    /// Its name is empty or blank.
    NoName,
    /// Its name or value holds a NUL character.
    Nul,
    /// Its name holds a reference; only values may.
    MarkedName,
    /// A pair before it has the same name.
    Twice,
    /// It is a property that this option owns.
    Owned(OptionId),
    /// It is a property that would break the runtime: the row of [`FORBIDDEN`].
    Forbidden(usize),
}

/// Other names librdkafka knows its own properties by.
pub const ALIASES: &[(&str, &str)] = &[
    ("metadata.broker.list", "bootstrap.servers"),
    ("queue.buffering.max.ms", "linger.ms"),
    ("retries", "message.send.max.retries"),
    ("compression.type", "compression.codec"),
    ("request.required.acks", "acks"),
    ("delivery.timeout.ms", "message.timeout.ms"),
    ("sasl.mechanism", "sasl.mechanisms"),
    ("max.in.flight", "max.in.flight.requests.per.connection"),
    ("sasl.oauthbearer.client.credentials.client.id", "sasl.oauthbearer.client.id"),
    ("sasl.oauthbearer.client.credentials.client.secret", "sasl.oauthbearer.client.secret"),
];

/// A property nobody may set, and why: what the sentence says after it.
#[derive(Clone, Copy, Debug)]
pub struct Forbidden {
    /// The property.
    pub property: &'static str,
    /// Why, and the way out.
    pub because: &'static str,
}

const CALLBACK: &str = "which is a function, not text; leave it out";
const REPORTS: &str = "but every call waits for its delivery report; leave it out";
const CERTIFICATE: &str = "which is an object, not text; write the `ssl_…` options";

/// Properties that would break the runtime, or cannot be set as text.
pub const FORBIDDEN: &[Forbidden] = &[
    forbidden("delivery.report.only.error", REPORTS),
    forbidden("dr_cb", REPORTS),
    forbidden("dr_msg_cb", REPORTS),
    forbidden("background_event_cb", REPORTS),
    forbidden("enabled_events", "but the runtime chooses which events it serves; leave it out"),
    forbidden("log.queue", "which keeps log lines in a queue that nobody reads; leave it out"),
    forbidden("queuing.strategy", "but records leave in the order returned; leave it out"),
    forbidden("error_cb", CALLBACK),
    forbidden("throttle_cb", CALLBACK),
    forbidden("stats_cb", CALLBACK),
    forbidden("log_cb", CALLBACK),
    forbidden("socket_cb", CALLBACK),
    forbidden("connect_cb", CALLBACK),
    forbidden("closesocket_cb", CALLBACK),
    forbidden("open_cb", CALLBACK),
    forbidden("resolve_cb", CALLBACK),
    forbidden("opaque", CALLBACK),
    forbidden("default_topic_conf", CALLBACK),
    forbidden("interceptors", CALLBACK),
    forbidden("partitioner_cb", "which is a function, not text; write `partitioner`"),
    forbidden("msg_order_cmp", CALLBACK),
    forbidden("oauthbearer_token_refresh_cb", "which is a function, not text; write `oauth_bearer_method`"),
    forbidden("ssl.certificate.verify_cb", CALLBACK),
    forbidden("ssl_engine_callback_data", CALLBACK),
    forbidden("ssl_key", CERTIFICATE),
    forbidden("ssl_certificate", CERTIFICATE),
    forbidden("ssl_ca", CERTIFICATE),
];

const fn forbidden(property: &'static str, because: &'static str) -> Forbidden {
    Forbidden { property, because }
}

/// librdkafka's main name for a property.
#[must_use]
pub const fn main_name(property: &str) -> &str {
    let mut at = 0;
    while at < ALIASES.len() {
        if same(ALIASES[at].0, property) {
            return ALIASES[at].1;
        }
        at += 1;
    }
    property
}

/// The option that owns a property, by any of its names.
#[must_use]
pub const fn owner(property: &str) -> Option<OptionId> {
    let name = main_name(property);
    let mut at = 0;
    while at < OPTIONS.len() {
        if let Target::Property(owned) = OPTIONS[at].target
            && same(owned, name)
        {
            return Some(OPTIONS[at].id);
        }
        at += 1;
    }
    None
}

/// What is wrong with the pair at an index of `properties`.
#[must_use]
pub const fn property_fault(pairs: &[(&str, &str)], index: usize) -> Option<MapFault> {
    let (name, value) = pairs[index];
    if let Some(fault) = name_fault(name) {
        return Some(fault);
    }
    if has_nul(value) {
        return Some(MapFault::Nul);
    }
    let mut at = 0;
    while at < index {
        if same(main_name(pairs[at].0), main_name(name)) {
            return Some(MapFault::Twice);
        }
        at += 1;
    }
    if let Some(id) = owner(name) {
        return Some(MapFault::Owned(id));
    }
    at = 0;
    while at < FORBIDDEN.len() {
        if same(FORBIDDEN[at].property, name) {
            return Some(MapFault::Forbidden(at));
        }
        at += 1;
    }
    None
}

/// What is wrong with the name of a header. Its value may be any bytes, and a name may come again.
#[must_use]
pub const fn header_fault(name: &str) -> Option<MapFault> {
    name_fault(name)
}

const fn name_fault(name: &str) -> Option<MapFault> {
    if crate::grammar::is_blank(name) {
        return Some(MapFault::NoName);
    }
    if has_nul(name) {
        return Some(MapFault::Nul);
    }
    if crate::template::names_setting(name) {
        return Some(MapFault::MarkedName);
    }
    None
}

const fn has_nul(text: &str) -> bool {
    crate::bytes::position(text.as_bytes(), b"\0", 0).is_some()
}
