//! The options of one output.

use std::fmt;

use crate::secretive::may_be_secret;
use crate::spec::OptionSpec;
use crate::table::{OptionId, spec};
use crate::value::Value;

/// The options written for one output. Of two entries of one option the first counts.
#[derive(Clone, Copy)]
pub struct OptionSet<'a> {
    entries: &'a [(OptionId, Value<'a>)],
    /// What a connection brings where the entries are silent.
    connection: &'a [(OptionId, Value<'a>)],
    open: Open,
    /// The options whose values a reference has fetched, such as `@File(…)`.
    fetched: &'a [OptionId],
}

/// What may yet be written elsewhere.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    /// Nothing, unless a `connection` is among the entries.
    No,
    /// What may stand on a connection.
    ToConnection,
    /// Anything: the set is a connection's, and the rest is on its functions.
    ToFunctions,
    /// Anything too: what is written on the connection cannot all be read.
    ToUnreadable,
}

impl<'a> OptionSet<'a> {
    /// A set of these entries.
    #[must_use]
    pub const fn new(entries: &'a [(OptionId, Value<'a>)]) -> Self {
        Self { entries, connection: &[], open: Open::No, fetched: &[] }
    }

    /// A connection's own set, which the functions that use it complete.
    #[must_use]
    pub const fn of_connection(entries: &'a [(OptionId, Value<'a>)]) -> Self {
        Self { entries, connection: &[], open: Open::ToFunctions, fetched: &[] }
    }

    /// The same of a connection some of which cannot be read, so that nothing is known of what it lacks.
    #[must_use]
    pub const fn of_unreadable_connection(entries: &'a [(OptionId, Value<'a>)]) -> Self {
        Self { entries, connection: &[], open: Open::ToUnreadable, fetched: &[] }
    }

    /// A function's own set beside a connection, as [`new`](Self::new) with an entry `connection`.
    #[must_use]
    pub const fn beside_connection(self) -> Self {
        Self { open: Open::ToConnection, ..self }
    }

    /// A function's own set and what its connection brings where it is silent: judged as a whole.
    #[must_use]
    pub const fn with_connection(self, connection: &OptionSet<'a>) -> Self {
        let open = if matches!(connection.open, Open::ToUnreadable) { Open::ToConnection } else { Open::No };
        Self { entries: self.entries, connection: connection.entries, open, fetched: self.fetched }
    }

    /// The same set, where the values of these options were fetched by references, and are shown by nothing that is said of it.
    #[must_use]
    pub const fn with_fetched(self, fetched: &'a [OptionId]) -> Self {
        Self { fetched, ..self }
    }

    /// Whether a reference has fetched the value of an option.
    #[must_use]
    pub fn is_fetched(&self, id: OptionId) -> bool {
        self.fetched.contains(&id)
    }

    /// Whether the value of an option may be shown: neither is it fetched, nor may it be a secret.
    #[must_use]
    pub fn shows(&self, id: OptionId) -> bool {
        !self.is_fetched(id) && self.get(id).is_none_or(|value| !hides(spec(id), &value))
    }

    /// The value written for an option.
    #[must_use]
    pub const fn get(&self, id: OptionId) -> Option<Value<'a>> {
        match first(self.entries, id) {
            None if id.may_come_from_connection() => first(self.connection, id),
            own => own,
        }
    }

    /// Whether the option is written, well or badly.
    #[must_use]
    pub const fn has(&self, id: OptionId) -> bool {
        self.get(id).is_some()
    }

    /// Whether this option may yet be written elsewhere, so that nothing is said of its absence.
    #[must_use]
    pub const fn may_yet_have(&self, id: OptionId) -> bool {
        match self.open {
            Open::ToFunctions | Open::ToUnreadable => true,
            Open::ToConnection => id.may_come_from_connection(),
            Open::No => {
                self.connection.is_empty()
                    && first(self.entries, OptionId::Connection).is_some()
                    && id.may_come_from_connection()
            }
        }
    }

    /// The entries that count, in the order written, the connection's last.
    pub fn iter(&self) -> impl Iterator<Item = (OptionId, Value<'a>)> + use<'a> {
        let set = *self;
        let all = set.entries.iter().chain(set.connection);
        let counts = move |at: usize, id: OptionId| {
            let mut earlier = set.entries.iter().chain(set.connection).take(at);
            (at < set.entries.len() || id.may_come_from_connection())
                && earlier.all(|(other, _)| !other.is(id))
        };
        all.enumerate().filter(move |(at, (id, _))| counts(*at, *id)).map(|(_, entry)| *entry)
    }

    /// The same options with other entries: what is open stays open.
    pub(crate) const fn replaced<'b>(&self, entries: &'b [(OptionId, Value<'b>)]) -> OptionSet<'b>
    where
        'a: 'b,
    {
        OptionSet { entries, connection: &[], open: self.open, fetched: self.fetched }
    }

    /// The number written for an option, where it is known.
    #[must_use]
    pub const fn integer(&self, id: OptionId) -> Option<i64> {
        match self.get(id) {
            Some(Value::Integer(number)) => Some(number),
            _ => None,
        }
    }

    /// The word written for an option, in the manual's spelling, where it is known and is one.
    #[must_use]
    pub const fn word(&self, id: OptionId) -> Option<&'static str> {
        match self.get(id) {
            Some(value) => match value.word_of(spec(id)) {
                Some(word) => Some(word.word),
                None => None,
            },
            None => None,
        }
    }
}

const fn first<'a>(entries: &[(OptionId, Value<'a>)], id: OptionId) -> Option<Value<'a>> {
    let mut at = 0;
    while at < entries.len() {
        if entries[at].0.is(id) {
            return Some(entries[at].1);
        }
        at += 1;
    }
    None
}

/// Names what is written, but shows no secret and no value of a map.
impl fmt::Debug for OptionSet<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut map = f.debug_map();
        for (id, value) in self.iter() {
            match value {
                Value::Map(pairs) => {
                    let names: Vec<_> = pairs.iter().map(|(name, _)| *name).collect();
                    map.entry(&format_args!("{}", id.name()), &names);
                }
                _ if !self.shows(id) => {
                    map.entry(&format_args!("{}", id.name()), &format_args!("…"));
                }
                _ => {
                    map.entry(&format_args!("{}", id.name()), &value);
                }
            }
        }
        map.finish()
    }
}

/// Whether a value must not be shown: a secret's, or text that may be one.
pub(crate) fn hides(spec: &OptionSpec, value: &Value<'_>) -> bool {
    let carries_secret =
        matches!(value, Value::Text(text) | Value::Word(text) | Value::Setting(text) if may_be_secret(text));
    spec.secret || carries_secret
}

/// What holds for an option that is not written, given what is: the row's default, adapted so that it contradicts
/// nothing. `None` leaves the choice to librdkafka, to the type or to nobody, as the row's doc line says.
#[must_use]
pub const fn default_value(set: &OptionSet<'_>, id: OptionId) -> Option<Value<'static>> {
    let own = spec(id).default.value();
    match id {
        OptionId::MaxRetries if is_idempotent(set) => None,
        OptionId::EnableIdempotence if set.has(OptionId::TransactionalId) => Some(Value::Flag(true)),
        OptionId::MessageTimeoutMs if set.has(OptionId::TransactionalId) => None,
        OptionId::MessageTimeoutMs => {
            let linger = number_or_default(set, OptionId::LingerMs);
            let request = number_or_default(set, OptionId::RequestTimeoutMs);
            at_least(own, linger + request)
        }
        OptionId::RequestTimeoutMs => match set.integer(OptionId::MessageTimeoutMs) {
            Some(limit) if limit > 0 => cap(own, limit),
            _ => own,
        },
        // librdkafka wants the linger below the timeout, not level with it.
        OptionId::LingerMs => match set.integer(OptionId::MessageTimeoutMs) {
            Some(limit) if limit > 0 => cap(own, limit - 1),
            _ => own,
        },
        OptionId::AuthenticationMode if !is_sasl(set) => None,
        _ => own,
    }
}

const fn is_idempotent(set: &OptionSet<'_>) -> bool {
    matches!(set.get(OptionId::EnableIdempotence), Some(Value::Flag(true)))
        || set.has(OptionId::TransactionalId)
}

const fn is_sasl(set: &OptionSet<'_>) -> bool {
    match set.word(OptionId::Protocol) {
        Some(word) => crate::bytes::same(word, "sasl_ssl") || crate::bytes::same(word, "sasl_plaintext"),
        None => false,
    }
}

const fn number_or_default(set: &OptionSet<'_>, id: OptionId) -> i64 {
    match (set.integer(id), spec(id).default.value()) {
        (Some(number), _) | (None, Some(Value::Integer(number))) => number,
        _ => 0,
    }
}

const fn at_least(own: Option<Value<'static>>, floor: i64) -> Option<Value<'static>> {
    match own {
        Some(Value::Integer(number)) if number < floor => Some(Value::Integer(floor)),
        other => other,
    }
}

const fn cap(own: Option<Value<'static>>, limit: i64) -> Option<Value<'static>> {
    match own {
        Some(Value::Integer(number)) if limit < number => Some(Value::Integer(limit)),
        other => other,
    }
}
