//! The schema that a type names, and the type in it that is meant.

use darling::ast::Data;
use kafka_output_options::nearest;
use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::LitStr;

use super::attributes::{Derived, listed, spelled};
use crate::avro_files::{self, AvroFiles};
use crate::diagnostics::Diagnostics;
use crate::schema::included;
use kafka_output_avro::{Id, Kind, Schema, simple};

/// A schema that is one, and the place in it that the type is for.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) schema: Schema,
    pub(super) id: Id,
    /// ` (schemas/order.avsc)`, for a sentence; of a text in the source, nothing.
    pub(super) place: String,
    text: String,
    file: Option<(String, AvroFiles)>,
}

impl Source {
    /// Reads the schema that is named, and finds the type's place in it.
    pub(super) fn find(derived: &Derived, diagnostics: &mut Diagnostics) -> Option<Self> {
        let (option, literal, text, file) = match (&derived.schema, &derived.schema_file) {
            (Some(_), Some(file)) => {
                diagnostics.push(
                    file.span(),
                    "`schema` and `schema_file` are two ways to give one schema; leave one of them out",
                );
                return None;
            }
            (Some(text), None) => ("schema", text, text.value(), None),
            (None, Some(path)) => {
                let files = read(path, diagnostics)?;
                ("schema_file", path, files.whole.clone(), Some((path.value(), files)))
            }
            (None, None) => {
                // What is wrong with the attribute may be what is missing here.
                if diagnostics.len() == 0 {
                    diagnostics.push(
                        derived.ident.span(),
                        "`AvroRecord` needs a schema; write `#[avro(schema_file = \"schemas/order.avsc\")]`, or its text as `#[avro(schema = …)]`",
                    );
                }
                return None;
            }
        };
        let read = match &file {
            Some((_, files)) => files.check(Schema::read),
            None => Schema::read(&text),
        };
        let schema = match read {
            Ok(schema) => schema,
            Err(reason) => {
                let sentence = format!("`{option}` is no Avro schema: {reason}; mend it there");
                diagnostics.push(literal.span(), sentence);
                return None;
            }
        };
        let place = file.as_ref().map(|(path, _)| format!(" ({path})")).unwrap_or_default();
        match pick(&schema, derived) {
            Ok(id) => Some(Self { schema, id, place, text, file }),
            Err((span, sentence)) => {
                diagnostics.push(span, sentence);
                None
            }
        }
    }

    /// The full name, or nothing.
    pub(super) fn name(&self) -> &str {
        self.schema.get(self.id).name.as_deref().unwrap_or_default()
    }

    /// The expression of the schema's text. A file is included in any case, so that the crate is compiled again when it changes.
    pub(super) fn text(&self) -> TokenStream {
        let whole = if self.id == self.schema.root { None } else { self.schema.by_itself(self.id) };
        let Some((path, files)) = &self.file else {
            let text = whole.as_ref().unwrap_or(&self.text);
            return quote!(#text);
        };
        if whole.is_none() && !files.refers() {
            return included(path);
        }
        let (text, watched) = (whole.as_ref().unwrap_or(&self.text), files.watched());
        quote!({ #watched #text })
    }

    /// The files that a registry gets one by one, if the type's is one that names types of others.
    pub(super) fn files(&self) -> Option<TokenStream> {
        let (_, files) = self.file.as_ref().filter(|(_, files)| files.refers())?;
        Some(files.declared_of(self.name()))
    }
}

fn read(path: &LitStr, diagnostics: &mut Diagnostics) -> Option<AvroFiles> {
    avro_files::read(&path.value())
        .map_err(|reason| diagnostics.push(path.span(), format!("`schema_file`: {reason}")))
        .ok()
}

/// By the name that is written, else by the type's own, else the only one there is.
fn pick(schema: &Schema, derived: &Derived) -> Result<Id, (Span, String)> {
    if let Some(written) = &derived.name {
        let name = written.value();
        return by_name(schema, &name).or_else(|| of_field(schema, &name)).ok_or_else(|| {
            let way_out = match nearest(&name, schema.named().flat_map(|(_, known)| [known, simple(known)])) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("it has {}", names(schema)),
            };
            (written.span(), format!("the schema has no type `{name}`; {way_out}"))
        });
    }
    let has_values = matches!(&derived.data, Data::Enum(variants) if variants.iter().any(|variant| !variant.fields.is_empty()));
    if has_values || !matches!(schema.get(schema.root).kind, Kind::Record(_) | Kind::Enum(_) | Kind::Array(_))
    {
        return Ok(schema.root);
    }
    let name = spelled(&derived.ident);
    let mut writable = schema.named().filter(|(id, _)| !matches!(schema.get(*id).kind, Kind::Fixed(_)));
    let only = match (writable.next(), writable.next()) {
        (Some((id, _)), None) => Some(id),
        _ => None,
    };
    by_name(schema, &name).or(only).ok_or_else(|| {
        let sentence = format!(
            "the schema has no type `{name}`, it has {}; give this the name of one of them, or write `#[avro(name = \"…\")]`",
            names(schema)
        );
        (derived.ident.span(), sentence)
    })
}

fn names(schema: &Schema) -> String {
    listed(&schema.named().map(|(_, name)| name).collect::<Vec<_>>())
}

/// By the full name or the last part of it; the root first. `order_line` is found as `OrderLine` where nothing is called so exactly.
fn by_name(schema: &Schema, name: &str) -> Option<Id> {
    let plain = |name: &str| name.replace('_', "").to_ascii_lowercase();
    let find = |alike: &dyn Fn(&str) -> bool| {
        let found: Vec<Id> = schema.named().filter(|(_, known)| alike(known)).map(|(id, _)| id).collect();
        found.iter().find(|id| **id == schema.root).or(found.first()).copied()
    };
    find(&|known| known == name)
        .or_else(|| find(&|known| simple(known) == name))
        .or_else(|| find(&|known| plain(simple(known)) == plain(name)))
}

/// `shop.Order.payment`: the union in a field, which has no name of its own.
fn of_field(schema: &Schema, path: &str) -> Option<Id> {
    let (record, field) = path.rsplit_once('.')?;
    let Kind::Record(fields) = &schema.get(by_name(schema, record)?).kind else { return None };
    let mut id = fields.iter().find(|known| known.name == field)?.ty;
    loop {
        id = match (&schema.get(id).kind, schema.nullable(id)) {
            (Kind::Array(of) | Kind::Map(of), _) => *of,
            (_, Some((_, of))) => of,
            (Kind::Union(_), None) => return Some(id),
            _ => return None,
        };
    }
}
