//! A type that derives `KafkaOutputs`, understood: what becomes of each of its fields.

use kafka_output_options::{OptionId, find};
use proc_macro2::{Delimiter, Group, Span, TokenStream};
use quote::{format_ident, quote};
use syn::ext::IdentExt;
use syn::{
    Attribute, Data, DeriveInput, Fields, Generics, Ident, Index, Member, Path, Signature, Type, Variant,
    Visibility,
};

use super::name::snake_case;
use super::read::Said;
use super::refusal::{
    IN_VARIANT, NAMED_TWICE, NO_RECORD, NOT_ONE_FIELD, ON_TYPE, RETURNED_TWICE, RETURNED_VARIANT,
    SENDS_NOTHING, UNION, UNSENT_FIELD, UNSENT_VARIANT,
};
use crate::choose::choose;
use crate::chosen::Chosen;
use crate::diagnostics::{Diagnostics, Underline};
use crate::editor::for_editors;
use crate::facade::facade;
use crate::judge::{On, judge};
use crate::lower::{Of, OutputFn};
use crate::parse::{AnnotatedFn, Args};
use crate::shape::{Count, Leaf, Shape, Shapeless, records_of};

/// The type, and what each value of it does.
#[derive(Debug)]
pub(crate) struct Outputs {
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    /// The path of `kafka_output`.
    pub(crate) facade: Path,
    /// One for a struct, without a name; one for each variant of an enum.
    pub(crate) arms: Vec<(Option<Ident>, Vec<Field>)>,
    /// The type of the field that the caller gets.
    pub(crate) returned: Option<Type>,
    /// What was written, for editors.
    pub(crate) editors: Vec<TokenStream>,
    /// What the outputs are called so far.
    names: Vec<String>,
    /// Options stand above the type, where they are none's; that is reported.
    misplaced: bool,
    /// Nobody knows which field the caller gets, if any; that is reported.
    pub(crate) answers_anything: bool,
}

/// A field, and the name of ours that holds it.
#[derive(Debug)]
pub(crate) struct Field {
    pub(crate) member: Member,
    pub(crate) local: Ident,
    pub(crate) role: Role,
}

/// What becomes of a field.
#[derive(Debug)]
pub(crate) enum Role {
    /// It is sent, as if a function returned it.
    Output(Box<OutputFn>),
    /// Its type derives `KafkaOutputs` too: itself, or what it holds.
    Nested(Count, Leaf),
    /// The caller gets it.
    Returned,
    /// It is dropped.
    Nothing,
}

impl Outputs {
    pub(crate) fn lower(input: DeriveInput, diagnostics: &mut Diagnostics) -> Self {
        let DeriveInput { attrs, ident, generics, data, .. } = input;
        let before = diagnostics.len();
        let facade = facade(named_facade(&attrs, diagnostics).as_ref());
        let mut outputs = Self {
            misplaced: diagnostics.len() > before,
            ident,
            generics,
            facade,
            arms: Vec::new(),
            returned: None,
            editors: Vec::new(),
            names: Vec::new(),
            answers_anything: false,
        };
        let before = diagnostics.len();
        match data {
            Data::Struct(data) => {
                let fields = outputs.fields(data.fields, diagnostics);
                outputs.arms.push((None, fields));
            }
            Data::Enum(data) => {
                for variant in data.variants {
                    let arm = outputs.variant(variant, diagnostics);
                    outputs.arms.push(arm);
                }
            }
            Data::Union(data) => {
                outputs.answers_anything = true;
                diagnostics.push(data.union_token.span, UNION.sentence);
            }
        }
        let mut roles = outputs.arms.iter().flat_map(|(_, fields)| fields).map(|field| &field.role);
        if diagnostics.len() == before
            && !roles.any(|role| matches!(role, Role::Output(_) | Role::Nested(..)))
        {
            diagnostics.push(outputs.ident.span(), SENDS_NOTHING.sentence);
        }
        outputs
    }

    fn fields(&mut self, fields: Fields, diagnostics: &mut Diagnostics) -> Vec<Field> {
        let fields = fields.into_iter().enumerate();
        let lowered = fields.map(|(index, field)| {
            let before = diagnostics.len();
            let (name, place) = match &field.ident {
                Some(name) => (name.unraw().to_string(), Underline::from(name.span())),
                None => (index.to_string(), Underline::of(&field.ty)),
            };
            let said = Said::read(&field.attrs, diagnostics);
            let is_sent = said.is_output();
            let role = match said {
                Said::Options(args) => self.output(&name, place, &field.ty, args, diagnostics),
                Said::Nested => nested(&field.ty, diagnostics),
                Said::Returned(at) if self.returned.is_some() => {
                    diagnostics.push(at, RETURNED_TWICE.sentence);
                    Role::Nothing
                }
                Said::Returned(_) => {
                    self.returned = Some(field.ty.clone());
                    Role::Returned
                }
                Said::Silent(at) => {
                    diagnostics.push(at.unwrap_or(place), UNSENT_FIELD.sentence.replace("{}", &name));
                    Role::Nothing
                }
                Said::Nothing | Said::Stray | Said::Unreadable => Role::Nothing,
            };
            self.answers_anything |= !is_sent && diagnostics.len() > before;
            held(index, field.ident, role)
        });
        lowered.collect()
    }

    fn variant(&mut self, variant: Variant, diagnostics: &mut Diagnostics) -> (Option<Ident>, Vec<Field>) {
        let Variant { attrs, ident, fields, .. } = variant;
        let place = Underline::from(ident.span());
        let before = diagnostics.len();
        let said = Said::read(&attrs, diagnostics);
        let is_sent = said.is_output();
        let inside = fields.iter().flat_map(|field| &field.attrs);
        let inside: Vec<_> = inside.filter(|attribute| attribute.path().is_ident("kafka_output")).collect();
        for attribute in &inside {
            diagnostics.push(Underline::of(attribute), IN_VARIANT.sentence);
        }
        let one = fields.len() == 1;
        let ty = fields.iter().next().map(|field| field.ty.clone()).filter(|_| one);
        let role = match (said, ty) {
            (Said::Options(args), Some(ty)) => {
                self.output(&ident.unraw().to_string(), place, &ty, args, diagnostics)
            }
            (Said::Nested, Some(ty)) => nested(&ty, diagnostics),
            (Said::Options(_) | Said::Nested, None) => {
                diagnostics.push(place, NOT_ONE_FIELD.sentence);
                Role::Nothing
            }
            (Said::Returned(at), _) => {
                diagnostics.push(at, RETURNED_VARIANT.sentence);
                Role::Nothing
            }
            (Said::Silent(at), _) => {
                if inside.is_empty() {
                    let sentence = UNSENT_VARIANT.sentence.replace("{}", &ident.unraw().to_string());
                    diagnostics.push(at.unwrap_or(place), sentence);
                }
                Role::Nothing
            }
            (Said::Nothing | Said::Stray | Said::Unreadable, _) => Role::Nothing,
        };
        self.answers_anything |= !(is_sent && inside.is_empty()) && diagnostics.len() > before;
        // Where there are more, they are dropped.
        let mut role = Some(role).filter(|_| one);
        let fields = fields.into_iter().enumerate();
        let held =
            fields.map(|(index, field)| held(index, field.ident, role.take().unwrap_or(Role::Nothing)));
        (Some(ident), held.collect())
    }

    /// ```text
    /// INPUT   struct PlaceOrder { #[kafka_output(topic = "audit")] audit: Option<Entry> }
    /// OUTPUT  #[kafka_output(topic = "audit")] fn place_order_audit() -> Option<Entry> { }
    /// ```
    /// The same road as a function's: its name is the output's, and its return type the field's.
    fn output(
        &mut self,
        field: &str,
        place: Underline,
        ty: &Type,
        mut args: Args,
        diagnostics: &mut Diagnostics,
    ) -> Role {
        // What lacks may be above the type.
        args.nameless |= self.misplaced;
        self.editors.push(for_editors(&args, &self.facade));
        let judged = judge(&args, On::Field, diagnostics);
        let name = format_ident!(
            "{}_{}",
            snake_case(&self.ident.unraw().to_string()),
            snake_case(field),
            span = place.start()
        );
        let mut sig: Signature = syn::parse_quote!(fn #name() -> #ty);
        sig.generics = self.generics.clone();
        let function = AnnotatedFn {
            attrs: Vec::new(),
            vis: Visibility::Inherited,
            sig,
            inner_attrs: Vec::new(),
            body: Group::new(Delimiter::Brace, TokenStream::new()),
            others: Vec::new(),
        };
        let (count, leaf) = records_of(ty);
        let leaf = leaf.map_err(|shapeless| Shapeless { sentence: NO_RECORD.sentence, ..shapeless });
        let shape = Shape { fails: None, items_fail: None, count, yields: None, leaf };
        let named = if judged.get(OptionId::Name).is_some() { judged.place(OptionId::Name) } else { place };
        let output = OutputFn::of_shape(function, shape, judged, diagnostics);
        if self.names.contains(&output.name) {
            diagnostics.push(named, NAMED_TWICE.sentence.replace("{}", &output.name));
        }
        self.names.push(output.name.clone());
        let of = Of::Field { at: args.at.start(), of_type: self.ident.span() };
        Role::Output(Box::new(OutputFn { facade: self.facade.clone(), of, ..output }))
    }
}

fn held(index: usize, ident: Option<Ident>, role: Role) -> Field {
    let member = ident.map_or_else(|| Member::Unnamed(Index::from(index)), Member::Named);
    let local = format_ident!("__field_{index}", span = Span::mixed_site());
    Field { member, local, role }
}

fn nested(ty: &Type, diagnostics: &mut Diagnostics) -> Role {
    match records_of(ty) {
        (count, Ok(leaf)) => Role::Nested(count, leaf),
        (_, Err(shapeless)) => {
            diagnostics.push(shapeless.place, NO_RECORD.sentence);
            Role::Nothing
        }
    }
}

/// The path that `#[kafka_output(crate = …)]` below the `derive` gives.
fn named_facade(attributes: &[Attribute], diagnostics: &mut Diagnostics) -> Option<Path> {
    let mut facade = None;
    let marker = match Said::read(attributes, diagnostics) {
        Said::Options(args) => {
            for arg in &args.options {
                match find(&arg.name).filter(|spec| spec.id == OptionId::Crate) {
                    Some(spec) => {
                        if let Chosen::Item(path) = choose(spec, arg, diagnostics) {
                            facade = Some(path);
                        }
                    }
                    None => diagnostics.push(arg.key, ON_TYPE.sentence.replace("{}", &arg.name)),
                }
            }
            return facade;
        }
        Said::Returned(_) => "returned",
        Said::Nested => "nested",
        Said::Nothing => "none",
        Said::Silent(_) | Said::Stray | Said::Unreadable => return None,
    };
    let ours = attributes.iter().find(|attribute| attribute.path().is_ident("kafka_output"));
    let place = ours.map_or_else(Underline::attribute, Underline::of);
    diagnostics.push(place, MARKER_ON_TYPE.replace("{}", marker));
    None
}

const MARKER_ON_TYPE: &str = "`{}` says what becomes of one field or variant; write it there";

/// The pattern that takes a value apart.
pub(crate) fn pattern(variant: Option<&Ident>, fields: &[Field]) -> TokenStream {
    let path = variant.map(|variant| quote!(::#variant));
    let fields = fields.iter().map(|Field { member, local, .. }| quote!(#member: #local,));
    quote!(Self #path { #(#fields)* .. })
}
