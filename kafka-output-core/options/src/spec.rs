//! What a row of the option table says.

use crate::bytes::{alike, same};
use crate::table::OptionId;

/// One option: a row of [`OPTIONS`](crate::OPTIONS).
#[derive(Clone, Copy, Debug)]
pub struct OptionSpec {
    /// The option.
    pub id: OptionId,
    /// Its name, as a user writes it.
    pub name: &'static str,
    /// The part of the manual it belongs to.
    pub group: Group,
    /// What may be written after the `=`.
    pub kind: Kind,
    /// What holds when it is not written; [`default_value`](crate::default_value) adapts it to what is.
    pub default: Preset,
    /// What it acts on.
    pub target: Target,
    /// Whether its value must never be shown.
    pub secret: bool,
    /// Whether it decides types, so that it must be a literal on the function: never a setting, never an override.
    pub compile_time: bool,
    /// The cargo feature of `kafka-output` it needs; a single word may need one of its own.
    pub feature: Option<&'static str>,
    /// The setting of Azure Functions' Kafka output binding that it stands for, as the C# attribute spells it.
    pub azure_functions: Option<&'static str>,
    /// The setting of Azure Stream Analytics' Kafka output that it stands for, as the portal spells it.
    pub stream_analytics: Option<&'static str>,
    /// One sentence for the manual: what it is, the unit, where an unwritten one adapts.
    pub doc: &'static str,
}

/// The parts of the option table, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Where records go.
    Where,
    /// How they are delivered.
    Delivery,
    /// Who sends them.
    Who,
    /// Certificates and keys.
    Tls,
    /// OAuth bearer tokens.
    OAuth,
    /// How values and keys become bytes.
    Bytes,
    /// What every record carries.
    Record,
    /// The schema registry.
    Registry,
}

/// What may be written after an option's `=`. Every kind but the last four may also be a setting.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Text of a grammar.
    Text(Grammar),
    /// A whole number, both ends included.
    Integer {
        /// The least.
        min: i64,
        /// The greatest.
        max: i64,
    },
    /// A number of bytes, bare or as `"1MB"` or `"1MiB"`, both ends included.
    Size {
        /// The least, in bytes.
        min: i64,
        /// The greatest, in bytes.
        max: i64,
    },
    /// `true` or `false`.
    Flag,
    /// One of these words.
    Choice(&'static [Word]),
    /// The name of a new item.
    Ident,
    /// The path of a type or a crate.
    TypePath,
    /// The path of a field: `customer.id`.
    FieldPath,
    /// `{ "name" = "value" }`.
    Map,
}

/// The grammar of a text option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grammar {
    /// Any text, empty too.
    Any,
    /// Any text of one line that is not blank.
    NonEmpty,
    /// A user's name in basic authentication: one line without a `:`, by RFC 7617.
    BasicUser,
    /// A bearer token: no white space, by RFC 6750.
    Token,
    /// A name of an output: letters, digits, `_`, `-`, `.`.
    Name,
    /// A topic name of Kafka's: 1 to 249 of letters, digits, `.`, `_`, `-`; not `.` or `..`.
    Topic,
    /// `host:port`, comma-separated; IPv6 addresses in brackets; no URL scheme.
    BrokerList,
    /// An `http` or `https` URL.
    Url,
    /// Several of them, comma-separated, each without a query and a fragment, since paths are put behind it.
    Urls,
    /// The path of a file or folder.
    Path,
    /// PEM text with a block of this label.
    Pem(PemLabel),
    /// JSON text.
    Json,
    /// `name=value`, comma-separated.
    Pairs,
}

/// What a PEM text must hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PemLabel {
    /// A `CERTIFICATE`.
    Certificate,
    /// A `PRIVATE KEY`, of any sort.
    PrivateKey,
    /// One of each.
    Both,
}

/// One word of a [`Kind::Choice`].
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// The word, as the manual spells it.
    pub word: &'static str,
    /// librdkafka's spelling; empty when the word is not librdkafka's but ours to carry out.
    pub property: &'static str,
    /// Other spellings that are accepted, such as Kafka's numbers for `acks`.
    pub aliases: &'static [&'static str],
    /// What others call it: not accepted, but told to be meant.
    pub others: &'static [&'static str],
    /// The cargo feature of `kafka-output` it needs.
    pub feature: Option<&'static str>,
    /// One sentence: what it chooses.
    pub doc: &'static str,
}

impl Word {
    /// Whether `given` means this word: an alias exactly, the word itself or librdkafka's spelling of it without regard
    /// to case, `_` and `-`.
    #[must_use]
    pub const fn is(&self, given: &str) -> bool {
        let mut at = 0;
        while at < self.aliases.len() {
            if same(self.aliases[at], given) {
                return true;
            }
            at += 1;
        }
        // A number is an alias or nothing: `-1` and `1` are alike but for a `-`.
        let starts_as_word = !given.is_empty() && given.as_bytes()[0].is_ascii_alphabetic();
        starts_as_word && (alike(self.word, given) || alike(self.property, given))
    }
}

/// An option's value when it is not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    /// None of ours; the doc line says what happens.
    None,
    /// This text.
    Text(&'static str),
    /// This number.
    Integer(i64),
    /// This flag.
    Flag(bool),
    /// This word.
    Word(&'static str),
}

/// What an option acts on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// This property of librdkafka.
    Property(&'static str),
    /// Any property that librdkafka lists: the raw map.
    Properties,
    /// Any property, whether this librdkafka lists it or not: the other raw map.
    UncheckedProperties,
    /// The runtime itself.
    Runtime,
    /// How values and keys become bytes.
    Encoding,
    /// The record.
    Record,
    /// The schema registry's client.
    Registry,
    /// The code that the macro writes.
    Item,
}

impl OptionSpec {
    pub(crate) const fn row(group: Group, kind: Kind, target: Target, doc: &'static str) -> Self {
        Self {
            id: OptionId::BrokerList,
            name: "",
            group,
            kind,
            default: Preset::None,
            target,
            secret: false,
            compile_time: false,
            feature: None,
            azure_functions: None,
            stream_analytics: None,
            doc,
        }
    }

    pub(crate) const fn or(self, default: Preset) -> Self {
        Self { default, ..self }
    }

    pub(crate) const fn secret(self) -> Self {
        Self { secret: true, ..self }
    }

    pub(crate) const fn literal(self) -> Self {
        Self { compile_time: true, ..self }
    }

    pub(crate) const fn needs(self, feature: &'static str) -> Self {
        Self { feature: Some(feature), ..self }
    }

    pub(crate) const fn azure_functions(self, name: &'static str) -> Self {
        Self { azure_functions: Some(name), ..self }
    }

    pub(crate) const fn stream_analytics(self, name: &'static str) -> Self {
        Self { stream_analytics: Some(name), ..self }
    }
}
