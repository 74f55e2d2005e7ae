//! Broker lists in which settings stand for something: what is wrong whatever they give, which may be a part of a broker or
//! several brokers.

use super::brokers::{
    BrokerFault, BrokerFaultKind, broker_list_fault, is_host, is_in_brackets, is_port, is_several,
};

/// Stands for what a setting gives.
pub(crate) const OPEN: char = '\u{1}';

/// Such faults: of the list `open`, with [`OPEN`] for each setting. The bytes are those of the list with the settings as they are
/// `written`.
pub(crate) fn open_list_faults(open: &str, written: &[&str]) -> Vec<BrokerFault> {
    let mut settings = written.iter();
    let mut length = |text: &str| {
        let longer =
            settings.by_ref().take(text.matches(OPEN).count()).map(|setting| setting.len() - OPEN.len_utf8());
        text.len() + longer.sum::<usize>()
    };
    if is_in_brackets(open) {
        return vec![BrokerFault { kind: BrokerFaultKind::InBrackets, from: 0, to: length(open) }];
    }
    let (mut found, mut start) = (Vec::new(), 0);
    for piece in open.split(',') {
        let broker = piece.trim_ascii();
        let from = start + piece.len() - piece.trim_ascii_start().len();
        let to = from + length(broker);
        if let Some(kind) = broker_fault(broker) {
            found.push(BrokerFault { kind, from, to });
        }
        start = to + piece.len() - piece.trim_ascii_end().len() + 1;
    }
    found
}

fn broker_fault(broker: &str) -> Option<BrokerFaultKind> {
    let Some((head, rest)) = broker.split_once(OPEN) else {
        return broker_list_fault(broker).map(|fault| fault.kind);
    };
    let tail = rest.rsplit_once(OPEN).map_or(rest, |(_, tail)| tail);
    if broker.contains("://") {
        return Some(BrokerFaultKind::Scheme);
    }
    if is_several(broker.as_bytes()) {
        return Some(BrokerFaultKind::Separator);
    }
    head_fault(head).or_else(|| tail_fault(tail, broker.contains(':')))
}

/// `kafka-`, `kafka:`, `kafka:90`: what stands before the first setting. In brackets anything may follow.
fn head_fault(head: &str) -> Option<BrokerFaultKind> {
    if head.starts_with('[') {
        return None;
    }
    match head.split_once(':') {
        None => (!are_of_hosts(head)).then_some(BrokerFaultKind::Host),
        Some((host, _)) if !is_host(host.as_bytes()) => Some(BrokerFaultKind::Host),
        Some((_, port)) => (!are_digits(port)).then_some(BrokerFaultKind::Port),
    }
}

/// `.example.com:9092`, `:9092`, `2`: what stands behind the last setting is the end of a port, or a port and what is before.
fn tail_fault(tail: &str, has_colon: bool) -> Option<BrokerFaultKind> {
    let (before, port) = tail.rsplit_once(':').map_or((tail, None), |(before, port)| (before, Some(port)));
    let closes = before.contains(']');
    match port {
        _ if !closes && port.is_some() && !before.split(':').all(are_of_hosts) => Some(BrokerFaultKind::Host),
        Some(port) => (!is_port(port.as_bytes())).then_some(BrokerFaultKind::Port),
        None if are_digits(tail) => None,
        None if has_colon && !closes => Some(BrokerFaultKind::Port),
        None if closes || are_of_hosts(tail) => Some(BrokerFaultKind::NoPort),
        None => Some(BrokerFaultKind::Host),
    }
}

fn are_of_hosts(part: &str) -> bool {
    part.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-'))
}

fn are_digits(part: &str) -> bool {
    part.bytes().all(|byte| byte.is_ascii_digit())
}
