//! From options to a configuration that is judged, typed and ready: nothing behind this module reads an option again.

mod effective;
mod owned;
mod producer;
#[cfg(test)]
mod tests;

pub(crate) use effective::Effective;
pub(crate) use owned::{OwnedOptions, OwnedValue};
pub(crate) use producer::ProducerConfig;

use kafka_output_options::{Features, OptionId, Value, Violation, check_value, spec};

/// The cargo features this build has; the macro crate's twin list is `enabled` in its `judge`.
pub(crate) const FEATURES: Features = Features::from_enabled(&[
    #[cfg(feature = "ssl")]
    "ssl",
    #[cfg(feature = "gssapi")]
    "gssapi",
    #[cfg(feature = "oidc")]
    "oidc",
    #[cfg(feature = "gzip")]
    "gzip",
    #[cfg(feature = "zstd")]
    "zstd",
    #[cfg(feature = "avro")]
    "avro",
    #[cfg(feature = "protobuf")]
    "protobuf",
    #[cfg(feature = "csv")]
    "csv",
    #[cfg(feature = "schema-registry")]
    "schema-registry",
]);

/// What is wrong with a text as the value of an option, in its sentence.
pub(crate) fn text_fault(id: OptionId, text: &str) -> Option<Violation> {
    let (row, value) = (spec(id), Value::Text(text));
    check_value(row, &value).map(|fault| Violation::of_value(row, &value, fault))
}

/// A value as written, for people; a secret's literal is `…`.
pub(crate) fn display(id: OptionId, value: &Value<'_>) -> String {
    match value {
        Value::Text(_) if spec(id).secret => "…".to_owned(),
        Value::Text(text) | Value::Word(text) | Value::Setting(text) => (*text).to_owned(),
        Value::Integer(number) => number.to_string(),
        Value::Flag(flag) => flag.to_string(),
        Value::Map(pairs) => pairs.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", "),
        Value::Item | Value::Unusable => "written in the attribute".to_owned(),
    }
}
