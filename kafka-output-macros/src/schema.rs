//! Schemas, read while compiling: what is no schema does not compile, and a changed file is compiled again.

use std::path::{Path, PathBuf};

use kafka_output_options::{OptionId, Violation};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::chosen::Chosen;
use crate::diagnostics::Diagnostics;
use crate::judge::Judged;
use crate::lower::AvroBy;

/// The options of one side of a record.
pub(crate) struct Side {
    pub(crate) format: OptionId,
    text: OptionId,
    file: OptionId,
    name: &'static str,
}

/// The value's.
pub(crate) const VALUE: Side = Side {
    format: OptionId::ValueFormat,
    text: OptionId::AvroSchema,
    file: OptionId::AvroSchemaFile,
    name: "__KAFKA_OUTPUT_VALUE_SCHEMA",
};

/// The key's.
pub(crate) const KEY: Side = Side {
    format: OptionId::KeyFormat,
    text: OptionId::KeyAvroSchema,
    file: OptionId::KeyAvroSchemaFile,
    name: "__KAFKA_OUTPUT_KEY_SCHEMA",
};

/// A schema that is one.
#[derive(Debug, Clone)]
pub(crate) struct AvroSchema {
    name: Ident,
    text: Text,
    /// The CRC-64-AVRO of its Parsing Canonical Form.
    fingerprint: u64,
}

#[derive(Debug, Clone)]
enum Text {
    Inline(String),
    /// The path, from the crate's root.
    File(String),
}

/// What is wrong is reported already.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Refused;

impl Side {
    /// Whether a schema option is written for this side, which names the format.
    pub(crate) fn has_schema(&self, judged: &Judged) -> bool {
        judged.get(self.text).is_some() || judged.get(self.file).is_some()
    }

    /// The schema of this side, whose format is `avro`.
    pub(crate) fn schema(
        &self,
        judged: &Judged,
        diagnostics: &mut Diagnostics,
    ) -> Result<AvroSchema, Refused> {
        let mut refuse = |id, sentence: String| {
            diagnostics.push(judged.place(id), sentence);
            Refused
        };
        let (id, text, read) = match (judged.get(self.text), judged.get(self.file)) {
            (Some(Chosen::Text(text)), _) => (self.text, Text::Inline(text.clone()), text.clone()),
            (_, Some(Chosen::Text(path))) => {
                let read = read(path).map_err(|reason| {
                    refuse(
                        self.file,
                        format!("`{}`: {reason}; a path counts from the crate's root", self.file.name()),
                    )
                })?;
                (self.file, Text::File(path.clone()), read)
            }
            (Some(_), _) | (_, Some(_)) => return Err(Refused),
            (None, None) => return Err(Refused),
        };
        let fingerprint =
            check(&read).map_err(|reason| refuse(id, Violation::of_schema(id, &reason).to_string()))?;
        Ok(AvroSchema { name: Ident::new(self.name, Span::mixed_site()), text, fingerprint })
    }

    /// Whether the schema's text comes from a setting.
    pub(crate) fn is_setting(&self, judged: &Judged) -> bool {
        matches!(judged.get(self.text), Some(Chosen::Setting(_)))
    }

    /// The option of the schema's text, as generated code names it.
    pub(crate) fn text_id(&self) -> Ident {
        Ident::new(&format!("{:?}", self.text), Span::mixed_site())
    }
}

fn root() -> PathBuf {
    std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).unwrap_or_default()
}

fn read(path: &str) -> Result<String, String> {
    let tried = root().join(Path::new(path));
    std::fs::read_to_string(&tried).map_err(|error| format!("{} cannot be read: {error}", tried.display()))
}

#[cfg(feature = "avro")]
fn check(text: &str) -> Result<u64, String> {
    let schema = text.parse::<serde_avro_fast::Schema>().map_err(|error| error.to_string())?;
    Ok(u64::from_le_bytes(*schema.rabin_fingerprint()))
}

/// Without the feature the option itself is refused.
#[cfg(not(feature = "avro"))]
#[expect(clippy::unnecessary_wraps, reason = "the twin of the one with the feature")]
fn check(_text: &str) -> Result<u64, String> {
    Ok(0)
}

impl AvroSchema {
    /// The name of its `static`, if it is this side's.
    pub(crate) fn of_side(&self, side: &Side) -> Option<&Ident> {
        (self.name == side.name).then_some(&self.name)
    }

    /// The format by it.
    pub(crate) fn by(&self) -> AvroBy {
        AvroBy::Schema { name: self.name.clone(), fingerprint: self.fingerprint }
    }

    /// The `static` that holds it. A file is included, so that the crate is compiled again when it changes.
    pub(crate) fn declaration(&self) -> TokenStream {
        let (name, text) = (
            &self.name,
            match &self.text {
                Text::Inline(text) => quote!(#text),
                Text::File(path) if Path::new(path).is_absolute() => quote!(::core::include_str!(#path)),
                Text::File(path) => {
                    quote!(::core::include_str!(
                        ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/", #path)
                    ))
                }
            },
        );
        quote!(static #name: __kafka_output::AvroSchema = __kafka_output::AvroSchema::new(#text);)
    }
}
