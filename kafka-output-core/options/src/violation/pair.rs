//! What is wrong with a pair of a map.

use super::shown::{enumerated, value_of};
use crate::librdkafka::VERSION;
use crate::properties::{FORBIDDEN, MapFault, Takes, find, shared};
use crate::suggest::{Near, nearest_property};
use crate::value::Value;

pub(super) fn pair(value: &Value<'_>, index: usize, fault: MapFault) -> String {
    let pair = if let Value::Map(pairs) = value { pairs.get(index) } else { None };
    let (key, text) = pair.copied().unwrap_or(("…", ""));
    match fault {
        MapFault::NoName => " has a pair without a name; write `\"name\" = \"value\"`".to_owned(),
        MapFault::Nul => {
            format!(" has a NUL character in `{}`; leave the character out", key.escape_default())
        }
        MapFault::MarkedName => {
            format!(
                " has a setting for a name in `{key}`; write the name itself, only its value may be a setting"
            )
        }
        MapFault::Twice => match earlier_name(value, index) {
            Some(earlier) if earlier != key => {
                format!(" sets `{earlier}` and `{key}`, two names of one property; leave one of the two out")
            }
            _ => format!(" sets `{key}` twice; leave one of the two out"),
        },
        MapFault::Owned(id) => {
            let owner = id.name();
            if let Some(feature) = id.spec().planned() {
                return format!(
                    " sets `{key}`, which belongs to {}, which this version of kafka-output does not have yet; leave it out",
                    feature.what
                );
            }
            format!(" sets `{key}`, which the option `{owner}` owns; write `{owner} = …`")
        }
        MapFault::Forbidden(row) => {
            let because =
                FORBIDDEN.get(row).map_or("which breaks the runtime; leave it out", |row| row.because);
            format!(" sets `{key}`, {because}")
        }
        MapFault::NoText => {
            format!(" sets `{key}`, which is a function or an object, not text; leave it out")
        }
        MapFault::Unknown => unknown(key),
        MapFault::Consumers => {
            format!(" sets `{key}`, which is a consumer's and does nothing for a producer; leave it out")
        }
        MapFault::Value => match value_of(key, text) {
            Some(text) => {
                format!(" sets `{key} = {text}`, a value it does not take; write {}", takes(key))
            }
            None => format!(" sets `{key}` to a value it does not take; write {}", takes(key)),
        },
    }
}

/// By which name an earlier pair sets the same.
fn earlier_name<'a>(value: &Value<'a>, index: usize) -> Option<&'a str> {
    let Value::Map(pairs) = value else { return None };
    let (earlier, rest) = pairs.split_at_checked(index)?;
    let pair = rest.first()?;
    earlier.iter().find(|other| shared(&[**other], &[*pair], 0).is_some()).map(|(name, _)| *name)
}

fn unknown(key: &str) -> String {
    let way_out = match nearest_property(key) {
        Some(Near::Option(id)) => format!("did you mean the option `{}`?", id.name()),
        Some(Near::Property(near)) => format!("did you mean `{near}`?"),
        None => "its CONFIGURATION.md lists what it has, and".to_owned(),
    };
    format!(
        " sets `{key}`, which librdkafka {VERSION} does not have; {way_out} \
         `unchecked_properties` takes those of a newer librdkafka"
    )
}

/// What to write for a property.
fn takes(key: &str) -> String {
    match find(key).map_or(Takes::Text, |row| row.takes) {
        Takes::Integer(min, max) => format!("a whole number from {min} to {max}"),
        Takes::Flag => "`true` or `false`".to_owned(),
        Takes::Word(words) => enumerated(words.iter().copied(), "or"),
        Takes::Words(words) => {
            format!("some of {}, comma-separated", enumerated(words.iter().copied(), "and"))
        }
        Takes::Text | Takes::NoText => "what its CONFIGURATION.md says".to_owned(),
    }
}
