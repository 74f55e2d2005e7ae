//! Schemas, read while compiling: what is no schema does not compile, and a changed file is compiled again.

mod declared;
mod idle;
mod json;
mod protobuf;

use kafka_output_options::{OptionId, Violation};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::chosen::Chosen;
use crate::diagnostics::{Diagnostics, Underline};
use crate::format::{AvroBy, Format};
use crate::judge::Judged;
use declared::Declared;
pub(crate) use declared::{SideSchema, included, root};
pub(crate) use idle::refuse_idle_registry;

/// The options of one side of a record.
pub(crate) struct Side {
    pub(crate) format: OptionId,
    text: OptionId,
    file: OptionId,
    protobuf_file: OptionId,
    json_file: OptionId,
    name: &'static str,
}

/// The value's.
pub(crate) const VALUE: Side = Side {
    format: OptionId::ValueFormat,
    text: OptionId::AvroSchema,
    file: OptionId::AvroSchemaFile,
    protobuf_file: OptionId::ProtobufSchemaFile,
    json_file: OptionId::JsonSchemaFile,
    name: "__VALUE_SCHEMA",
};

/// The key's.
pub(crate) const KEY: Side = Side {
    format: OptionId::KeyFormat,
    text: OptionId::KeyAvroSchema,
    file: OptionId::KeyAvroSchemaFile,
    protobuf_file: OptionId::KeyProtobufSchemaFile,
    json_file: OptionId::KeyJsonSchemaFile,
    name: "__KEY_SCHEMA",
};

/// A schema that is one.
#[derive(Debug, Clone)]
pub(crate) struct AvroSchema {
    name: Ident,
    text: Text,
    /// By which a type that derives `AvroRecord` knows it for its own.
    identity: u64,
}

#[derive(Debug, Clone)]
enum Text {
    Inline(String),
    /// The path, from the crate's root.
    File(String),
    /// A file that names types of others.
    #[cfg(feature = "avro")]
    Files(crate::avro_files::AvroFiles),
}

/// What is wrong is reported already.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Refused {
    /// What the option was to name, nobody knows.
    Option,
    /// What it names is no schema: how values are written is known all the same, and so which types can be.
    Schema,
}

impl Side {
    /// Where it is written, and well, how this side becomes bytes.
    pub(crate) fn written(&self, judged: &Judged) -> Option<Underline> {
        let options = [self.format, self.text, self.file, self.protobuf_file, self.json_file];
        let mut written = options.into_iter().filter(|id| judged.get(*id).is_some()).peekable();
        let first = judged.place_of_right(*written.peek()?)?;
        written.all(|id| judged.place_of_right(id).is_some()).then_some(first)
    }

    /// The format that a schema option written for this side names.
    pub(crate) fn format_of_schema(&self, judged: &Judged) -> Option<&'static str> {
        let written = |id| judged.get(id).is_some();
        match self {
            _ if written(self.text) || written(self.file) => Some("avro"),
            _ if written(self.protobuf_file) => Some("protobuf"),
            _ if written(self.json_file) => Some("json"),
            _ => None,
        }
    }

    /// Looks at schemas for which another format is written, too: that they do not go with it hides nothing of them. A file that is not there
    /// yet is told when it is asked for.
    pub(crate) fn look_at_others(&self, judged: &Judged, diagnostics: &mut Diagnostics) {
        let Some(format) = judged.word(self.format) else { return };
        let is_there = |id| matches!(judged.get(id), Some(Chosen::Text(path)) if root().join(path).exists());
        if format != "avro" && (matches!(judged.get(self.text), Some(Chosen::Text(_))) || is_there(self.file))
        {
            let _ = self.schema(judged, diagnostics);
        }
        if format != "json" && is_there(self.json_file) {
            let _ = json::schema(self, judged, diagnostics);
        }
        // Without these features the option itself is refused.
        let built = cfg!(all(feature = "protobuf", feature = "schema-registry"));
        if format != "protobuf" && built && is_there(self.protobuf_file) {
            let _ = protobuf::schema(self, judged, diagnostics);
        }
    }

    /// `json`: by the schema of a file, else by what the type says of itself.
    pub(crate) fn json(
        &self,
        judged: &Judged,
        schemas: &mut Vec<SideSchema>,
        diagnostics: &mut Diagnostics,
    ) -> Result<Format, Refused> {
        let Some(schema) = else_by_type(json::schema(self, judged, diagnostics))? else {
            return Ok(Format::Asked(quote!(__json()), quote!()));
        };
        let name = schema.name();
        let format = Format::Written(quote!(JsonBy::new(&#name)));
        schemas.push(SideSchema::Other(schema));
        Ok(format)
    }

    /// `protobuf`: the type says which message it is, and with a file that one is found there.
    pub(crate) fn protobuf(
        &self,
        judged: &Judged,
        schemas: &mut Vec<SideSchema>,
        diagnostics: &mut Diagnostics,
    ) -> Result<Format, Refused> {
        let schema = else_by_type(protobuf::schema(self, judged, diagnostics))?;
        let by = schema.as_ref().map(Declared::name).map(|name| quote!(.by(&#name)));
        schemas.extend(schema.map(SideSchema::Other));
        Ok(Format::Asked(quote!(__protobuf()), quote!(#by)))
    }

    /// The schema of this side, whose format is `avro`.
    pub(crate) fn schema(
        &self,
        judged: &Judged,
        diagnostics: &mut Diagnostics,
    ) -> Result<AvroSchema, Refused> {
        let mut refuse = |id, sentence: String| {
            diagnostics.push(judged.place(id), sentence);
            Refused::Schema
        };
        let (id, text, checked) = match (judged.get(self.text), judged.get(self.file)) {
            (Some(Chosen::Text(text)), _) => (self.text, Text::Inline(text.clone()), check(text)),
            (_, Some(Chosen::Text(path))) => {
                let (text, checked) = file(path)
                    .map_err(|reason| refuse(self.file, format!("`{}`: {reason}", self.file.name())))?;
                (self.file, text, checked)
            }
            _ => return Err(Refused::Option),
        };
        let identity =
            checked.map_err(|reason| refuse(id, Violation::of_schema(id, Some(&reason)).to_string()))?;
        Ok(AvroSchema { name: Ident::new(self.name, Span::mixed_site()), text, identity })
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

/// The path written for an option; none where it is not written.
fn path_of(id: OptionId, judged: &Judged) -> Result<Option<&str>, Refused> {
    match judged.get(id) {
        None => Ok(None),
        Some(Chosen::Text(path)) => Ok(Some(path)),
        Some(_) => Err(Refused::Option),
    }
}

/// Of a schema that is none, the types that its format can write are the same.
fn else_by_type(schema: Result<Option<Declared>, Refused>) -> Result<Option<Declared>, Refused> {
    if let Err(Refused::Schema) = schema { Ok(None) } else { schema }
}

#[cfg(feature = "avro")]
fn check(text: &str) -> Result<u64, String> {
    let schema = kafka_output_avro::check(text)?;
    Ok(schema.identity(schema.root))
}

/// A file with what it refers to, and its identity or the reason why it is no schema.
#[cfg(feature = "avro")]
fn file(path: &str) -> Result<(Text, Result<u64, String>), String> {
    let files = crate::avro_files::read(path)?;
    let checked = files.check(check);
    Ok((if files.refers() { Text::Files(files) } else { Text::File(path.to_owned()) }, checked))
}

#[cfg(not(feature = "avro"))]
fn file(path: &str) -> Result<(Text, Result<u64, String>), String> {
    let text =
        declared::read(path).map_err(|reason| format!("{reason}; a path counts from the crate's root"))?;
    Ok((Text::File(path.to_owned()), check(&text)))
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
        AvroBy::Schema { name: self.name.clone(), identity: self.identity }
    }

    /// The `static` that holds it. A file is included, so that the crate is compiled again when it changes.
    pub(crate) fn declaration(&self) -> TokenStream {
        let name = &self.name;
        let made = match &self.text {
            Text::Inline(text) => quote!(new(#text)),
            Text::File(path) => {
                let text = included(path);
                quote!(new(#text))
            }
            #[cfg(feature = "avro")]
            Text::Files(files) => {
                let (whole, files) = (&files.whole, files.declared());
                quote!(of_files(#whole, #files))
            }
        };
        quote!(static #name: __kafka::AvroSchema = __kafka::AvroSchema::#made;)
    }
}
