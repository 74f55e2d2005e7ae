//! What is wrong with the form of a topic or a URL.

use super::brokers::{doubled, meant_setting};
use super::shown::{character, seen, slice, visible};
use crate::grammar::topic::{MAX_LENGTH, TopicFault};
use crate::grammar::{UrlFault, UrlsFault, urls_fault};
use crate::spec::OptionSpec;
use crate::table::OptionId;
use crate::template::names_setting;
use crate::value::Value;

pub(super) fn topic(spec: &OptionSpec, value: &Value<'_>, fault: TopicFault) -> String {
    let wrong = match fault {
        TopicFault::Empty => "is empty".to_owned(),
        TopicFault::Dots => "cannot be `.` or `..`".to_owned(),
        TopicFault::TooLong { length } => format!("has {length} characters"),
        TopicFault::Character { at } => format!("has {}, which no topic has", character(spec, value, at)),
    };
    let way_out = match fault {
        TopicFault::Character { at } => visible(spec, value).and_then(|text| meant_topic(text, at)),
        _ => None,
    };
    if let Some(way_out) = way_out {
        return format!(" {wrong}; {way_out}");
    }
    format!(" {wrong}; write 1 to {MAX_LENGTH} letters, digits, `.`, `_` and `-`")
}

/// What a text that is no topic, for the character at a byte of it, was surely meant to be.
fn meant_topic(text: &str, at: usize) -> Option<String> {
    if let Some(name) = meant_setting(text) {
        let setting = format!("a setting is written `%{name}%`");
        let is_formatted = text.contains('{') && !text.contains(['$', '(']) && !text.contains("{{");
        return Some(if is_formatted {
            format!("{setting}, and {OF_EVENT} says the topic of each record")
        } else {
            setting
        });
    }
    if names_setting(text) && text.get(at..)?.starts_with('%') {
        return Some(doubled(text));
    }
    let is_list = text.get(at..)?.starts_with([',', ';']);
    is_list.then(|| format!("write one topic; {OF_EVENT} says the topic of each record"))
}

/// The way to a topic for each record.
const OF_EVENT: &str = "`.topic(…)` of a `KafkaEventData`";

pub(super) fn url(fault: UrlFault) -> String {
    format!(" {}", wrong_url(fault))
}

/// Of several it is told which, unless that may hold a secret.
pub(super) fn urls(spec: &OptionSpec, value: &Value<'_>, fault: UrlsFault) -> String {
    if let Some(several) = slice(spec, value, fault.from, fault.to)
        && let Some(meant) = several_urls(several)
    {
        return format!(" has no comma in `{}`; write one between two URLs: `{meant}`", seen(several));
    }
    let alone = !matches!(value, Value::Text(list) if list.contains(','));
    if alone || matches!(fault.kind, UrlFault::At | UrlFault::Query) {
        return url(fault.kind);
    }
    if fault.from == fault.to {
        return " has no URL where one should stand; write one comma between two URLs, and none behind the last".to_owned();
    }
    // A query may have a comma.
    let has_query = matches!(value, Value::Text(list) if list.contains(['?', '#']));
    let which = slice(spec, value, fault.from, fault.to).filter(|_| !has_query);
    let which = which.map_or_else(|| "one".to_owned(), |url| format!("`{}`", seen(url)));
    format!(" has {which} among its URLs, which {}", wrong_url(fault.kind))
}

/// URLs with something else than a comma between them, with one.
fn several_urls(text: &str) -> Option<String> {
    let urls = text.split([';', '|', ' ', '\n', '\t']).filter(|url| !url.is_empty());
    let urls: Vec<&str> = urls.collect();
    let meant = urls.join(",");
    let are_urls =
        urls.len() > 1 && urls.iter().all(|url| url.contains("://")) && urls_fault(&meant).is_none();
    are_urls.then_some(meant)
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
        UrlFault::Query => {
            return format!(
                "has a query or fragment, which a registry's URL has not; leave out the `?` or `#` and what is behind it, and write a token as `{}`, or a user and a password as `{}` and `{}`",
                OptionId::SchemaRegistryToken.name(),
                OptionId::SchemaRegistryUsername.name(),
                OptionId::SchemaRegistryPassword.name()
            );
        }
    };
    format!("{wrong}; write a URL such as `https://host:8081/path`")
}
