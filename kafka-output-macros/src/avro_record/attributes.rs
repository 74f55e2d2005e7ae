//! What is written on the type, its fields and its variants: `#[avro(…)]`, and what of `#[serde(…)]` is about names.

use darling::ast::{Data, Fields, NestedMeta};
use darling::{FromAttributes, FromDeriveInput, FromField, FromMeta, FromVariant};
use kafka_output_options::nearest;
use proc_macro2::{Ident, Span};
use syn::spanned::Spanned;
use syn::{Attribute, DeriveInput, GenericParam, Generics, LitStr, Meta, Path, Type};

use super::names::Case;
use crate::diagnostics::{Diagnostics, Underline};
use crate::facade::facade;

const OF_TYPE: &[&str] = &["schema_file", "schema", "name", "rename_all", "crate", "transparent"];
const OF_MEMBER: &[&str] = &["rename", "skip"];

/// A type that derives `AvroRecord`.
#[derive(Debug)]
pub(super) struct Derived {
    pub(super) ident: Ident,
    pub(super) generics: Generics,
    pub(super) facade: Path,
    pub(super) schema_file: Option<LitStr>,
    pub(super) schema: Option<LitStr>,
    pub(super) name: Option<LitStr>,
    pub(super) data: Data<Variant, Member>,
    transparent: bool,
}

/// A field of a struct, or of a variant.
#[derive(Debug)]
pub(super) struct Member {
    /// `None` in a tuple.
    pub(super) ident: Option<Ident>,
    pub(super) ty: Type,
    /// What the schema calls it.
    pub(super) name: String,
    pub(super) skipped: bool,
}

/// A variant of an enum.
#[derive(Debug)]
pub(super) struct Variant {
    pub(super) ident: Ident,
    pub(super) fields: Fields<Member>,
    pub(super) name: String,
    pub(super) skipped: bool,
}

#[derive(FromDeriveInput)]
#[darling(attributes(avro), forward_attrs(serde))]
struct OnType {
    ident: Ident,
    generics: Generics,
    attrs: Vec<Attribute>,
    data: Data<OnVariant, OnMember>,
    schema_file: Option<Text>,
    schema: Option<Text>,
    name: Option<Text>,
    rename_all: Option<Text>,
    #[darling(rename = "crate")]
    facade: Option<Path>,
    transparent: Option<Word>,
    #[darling(flatten)]
    unknown: Unknown,
}

#[derive(FromField)]
#[darling(attributes(avro), forward_attrs(serde))]
struct OnMember {
    ident: Option<Ident>,
    ty: Type,
    attrs: Vec<Attribute>,
    rename: Option<Text>,
    skip: Option<Word>,
    #[darling(flatten)]
    unknown: Unknown,
}

#[derive(FromVariant)]
#[darling(attributes(avro), forward_attrs(serde))]
struct OnVariant {
    ident: Ident,
    fields: Fields<OnMember>,
    attrs: Vec<Attribute>,
    rename: Option<Text>,
    skip: Option<Word>,
    #[darling(flatten)]
    unknown: Unknown,
}

/// serde's own mistakes are serde's to tell.
#[derive(FromAttributes, Default)]
#[darling(attributes(serde), allow_unknown_fields, default)]
struct OfSerde {
    rename: Option<SerdeName>,
    rename_all: Option<SerdeName>,
    skip: Option<Word>,
    skip_serializing: Option<Word>,
    transparent: Option<Word>,
}

/// `option = "text"`
struct Text(LitStr);

impl FromMeta for Text {
    fn from_meta(item: &Meta) -> darling::Result<Self> {
        if let Meta::NameValue(pair) = item
            && let syn::Expr::Lit(value) = &pair.value
            && let syn::Lit::Str(text) = &value.lit
        {
            return Ok(Self(text.clone()));
        }
        let name = word_of(item.path());
        Err(darling::Error::custom(format!("`{name}` is text; write `{name} = \"…\"`")).with_span(item))
    }
}

/// `option`, alone.
struct Word;

impl FromMeta for Word {
    fn from_meta(item: &Meta) -> darling::Result<Self> {
        if let Meta::Path(_) = item {
            return Ok(Self);
        }
        let name = word_of(item.path());
        Err(darling::Error::custom(format!("`{name}` stands alone; write `{name}`")).with_span(item))
    }
}

/// `rename = "text"` and `rename(serialize = "text")`
struct SerdeName(Option<LitStr>);

impl FromMeta for SerdeName {
    fn from_meta(item: &Meta) -> darling::Result<Self> {
        let Meta::List(list) = item else { return Text::from_meta(item).map(|text| Self(Some(text.0))) };
        let within = NestedMeta::parse_meta_list(list.tokens.clone())?;
        let text = within.iter().find_map(|one| match one {
            NestedMeta::Meta(meta) if meta.path().is_ident("serialize") => Text::from_meta(meta).ok(),
            _ => None,
        });
        Ok(Self(text.map(|text| text.0)))
    }
}

/// What no option is called.
#[derive(Default)]
struct Unknown(Vec<(String, Span)>);

impl FromMeta for Unknown {
    fn from_list(items: &[NestedMeta]) -> darling::Result<Self> {
        let word = |item: &NestedMeta| match item {
            NestedMeta::Meta(meta) => (word_of(meta.path()), meta.path().span()),
            NestedMeta::NameValueInvalidExpr(pair) => (word_of(&pair.path), pair.path.span()),
            NestedMeta::Lit(literal) => (quote::quote!(#literal).to_string(), literal.span()),
        };
        Ok(Self(items.iter().map(word).collect()))
    }
}

impl Unknown {
    fn tell(self, known: &[&str], diagnostics: &mut Diagnostics) {
        for (word, place) in self.0 {
            let way_out = match nearest(&word, known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("here `#[avro(…)]` has {}", listed(known)),
            };
            diagnostics.push(place, format!("unknown option `{word}`; {way_out}"));
        }
    }
}

fn word_of(path: &Path) -> String {
    path.segments.iter().map(|segment| segment.ident.to_string()).collect::<Vec<_>>().join("::")
}

/// `` `a`, `b` and `c` ``
pub(super) fn listed(names: &[impl AsRef<str>]) -> String {
    let quoted: Vec<_> = names.iter().map(|name| format!("`{}`", name.as_ref())).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => "none".to_owned(),
    }
}

impl Derived {
    /// Reads all attributes; what is wrong with one of them leaves the type without any.
    pub(super) fn read(input: DeriveInput, diagnostics: &mut Diagnostics) -> Self {
        let on_type = OnType::from_derive_input(&input).unwrap_or_else(|errors| {
            for error in errors.flatten() {
                tell(error, diagnostics);
            }
            OnType::bare(input)
        });
        if let Some(parameter) =
            on_type.generics.params.iter().find(|parameter| !matches!(parameter, GenericParam::Lifetime(_)))
        {
            diagnostics.push(
                Underline::of(parameter),
                "a schema is of one type, so only lifetimes may be parameters here; write the type out",
            );
        }
        let serde = OfSerde::from_attributes(&on_type.attrs).unwrap_or_default();
        let case = case(on_type.rename_all, serde.rename_all, diagnostics);
        on_type.unknown.tell(OF_TYPE, diagnostics);
        let data = match on_type.data {
            Data::Enum(variants) => {
                Data::Enum(variants.into_iter().map(|variant| variant.read(case, diagnostics)).collect())
            }
            Data::Struct(fields) => Data::Struct(members(fields, case, diagnostics)),
        };
        Self {
            ident: on_type.ident,
            generics: on_type.generics,
            facade: facade(on_type.facade.as_ref()),
            schema_file: on_type.schema_file.map(|text| text.0),
            schema: on_type.schema.map(|text| text.0),
            name: on_type.name.map(|text| text.0),
            data,
            transparent: on_type.transparent.is_some() || serde.transparent.is_some(),
        }
    }

    /// Whether it is of several types, which is refused.
    pub(super) fn takes_types(&self) -> bool {
        self.generics.type_params().next().is_some()
    }

    /// The one field of a type that is written as that field.
    pub(super) fn transparent(&self, diagnostics: &mut Diagnostics) -> Option<&Member> {
        if !self.transparent || self.schema.is_some() || self.schema_file.is_some() {
            return None;
        }
        match &self.data {
            Data::Struct(fields) if fields.len() == 1 => fields.fields.first(),
            _ => {
                diagnostics.push(
                    self.ident.span(),
                    "a transparent type is written as its one field, and this has not one; give it a schema of its own",
                );
                None
            }
        }
    }
}

fn case(ours: Option<Text>, serdes: Option<SerdeName>, diagnostics: &mut Diagnostics) -> Option<Case> {
    if let Some(Text(text)) = ours {
        let case = Case::named(&text.value());
        if case.is_none() {
            let known = listed(&Case::NAMES.map(|(name, _)| name));
            diagnostics
                .push(text.span(), format!("`rename_all` has no word `{}`; it has {known}", text.value()));
        }
        return case;
    }
    Case::named(&serdes?.0?.value())
}

fn members(fields: Fields<OnMember>, case: Option<Case>, diagnostics: &mut Diagnostics) -> Fields<Member> {
    let style = fields.style;
    let members: Vec<_> = fields.into_iter().map(|member| member.read(case, diagnostics)).collect();
    Fields::new(style, members)
}

/// Our name, serde's, or the Rust name in its case.
fn name(ours: Option<Text>, serde: &OfSerde, otherwise: impl FnOnce() -> String) -> String {
    let serdes = || serde.rename.as_ref()?.0.clone();
    ours.map(|text| text.0).or_else(serdes).map_or_else(otherwise, |text| text.value())
}

/// `r#type` is `type` to anyone but Rust.
pub(super) fn spelled(ident: &Ident) -> String {
    let text = ident.to_string();
    text.strip_prefix("r#").map(str::to_owned).unwrap_or(text)
}

impl OnMember {
    fn read(self, case: Option<Case>, diagnostics: &mut Diagnostics) -> Member {
        let serde = OfSerde::from_attributes(&self.attrs).unwrap_or_default();
        self.unknown.tell(OF_MEMBER, diagnostics);
        let rust = self.ident.as_ref().map(spelled).unwrap_or_default();
        Member {
            name: name(self.rename, &serde, || {
                case.map_or_else(|| rust.clone(), |case| case.of_field(&rust))
            }),
            skipped: self.skip.or(serde.skip).or(serde.skip_serializing).is_some(),
            ident: self.ident,
            ty: self.ty,
        }
    }
}

impl OnVariant {
    fn read(self, case: Option<Case>, diagnostics: &mut Diagnostics) -> Variant {
        let serde = OfSerde::from_attributes(&self.attrs).unwrap_or_default();
        self.unknown.tell(OF_MEMBER, diagnostics);
        let rust = spelled(&self.ident);
        Variant {
            name: name(self.rename, &serde, || {
                case.map_or_else(|| rust.clone(), |case| case.of_variant(&rust))
            }),
            skipped: self.skip.or(serde.skip).or(serde.skip_serializing).is_some(),
            fields: members(self.fields, None, diagnostics),
            ident: self.ident,
        }
    }
}

impl OnType {
    /// The type without its attributes, which are told of already.
    fn bare(input: DeriveInput) -> Self {
        Self {
            ident: input.ident,
            generics: input.generics,
            attrs: Vec::new(),
            data: Data::empty_from(&input.data),
            schema_file: None,
            schema: None,
            name: None,
            rename_all: None,
            facade: None,
            transparent: None,
            unknown: Unknown::default(),
        }
    }
}

/// darling's own words for the few things it finds itself become ours.
fn tell(error: darling::Error, diagnostics: &mut Diagnostics) {
    let twice = error.to_string();
    let twice = twice.strip_prefix("Duplicate field `").and_then(|rest| rest.split_once('`'));
    let twice = twice.map(|(name, _)| format!("`{name}` is written twice; leave one of them out"));
    match twice {
        Some(sentence) => diagnostics.push(error.span(), sentence),
        None => diagnostics.push_syntax(&syn::Error::from(error)),
    }
}
