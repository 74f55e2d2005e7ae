//! The type's members against the schema's, by name: what is written, in the schema's order.

use darling::ast::{Data, Fields, Style};
use kafka_output_options::nearest;
use proc_macro2::{Ident, Span};
use syn::Type;

use super::attributes::{Derived, Member, Variant, listed};
use super::names::Case;
use super::source::Source;
use crate::diagnostics::{Diagnostics, Underline};
use kafka_output_avro::{Field, Id, Kind, bytes_of_default, simple};

/// What is written.
#[derive(Debug)]
pub(super) enum Plan<'a> {
    /// One after the other.
    Record(Vec<Step<'a>>),
    /// The index of a symbol; of a skipped variant none.
    Enum(Vec<(&'a Ident, Option<usize>)>),
    /// The index of a branch, and what is in it, which null has not.
    Union(Vec<(&'a Variant, Option<Branch<'a>>)>),
}

/// A field of the schema.
#[derive(Debug)]
pub(super) enum Step<'a> {
    /// The struct's field.
    Field(Place<'a>),
    /// The bytes of the schema's default.
    Default(Vec<u8>),
}

/// A branch of a union.
#[derive(Debug)]
pub(super) struct Branch<'a> {
    pub(super) index: usize,
    pub(super) value: Option<Place<'a>>,
}

/// A value of the type's that meets a type of the schema's.
#[derive(Debug)]
pub(super) struct Place<'a> {
    /// What an error calls it: `` field `total` ``.
    pub(super) what: String,
    pub(super) member: &'a Ident,
    pub(super) ty: &'a Type,
    pub(super) schema: Id,
}

impl<'a> Plan<'a> {
    /// Holds a type against its schema. Where nothing can be said of its members, nothing comes back.
    pub(super) fn fit(derived: &'a Derived, source: &Source, diagnostics: &mut Diagnostics) -> Option<Self> {
        let ident = &derived.ident;
        let kind = &source.schema.get(source.id).kind;
        match (&derived.data, kind) {
            (Data::Struct(fields), Kind::Record(schema)) if fields.style != Style::Tuple => {
                Some(Self::Record(record(ident, fields, schema, source, diagnostics)))
            }
            (Data::Enum(variants), Kind::Enum(symbols)) => {
                Some(Self::Enum(symbols_of(variants, symbols, source, diagnostics)))
            }
            (Data::Enum(variants), Kind::Union(branches)) => {
                Some(Self::Union(union(variants, branches, source, diagnostics)))
            }
            (data, _) => {
                // A type whose attributes are wrong has lost its members.
                if diagnostics.len() == 0 {
                    diagnostics.push(ident.span(), of_another_kind(data, source));
                }
                None
            }
        }
    }
}

fn of_another_kind(data: &Data<Variant, Member>, source: &Source) -> String {
    let (what, wanted) = match data {
        Data::Enum(_) => ("an enum", "an enum or a union"),
        Data::Struct(fields) if fields.style == Style::Tuple => ("a tuple", "nothing by name"),
        Data::Struct(_) => ("a struct", "a record"),
    };
    let way_out = match source.schema.get(source.id).kind {
        Kind::Record(_) => "make it a struct with named fields",
        Kind::Enum(_) | Kind::Union(_) => "make it an enum",
        _ => "name a record, an enum or a union of the schema with `#[avro(name = \"…\")]`",
    };
    format!(
        "the schema says {}{}, and {what} is {wanted}; {way_out}",
        source.schema.shown(source.id),
        source.place
    )
}

fn record<'a>(
    ident: &Ident,
    members: &'a Fields<Member>,
    fields: &[Field],
    source: &Source,
    diagnostics: &mut Diagnostics,
) -> Vec<Step<'a>> {
    let written = || members.iter().filter(|member| !member.skipped);
    let missing = || fields.iter().filter(|field| !written().any(|member| member.name == field.name));
    // A field that is misspelt is one mistake, not also a field that is missing.
    let mut meant = Vec::new();
    for (at, member) in written().enumerate() {
        let place = member.ident.as_ref().map_or_else(Span::call_site, Ident::span);
        if written().take(at).any(|other| other.name == member.name) {
            diagnostics.push(place, format!("two fields are called `{}`; rename one of them", member.name));
        } else if !fields.iter().any(|field| field.name == member.name) {
            let near = nearest(&member.name, missing().map(|field| field.name.as_str()));
            meant.extend(near.map(str::to_owned));
            let way_out = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => "write `#[avro(skip)]` on what is not sent".to_owned(),
            };
            let sentence = format!(
                "field `{}`: the schema's record `{}`{} has no such field; {way_out}",
                member.name,
                source.name(),
                source.place
            );
            diagnostics.push(place, sentence);
        }
    }
    let mut steps = Vec::new();
    let mut lacking = Vec::new();
    for field in fields {
        if let Some(member) = written().find(|member| member.name == field.name)
            && let Some(ident) = &member.ident
        {
            let what = format!("field `{}`", field.name);
            steps.push(Step::Field(Place { what, member: ident, ty: &member.ty, schema: field.ty }));
        } else if meant.contains(&field.name) {
        } else if let Some(default) = &field.default
            && let Ok(bytes) = bytes_of_default(&source.schema, field.ty, default)
        {
            steps.push(Step::Default(bytes));
        } else {
            lacking.push(field);
        }
    }
    for field in lacking {
        let sentence = format!(
            "the schema has a field `{}`, {}{}, and this struct has none; add it, or give it a `default` in the schema",
            field.name,
            source.schema.shown(field.ty),
            source.place
        );
        diagnostics.push(ident.span(), sentence);
    }
    steps
}

fn symbols_of<'a>(
    variants: &'a [Variant],
    symbols: &[String],
    source: &Source,
    diagnostics: &mut Diagnostics,
) -> Vec<(&'a Ident, Option<usize>)> {
    let mut found = Vec::new();
    for variant in variants {
        let index = symbols.iter().position(|symbol| *symbol == variant.name);
        if !variant.skipped && !variant.fields.is_empty() {
            diagnostics.push(
                variant.ident.span(),
                format!(
                    "variant `{}` holds values, and a symbol of an Avro enum does not; leave them out",
                    variant.name
                ),
            );
        } else if !variant.skipped && index.is_none() {
            let free = symbols.iter().filter(|symbol| !variants.iter().any(|other| other.name == **symbol));
            let near = nearest(&variant.name, free.map(String::as_str));
            // Another case is the usual mistake, too far for a few letters.
            let way_out = match (near, case_of(&variant.name, symbols)) {
                (_, Some((symbol, case))) => {
                    format!(
                        "did you mean `{symbol}`? `#[avro(rename_all = \"{case}\")]` on the enum names all so"
                    )
                }
                (Some(near), None) => format!("did you mean `{near}`?"),
                (None, None) => format!("it has {}", listed(symbols)),
            };
            let sentence = format!(
                "variant `{}`: the schema's enum `{}`{} has no such symbol; {way_out}",
                variant.name,
                source.name(),
                source.place
            );
            diagnostics.push(variant.ident.span(), sentence);
        }
        found.push((&variant.ident, index.filter(|_| !variant.skipped)));
    }
    found
}

/// The symbol that a variant's name is in another case, and that case.
fn case_of<'a>(variant: &str, symbols: &'a [String]) -> Option<(&'a str, &'static str)> {
    let cases = || Case::NAMES.iter().map(|(name, case)| (*name, case.of_variant(variant)));
    symbols.iter().find_map(|symbol| {
        let (case, _) = cases().find(|(_, named)| named == symbol)?;
        Some((symbol.as_str(), case))
    })
}

fn union<'a>(
    variants: &'a [Variant],
    branches: &[Id],
    source: &Source,
    diagnostics: &mut Diagnostics,
) -> Vec<(&'a Variant, Option<Branch<'a>>)> {
    let names: Vec<&str> = branches.iter().map(|branch| branch_name(source, *branch)).collect();
    let mut found = Vec::new();
    for variant in variants {
        if variant.skipped {
            found.push((variant, None));
            continue;
        }
        let is_called = |name: &&str| {
            *name == variant.name
                || simple(name).replace('_', "").eq_ignore_ascii_case(&variant.name.replace('_', ""))
        };
        let Some(index) = names.iter().position(is_called) else {
            let way_out = match nearest(&variant.name, names.iter().map(|name| simple(name))) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("name it after a branch, {}, or `rename` it so", listed(&names)),
            };
            let sentence = format!(
                "variant `{}`: the schema's union{} has no such branch; {way_out}",
                variant.name, source.place
            );
            diagnostics.push(variant.ident.span(), sentence);
            found.push((variant, None));
            continue;
        };
        let is_null = matches!(source.schema.get(branches[index]).kind, Kind::Null);
        let value = match (&variant.fields.fields[..], variant.fields.style) {
            ([], _) if is_null => None,
            ([member], Style::Tuple) if !is_null => {
                let what = format!("variant `{}`", variant.name);
                Some(Place { what, member: &variant.ident, ty: &member.ty, schema: branches[index] })
            }
            _ => {
                let wants = if is_null { "nothing in it" } else { "one value in it" };
                let sentence = format!(
                    "variant `{}`: the schema says {}{}; write {wants}",
                    variant.name,
                    source.schema.shown(branches[index]),
                    source.place
                );
                diagnostics.push(Underline::from(variant.ident.span()), sentence);
                None
            }
        };
        found.push((variant, Some(Branch { index, value })));
    }
    found
}

fn branch_name(source: &Source, id: Id) -> &str {
    let ty = source.schema.get(id);
    ty.name.as_deref().unwrap_or(ty.kind.word())
}
