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
//! | [`properties`] | what the raw `properties` map may not set |
//! | [`judge`](mod@judge), [`violation`], [`suggest`] | all of it applied, and told in sentences |
//! | [`template`], [`parse`] | `%NAME%` references, and text turned into values |
//! | [`markdown`] | the manual's option table |
//! | [`attribute`] | the options as items, for editors |

pub mod attribute;
mod bytes;
#[cfg(test)]
mod editor;
pub mod fault;
pub mod features;
pub mod grammar;
pub mod judge;
pub mod markdown;
pub mod parse;
pub mod properties;
pub mod rule;
pub mod rules;
pub mod set;
pub mod spec;
pub mod suggest;
pub mod table;
pub mod template;
pub mod value;
pub mod violation;
pub mod words;

pub use fault::{Fault, check_value};
pub use features::{FEATURES, Feature, Features};
pub use judge::judge;
pub use markdown::options_markdown;
pub use parse::{parse_literal, parse_value, property_value};
pub use rule::{Rule, When, violates};
pub use rules::RULES;
pub use set::{OptionSet, default_value};
pub use spec::{Grammar, Group, Kind, OptionSpec, PemLabel, Preset, Target, Word};
pub use suggest::nearest;
pub use table::{OPTIONS, OptionId, find, spec};
pub use template::{Missing, Template, TemplateFault, has_reference};
pub use value::Value;
pub use violation::{
    Place, Violation, ViolationKind, compile_time_only, duplicate_option, reference_fault, unknown_option,
};
