//! Sentences: lower case, the option in backticks, what is wrong, and after `;` the way out. Never a secret's value.

mod brokers;
mod form;
mod lacking;
mod pair;
mod sentence;
mod shown;

use std::fmt;

pub(crate) use lacking::{Lacking, told_once};
pub(crate) use sentence::{
    assigned_word, fault_sentence, feature_sentence, property_feature_sentence, rule_sentence,
};
pub(crate) use shown::same_goes_for;

use crate::bytes::alike;
use crate::fault::{Fault, check_value, next_fault};
use crate::reference::{Here, reference_settings};
use crate::spec::OptionSpec;
use crate::suggest::{free_property, nearest_option, of_events, why_not};
use crate::table::{OptionId, find};
use crate::template::default_fault;
use crate::value::Value;

/// One thing that is wrong with a set of options; `Display` is its sentence, without the output's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The class of fault.
    pub kind: ViolationKind,
    /// The option to underline.
    pub option: OptionId,
    /// What to underline of it.
    pub place: Place,
    /// The other option it is about.
    pub other: Option<OptionId>,
    /// The pair to underline, where the value is a map.
    pub entry: Option<usize>,
    /// The name of the rule that is broken, where it is one between options.
    pub rule: Option<&'static str>,
    /// The feature that is off, where that is what is wrong.
    pub(crate) lacks: Option<Box<Lacking>>,
    pub(crate) sentence: String,
}

/// The classes of faults.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ViolationKind {
    /// A required option is not written.
    MissingOption,
    /// A value of another kind.
    WrongKind,
    /// An empty value.
    Empty,
    /// A number out of its range, by itself or against another option.
    OutOfRange,
    /// A word that the option does not have.
    UnknownWord,
    /// Text that is not of the option's grammar.
    Form,
    /// A badly written `%NAME%`.
    Reference,
    /// An option that lacks another.
    Needs,
    /// An option that cannot go with another.
    Excludes,
    /// An option or word whose cargo feature is off.
    Feature,
    /// A setting for an option that decides types.
    NotLiteral,
}

/// What to underline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// The option's name.
    Key,
    /// Its value.
    Value,
    /// The whole attribute.
    Attribute,
}

impl Violation {
    /// The sentence of a fault in one value.
    #[must_use]
    pub fn of_value(spec: &OptionSpec, value: &Value<'_>, fault: Fault) -> Self {
        let entry = if let Fault::Map(index, _) = fault { Some(index) } else { None };
        Self {
            kind: sentence::kind_of(fault),
            option: spec.id,
            place: Place::Value,
            other: None,
            entry,
            rule: None,
            lacks: None,
            sentence: fault_sentence(spec, value, fault),
        }
    }

    /// All that is wrong with a value, each told once.
    #[must_use]
    pub fn all_of_value(spec: &OptionSpec, value: &Value<'_>) -> Vec<Self> {
        let mut found: Vec<Self> = Vec::new();
        let mut next = check_value(spec, value);
        while let Some(fault) = next {
            let told = Self::of_value(spec, value, fault);
            // Of what must not be shown, two may read alike.
            if !found.contains(&told) {
                found.push(told);
            }
            next = next_fault(spec, value, fault);
        }
        found
    }

    /// What a parser says of a text that is no Avro schema. It quotes the text, which is JSON and so hardly another setting's, but of one that was
    /// fetched it is not told.
    #[must_use]
    pub fn of_schema(id: OptionId, reason: Option<&str>) -> Self {
        let reason = reason.unwrap_or("what is wrong is not shown of a text that was fetched");
        Self {
            kind: ViolationKind::Form,
            option: id,
            place: Place::Value,
            other: None,
            entry: None,
            rule: None,
            lacks: None,
            sentence: format!("`{}` is no Avro schema: {reason}; mend it there", id.name()),
        }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence)
    }
}

impl std::error::Error for Violation {}

/// The sentence for a name that is no option's.
#[must_use]
pub fn unknown_option(name: &str) -> String {
    let way_out =
        way_out_of(name).unwrap_or_else(|| "the manual's option table lists what there is".to_owned());
    format!("unknown option `{name}`; {way_out}")
}

/// What a name that is no option's is meant for, or how what it says is said here; `None` of one that nobody knows.
#[must_use]
pub fn way_out_of(name: &str) -> Option<String> {
    let near = nearest_option(name);
    Some(if let Some(feature) = near.and_then(find).and_then(OptionSpec::planned) {
        // Told at once: else the name, once mended, would be refused as well.
        let near = near.unwrap_or(name);
        format!(
            "`{near}` needs {}, which this version of kafka-output does not have yet; leave it out",
            feature.what
        )
    } else if let Some(near) = near {
        format!("did you mean `{near}`?")
    } else if let Some(property) = free_property(name) {
        format!("librdkafka's property `{property}` is set by `properties = {{ \"{property}\" = \"…\" }}`")
    } else if let Some(method) = of_events(name) {
        format!("each record has its own; return a `KafkaEventData`, and say it there: `.{method}(…)`")
    } else {
        return why_not(name).or_else(|| why_none(name));
    })
}

/// Why there is no option for a setting of Azure's, as `reference-options.txt` tells it.
fn why_none(name: &str) -> Option<String> {
    let told = reference_settings().find_map(|setting| match setting.here {
        Here::Sentence(sentence) if alike(&setting.name.replace(' ', "_"), name) => Some(sentence),
        _ => None,
    })?;
    let mut letters = told.trim_end_matches('.').chars();
    let first = letters.next()?;
    Some(first.to_lowercase().chain(letters).collect())
}

/// The sentence for an option that is written more than once.
#[must_use]
pub fn duplicate_option(name: &str, times: usize) -> String {
    match times {
        0..=2 => format!("`{name}` is written twice; leave one of the two out"),
        _ => format!("`{name}` is written {times} times; leave all but one out"),
    }
}

/// The sentence for an override of an option that decides types.
#[must_use]
pub fn compile_time_only(spec: &OptionSpec) -> String {
    let (name, why) = (spec.name, sentence::why_literal(spec));
    format!("`{name}` {why}, so it cannot be overridden when the program runs; change it on the function")
}

/// What is wrong with the references of a text that belongs to an option, such as a header's value.
#[must_use]
pub fn reference_fault(spec: &OptionSpec, text: &str) -> Option<Violation> {
    let fault = crate::template::fault(text).or_else(|| default_fault(text, true))?;
    // A property may be a secret.
    let shown = if spec.id == OptionId::Headers { Value::Setting(text) } else { Value::Unusable };
    Some(Violation::of_value(spec, &shown, Fault::Reference(fault)))
}
