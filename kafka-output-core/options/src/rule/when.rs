//! The conditions of rules. Each is yes, no or not known: its option is a setting, or may come from a `connection`.

use crate::bytes::same;
use crate::grammar::connection_string::is_connection_string;
use crate::grammar::hosts::{Hosts, hosts_in, open_hosts_in};
use crate::grammar::url::names_user;
use crate::properties::{main_name, shared};
use crate::set::OptionSet;
use crate::table::OptionId;
use crate::value::Value;

/// A condition on one or two options.
#[derive(Clone, Copy, Debug)]
pub enum When {
    /// The option is written, whatever its value.
    Written(OptionId),
    /// The option is not written.
    Unwritten(OptionId),
    /// One of these is written.
    AnyWritten(&'static [OptionId]),
    /// The option is written with one of these words.
    Is(OptionId, &'static [&'static str]),
    /// The option is known to be one of these words: never in doubt, so it only ever silences a rule.
    Surely(OptionId, &'static [&'static str]),
    /// The option is written as a setting, so that only a running program knows its value: never in doubt where it is known.
    Open(OptionId),
    /// The option is written with another word than these.
    IsNot(OptionId, &'static [&'static str]),
    /// The flag is written so.
    Flag(OptionId, bool),
    /// The number is written, and is below this.
    Below(OptionId, i64),
    /// The number is written, and is above this.
    Above(OptionId, i64),
    /// Both numbers are written, and the first is below the second.
    Less(OptionId, OptionId),
    /// The text is written, and is another than this.
    TextIsNot(OptionId, &'static str),
    /// The text is written, and is no connection string of Event Hubs.
    NoConnectionString(OptionId),
    /// Some broker of the list is a host in one of these domains.
    BrokerIn(OptionId, &'static [&'static str]),
    /// Some broker of the list is a host in one of these domains, at another port than this.
    BrokerOffPort(OptionId, &'static [&'static str], u16),
    /// One of the URLs holds a user.
    NamesUser(OptionId),
    /// The map sets this property of librdkafka's, by any of its names, to a number above this.
    PropertyAbove(OptionId, &'static str, i64),
    /// Both maps of properties are written, and the first sets one that the second sets too.
    Shares(OptionId, OptionId),
}

impl When {
    /// The nth option it looks at.
    #[must_use]
    pub const fn option(&self, nth: usize) -> Option<OptionId> {
        match *self {
            Self::AnyWritten(ids) if nth < ids.len() => Some(ids[nth]),
            Self::AnyWritten(_) => None,
            Self::Less(_, other) | Self::Shares(_, other) if nth == 1 => Some(other),
            _ if nth > 0 => None,
            Self::Written(id)
            | Self::Unwritten(id)
            | Self::Is(id, _)
            | Self::Surely(id, _)
            | Self::Open(id)
            | Self::NoConnectionString(id)
            | Self::IsNot(id, _)
            | Self::Flag(id, _)
            | Self::Below(id, _)
            | Self::Above(id, _)
            | Self::Less(id, _)
            | Self::TextIsNot(id, _)
            | Self::BrokerIn(id, _)
            | Self::BrokerOffPort(id, ..)
            | Self::NamesUser(id)
            | Self::PropertyAbove(id, ..)
            | Self::Shares(id, _) => Some(id),
        }
    }

    /// The options it looks at.
    pub fn options(&self) -> impl Iterator<Item = OptionId> {
        (0..).map_while(|nth| self.option(nth))
    }

    /// Whether it asks for more than presence, so that it waits for a setting's value. What is only sure or not
    /// ([`Surely`](Self::Surely)) does not wait.
    #[must_use]
    pub const fn asks_for_values(&self) -> bool {
        !matches!(
            self,
            Self::Written(_) | Self::Unwritten(_) | Self::AnyWritten(_) | Self::Surely(..) | Self::Open(_)
        )
    }
}

/// What is known of a condition.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Truth {
    Yes,
    No,
    NotKnown,
}

pub(super) const fn truth(when: &When, set: &OptionSet<'_>) -> Truth {
    match *when {
        When::Written(id) => written(set, id),
        When::Unwritten(id) => not(written(set, id)),
        When::AnyWritten(ids) => any_written(set, ids),
        When::Is(id, words) => match known(set, id) {
            Ok(_) => one_of(set, id, words),
            Err(truth) => truth,
        },
        When::Surely(id, words) => match known(set, id) {
            Ok(_) => yes_if(is(one_of(set, id, words), Truth::Yes)),
            Err(_) => Truth::No,
        },
        When::Open(id) => match set.get(id) {
            Some(value) => yes_if(matches!(value, Value::Setting(_))),
            None => written(set, id),
        },
        When::IsNot(id, words) => match known(set, id) {
            Ok(_) => not(one_of(set, id, words)),
            Err(truth) => truth,
        },
        When::Less(one, other) | When::Shares(one, other) => match (known(set, one), known(set, other)) {
            (Ok(Value::Integer(low)), Ok(Value::Integer(high))) => yes_if(low < high),
            (Ok(Value::Map(pairs)), Ok(Value::Map(others))) => yes_if(shared(pairs, others, 0).is_some()),
            (Err(Truth::No), _) | (_, Err(Truth::No)) => Truth::No,
            _ => Truth::NotKnown,
        },
        When::BrokerIn(id, _) | When::BrokerOffPort(id, ..)
            if let Some(Value::Setting(list)) = set.get(id) =>
        {
            around_settings(when, list)
        }
        When::Flag(id, _)
        | When::Below(id, _)
        | When::Above(id, _)
        | When::TextIsNot(id, _)
        | When::NoConnectionString(id)
        | When::BrokerIn(id, _)
        | When::BrokerOffPort(id, ..)
        | When::NamesUser(id)
        | When::PropertyAbove(id, ..) => match known(set, id) {
            Ok(value) => of_value(when, &value),
            Err(truth) => truth,
        },
    }
}

/// Whether a known value is as the condition wants it; one of another kind is refused elsewhere.
const fn of_value(when: &When, value: &Value<'_>) -> Truth {
    match (*when, value) {
        (When::Flag(_, wanted), Value::Flag(flag)) => yes_if(*flag == wanted),
        (When::Below(_, limit), Value::Integer(number)) => yes_if(*number < limit),
        (When::Above(_, limit), Value::Integer(number)) => yes_if(*number > limit),
        (When::TextIsNot(_, wanted), Value::Text(text)) => yes_if(!same(text, wanted)),
        (When::NoConnectionString(_), Value::Text(text)) => yes_if(!is_connection_string(text)),
        (When::BrokerIn(_, domains), Value::Text(list)) => {
            yes_if(!matches!(hosts_in(list, domains, 0), Hosts::None))
        }
        (When::BrokerOffPort(_, domains, port), Value::Text(list)) => {
            yes_if(matches!(hosts_in(list, domains, port), Hosts::AtOtherPort))
        }
        (When::NamesUser(_), Value::Text(urls)) => yes_if(names_user(urls)),
        (When::PropertyAbove(_, property, limit), Value::Map(pairs)) => {
            yes_if(pair_above(pairs, property, limit).is_some())
        }
        _ => Truth::NotKnown,
    }
}

/// Whether what stands around a broker list's settings is as the condition wants it already.
const fn around_settings(when: &When, list: &str) -> Truth {
    let holds = match *when {
        When::BrokerIn(_, domains) => !matches!(open_hosts_in(list, domains, 0), Hosts::None),
        When::BrokerOffPort(_, domains, port) => {
            matches!(open_hosts_in(list, domains, port), Hosts::AtOtherPort)
        }
        _ => false,
    };
    if holds { Truth::Yes } else { Truth::NotKnown }
}

/// The first pair that sets the property to a number above the limit; a value that is a setting is none yet.
pub(super) const fn pair_above(pairs: &[(&str, &str)], property: &str, limit: i64) -> Option<usize> {
    let mut at = 0;
    while at < pairs.len() {
        let (name, text) = pairs[at];
        if same(main_name(name), property)
            && let Ok(number) = i64::from_str_radix(text, 10)
            && number > limit
        {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// Whether an option is written; what a connection may yet bring is not known.
const fn written(set: &OptionSet<'_>, id: OptionId) -> Truth {
    if set.has(id) {
        Truth::Yes
    } else if set.may_yet_have(id) {
        Truth::NotKnown
    } else {
        Truth::No
    }
}

const fn any_written(set: &OptionSet<'_>, ids: &[OptionId]) -> Truth {
    let (mut at, mut found) = (0, Truth::No);
    while at < ids.len() {
        match written(set, ids[at]) {
            Truth::Yes => return Truth::Yes,
            Truth::NotKnown => found = Truth::NotKnown,
            Truth::No => {}
        }
        at += 1;
    }
    found
}

/// The option's value, or what a condition on its value is without one.
const fn known<'a>(set: &OptionSet<'a>, id: OptionId) -> Result<Value<'a>, Truth> {
    match set.get(id) {
        Some(value) if value.is_known() => Ok(value),
        Some(_) => Err(Truth::NotKnown),
        None => Err(written(set, id)),
    }
}

/// Whether the option's word is among these; a word that is none of the option's own is not known.
const fn one_of(set: &OptionSet<'_>, id: OptionId, words: &[&str]) -> Truth {
    let Some(word) = set.word(id) else { return Truth::NotKnown };
    let mut at = 0;
    while at < words.len() {
        if same(words[at], word) {
            return Truth::Yes;
        }
        at += 1;
    }
    Truth::No
}

const fn yes_if(holds: bool) -> Truth {
    if holds { Truth::Yes } else { Truth::No }
}

const fn not(truth: Truth) -> Truth {
    match truth {
        Truth::Yes => Truth::No,
        Truth::No => Truth::Yes,
        Truth::NotKnown => Truth::NotKnown,
    }
}

/// `==` in a `const fn`.
pub(super) const fn is(a: Truth, b: Truth) -> bool {
    a as u8 == b as u8
}
