//! What is wrong with the form of a text.

use super::shown::{character, slice, visible};
use crate::grammar::brokers::{BrokerFault, BrokerFaultKind};
use crate::grammar::hosts::is_below;
use crate::grammar::topic::{MAX_LENGTH, TopicFault};
use crate::grammar::{UrlFault, UrlsFault};
use crate::rules::clouds::{EVENT_HUBS, EVENT_HUBS_PORT};
use crate::spec::OptionSpec;
use crate::value::Value;

pub(super) fn topic(spec: &OptionSpec, value: &Value<'_>, fault: TopicFault) -> String {
    let wrong = match fault {
        TopicFault::Empty => "is empty".to_owned(),
        TopicFault::Dots => "cannot be `.` or `..`".to_owned(),
        TopicFault::TooLong { length } => format!("has {length} characters"),
        TopicFault::Character { at } => format!("has {}, which no topic has", character(spec, value, at)),
    };
    if let TopicFault::Character { .. } = fault
        && let Some(name) = visible(spec, value).and_then(meant_setting)
    {
        return format!(" {wrong}; a setting is written `%{name}%`");
    }
    format!(" {wrong}; write 1 to {MAX_LENGTH} letters, digits, `.`, `_` and `-`")
}

/// `$BROKERS`, `{BROKERS}`, `{{ BROKERS }}`: what others write for what `%BROKERS%` is here.
fn meant_setting(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once(['$', '{'])?;
    let rest = rest.trim_start_matches(['{', '(', ' ']);
    let end =
        rest.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_').unwrap_or(rest.len());
    rest.get(..end).filter(|name| !name.is_empty())
}

pub(super) fn brokers(spec: &OptionSpec, value: &Value<'_>, fault: BrokerFault) -> String {
    let broker = slice(spec, value, fault.from, fault.to);
    let which = broker.map_or_else(|| "one of the brokers".to_owned(), |broker| format!("`{broker}`"));
    let shown = broker.unwrap_or("host");
    match fault.kind {
        BrokerFaultKind::ConnectionString => connection_string(value, fault),
        BrokerFaultKind::Missing => {
            " has no broker where one should stand; write `host:port`, with one comma between two brokers"
                .to_owned()
        }
        BrokerFaultKind::Scheme => {
            let plain =
                broker.and_then(|broker| broker.split_once("://")).map_or("host:port", |(_, rest)| rest);
            format!(
                " has a URL scheme in {which}, but brokers have none; write `{}`, and choose TLS and SASL by `protocol`",
                plain.trim_end_matches('/')
            )
        }
        BrokerFaultKind::Separator => {
            let is_between = |letter: char| matches!(letter, ';' | '|') || letter.is_ascii_whitespace();
            let brokers = broker.unwrap_or("host:port host:port").split(is_between);
            let parts: Vec<&str> = brokers.filter(|broker| !broker.is_empty()).collect();
            // What is only digits is a port, which was set off by the wrong sign.
            let is_port = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
            let meant = parts.iter().enumerate().fold(String::new(), |meant, (at, part)| match at {
                0 => (*part).to_owned(),
                _ if is_port(part) => format!("{meant}:{part}"),
                _ => format!("{meant},{part}"),
            });
            let several = if meant.contains(',') { "comma" } else { "colon" };
            let between = if meant.contains(',') { "two brokers" } else { "host and port" };
            format!(" has no {several} in {which}; write one between {between}: `{meant}`")
        }
        BrokerFaultKind::NoPort => {
            let host = shown.trim_end_matches(':');
            if is_below(host.as_bytes(), EVENT_HUBS) {
                return format!(" has no port in {which}; write `{host}:{EVENT_HUBS_PORT}`");
            }
            format!(" has no port in {which}; write `{host}:9092`, or the port it listens on")
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

/// Of the string only its host is shown: the rest is a secret.
fn connection_string(value: &Value<'_>, fault: BrokerFault) -> String {
    let host = match value {
        Value::Text(text) => text.get(fault.from..fault.to).filter(|host| !host.is_empty()),
        _ => None,
    };
    let host = host.unwrap_or("NAMESPACE.servicebus.windows.net");
    format!(
        " is a connection string of Event Hubs, not a broker; write `broker_list = \"{host}:{EVENT_HUBS_PORT}\"`, and the string as \
         `password`, best by a setting, with `username = \"$ConnectionString\"` and `protocol = sasl_ssl`"
    )
}

pub(super) fn url(fault: UrlFault) -> String {
    format!(" {}", wrong_url(fault))
}

/// Of several it is told which, unless that may hold a secret.
pub(super) fn urls(spec: &OptionSpec, value: &Value<'_>, fault: UrlsFault) -> String {
    let alone = !matches!(value, Value::Text(list) if list.contains(','));
    if alone || fault.kind == UrlFault::At {
        return url(fault.kind);
    }
    if fault.from == fault.to {
        return " has no URL where one should stand; write one comma between two URLs".to_owned();
    }
    let which = slice(spec, value, fault.from, fault.to).filter(|url| !url.contains(['?', '#']));
    let which = which.map_or_else(|| "one".to_owned(), |url| format!("`{url}`"));
    format!(" has {which} among its URLs, which {}", wrong_url(fault.kind))
}

fn wrong_url(fault: UrlFault) -> String {
    let wrong = match fault {
        UrlFault::Scheme => "does not begin with `http://` or `https://`",
        UrlFault::Host => "has no host",
        UrlFault::Port => "has no port from 1 to 65535 behind its host's `:`",
        UrlFault::Blank => "has white space in it",
        UrlFault::At => {
            return "has `@` behind a host, as where a user or password has `/`, `?` or `#` in it; write those as `%2F`, `%3F` and `%23`, and any other `@` as `%40`".to_owned();
        }
    };
    format!("{wrong}; write a URL such as `https://host:8081/path`")
}
