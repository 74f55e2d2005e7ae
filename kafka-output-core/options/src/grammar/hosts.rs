//! Whether a broker list names hosts of some domain, such as a cloud's.

use super::brokers::{next_piece, port_number};

/// What a broker list has of some domains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hosts {
    /// No host in any of them.
    None,
    /// Hosts in them, all at the port asked about.
    AtPort,
    /// A host in them at another port.
    AtOtherPort,
}

/// What a broker list, well written, has of hosts below `domains`, and whether all of them are at `port`.
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
    let host = match host {
        [head @ .., b'.'] => head,
        _ => host,
    };
    let mut at = 0;
    while at < domains.len() {
        let domain = domains[at].as_bytes();
        if host.len() > domain.len() + 1 {
            let (head, tail) = host.split_at(host.len() - domain.len());
            if tail.eq_ignore_ascii_case(domain) && head[head.len() - 1] == b'.' {
                return true;
            }
        }
        at += 1;
    }
    false
}
