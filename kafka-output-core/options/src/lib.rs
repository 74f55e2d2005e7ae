//! The one list of options of `kafka-output`, the rules between them, and their one judge.
//!
//! The macro judges the literals of an attribute with this crate, the runtime judges the resolved settings with it,
//! and the option table of the manual is printed from it, so the three cannot disagree.
//!
//! | module | what it holds |
//! |---|---|
//! | [`table`] | [`OPTIONS`], one row for each option, and [`OptionId`], made from the same rows |
//! | [`spec`](mod@spec), [`words`] | what a row says |
//! | [`value`], [`set`], [`features`] | what is judged: values, sets of them, the cargo features that are on |
//! | [`grammar`], [`fault`] | what is wrong with one value |
//! | [`rule`], [`rules`] | what is wrong between several |
//! | [`properties`], [`librdkafka`] | what the raw maps of properties may set, and all that librdkafka has |
//! | [`agree`] | what only a function and its connection break together |
//! | [`judge`](mod@judge), [`violation`], [`suggest`] | all of it applied, and told in sentences |
//! | [`template`], [`parse`] | `%NAME%` references, and text turned into values |
//! | [`secrets`], [`files`] | which literals the macro warns of |
//! | [`may_be_secret`], [`holds_secret`] | which texts nobody is shown, whatever they were given for |
//! | [`reference`](mod@reference) | the settings of Azure's outputs, and what stands for each here |
//! | [`examples`], [`written`], [`markdown`] | what each row takes and refuses, as one writes it, and the manual's pages |
//! | [`attribute`] | the options as items, for editors |

pub mod agree;
pub mod attribute;
mod bytes;
mod defaults;
#[cfg(test)]
mod editor;
pub mod elsewhere;
pub mod examples;
pub mod fault;
pub mod features;
pub mod files;
pub mod grammar;
pub mod judge;
pub mod librdkafka;
pub mod markdown;
pub mod parse;
pub mod properties;
pub mod reference;
pub mod rule;
pub mod rules;
mod secretive;
pub mod secrets;
pub mod set;
pub mod spec;
pub mod suggest;
mod synonyms;
pub mod table;
pub mod template;
pub mod value;
pub mod violation;
pub mod words;
pub mod written;

pub use agree::{Told, disagreement};
pub use elsewhere::{
    Elsewhere, broken_reference, meant_reference, meant_reference_in, source_of, stands_elsewhere,
};
pub use fault::{Fault, check_value, next_fault};
pub use features::{FEATURES, Feature, Features};
pub use files::{literal_path, missing_file};
pub use judge::{judge, meant_by_properties};
pub use markdown::{names_markdown, options_markdown, rules_markdown, sentence_form, values_markdown};
pub use parse::{parse_literal, parse_value, property_value};
pub use reference::{Here, ReferenceSetting, reference_settings};
pub use rule::{Broken, Rule, When, breaks, violates};
pub use rules::RULES;
pub use secretive::{holds_secret, may_be_secret};
pub use secrets::{
    is_literal_secret, is_literal_secret_pair, is_secret_property, literal_secret, literal_secret_pair,
    setting_name,
};
pub use set::{OptionSet, default_value};
pub use spec::{Grammar, Group, Kind, OptionSpec, PemLabel, Preset, Target, Word};
pub use suggest::nearest;
pub use table::{OPTIONS, OptionId, find, spec};
pub use template::{Missing, Template, TemplateFault, has_reference};
pub use value::Value;
pub use violation::{
    Place, Violation, ViolationKind, compile_time_only, duplicate_option, reference_fault, unknown_option,
    way_out_of,
};
pub use written::attribute_text;
