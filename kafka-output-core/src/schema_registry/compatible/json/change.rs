//! One thing that keeps a JSON schema from data of another, in words.

use super::class::Criterion;
use crate::schema_registry::compatible::Newer;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::schema_registry::compatible) enum Change {
    Types {
        writer: String,
        reader: String,
    },
    /// Of an `enum` or `const`, those that the reader has not.
    Values(Vec<String>),
    Limit {
        keyword: &'static str,
        writer: Option<String>,
        reader: Option<String>,
    },
    /// Required by the reader alone, without a default.
    Required,
    /// The writer has it, the reader has not, and takes nothing else.
    Removed,
    /// The reader has a schema for it, where the writer takes anything.
    AddedToOpen,
    /// What is not listed must be as the reader says, where the writer takes anything.
    Narrowed,
    /// What is not listed may not be there.
    Closed,
    /// Schemas to choose from, and how many.
    Choice {
        writer: (Criterion, usize),
        reader: (Criterion, usize),
    },
}

impl Change {
    /// What is wrong, given what both schemas are called.
    pub(in crate::schema_registry::compatible) fn wrong(
        &self,
        path: &str,
        reader: &str,
        writer: &str,
    ) -> String {
        match self {
            Self::Types { writer: wrote, reader: reads } => {
                format!("`{path}` is `{wrote}` in {writer}, which {reader} does not take as `{reads}`")
            }
            Self::Values(values) => {
                format!("`{path}` may be `{}` in {writer}, which {reader} does not take", values.join("`, `"))
            }
            Self::Limit { keyword, writer: wrote, reader: reads } => {
                let said = |value: &Option<String>| value.clone().unwrap_or_else(|| "none".to_owned());
                format!(
                    "`{keyword}` of `{path}` is {} in {reader} and {} in {writer}",
                    said(reads),
                    said(wrote)
                )
            }
            Self::Required => {
                format!("`{path}` is required in {reader}, without a default, and not in {writer}")
            }
            Self::Removed => {
                format!("`{path}` is in {writer}, and {reader} has neither it nor room for more")
            }
            Self::AddedToOpen => {
                format!("`{path}` has a schema in {reader}, and may be anything in {writer}, which is open")
            }
            Self::Narrowed => {
                format!("`{path}` may be anything in {writer}, and has a schema in {reader}")
            }
            Self::Closed => format!("`{path}` may be there in {writer} and not in {reader}"),
            Self::Choice { writer: wrote, reader: reads } => {
                let said =
                    |(criterion, number): &(Criterion, usize)| format!("`{}` of {number}", criterion.word());
                format!(
                    "`{path}` is {} in {writer}, which {reader} does not all take as {}",
                    said(wrote),
                    said(reads)
                )
            }
        }
    }

    pub(in crate::schema_registry::compatible) fn way_out(&self, newer: Newer) -> &'static str {
        match (self, newer) {
            (Self::Types { .. }, _) => "keep its type, or add a property of another name",
            (Self::Values(_), Newer::Reader) => "keep the values",
            (Self::Values(_), Newer::Writer) => "leave the values out",
            (Self::Limit { .. }, Newer::Reader) => "leave it as wide as it was",
            (Self::Limit { .. }, Newer::Writer) => "leave it as narrow as it was",
            (Self::Required, Newer::Reader) => "give it a default, or leave it optional",
            (Self::Required, Newer::Writer) => "keep it required",
            (Self::Removed, Newer::Reader) | (Self::AddedToOpen, Newer::Writer) => "keep it",
            (Self::Removed, Newer::Writer) => "leave it out",
            (Self::AddedToOpen, Newer::Reader) => {
                "leave it out: only schemas with `\"additionalProperties\": false` can get more in a compatible way"
            }
            (Self::Narrowed | Self::Closed, Newer::Reader) => "leave the schema as open as it was",
            (Self::Narrowed | Self::Closed, Newer::Writer) => "leave the schema as closed as it was",
            (Self::Choice { .. }, _) => "keep the schemas to choose from",
        }
    }
}
