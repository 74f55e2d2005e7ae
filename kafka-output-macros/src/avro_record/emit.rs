//! Generated code: the traits that judge each field, and the calls that write it. It names only `__private`, and its own names
//! are hidden by hygiene or begin with `__`.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::{Generics, Path};

use super::attributes::{Derived, Member, spelled};
use super::fit::{Place, Plan, Step};
use super::source::Source;
use crate::diagnostics::{Diagnostics, Told, Underline, place_for_parameters};
use kafka_output_avro::{Id, Kind, Logical, Schema};

/// ```text
/// INPUT   struct Order { total: f64 }                       with "total": "double" in schemas/order.avsc
/// OUTPUT  #[diagnostic::on_unimplemented(message = "field `total`: the schema says …")] trait __total { fn put(…) … }
///         impl<T: FitsAvro<Double>> __total for T { … }
///         impl AvroRecord for Order { … fn write(…) { <f64 as __total>::put(&self.total, out)?; Ok(()) } }
///         impl FitsAvro<Named<0x…>> for Order { … }
/// ```
pub(super) fn record(
    derived: &Derived,
    source: &Source,
    plan: &Plan,
    diagnostics: Diagnostics,
) -> TokenStream {
    let judges = places(plan).map(|place| judge(place, source));
    let body = body(plan);
    let (id, schema) = (source.id, &source.schema);
    let identity = hex(schema.identity(id));
    let files = source.files().map(|files| quote!(const FILES: &'static [__kafka::AvroFile] = #files;));
    let (text, fingerprint, name) = (source.text(), hex(schema.fingerprint(id)), source.name());
    let constants = quote! {
        const SCHEMA: &'static ::core::primitive::str = #text;
        const FINGERPRINT: ::core::primitive::u64 = #fingerprint;
        const IDENTITY: ::core::primitive::u64 = #identity;
        const NAME: &'static ::core::primitive::str = #name;
        #files
    };
    let implementation = implementation(derived, &constants, &body);
    let fits = fits(derived, &derived.generics, &quote!(__kafka::avro::shape::Named<#identity>));
    within(&derived.facade, diagnostics, &quote!(#(#judges)* #implementation #fits))
}

/// A type that is written as its one field, wherever that fits.
pub(super) fn transparent(derived: &Derived, member: &Member, diagnostics: Diagnostics) -> TokenStream {
    let (ident, ty, out) = (&derived.ident, &member.ty, out());
    let field = member.ident.as_ref().map_or_else(|| quote!(0), |ident| quote!(#ident));
    let shape = Ident::new("__S", Span::mixed_site());
    let mut generics = derived.generics.clone();
    generics.params.push(syn::parse_quote!(#shape));
    generics.make_where_clause().predicates.push(syn::parse_quote!(#ty: __kafka::avro::FitsAvro<#shape>));
    let (impl_generics, _, where_clause) = generics.split_for_impl();
    let (_, ty_generics, _) = derived.generics.split_for_impl();
    let implementation = quote! {
        #[automatically_derived]
        impl #impl_generics __kafka::avro::FitsAvro<#shape> for #ident #ty_generics #where_clause {
            #[inline]
            fn put(&self, #out: &mut ::std::vec::Vec<::core::primitive::u8>) -> ::core::result::Result<(), __kafka::EncodeError> {
                <#ty as __kafka::avro::FitsAvro<#shape>>::put(&self.#field, #out)
            }
        }
    };
    within(&derived.facade, diagnostics, &implementation)
}

/// Beside errors the type has the trait and fits anywhere, so that what uses it raises no errors of its own.
pub(super) fn refused(derived: &Derived, diagnostics: Diagnostics) -> TokenStream {
    let constants = quote! {
        const SCHEMA: &'static ::core::primitive::str = "";
        const FINGERPRINT: ::core::primitive::u64 = 0;
        const IDENTITY: ::core::primitive::u64 = 0;
        const NAME: &'static ::core::primitive::str = "";
    };
    let implementation = implementation(derived, &constants, &quote!(__kafka::refused()));
    let shape = Ident::new("__S", Span::mixed_site());
    let mut generics = derived.generics.clone();
    generics.params.push(syn::parse_quote!(#shape));
    let fits = fits(derived, &generics, &quote!(#shape));
    within(&derived.facade, diagnostics, &quote!(#implementation #fits))
}

fn within(facade: &Path, diagnostics: Diagnostics, items: &TokenStream) -> TokenStream {
    let Told { errors, warnings } = diagnostics.into_tokens();
    quote! {
        #[allow(non_camel_case_types, non_snake_case)]
        const _: () = {
            use #facade::__private::all as __kafka;
            #errors
            #warnings
            #items
        };
    }
}

fn implementation(derived: &Derived, constants: &TokenStream, body: &TokenStream) -> TokenStream {
    let (ident, out) = (&derived.ident, out());
    let place = place_for_parameters(ident.span(), &derived.generics);
    let (impl_generics, ty_generics, where_clause) = derived.generics.split_for_impl();
    quote! {
        #[automatically_derived]
        impl #place #impl_generics __kafka::avro::AvroRecord for #ident #ty_generics #where_clause {
            #constants
            #[inline]
            fn write(&self, #out: &mut ::std::vec::Vec<::core::primitive::u8>) -> ::core::result::Result<(), __kafka::EncodeError> {
                #body
            }
        }
        #[automatically_derived]
        impl #impl_generics __kafka::avro::DerivesAvroRecord for #ident #ty_generics #where_clause {}
    }
}

/// The type where a schema says its own.
fn fits(derived: &Derived, generics: &Generics, shape: &TokenStream) -> TokenStream {
    let (ident, out) = (&derived.ident, out());
    let (impl_generics, _, where_clause) = generics.split_for_impl();
    let (_, ty_generics, _) = derived.generics.split_for_impl();
    quote! {
        #[automatically_derived]
        impl #impl_generics __kafka::avro::FitsAvro<#shape> for #ident #ty_generics #where_clause {
            #[inline]
            fn put(&self, #out: &mut ::std::vec::Vec<::core::primitive::u8>) -> ::core::result::Result<(), __kafka::EncodeError> {
                __kafka::avro::AvroRecord::write(self, #out)
            }
        }
    }
}

fn places<'a>(plan: &'a Plan<'a>) -> impl Iterator<Item = &'a Place<'a>> {
    let (steps, branches) = match plan {
        Plan::Record(steps) => (&steps[..], &[][..]),
        Plan::Union(branches) => (&[][..], &branches[..]),
        Plan::Enum(_) => (&[][..], &[][..]),
    };
    let of_fields =
        steps.iter().filter_map(|step| if let Step::Field(place) = step { Some(place) } else { None });
    of_fields.chain(branches.iter().filter_map(|(_, branch)| branch.as_ref()?.value.as_ref()))
}

/// A trait that every type has that fits this place, with the sentence for the others. That the types which fit are told by another
/// trait is not said, so the sentence is ours.
fn judge(place: &Place, source: &Source) -> TokenStream {
    let (name, out, shape) = (name(place), out(), shape(&source.schema, place.schema));
    let (says, advice) = (source.schema.shown(place.schema), source.schema.advice(place.schema));
    let before = format!("{}: the schema says {says}{}, and `", place.what, source.place);
    let after = format!("` cannot be that; use {advice}");
    let escaped = |text: String| text.replace('{', "{{").replace('}', "}}");
    let message = format!("{}{{Self}}{}", escaped(before), escaped(after));
    let label = escaped(format!("not {says}"));
    quote! {
        #[diagnostic::on_unimplemented(message = #message, label = #label)]
        trait #name {
            fn put(&self, #out: &mut ::std::vec::Vec<::core::primitive::u8>) -> ::core::result::Result<(), __kafka::EncodeError>;
        }
        #[diagnostic::do_not_recommend]
        impl<__KafkaOutputT: __kafka::avro::FitsAvro<#shape> + ?::core::marker::Sized> #name for __KafkaOutputT {
            #[inline(always)]
            fn put(&self, #out: &mut ::std::vec::Vec<::core::primitive::u8>) -> ::core::result::Result<(), __kafka::EncodeError> {
                __kafka::avro::FitsAvro::<#shape>::put(self, #out)
            }
        }
    }
}

fn body(plan: &Plan) -> TokenStream {
    let out = out();
    match plan {
        Plan::Record(steps) => {
            let steps = steps.iter().map(|step| match step {
                Step::Field(place) => {
                    let member = place.member;
                    put(place, &quote!(&self.#member))
                }
                Step::Default(bytes) => {
                    let bytes = Literal::byte_string(bytes);
                    quote!(#out.extend_from_slice(#bytes);)
                }
            });
            quote!(#(#steps)* ::core::result::Result::Ok(()))
        }
        Plan::Enum(variants) => {
            let arms = variants.iter().map(|(ident, index)| match index {
                Some(index) => {
                    let index = Literal::usize_unsuffixed(*index);
                    quote!(Self::#ident { .. } => #index,)
                }
                None => skipped(ident),
            });
            // Behind arms that all leave, the compiler would call the rest unreachable.
            if variants.iter().all(|(_, index)| index.is_none()) {
                return quote!(match *self { #(#arms)* });
            }
            quote! {
                __kafka::avro::wire::put_long(match *self { #(#arms)* }, #out);
                ::core::result::Result::Ok(())
            }
        }
        Plan::Union(variants) => {
            let arms = variants.iter().map(|(variant, branch)| {
                let (ident, value) = (&variant.ident, Ident::new("value", Span::mixed_site()));
                let Some(branch) = branch else { return skipped(ident) };
                let index = Literal::usize_unsuffixed(branch.index);
                let index = quote!(__kafka::avro::wire::put_long(#index, #out););
                let Some(place) = &branch.value else { return quote!(Self::#ident { .. } => { #index }) };
                let put = put(place, &quote!(#value));
                quote!(Self::#ident(#value) => { #index #put })
            });
            if variants.iter().all(|(_, branch)| branch.is_none()) {
                return quote!(match *self { #(#arms)* });
            }
            quote!(match self { #(#arms)* } ::core::result::Result::Ok(()))
        }
    }
}

fn skipped(ident: &Ident) -> TokenStream {
    let name = spelled(ident);
    quote!(Self::#ident { .. } => return __kafka::avro::skipped(#name),)
}

/// ```text
/// <f64 as __total>::put(&self.total, out)?;
/// ```
/// It stands where the type does, so that the compiler underlines that.
fn put(place: &Place, value: &TokenStream) -> TokenStream {
    let (ty, name, out) = (place.ty, name(place), out());
    let at = Underline::ours(ty);
    quote_spanned!(at=> <#ty as #name>::put(#value, #out)?;)
}

fn name(place: &Place) -> Ident {
    format_ident!("__{}", spelled(place.member), span = Span::mixed_site())
}

fn out() -> Ident {
    Ident::new("out", Span::mixed_site())
}

fn hex(number: u64) -> Literal {
    format!("{number:#018x}").parse().unwrap_or_else(|_| Literal::u64_unsuffixed(number))
}

/// What the schema says of a place, as the runtime's types have it.
fn shape(schema: &Schema, id: Id) -> TokenStream {
    let ty = schema.get(id);
    let word = |word: &str| Ident::new(word, Span::mixed_site());
    let shape = match (&ty.kind, ty.logical) {
        (Kind::Fixed(size), Some(Logical::Decimal { precision, scale })) => {
            let [size, precision, scale] =
                [*size, precision.into(), scale.into()].map(Literal::u64_unsuffixed);
            quote!(DecimalFixed<#size, #precision, #scale>)
        }
        (_, Some(Logical::Decimal { precision, scale })) => {
            let [precision, scale] = [precision, scale].map(Literal::u32_unsuffixed);
            quote!(Decimal<#precision, #scale>)
        }
        (Kind::Fixed(_), Some(Logical::Uuid)) => quote!(UuidFixed),
        (Kind::Fixed(size), _) => {
            let size = Literal::u64_unsuffixed(*size);
            quote!(Fixed<#size>)
        }
        (Kind::Array(of) | Kind::Map(of), _) => {
            let (kind, of) =
                (word(if matches!(ty.kind, Kind::Array(_)) { "Array" } else { "Map" }), shape(schema, *of));
            quote!(#kind<#of>)
        }
        (Kind::Union(_), _) if let Some((null_first, of)) = schema.nullable(id) => {
            let (kind, of) = (word(if null_first { "NullFirst" } else { "NullLast" }), shape(schema, of));
            quote!(#kind<#of>)
        }
        (Kind::Union(_) | Kind::Enum(_) | Kind::Record(_), _) => {
            let identity = hex(schema.identity(id));
            quote!(Named<#identity>)
        }
        (kind, logical) => {
            let name = word(match (kind, logical) {
                (_, Some(Logical::Uuid)) => "Uuid",
                (_, Some(Logical::Date)) => "Date",
                (_, Some(Logical::TimeMillis)) => "TimeMillis",
                (_, Some(Logical::TimeMicros)) => "TimeMicros",
                (_, Some(Logical::TimestampMillis)) => "TimestampMillis",
                (_, Some(Logical::TimestampMicros)) => "TimestampMicros",
                (_, Some(Logical::TimestampNanos)) => "TimestampNanos",
                (Kind::Null, _) => "Null",
                (Kind::Boolean, _) => "Boolean",
                (Kind::Int, _) => "Int",
                (Kind::Float, _) => "Float",
                (Kind::Double, _) => "Double",
                (Kind::Bytes, _) => "Bytes",
                (Kind::Text, _) => "Text",
                _ => "Long",
            });
            quote!(#name)
        }
    };
    quote!(__kafka::avro::shape::#shape)
}
