//! Broker lists: `host:port`, comma-separated.
//!
//! librdkafka itself forgives much (a URL scheme, a missing port, a port of letters) and then talks to the wrong place;
//! here each broker is a host and a port. Blanks around a comma are allowed, and left out of the property.

use super::connection_string::{host_of, is_connection_string};
use super::ip::{is_broken_ipv4, is_ipv6};
use super::open::OPEN;
use crate::bytes::position;

/// What is wrong with a broker list, and with which of its brokers: the bytes `from..to` of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BrokerFault {
    /// What is wrong.
    pub kind: BrokerFaultKind,
    /// Where the broker begins.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
}

/// The ways a broker may be written wrongly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BrokerFaultKind {
    /// The list is a connection string of Event Hubs, a secret; the bytes are those of its host, if it has one.
    ConnectionString,
    /// The list stands in brackets, as a list of another language does; the bytes are all of it.
    InBrackets,
    /// Nothing stands between two commas, or behind the last.
    Missing,
    /// It begins with a URL scheme.
    Scheme,
    /// It is several, with something else than a comma between them.
    Separator,
    /// It has no `:port`.
    NoPort,
    /// Its port is not a number from 1 to 65535.
    Port,
    /// Its host has a character no host has, or an empty part, or nothing.
    Host,
    /// Its host is nothing but numbers, and no IPv4 address.
    Ipv4,
    /// An IPv6 address without brackets.
    Brackets,
    /// What stands in brackets is no IPv6 address.
    Ipv6,
}

/// The first fault of a broker list.
#[must_use]
pub const fn broker_list_fault(text: &str) -> Option<BrokerFault> {
    if let Some(fault) = connection_string_fault(text) {
        return Some(fault);
    }
    if is_in_brackets(text) {
        return Some(BrokerFault { kind: BrokerFaultKind::InBrackets, from: 0, to: text.len() });
    }
    first_fault(text.as_bytes(), Some(0))
}

/// The first fault behind this one.
#[must_use]
pub const fn next_broker_fault(text: &str, fault: &BrokerFault) -> Option<BrokerFault> {
    if let BrokerFaultKind::ConnectionString | BrokerFaultKind::InBrackets = fault.kind {
        return None;
    }
    match position(text.as_bytes(), b",", fault.to) {
        Some(comma) => first_fault(text.as_bytes(), Some(comma + 1)),
        None => None,
    }
}

/// Whether a list is wrong in nothing but ports left out, so that it is known whose brokers they are.
#[must_use]
pub fn lacks_ports_alone(text: &str) -> bool {
    let mut faults = std::iter::successors(broker_list_fault(text), |fault| next_broker_fault(text, fault));
    faults.all(|fault| matches!(fault.kind, BrokerFaultKind::NoPort))
}

const fn first_fault(bytes: &[u8], mut next: Option<usize>) -> Option<BrokerFault> {
    while let Some(start) = next {
        let (from, to, behind) = next_piece(bytes, start);
        let (_, rest) = bytes.split_at(from);
        let (broker, _) = rest.split_at(to - from);
        if let Some(kind) = broker_fault(broker) {
            return Some(BrokerFault { kind, from, to });
        }
        next = behind;
    }
    None
}

/// The fault of a list that is no list at all, but a secret.
pub(crate) const fn connection_string_fault(text: &str) -> Option<BrokerFault> {
    if !is_connection_string(text) {
        return None;
    }
    let (from, to) = host_of(text);
    Some(BrokerFault { kind: BrokerFaultKind::ConnectionString, from, to })
}

/// Whether a list is `['a:1', 'b:1']`, and not the IPv6 address `[::1]`.
pub(super) const fn is_in_brackets(text: &str) -> bool {
    let [b'[', inner @ .., b']'] = text.as_bytes().trim_ascii() else { return false };
    !is_ipv6(inner)
        && position(inner, b"[", 0).is_none()
        && position(inner, b"]", 0).is_none()
        && (position(inner, b",", 0).is_some()
            || position(inner, b"'", 0).is_some()
            || position(inner, b"\"", 0).is_some())
}

/// Where the piece of a list that stands at `start` begins and ends without its blanks, and where the next one stands.
pub(super) const fn next_piece(list: &[u8], start: usize) -> (usize, usize, Option<usize>) {
    let mut end = start;
    while end < list.len() && list[end] != b',' {
        end += 1;
    }
    let (mut from, mut to) = (start, end);
    while from < to && list[from].is_ascii_whitespace() {
        from += 1;
    }
    while to > from && list[to - 1].is_ascii_whitespace() {
        to -= 1;
    }
    (from, to, if end == list.len() { None } else { Some(end + 1) })
}

const fn broker_fault(broker: &[u8]) -> Option<BrokerFaultKind> {
    if broker.is_empty() {
        return Some(BrokerFaultKind::Missing);
    }
    if position(broker, b"://", 0).is_some() {
        return Some(BrokerFaultKind::Scheme);
    }
    if is_several(broker) {
        return Some(BrokerFaultKind::Separator);
    }
    if broker[0] == b'[' {
        return bracketed_fault(broker);
    }
    let mut colon = broker.len();
    let mut colons = 0;
    let mut at = 0;
    while at < broker.len() {
        if broker[at] == b':' {
            colon = at;
            colons += 1;
        }
        at += 1;
    }
    if colons > 1 && is_ipv6_or_with_port(broker, colon) {
        return Some(BrokerFaultKind::Brackets);
    }
    let (host, port) = broker.split_at(colon);
    if !is_host(host) {
        return Some(BrokerFaultKind::Host);
    }
    if is_broken_ipv4(host) {
        return Some(BrokerFaultKind::Ipv4);
    }
    port_fault(port)
}

/// Whether what stands between two commas is more than one broker: `a:1;b:1`, `a:1 b:1`. Of a blank in a host's name nobody knows.
pub(super) const fn is_several(broker: &[u8]) -> bool {
    let (mut at, mut has_colon) = (0, false);
    while at < broker.len() {
        match broker[at] {
            b';' | b'|' => return true,
            b':' => has_colon = true,
            blank if at > 0 && blank.is_ascii_whitespace() => {
                let last = broker[at - 1];
                return has_colon && last.is_ascii_digit() || last as char == OPEN;
            }
            _ => {}
        }
        at += 1;
    }
    false
}

const fn bracketed_fault(broker: &[u8]) -> Option<BrokerFaultKind> {
    let mut close = 1;
    while close < broker.len() && broker[close] != b']' {
        close += 1;
    }
    if close == broker.len() {
        return Some(BrokerFaultKind::Ipv6);
    }
    let (inner, port) = broker.split_at(close + 1);
    let (_, inner) = inner.split_at(1);
    let (address, _) = inner.split_at(inner.len() - 1);
    if !is_ipv6(address) {
        return Some(BrokerFaultKind::Ipv6);
    }
    port_fault(port)
}

const fn is_ipv6_or_with_port(broker: &[u8], last_colon: usize) -> bool {
    let (address, _) = broker.split_at(last_colon);
    is_ipv6(broker) || is_ipv6(address)
}

/// The fault of `:port`.
const fn port_fault(port: &[u8]) -> Option<BrokerFaultKind> {
    if port.is_empty() {
        return Some(BrokerFaultKind::NoPort);
    }
    let (colon, digits) = port.split_at(1);
    if colon[0] != b':' || !is_port(digits) { Some(BrokerFaultKind::Port) } else { None }
}

/// Whether these are the digits of a port, 1 to 65535.
pub(super) const fn is_port(digits: &[u8]) -> bool {
    port_number(digits).is_some()
}

/// The port of these digits, 1 to 65535.
pub(super) const fn port_number(digits: &[u8]) -> Option<u16> {
    let mut number = 0_u16;
    let mut at = 0;
    while at < digits.len() {
        if !digits[at].is_ascii_digit() || at == 5 {
            return None;
        }
        let Some(tens) = number.checked_mul(10) else { return None };
        let Some(sum) = tens.checked_add((digits[at] - b'0') as u16) else { return None };
        number = sum;
        at += 1;
    }
    if number == 0 { None } else { Some(number) }
}

/// Whether these are the dot-separated parts of a host's name; `_` is none of the internet's, but of many containers'.
pub(super) const fn is_host(host: &[u8]) -> bool {
    let mut part = 0;
    let mut at = 0;
    while at < host.len() {
        match host[at] {
            b'.' if part == 0 => return false,
            b'.' => part = 0,
            byte if byte.is_ascii_alphanumeric() || byte == b'_' || (byte == b'-' && part > 0) => part += 1,
            _ => return false,
        }
        at += 1;
    }
    !host.is_empty() && host.len() <= 253
}
