//! Whether a broker list names hosts of some domain, such as a cloud's.

use super::brokers::{next_piece, port_number};
use crate::elsewhere::stands_elsewhere;
use crate::template::{Step, step};

/// What a broker list has of some domains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hosts {
    /// No host in any of them.
    None,
    /// Hosts in them, all at the port asked about, or without any, which is another fault.
    AtPort,
    /// A host in them at another port.
    AtOtherPort,
}

/// What a broker list, well written but for ports left out, has of hosts below `domains`, and whether all of them are at `port`.
#[must_use]
pub const fn hosts_in(list: &str, domains: &[&str], port: u16) -> Hosts {
    let bytes = list.as_bytes();
    let mut found = Hosts::None;
    let mut next = Some(0);
    while let Some(start) = next {
        let (from, to, behind) = next_piece(bytes, start);
        next = behind;
        let (_, rest) = bytes.split_at(from);
        let (broker, _) = rest.split_at(to - from);
        let (host, digits) = cut_port(broker);
        if !is_below(host, domains) {
            continue;
        }
        match port_number(digits) {
            Some(number) if number == port => found = Hosts::AtPort,
            _ if host.len() == broker.len() => found = Hosts::AtPort,
            _ => return Hosts::AtOtherPort,
        }
    }
    found
}

/// The same of a list in which settings stand for something, by what is written around them: `%NAMESPACE%.servicebus.windows.net:9093`
/// is such a host whatever the setting gives, and of `%HOST%:9093` nobody knows. What a setting falls back on is not looked at.
#[must_use]
pub const fn open_hosts_in(list: &str, domains: &[&str], port: u16) -> Hosts {
    let text = list.as_bytes();
    let mut found = Hosts::None;
    if stands_elsewhere(list) {
        return found;
    }
    let (mut at, mut behind_setting) = (0, false);
    while at < text.len() {
        let end = match step(text, at) {
            Step::Plain { end } => end,
            Step::Percent { end } | Step::Brace { end } => {
                (at, behind_setting) = (end, false);
                continue;
            }
            Step::Reference { end, .. } => {
                (at, behind_setting) = (end, true);
                continue;
            }
            Step::Fault(_) => return Hosts::None,
        };
        let before_setting = end < text.len() && matches!(step(text, end), Step::Reference { .. });
        match written_hosts(
            text.split_at(end).0.split_at(at).1,
            (behind_setting, before_setting),
            domains,
            port,
        ) {
            Hosts::None => {}
            Hosts::AtPort => found = Hosts::AtPort,
            Hosts::AtOtherPort => return Hosts::AtOtherPort,
        }
        (at, behind_setting) = (end, false);
    }
    found
}

/// Of one piece of text that stands behind a setting, before one, or between two.
const fn written_hosts(text: &[u8], (behind, before): (bool, bool), domains: &[&str], port: u16) -> Hosts {
    let mut found = Hosts::None;
    let mut next = Some(0);
    while let Some(start) = next {
        let (from, to, rest) = next_piece(text, start);
        next = rest;
        let (host, digits) = cut_port(text.split_at(to).0.split_at(from).1);
        // Without its colon a host may yet go on in the setting.
        let ends = host.len() < to - from;
        if !ends || !(is_below(host, domains) || (behind && start == 0 && is_end_below(host, domains))) {
            continue;
        }
        match port_number(digits) {
            Some(number) if number == port => found = Hosts::AtPort,
            _ if before && next.is_none() => found = Hosts::AtPort,
            _ => return Hosts::AtOtherPort,
        }
    }
    found
}

/// `host:9093` → `host`, `9093`. Without a colon there are no digits.
const fn cut_port(broker: &[u8]) -> (&[u8], &[u8]) {
    let mut colon = broker.len();
    while colon > 0 {
        colon -= 1;
        if broker[colon] == b':' {
            let (host, rest) = broker.split_at(colon);
            let (_, digits) = rest.split_at(1);
            return (host, digits);
        }
    }
    (broker, &[])
}

/// Whether a host is one below one of the domains: `shop.servicebus.windows.net` below `servicebus.windows.net`, with
/// the root's `.` at the end or without, in whatever case.
#[must_use]
pub const fn is_below(host: &[u8], domains: &[&str]) -> bool {
    matches!(host, [first, ..] if *first != b'.') && is_end_below(host, domains)
}

/// The same of the end of a host's name, which may be all but its first part.
const fn is_end_below(host: &[u8], domains: &[&str]) -> bool {
    let host = match host {
        [head @ .., b'.'] => head,
        _ => host,
    };
    let mut at = 0;
    while at < domains.len() {
        let domain = domains[at].as_bytes();
        if host.len() > domain.len() {
            let (head, tail) = host.split_at(host.len() - domain.len());
            if tail.eq_ignore_ascii_case(domain) && head[head.len() - 1] == b'.' {
                return true;
            }
        }
        at += 1;
    }
    false
}
