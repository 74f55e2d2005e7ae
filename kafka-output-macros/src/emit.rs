//! The one template of generated code.
//!
//! Names of ours begin with two underscores, and the items among them stand in a block of their own behind the
//! body, since items are not hygienic: a user's `static BINDING` stays the user's. Paths are absolute, so that a user
//! may have an `Ok` or an `Option` of their own. What is made from the returned value is gone before the first
//! `.await`, so the future is `Send` whenever the user's own would be.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::{Attribute, ReturnType, Token, Visibility};

use crate::ask::{Asked, ask, ladder, leaf_type, local};
use crate::asked_alone::ask_alone;
use crate::bindings::{take_in, takes_mutable_self};
use crate::body::inline_body;
use crate::catalogue::catalogue;
use crate::diagnostics::Told;
use crate::handler::kept_beside;
use crate::lower::{Of, OutputFn, is_of_async_trait, returned_future};
use crate::outputs::send_several;
use crate::parse::AnnotatedFn;
use crate::process::is_read;
use crate::shape::{Count, Leaf, Yields};
use crate::signature::is_main;
use crate::stream::{mention_refused, mention_traits};
use crate::warm::known;
use crate::wrapper::{giving, return_type};

/// ```text
/// INPUT   async fn placed(order: Order) -> Order { BODY }
/// OUTPUT  async fn placed(order: Order) -> Result<Delivery, Error> {
///             let returned = { BODY };
///             let call = { STATIC; …; encode_one(&STATIC, returned, …) };
///             confirmed_one(call).await
///         }
/// ```
/// With errors the same stands, so that callers see the signature they will have, and the compiler still judges the
/// body and the type of the record. Errors and warnings stand in a constant, whose body is none of the function's.
pub(crate) fn emit(output: &OutputFn, editors: &TokenStream, told: &Told) -> TokenStream {
    let AnnotatedFn { vis, sig, .. } = &output.function;
    let (attrs, inner_attrs) = attributes(output);
    let untouched = output.handler.iter().chain(&output.handlers_besides);
    let untouched = untouched.map(|handler| handler.untouched(&output.function));
    let kept = kept_beside(output);
    let Told { errors, warnings } = told;
    let refused = !errors.is_empty();
    let is_main = is_main(&output.function);
    // Where nobody knows what a call gives, they stand in its type.
    let in_type = (refused && output.answers_anything && !is_main && !is_read()).then_some(errors);
    let in_body = (refused && in_type.is_none()).then_some(errors);
    let told =
        (in_body.is_some() || !warnings.is_empty()).then(|| quote!(const _: () = { #in_body #warnings };));
    let assigns = (output.wrappable && output.handler.is_none() && takes_mutable_self(sig))
        .then(|| quote!(#[allow(unused_assignments)]));
    let mut sig = sig.clone();
    let body = if output.wrappable {
        let value = local("returned", Span::mixed_site());
        let returned = match &output.handler {
            Some(handler) => handler.returned(&mut sig, &output.function.attrs, &output.facade),
            None => inline_body(&output.function, &take_in(&mut sig), &output.facade),
        };
        let mut before = None;
        let sending = match &output.shape.leaf {
            Ok(leaf) if matches!(output.of, Of::Several) => send_several(output, leaf),
            Ok(leaf) => {
                before = resolve(output, leaf, refused);
                send(output, leaf, refused)
            }
            // Behind a body that never ends it is told to be unreachable.
            Err(_) => quote!(
                #[allow(unreachable_code)]
                {
                    ::core::unreachable!()
                }
            ),
        };
        quote!(#before let #value = #returned; #sending)
    } else {
        sig.variadic = None;
        if sig.asyncness.is_some() {
            // Together they are an error of the compiler's own, and this one is told.
            sig.constness = None;
        }
        let leaf = output.shape.leaf.as_ref().ok().filter(|_| !matches!(output.of, Of::Several));
        let asked = leaf.map(|leaf| ask_alone(output, leaf));
        let mentioned = leaf.is_none().then(|| mention_refused(&sig.output, &output.facade));
        quote!(#mentioned #asked ::core::unreachable!())
    };
    let boxed = sig.output.clone();
    let gives_future = returned_future(&sig).is_some();
    let of_async_trait = gives_future && is_of_async_trait(&sig);
    // Of what is no type it is all the same whether it is awaited.
    if gives_future && !of_async_trait && in_type.is_none() {
        sig.asyncness = Some(<Token![async]>::default());
    }
    let unused = (!output.wrappable).then(|| quote!(#[allow(unused_variables)]));
    sig.output = if is_main { ReturnType::Default } else { return_type(output, in_type) };
    if of_async_trait {
        sig.output = giving(boxed, &sig.output);
    }
    let not_theirs = not_theirs(output);
    let mut block = Group::new(Delimiter::Brace, quote!(#(#inner_attrs)* #editors #told #body));
    // By its braces a function is the user's or a macro's, and of a macro's lints such as `dead_code` do not speak.
    block.set_span(output.function.body.span());
    quote! {
        #(#untouched)*
        #kept
        #(#attrs)*
        #unused
        #assigns
        #not_theirs
        #vis #sig #block
    }
}

/// Of a `Result` that only the wrapper returns no lint is about what was written, nor of a lifetime that only the function's own type has. Only those
/// that may be told: in a crate that forbids one, it cannot be allowed.
fn not_theirs(output: &OutputFn) -> TokenStream {
    let AnnotatedFn { attrs, vis, sig, .. } = &output.function;
    let mut lints = Vec::new();
    if output.shape.fails.is_none() || output.handler.is_some() {
        lints.extend([quote!(clippy::panic_in_result_fn), quote!(clippy::unwrap_in_result)]);
        // A trait's method is as public as the trait.
        if !matches!(vis, Visibility::Inherited) || sig.receiver().is_some() {
            lints.push(quote!(clippy::missing_errors_doc));
        }
        if attrs.iter().any(|attribute| attribute.path().is_ident("must_use")) {
            lints.push(quote!(clippy::double_must_use));
        }
    }
    if sig.generics.lifetimes().next().is_some() {
        lints.push(quote!(clippy::extra_unused_lifetimes));
    }
    if lints.is_empty() { TokenStream::new() } else { quote!(#[allow(#(#lints),*)]) }
}

/// The wrapper's attributes. What holds for a body, or waits for a lint in it, stays where the body is.
fn attributes(output: &OutputFn) -> (Vec<&Attribute>, &[Attribute]) {
    let AnnotatedFn { attrs, inner_attrs, .. } = &output.function;
    match output.handler {
        None => (attrs.iter().collect(), inner_attrs),
        Some(_) => (attrs.iter().filter(|attribute| !attribute.path().is_ident("expect")).collect(), &[]),
    }
}

/// Waits until the output is resolved, where nothing can be written before: an async worker must not block. It stands before the body,
/// so that what is returned is held over no `.await`.
fn resolve(output: &OutputFn, leaf: &Leaf, refused: bool) -> Option<TokenStream> {
    if !output.waits_to_be_resolved() {
        return None;
    }
    let (facade, resolved) = (&output.facade, local("resolved", Span::mixed_site()));
    let catalogue = catalogue(output, leaf, refused);
    let mentioned = mention_traits(&output.function.sig.output);
    let known = known(output, leaf, refused).into_iter();
    let known = quote!(#(, #known)*);
    Some(quote! {
        let (#resolved #known) = {
            use #facade::__private::all as __kafka;
            #mentioned
            #catalogue
            (__kafka::resolved(&__OUTPUT) #known)
        };
        let #resolved = #resolved.await;
    })
}

/// Unwraps the returned value, encodes it, and waits for the answer. It says `return` for those who have clippy ask for that.
fn send(output: &OutputFn, leaf: &Leaf, refused: bool) -> TokenStream {
    let (facade, call, shape) = (&output.facade, local("call", Span::mixed_site()), &output.shape);
    // It brings the ladders' traits.
    let catalogue = if output.waits_to_be_resolved() {
        quote!(use #facade::__private::prelude::*;)
    } else {
        catalogue(output, leaf, refused)
    };
    let unwrapped = unwrap(output);
    let encoded = encode(output, leaf, refused);
    let mentioned = mention_traits(&output.function.sig.output);
    let wait = output.function.sig.asyncness.is_none();
    let answer = match (shape.count, output.enqueued) {
        (Count::Stream, _) if shape.items_fail.is_some() => "confirmed_results",
        (Count::Stream, _) => "confirmed_stream",
        (_, true) => "enqueued",
        (Count::Many, false) => "confirmed_many",
        (Count::One | Count::Maybe, false) => "confirmed_one",
    };
    let dot_await = (!wait).then(|| quote!(.await));
    // In one place with the ladder that confirms it: of what is wrong twice in one place the compiler speaks once.
    let at = shape.yields.as_ref().map_or_else(Span::mixed_site, |yields| yields.place.of_ours());
    let answer = format_ident!("{}{answer}", if wait { "wait_" } else { "" }, span = at);
    let asked = local("call", at);
    let mut answer = if shape.items_fail.is_some() {
        // Its bound is of the function's error: what is wrong with that stands where all words of its path do.
        let used = quote!(use #facade::__private::all as __kafka;);
        quote_spanned!(at=> { #used __kafka::#answer(#asked) #dot_await })
    } else {
        quote_spanned!(at=> #facade::__private::#answer(#asked) #dot_await)
    };
    if shape.count == Count::Maybe {
        answer = quote!(::core::result::Result::map(#answer, ::core::option::Option::Some));
    }
    if shape.fails.is_some() && shape.items_fail.is_none() {
        answer = quote!(::core::result::Result::map_err(#answer, #facade::CallError::Output));
    }
    quote! {
        let #call = {
            use #facade::__private::all as __kafka;
            #mentioned
            #catalogue
            #unwrapped
            #encoded
        };
        return #answer
    }
}

/// `Err(error)` and `None` send nothing. The runtime's functions take std's own `Result` and `Option`, so a type that
/// only has the name is a type error here.
pub(crate) fn unwrap(output: &OutputFn) -> TokenStream {
    let (facade, shape) = (&output.facade, &output.shape);
    let at = output.function.return_span();
    let [value, error] = ["returned", "error"].map(|name| local(name, at));
    let result = shape.fails.as_ref().map(|_| {
        quote_spanned! {at=>
            let #value = match __kafka::Fallible::into_result(#value) {
                ::core::result::Result::Ok(#value) => #value,
                ::core::result::Result::Err(#error) => {
                    return ::core::result::Result::Err(#facade::CallError::Function(#error));
                }
            };
        }
    });
    let option = (shape.count == Count::Maybe).then(|| {
        quote_spanned! {at=>
            let #value = match __kafka::option(#value) {
                ::core::option::Option::Some(#value) => #value,
                ::core::option::Option::None => return ::core::result::Result::Ok(::core::option::Option::None),
            };
        }
    });
    quote!(#result #option)
}

/// Asks the compiler what the element is, its value, its key and the field that is its key, each by a ladder of the
/// runtime's (one `&` for each rung), and encodes. Spanned at the element's type, where every refusal belongs.
pub(crate) fn encode(output: &OutputFn, leaf: &Leaf, refused: bool) -> TokenStream {
    let (at, _) = leaf_type(leaf);
    let start = ladder(output, leaf);
    let start = known(output, leaf, refused)
        .map_or_else(|| start.clone(), |known| quote_spanned!(at=> #known.leaf(#start)));
    let Asked { lets, answers } = ask(output, leaf, &start);
    let returned = local("returned", at);
    let results = output.shape.items_fail.is_some();
    let encode = match output.shape.count {
        Count::One | Count::Maybe => "encode_one",
        Count::Many => "encode_many",
        Count::Stream if results => "encode_results",
        Count::Stream => "encode_stream",
    };
    let encode = Ident::new(encode, at);
    // Where it is written: it has to be one by type, too.
    let returned = match &output.shape.yields {
        Some(Yields { by, item, place }) => {
            let at = place.of_ours();
            let (returned, ladder) = (local("returned", at), Ident::new(by, at));
            let yields =
                Ident::new(if *by == "__checkpointed" { "yields_checkpointed" } else { "yields" }, at);
            // What was borrowed is a part of the future until its block ends, so it has one of its own.
            quote_spanned! {at=> {
                let #returned = #returned;
                (&&__kafka::#yields::<#item, _>(&#returned)).#ladder(#returned)
            }}
        }
        None => returned.into_token_stream(),
    };
    let result = results.then(|| quote_spanned!(at=> __kafka::result,));
    let binding = if output.waits_to_be_resolved() {
        let resolved = local("resolved", Span::mixed_site());
        quote!(#resolved.binding)
    } else {
        quote_spanned!(at=> &__OUTPUT)
    };
    quote_spanned! {at=>
        #lets
        __kafka::#encode(#binding, #returned, #result #answers)
    }
}
