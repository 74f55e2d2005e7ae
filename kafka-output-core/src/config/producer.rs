//! The configuration of one producer; two outputs whose configurations are equal share it.

use std::collections::BTreeMap;
use std::fmt;

use kafka_output_options::properties::main_name;
use kafka_output_options::{
    Grammar, Kind, OPTIONS, OptionId, OptionSet, Target, Value, default_value, holds_secret, property_value,
};
use zeroize::Zeroize;

use crate::certificates::pem::{apart, with_lines};
use crate::producer::kafka::ClientConfig;

/// What librdkafka waits for a topic it has not heard of, in milliseconds. Its own default is half a minute, which is long to wait
/// for a misspelt name; a topic that was created a moment ago is known well within this.
const TOPIC_PROPAGATION_MS: (&str, &str) = ("topic.metadata.propagation.max.ms", "10000");

/// How many requests a broker is sent before it has answered the first: as many as a Java producer sends. A broker works on one
/// request of a connection at a time, so of librdkafka's own million most would only wait there, each with few records; with
/// few in flight, what comes meanwhile shares the next. Measured against a real broker, 64 to 2 000 calls at once: 1.5 to 5
/// times the records of `FutureProducer` at either linger, where with the million it was down to an eighth.
const REQUESTS_IN_FLIGHT: (&str, &str) = ("max.in.flight.requests.per.connection", "5");

/// A request is sent at once, as Java's clients do: librdkafka leaves it to the system, which may hold back the end of a request
/// until the broker's side has acknowledged the rest, some 40 ms.
const NO_DELAY: (&str, &str) = ("socket.nagle.disable", "true");

/// The longest pause before a broker that is gone is tried again, in milliseconds. With librdkafka's own ten seconds, calls fail for so
/// long after it is back.
const RECONNECT_MS: (&str, &str) = ("reconnect.backoff.max.ms", "1000");

/// Certificates, which librdkafka shows to whoever asks it to: a text that brings its key along, as Key Vault's do, loses it.
const NO_SECRETS: [&str; 3] = ["ssl.certificate.pem", "ssl.ca.pem", "https.ca.pem"];

/// librdkafka's properties of a producer; overwritten when dropped.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct ProducerConfig {
    pub(crate) properties: BTreeMap<String, String>,
    /// `partitioner = round_robin`, which is ours.
    pub(crate) round_robin: bool,
    /// Whether errors may say who we are to the brokers: nothing fetched tells it, and nothing that may be a secret.
    pub(crate) names_user: bool,
}

impl ProducerConfig {
    /// The properties of a judged set: each row's value or default, then the raw maps.
    pub(crate) fn of(set: &OptionSet<'_>) -> Self {
        let ours = [TOPIC_PROPAGATION_MS, REQUESTS_IN_FLIGHT, NO_DELAY, RECONNECT_MS];
        let mut properties: BTreeMap<String, String> =
            ours.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        for row in OPTIONS {
            let Target::Property(property) = row.target else { continue };
            let value = set.get(row.id).or_else(|| default_value(set, row.id));
            if let Some(mut text) = value.and_then(|value| property_value(row, &value)) {
                if matches!(row.kind, Kind::Text(Grammar::Pem(_))) {
                    text = with_lines(&text);
                }
                properties.insert(property.to_owned(), text);
            }
        }
        for property in NO_SECRETS {
            if let Some(pem) = properties.get_mut(property)
                && pem.contains("PRIVATE KEY-----")
            {
                let (certificates, mut key) = apart(pem);
                key.zeroize();
                std::mem::replace(pem, certificates).zeroize();
            }
        }
        if let Some(Value::Text(pem)) = set.get(OptionId::SslCertificateAndKeyPem) {
            let (certificates, key) = apart(&with_lines(pem));
            properties.insert("ssl.certificate.pem".to_owned(), certificates);
            properties.insert("ssl.key.pem".to_owned(), key);
        }
        hear_of_unknown_topics_in_time(&mut properties);
        let round_robin = set.word(OptionId::Partitioner) == Some("round_robin");
        if round_robin {
            // Else librdkafka keeps records without a key to one partition for 10 ms, and asks no partitioner.
            properties.insert("sticky.partitioning.linger.ms".to_owned(), "0".to_owned());
        }
        let maps = [OptionId::Properties, OptionId::UncheckedProperties].map(|map| match set.get(map) {
            Some(Value::Map(pairs)) => pairs,
            _ => &[],
        });
        let written = || maps.into_iter().flatten();
        // By its main name, lest an alias and ours stand side by side.
        properties.extend(written().map(|(name, value)| (main_name(name).to_owned(), (*value).to_owned())));
        if written().all(|(name, _)| main_name(name) != RECONNECT_MS.0) {
            wait_as_long_at_last(&mut properties);
        }
        let names_user = [OptionId::Username, OptionId::KerberosPrincipal].into_iter().all(|id| {
            let holds_secret = matches!(set.get(id), Some(Value::Text(name)) if holds_secret(name));
            !set.is_fetched(id) && !holds_secret
        });
        Self { properties, round_robin, names_user }
    }

    /// What its client is made of.
    pub(crate) const fn client(&self) -> ClientConfig<'_> {
        let Self { properties, round_robin, names_user } = self;
        ClientConfig { properties, round_robin: *round_robin, names_user: *names_user }
    }

    /// The paths of the files and folders that librdkafka reads certificates and keys from, once, when a client is made.
    pub(crate) fn files(&self) -> impl Iterator<Item = &str> {
        let of_files = self.properties.iter().filter(|(name, _)| name.ends_with(".location"));
        of_files.map(|(_, path)| path.as_str())
    }
}

/// That a topic does not exist is told before the record's time is over, lest it look like a slow broker.
fn hear_of_unknown_topics_in_time(properties: &mut BTreeMap<String, String>) {
    let number = |name: &str| properties.get(name).and_then(|text| text.parse::<u64>().ok());
    if let (Some(wait), Some(timeout)) = (number(TOPIC_PROPAGATION_MS.0), number("message.timeout.ms"))
        && timeout > 0
    {
        properties.insert(TOPIC_PROPAGATION_MS.0.to_owned(), wait.min(timeout / 2).to_string());
    }
}

/// What librdkafka takes at most for either pause.
const LONGEST_RECONNECT_MS: u64 = 3_600_000;

/// A longer first pause lengthens the longest one that is ours: librdkafka makes no client where it is the shorter.
fn wait_as_long_at_last(properties: &mut BTreeMap<String, String>) {
    let number = |name: &str| properties.get(name).and_then(|text| text.trim().parse::<u64>().ok());
    if let (Some(first), Some(longest)) = (number("reconnect.backoff.ms"), number(RECONNECT_MS.0))
        && first > longest
    {
        properties.insert(RECONNECT_MS.0.to_owned(), first.min(LONGEST_RECONNECT_MS).to_string());
    }
}

impl Drop for ProducerConfig {
    fn drop(&mut self) {
        self.properties.values_mut().for_each(Zeroize::zeroize);
    }
}

/// Names only: a value may be a secret, also one given in the raw map.
impl fmt::Debug for ProducerConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ProducerConfig")
            .field("properties", &self.properties.keys().collect::<Vec<_>>())
            .field("round_robin", &self.round_robin)
            .field("names_user", &self.names_user)
            .finish()
    }
}
