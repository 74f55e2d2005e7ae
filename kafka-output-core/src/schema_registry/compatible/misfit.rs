//! One thing that keeps a schema from data of another, in words.

use crate::schema_registry::schema::SchemaType;

/// Where a reader's schema cannot take what a writer's may have written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Misfit {
    /// From the root's name on: `Order.lines[].price`.
    pub(super) path: String,
    pub(super) what: What,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    /// Schemas of two formats.
    Kinds {
        writer: SchemaType,
        reader: SchemaType,
    },
    /// A field that the reader alone has, and that has no default.
    NoDefault,
    /// A field that may be either of two of the writer's, by its name and its aliases.
    TwoFields(String, String),
    Types {
        writer: String,
        reader: String,
    },
    /// A type that is none of those of the reader's union.
    Branch {
        writer: String,
        reader: String,
    },
    Names {
        writer: String,
        reader: String,
    },
    Size {
        writer: u64,
        reader: u64,
    },
    /// Of an enum, those that the reader has not.
    Symbols(Vec<String>),
    Json(super::json::Change),
    #[cfg(feature = "protobuf")]
    Protobuf(kafka_output_protobuf::Change),
}

/// Which of both schemas is the new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Newer {
    /// Backward: the earlier one wrote.
    Reader,
    /// Forward: the earlier one reads.
    Writer,
}

impl Misfit {
    pub(super) fn kinds(reader: SchemaType, writer: SchemaType) -> Self {
        Self { path: String::new(), what: What::Kinds { writer, reader } }
    }

    /// What is wrong with a new schema, and what to do, given the name of the earlier one: `version 3`.
    pub(crate) fn sentence(&self, newer: Newer, earlier: &str) -> String {
        let (reader, writer) = match newer {
            Newer::Reader => ("the new schema", earlier),
            Newer::Writer => (earlier, "the new schema"),
        };
        let path = &self.path;
        let wrong = match &self.what {
            What::Kinds { writer: wrote, reader: reads } => {
                format!("{reader} is {}, {writer} is {}", reads.title(), wrote.title())
            }
            What::NoDefault => {
                format!("`{path}` has no default in {reader}, and {writer} does not have the field")
            }
            What::TwoFields(one, other) => {
                format!(
                    "`{path}` of {reader} is both `{one}` and `{other}` of {writer}, by its name and its aliases"
                )
            }
            What::Types { writer: wrote, reader: reads } => {
                format!("`{path}` is `{wrote}` in {writer}, which {reader} cannot read as `{reads}`")
            }
            What::Branch { writer: wrote, reader: reads } => {
                format!("`{path}` may be `{wrote}` in {writer}, which is not among `{reads}` of {reader}")
            }
            What::Names { writer: wrote, reader: reads } => {
                format!("`{path}` is named `{wrote}` in {writer} and `{reads}` in {reader}")
            }
            What::Size { writer: wrote, reader: reads } => {
                format!("`{path}` has {wrote} bytes in {writer} and {reads} in {reader}")
            }
            What::Json(change) => change.wrong(path, reader, writer),
            #[cfg(feature = "protobuf")]
            What::Protobuf(change) => super::protobuf::wrong(change, path, reader, writer),
            What::Symbols(symbols) => format!(
                "`{path}` may be `{}` in {writer}, which {reader} does not know and has no default for",
                symbols.join("`, `")
            ),
        };
        format!("{wrong}; {}", self.way_out(newer))
    }

    fn way_out(&self, newer: Newer) -> &'static str {
        match (&self.what, newer) {
            (What::Kinds { .. }, _) => "keep the format, or use another topic",
            (What::NoDefault, Newer::Reader) => "give the field a default",
            (What::NoDefault, Newer::Writer) => "keep the field",
            (What::TwoFields(..), _) => "leave one of the names out",
            (What::Types { .. }, _) => {
                "keep its type, and add what is new as a field of another name with a default"
            }
            (What::Branch { .. }, Newer::Reader) => "keep that type in the union",
            (What::Branch { .. }, Newer::Writer) => {
                "leave that type out, and add what is new as a field of another name with a default"
            }
            (What::Names { .. }, Newer::Reader) => "keep the name, or give the earlier one as an alias",
            (What::Names { .. }, Newer::Writer) => "keep the name",
            (What::Size { .. }, _) => "keep the size",
            (What::Json(change), _) => change.way_out(newer),
            #[cfg(feature = "protobuf")]
            (What::Protobuf(change), _) => super::protobuf::way_out(change, newer),
            (What::Symbols(_), Newer::Reader) => "keep the symbols, or give the enum a default",
            (What::Symbols(_), Newer::Writer) => {
                "leave the symbols out until the enum has had a default for a version"
            }
        }
    }
}
