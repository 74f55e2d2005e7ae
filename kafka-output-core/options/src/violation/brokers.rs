//! What is wrong with a broker list.

use std::borrow::Cow;

use super::shown::{is_unseen, seen, slice};
use crate::grammar::broker_list_fault;
use crate::grammar::brokers::{BrokerFault, BrokerFaultKind};
use crate::grammar::hosts::is_below;
use crate::grammar::open::{OPEN, open_list_faults};
use crate::rules::clouds::{EVENT_HUBS, EVENT_HUBS_PORT};
use crate::spec::OptionSpec;
use crate::template::{Template, names_setting};
use crate::value::Value;

pub(super) fn brokers(spec: &OptionSpec, value: &Value<'_>, fault: BrokerFault) -> String {
    let broker = slice(spec, value, fault.from, fault.to);
    let which =
        broker.map_or_else(|| "one of the brokers".to_owned(), |broker| format!("`{}`", seen(broker)));
    let shown = broker.unwrap_or("host");
    if let Some(told) = broker.and_then(|broker| look_alike(broker, &which)) {
        return told;
    }
    match fault.kind {
        BrokerFaultKind::ConnectionString => connection_string(value, fault),
        BrokerFaultKind::Host | BrokerFaultKind::Port | BrokerFaultKind::NoPort
            if broker.is_some_and(|broker| names_setting(broker) && is_right(broker)) =>
        {
            format!(" has no broker in {which}; {}", doubled(broker.unwrap_or_default()))
        }
        BrokerFaultKind::Missing => {
            " has no broker where one should stand; write `host:port`, with one comma between two brokers"
                .to_owned()
        }
        BrokerFaultKind::InBrackets => {
            let plain = broker.map(|list| list.replace(['[', ']', '"', '\'', ' '], ""));
            let plain = plain.filter(|list| is_right(list)).unwrap_or_else(|| "host:port,host:port".to_owned());
            format!(" is a list in brackets; write the brokers alone, with commas between them: `{plain}`")
        }
        BrokerFaultKind::Scheme => {
            let plain = broker.and_then(|broker| broker.split_once("://")).map_or("", |(_, rest)| rest);
            format!(
                " has a URL scheme in {which}, but brokers have none; write `{}`, and choose TLS and SASL by `protocol`",
                without_path(plain)
            )
        }
        BrokerFaultKind::Separator => separator(broker, &which),
        BrokerFaultKind::NoPort => {
            let host = shown.trim_end_matches(':');
            let or_other = if names_event_hubs(host) { "" } else { ", or the port it listens on" };
            format!(" has no port in {which}; write `{}`{or_other}", with_port(host))
        }
        BrokerFaultKind::Port | BrokerFaultKind::Host if broker.is_some_and(|broker| broker.contains('/')) => {
            format!(
                " has a path in {which}, as ZooKeeper's addresses have and brokers do not; write the broker's own `host:port`"
            )
        }
        BrokerFaultKind::Port => format!(" has no port from 1 to 65535 in {which}; write `host:port`"),
        BrokerFaultKind::Host if broker.and_then(meant_setting).is_some() => {
            let name = broker.and_then(meant_setting).unwrap_or_default();
            format!(" has no host in {which}; a setting is written `%{name}%`")
        }
        BrokerFaultKind::Host if matches!(value, Value::Text(text) if text.contains('@')) => {
            " has no host in one of the brokers, as where a user stands before an `@`; write `host:port`, and the two as `username` and \
             `password`"
                .to_owned()
        }
        BrokerFaultKind::Host if broker.is_some_and(|broker| broker.starts_with('-')) => {
            format!(" has no host in {which}, which begins with `-`; write `host:port`, the host's first sign a letter or digit")
        }
        BrokerFaultKind::Host if broker.is_some_and(is_quoted) => {
            format!(" has quotes in {which}, which are part of the text here; leave them out")
        }
        BrokerFaultKind::Host if piece(value, fault).is_some_and(is_too_long) => {
            format!(" has a host of more than {HOST} letters in one of the brokers; write the `host:port` that resolves")
        }
        BrokerFaultKind::Host => {
            format!(
                " has no host in {which}; write `host:port`, the host of letters, digits, `-`, `_` and `.`"
            )
        }
        BrokerFaultKind::Ipv4 => {
            format!(
                " has no IPv4 address in {which}; write four numbers from 0 to 255 and a port, such as `127.0.0.1:9092`"
            )
        }
        BrokerFaultKind::Brackets => {
            format!(
                " has an IPv6 address without brackets in {which}; write `[address]:port`, such as `[::1]:9092`"
            )
        }
        BrokerFaultKind::Ipv6 => {
            format!(
                " has no IPv6 address in the brackets of {which}; write `[address]:port`, such as `[::1]:9092`"
            )
        }
    }
}

/// How long a host's name may be, by RFC 1035.
const HOST: usize = 253;

fn is_too_long(broker: &str) -> bool {
    broker.rsplit_once(':').is_some_and(|(host, _)| host.len() > HOST)
}

/// What is wrong, as it is written.
fn piece<'a>(value: &Value<'a>, fault: BrokerFault) -> Option<&'a str> {
    match value {
        Value::Text(text) => text.get(fault.from..fault.to),
        _ => None,
    }
}

/// Several brokers, or a host and a port, with another sign between them than there should be.
fn separator(broker: Option<&str>, which: &str) -> String {
    let is_between = |letter: char| matches!(letter, ';' | '|') || letter.is_ascii_whitespace();
    let brokers = broker.unwrap_or("host:port host:port").split(is_between);
    let parts: Vec<&str> = brokers.filter(|broker| !broker.is_empty()).collect();
    if let Some(remark) = parts.iter().position(|part| part.starts_with('#') || part.starts_with("//")) {
        let meant = parts[..remark].join(",");
        let meant = if is_right(&meant) { meant } else { "host:port".to_owned() };
        return format!(" has a remark in {which}, which is part of the text here; leave it out: `{meant}`");
    }
    if let [alone] = parts[..]
        && is_right(alone)
    {
        return format!(" has a sign too many in {which}; write the broker alone: `{alone}`");
    }
    // What is only digits is a port, which was set off by the wrong sign.
    let is_port = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let meant = parts.iter().enumerate().fold(String::new(), |meant, (at, part)| match at {
        0 => (*part).to_owned(),
        _ if is_port(part) => format!("{meant}:{part}"),
        _ => format!("{meant},{part}"),
    });
    let (several, between) =
        if meant.contains(',') { ("comma", "two brokers") } else { ("colon", "host and port") };
    let example = if is_right(&meant) { meant.as_str() } else { "host:port,host:port" };
    format!(" has no {several} in {which}; write one between {between}: `{example}`")
}

/// Whether a list may be offered as it is.
fn is_right(list: &str) -> bool {
    match Template::parse(list).ok().filter(Template::has_references) {
        Some(template) => {
            let has_path = template.plain().any(|plain| plain.contains('/'));
            let open = template.replaced(|_| Cow::Owned(OPEN.to_string()));
            !has_path && open_list_faults(&open, &template.written()).is_empty()
        }
        None => broker_list_fault(list).is_none(),
    }
}

/// `https://host:443/kafka/v3` without its scheme and path, and with a port.
fn without_path(rest: &str) -> String {
    // A setting's default may have a `/`.
    let settings = if names_setting(rest) { rest.rfind(['%', '}']).map_or(0, |last| last + 1) } else { 0 };
    let (head, tail) = rest.split_at(settings);
    let host = format!("{head}{}", tail.split(['/', '?', '#']).next().unwrap_or_default());
    let with_port = with_port(&host);
    match host {
        host if is_right(&host) => host,
        _ if is_right(&with_port) => with_port,
        _ => "host:port".to_owned(),
    }
}

fn names_event_hubs(host: &str) -> bool {
    is_below(host.as_bytes(), EVENT_HUBS)
}

/// The host at the port where Event Hubs speaks Kafka, or at Kafka's usual one.
fn with_port(host: &str) -> String {
    format!("{host}:{}", if names_event_hubs(host) { EVENT_HUBS_PORT } else { 9092 })
}

/// What is said of a character that cannot be seen, or is taken for another.
fn look_alike(broker: &str, which: &str) -> Option<String> {
    if let Some(unseen) = broker.chars().find(|letter| !letter.is_ascii() && is_unseen(*letter)) {
        let escaped = unseen.escape_debug();
        return Some(format!(" has `{escaped}` in {which}, a character that cannot be seen; leave it out"));
    }
    let (wrong, meant) = LOOK_ALIKES.iter().find(|(wrong, _)| broker.contains(*wrong))?;
    Some(format!(" has `{wrong}` in {which}, which only looks like `{meant}`; write `{meant}`"))
}

/// What other keyboards have for the signs of a broker list.
const LOOK_ALIKES: [(char, char); 7] =
    [('，', ','), ('、', ','), ('：', ':'), ('；', ','), ('．', '.'), ('。', '.'), ('‐', '-')];

fn is_quoted(broker: &str) -> bool {
    broker.starts_with(['"', '\'']) || broker.ends_with(['"', '\''])
}

/// `$BROKERS`, `{BROKERS}`, `{{ BROKERS }}`: what others write for what `%BROKERS%` is here.
pub(super) fn meant_setting(text: &str) -> Option<&str> {
    if names_setting(text) {
        return None;
    }
    let (_, rest) = text.split_once(['$', '{'])?;
    let rest = rest.trim_start_matches(['{', '(', ' ']);
    let end =
        rest.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_').unwrap_or(rest.len());
    rest.get(..end).filter(|name| !name.is_empty())
}

/// `%TOPIC%`, which was `%%TOPIC%%`, or stands in another setting's value.
pub(super) fn doubled(text: &str) -> String {
    let name = text.split('%').nth(1).unwrap_or_default();
    format!("`%%` is a percent sign, and a setting is written `%{name}%` in the option itself")
}

/// Of the string only its host is shown: the rest is a secret.
fn connection_string(value: &Value<'_>, fault: BrokerFault) -> String {
    let host = piece(value, fault).filter(|host| !host.is_empty());
    let host = host.unwrap_or("NAMESPACE.servicebus.windows.net");
    format!(
        " is a connection string of Event Hubs, not a broker; write `broker_list = \"{host}:{EVENT_HUBS_PORT}\"`, and the string as \
         `password`, best by a setting, with `username = \"$ConnectionString\"` and `protocol = sasl_ssl`"
    )
}
