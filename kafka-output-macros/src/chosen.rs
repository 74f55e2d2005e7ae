//! The value chosen for an option: the options crate's `Value`, owned, with the tokens only the macro reads.

use kafka_output_options::grammar::lacks_ports_alone;
use kafka_output_options::{OptionId, Value, Violation, ViolationKind};
use proc_macro2::TokenStream;
use quote::quote;
use syn::{Member, Path};

/// A value that fits its option, or stands for one that does not.
#[derive(Debug, Clone)]
pub(crate) enum Chosen {
    /// Text without references.
    Text(String),
    /// A whole number; of bytes for a size.
    Integer(i64),
    /// A flag.
    Flag(bool),
    /// A word, as written.
    Word(String),
    /// Text with references.
    Setting(String),
    /// Pairs of texts.
    Map(Vec<(String, String)>),
    /// The path of an item or a type.
    Item(Path),
    /// The path of a field.
    Fields(Vec<Member>),
    /// Written, but badly; that is reported already.
    Unusable,
}

impl Chosen {
    /// As the judge sees it; `pairs` holds a map's pairs for as long as it looks.
    pub(crate) fn value<'a>(&'a self, pairs: &'a [(&'a str, &'a str)]) -> Value<'a> {
        match self {
            Self::Text(text) => Value::Text(text),
            Self::Integer(number) => Value::Integer(*number),
            Self::Flag(flag) => Value::Flag(*flag),
            Self::Word(word) => Value::Word(word),
            Self::Setting(text) => Value::Setting(text),
            Self::Map(_) => Value::Map(pairs),
            Self::Item(_) | Self::Fields(_) => Value::Item,
            Self::Unusable => Value::Unusable,
        }
    }

    /// A map's pairs; none of any other value.
    pub(crate) fn pairs(&self) -> Vec<(&str, &str)> {
        match self {
            Self::Map(pairs) => pairs.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect(),
            _ => Vec::new(),
        }
    }

    /// Takes what is told to be wrong out of the value, which a connection's other side is still held against: a pair of a map, or all
    /// of it. A word that lacks its feature is read all the same, and so are brokers without their ports.
    pub(crate) fn spoil(&mut self, wrong: &Violation) {
        let shared = wrong.option.may_come_from_connection();
        match (self, wrong.entry) {
            (Self::Word(_) | Self::Map(_), _) if shared && wrong.kind == ViolationKind::Feature => {}
            (Self::Text(brokers), _)
                if wrong.option == OptionId::BrokerList && lacks_ports_alone(brokers) => {}
            (Self::Map(pairs), Some(at)) if shared && at < pairs.len() => pairs[at] = Default::default(),
            (whole, _) => *whole = Self::Unusable,
        }
    }

    /// The same as a constant: `Text("orders")`.
    pub(crate) fn to_const(&self) -> TokenStream {
        match self {
            Self::Text(text) => quote!(Text(#text)),
            Self::Integer(number) => {
                let number = proc_macro2::Literal::i64_unsuffixed(*number);
                quote!(Integer(#number))
            }
            Self::Flag(flag) => quote!(Flag(#flag)),
            Self::Word(word) => quote!(Word(#word)),
            Self::Setting(text) => quote!(Setting(#text)),
            Self::Map(pairs) => {
                let pairs = pairs.iter().map(|(name, text)| quote!((#name, #text)));
                quote!(Map(&[#(#pairs),*]))
            }
            Self::Item(_) | Self::Fields(_) => quote!(Item),
            Self::Unusable => quote!(Unusable),
        }
    }
}
