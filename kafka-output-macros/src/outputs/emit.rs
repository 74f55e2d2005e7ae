//! The implementation that the derive writes.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::{GenericParam, Generics, Type};

use super::lower::{Field, Outputs, Role, pattern};
use crate::ask::local;
use crate::catalogue::catalogue;
use crate::diagnostics::{Told, Underline, place_for_parameters};
use crate::emit::encode;
use crate::gate::anything;
use crate::lower::OutputFn;
use crate::process::is_read;
use crate::shape::{Count, Leaf};

/// ```text
/// INPUT   struct PlaceOrder { #[kafka_output(topic = "orders")] kevent: Order, #[kafka_output(returned)] response: Id }
/// OUTPUT  impl KafkaOutputs for PlaceOrder {
///             type Answer = Id;
///             fn write(self, together) -> Id {
///                 let Self { kevent, response } = self;
///                 together.confirmed({ STATIC; …; encode_one(&STATIC, kevent, …) });
///                 response
///             }
///             fn answer(returned, outcome) -> Result<Id, Error> { … }
///         }
/// ```
/// With errors the same stands, so that functions that return the type raise none of their own.
pub(crate) fn emit(outputs: &Outputs, told: &Told) -> TokenStream {
    let [together, returned, outcome] = [together(), ours("returned"), ours("outcome")];
    let Outputs { ident, generics, facade, editors, .. } = outputs;
    let Told { errors, warnings } = told;
    let mut generics = generics.clone();
    // Where nobody knows what the caller gets, they stand in its type.
    let in_type = (outputs.answers_anything && !is_read()).then(|| anything(facade, errors));
    let beside = if in_type.is_some() { None } else { Some(errors) };
    let (mut answer_type, returned_type, mut answer) = match &outputs.returned {
        Some(ty) => {
            let keep = keep(ty, &mut generics);
            let answer = quote!(__kafka::returned(#returned, #outcome, #keep));
            (quote!(#ty), quote!(#ty), answer)
        }
        None => (
            quote!(#facade::Deliveries),
            quote!(__kafka::NothingReturned),
            quote!({ let _ = #returned; #outcome }),
        ),
    };
    if let Some(anything) = in_type {
        answer_type = anything;
        answer = quote!({ let _ = (#returned, #outcome); ::core::unreachable!() });
    }
    let is = is_nesting(outputs);
    let written = write(outputs, !errors.is_empty());
    // The compiler names it to nobody whose type lacks the derive; but where it asks something, what is not met shall be told.
    let unnamed = (generics.type_params().next().is_none() && generics.where_clause.is_none())
        .then(|| quote!(#[diagnostic::do_not_recommend]));
    let place = place_for_parameters(ident.span(), &generics);
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    quote! {
        const _: () = {
            #(#editors)*
            use #facade::__private::all as __kafka;
            #beside
            #[automatically_derived]
            #unnamed
            impl #place #impl_generics #facade::KafkaOutputs for #ident #type_generics #where_clause {
                type Answer = #answer_type;
                type Returned = #returned_type;
                #is

                fn __kafka_output_write(self, #together: &mut __kafka::Together) -> #returned_type {
                    use #facade::__private::prelude::*;
                    #written
                }

                fn __kafka_output_answer(
                    #returned: #returned_type,
                    #outcome: ::core::result::Result<#facade::Deliveries, #facade::Error>,
                ) -> ::core::result::Result<<Self as #facade::KafkaOutputs>::Answer, #facade::Error> {
                    use #facade::__private::prelude::*;
                    #answer
                }
            }
            #warnings
        };
    }
}

fn together() -> Ident {
    ours("together")
}

/// A variable that is about no type of the user's.
fn ours(name: &str) -> Ident {
    local(name, Span::mixed_site())
}

fn write(outputs: &Outputs, refused: bool) -> TokenStream {
    let mut arms = Vec::new();
    let mut returned = quote!(__kafka::NothingReturned);
    for (variant, fields) in &outputs.arms {
        let pattern = pattern(variant.as_ref(), fields);
        let sent = fields.iter().map(|field| send(outputs, field, refused));
        let sent = quote!(#(#sent)*);
        if let Some(Field { local, .. }) = fields.iter().find(|field| matches!(field.role, Role::Returned)) {
            returned = quote!(#local);
        }
        if variant.is_none() {
            return quote!(let #pattern = self; #sent #returned);
        }
        arms.push(quote!(#pattern => { #sent }));
    }
    // A union is refused, and may not be taken apart.
    if arms.is_empty() {
        return quote!(::core::unreachable!());
    }
    quote!(match self { #(#arms)* } #returned)
}

/// The statements that write the records of a field as bytes.
fn send(outputs: &Outputs, field: &Field, refused: bool) -> TokenStream {
    let held = &field.local;
    match &field.role {
        Role::Output(output) => {
            let leaf = output.shape.leaf.as_ref();
            leaf.map_or_else(|_| quote!(let _ = #held;), |leaf| send_output(output, leaf, held, refused))
        }
        Role::Nested(count, leaf) => {
            let ty = match leaf {
                Leaf::Spelled(ty) | Leaf::ValueOf(ty) => ty,
            };
            let (at, together) = (Underline::ours(ty), together());
            // Where the type stands, so that what is wrong with it is told there.
            let held = Ident::new(&held.to_string(), at);
            let one = if asks_what_is_nested(outputs) {
                let (ident, facade) = (&outputs.ident, &outputs.facade);
                quote_spanned! {at=>
                    __kafka::nested_if::<{ <#ident as #facade::KafkaOutputs>::__KAFKA_OUTPUT_IS }, _>(#held, #together);
                }
            } else {
                quote_spanned!(at=> __kafka::nested(#held, #together);)
            };
            match count {
                Count::One => one,
                Count::Maybe => {
                    quote_spanned!(at=> if let ::core::option::Option::Some(#held) = __kafka::option(#held) { #one })
                }
                Count::Many | Count::Stream => quote_spanned!(at=> for #held in #held { #one }),
            }
        }
        Role::Returned => TokenStream::new(),
        Role::Nothing => quote!(let _ = #held;),
    }
}

/// ```text
/// INPUT   #[kafka_output(nested)] logged: Logged, #[kafka_output(nested)] more: Vec<More>
/// OUTPUT  const __KAFKA_OUTPUT_IS: bool = nests(|_: Logged| ()) & nests_each::<More>();
/// ```
/// The answer hangs on it: callers may well expect that of a nested type's own `returned` field, which is told to reach nobody.
fn is_nesting(outputs: &Outputs) -> Option<TokenStream> {
    let fields = outputs.arms.iter().flat_map(|(_, fields)| fields);
    let nested = fields.filter_map(|field| match &field.role {
        Role::Nested(count, Leaf::Spelled(ty) | Leaf::ValueOf(ty)) => Some((count, ty)),
        _ => None,
    });
    let asked: Vec<TokenStream> = nested
        .map(|(count, ty)| {
            let at = Underline::ours(ty);
            if matches!(count, Count::One) {
                quote_spanned!(at=> __kafka::nests(|_: #ty| ()))
            } else {
                quote_spanned!(at=> __kafka::nests_each::<#ty>())
            }
        })
        .collect();
    let asks = asks_what_is_nested(outputs) && !asked.is_empty();
    asks.then(|| quote!(const __KAFKA_OUTPUT_IS: ::core::primitive::bool = #(#asked)&*;))
}

/// A constant cannot depend on parameters.
fn asks_what_is_nested(outputs: &Outputs) -> bool {
    outputs.generics.params.is_empty()
}

fn send_output(output: &OutputFn, leaf: &Leaf, held: &Ident, refused: bool) -> TokenStream {
    let at = output.function.return_span();
    let returned = local("returned", at);
    let [together, call] = [together(), ours("call")];
    let (catalogue, encoded) = (catalogue(output, leaf, refused), encode(output, leaf, refused));
    let push = if output.enqueued { quote!(enqueued) } else { quote!(confirmed) };
    let sent = quote! {
        let #call = { #catalogue #encoded };
        #together.#push(#call);
    };
    if output.shape.count == Count::Maybe {
        let some = quote_spanned!(at=> ::core::option::Option::Some(#returned) = __kafka::option(#held));
        return quote!(if let #some { #sent });
    }
    quote!({ let #returned = #held; #sent })
}

/// How an error keeps the returned value; what borrows it cannot keep, and what is generic must be such that it can.
fn keep(ty: &Type, generics: &mut Generics) -> TokenStream {
    if borrows(quote!(#ty)) {
        return quote!(__kafka::forget);
    }
    let parameters: Vec<String> = generics
        .params
        .iter()
        .filter_map(|parameter| match parameter {
            GenericParam::Type(parameter) => Some(parameter.ident.to_string()),
            GenericParam::Lifetime(_) | GenericParam::Const(_) => None,
        })
        .collect();
    let at = Underline::ours(ty);
    if names_any(quote!(#ty), &parameters) {
        let bound = syn::parse_quote_spanned!(at=> #ty: ::core::marker::Send + 'static);
        generics.make_where_clause().predicates.push(bound);
    }
    quote_spanned!(at=> (&&<#ty as __kafka::keep::Keeps>::KEPT).__keep())
}

/// Whether a lifetime is spelled that may end.
fn borrows(ty: TokenStream) -> bool {
    let mut tick = false;
    ty.into_iter().any(|token| match token {
        TokenTree::Group(group) => borrows(group.stream()),
        TokenTree::Ident(name) => std::mem::take(&mut tick) && name != "static",
        TokenTree::Punct(punct) => {
            tick = punct.as_char() == '\'';
            false
        }
        TokenTree::Literal(_) => false,
    })
}

fn names_any(ty: TokenStream, names: &[String]) -> bool {
    ty.into_iter().any(|token| match token {
        TokenTree::Group(group) => names_any(group.stream(), names),
        TokenTree::Ident(name) => names.iter().any(|known| name == known.as_str()),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}
