//! The effective configuration of one output.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Deref;
use std::time::Duration;

use kafka_output_options::{OPTIONS, OptionId, OptionSet, Target, Value, default_value, property_value};
use zeroize::Zeroize;

use super::producer::ProducerConfig;
use crate::event::HeaderValue;

/// Options and their values in words, overwritten when dropped; some are secrets, so none is shown.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Carried {
    texts: BTreeMap<OptionId, String>,
    /// Those that references have fetched.
    pub(crate) fetched: Vec<OptionId>,
}

impl Deref for Carried {
    type Target = BTreeMap<OptionId, String>;

    fn deref(&self) -> &Self::Target {
        &self.texts
    }
}

impl Drop for Carried {
    fn drop(&mut self) {
        self.texts.values_mut().for_each(Zeroize::zeroize);
    }
}

impl fmt::Debug for Carried {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.texts.keys()).finish()
    }
}

/// Everything an output's options come to.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Effective {
    pub(crate) topic: String,
    pub(crate) headers: Vec<(String, HeaderValue)>,
    /// From the call to the acknowledgement; `None` is for ever.
    pub(crate) timeout: Option<Duration>,
    pub(crate) producer: ProducerConfig,
    /// The words and texts of the rows that shape the bytes of key and value.
    pub(crate) encoding: Carried,
    /// The same of the rows about the schema registry.
    pub(crate) registry: Carried,
    /// The same of the rows that the runtime itself reads.
    pub(crate) runtime: Carried,
}

impl Effective {
    /// What a judged set comes to.
    pub(crate) fn of(set: &OptionSet<'_>) -> Self {
        let text = |id| match set.get(id) {
            Some(Value::Text(text)) => text.to_owned(),
            _ => String::new(),
        };
        let headers = match set.get(OptionId::Headers) {
            Some(Value::Map(pairs)) => {
                pairs.iter().map(|(name, value)| ((*name).to_owned(), HeaderValue::from(*value))).collect()
            }
            _ => Vec::new(),
        };
        let producer = ProducerConfig::of(set);
        let timeout = producer.properties.get("message.timeout.ms").and_then(|millis| millis.parse().ok());
        Self {
            topic: text(OptionId::Topic),
            headers,
            timeout: timeout.filter(|millis| *millis > 0).map(Duration::from_millis),
            encoding: carried(set, Target::Encoding),
            registry: carried(set, Target::Registry),
            runtime: carried(set, Target::Runtime),
            producer,
        }
    }
}

/// Names only: a value may be a secret, or fetched.
impl fmt::Debug for Effective {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { producer, encoding, registry, runtime, .. } = self;
        let options: Vec<OptionId> =
            encoding.keys().chain(registry.keys()).chain(runtime.keys()).copied().collect();
        f.debug_struct("Effective")
            .field("producer", producer)
            .field("options", &options)
            .finish_non_exhaustive()
    }
}

/// The rows of a target, each with its value or default in words.
fn carried(set: &OptionSet<'_>, target: Target) -> Carried {
    let rows = OPTIONS.iter().filter(|row| row.target == target).filter_map(|row| {
        let value = set.get(row.id).or_else(|| default_value(set, row.id))?;
        let text = match value.word_of(row) {
            Some(word) => word.word.to_owned(),
            None => property_value(row, &value)?,
        };
        Some((row.id, text))
    });
    let texts: BTreeMap<OptionId, String> = rows.collect();
    let fetched = texts.keys().copied().filter(|id| set.is_fetched(*id)).collect();
    Carried { texts, fetched }
}
