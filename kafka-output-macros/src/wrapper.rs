//! The two things of a function that the wrapper changes: where its body stands, and what it returns.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::{ReturnType, Type};

use crate::bindings::capture_whole;
use crate::diagnostics::Underline;
use crate::lower::{Of, OutputFn};
use crate::outputs::{answer_of_several, place};
use crate::parse::AnnotatedFn;
use crate::shape::{Count, FailsWith};
use crate::types::erase_impl;

/// ```text
/// INPUT   async fn f() -> RET { BODY }                          fn f() -> RET { BODY }
/// OUTPUT  (async move {                                         Option::<RET>::None.unwrap_or_else(move || {
///             if false {                                            let _ = &argument; …
///                 return Option::<RET>::None                        match () { () => { BODY } }
///                     .unwrap_or_else(|| loop {});              })
///             }
///             let _ = &argument; …
///             match () { () => { BODY } }
///         })
/// ```
/// The body keeps its own `?` and `return`. The branch never taken tells its type, as the closure's own type does; both name
/// it where the ladders do, between `<` and `>`, so that a type nobody knows is one error, not two.
/// `unwrap_or_else` is std's way to call a closure *once*: only then may the body return what it borrows from an
/// argument.
pub(crate) fn inline_body(function: &AnnotatedFn) -> TokenStream {
    let body = &function.body;
    let (user, capture) = (body, capture_whole(&function.sig));
    // A bare block here would be told to lose its braces, which are the user's.
    let body = quote!({ #capture match () { () => #body } });
    let ReturnType::Type(arrow, ty) = &function.sig.output else {
        return if function.sig.asyncness.is_some() {
            quote!((async move #body))
        } else {
            quote!(::core::option::Option::None.unwrap_or_else(move || #body))
        };
    };
    let mut ty = ty.clone();
    erase_impl(&mut ty);
    if function.sig.asyncness.is_none() {
        return if let Type::Never(_) = *ty {
            quote!(::core::option::Option::None.unwrap_or_else(move || #arrow #ty #body))
        } else {
            quote!(::core::option::Option::<#ty>::None.unwrap_or_else(move || #body))
        };
    }
    let at = Underline::ours(&ty);
    let tell_type = (!matches!(*ty, Type::Infer(_) | Type::Never(_))).then(|| {
        quote_spanned! {at=>

            #[allow(unreachable_code)]
            if false {
                return ::core::option::Option::<#ty>::None.unwrap_or_else(|| loop {});
            }
        }
    });
    quote!((async move { #tell_type #capture match () { () => #user } }))
}

/// ```text
/// INPUT   Vec<Order>                  Option<Order>, delivery = enqueued   Result<Order, AppError>
/// OUTPUT  Result<Deliveries, Error>   Result<Option<Enqueued>, Error>      Result<Delivery, CallError<AppError>>
/// ```
pub(crate) fn return_type(output: &OutputFn) -> ReturnType {
    let facade = &output.facade;
    let name = match (output.enqueued, output.shape.count) {
        (_, Count::Stream { .. }) => "StreamSummary",
        (true, _) => "Enqueued",
        (false, Count::Many) => "Deliveries",
        (false, _) => "Delivery",
    };
    let at = match &output.shape.leaf {
        Ok(leaf) if matches!(output.of, Of::Several) => place(leaf),
        _ => output.function.return_span(),
    };
    let name = Ident::new(name, at);
    let mut answer = match &output.shape.leaf {
        Ok(leaf) if matches!(output.of, Of::Several) => answer_of_several(facade, leaf),
        _ => quote_spanned!(at=> #facade::#name),
    };
    if output.shape.count == Count::Maybe {
        answer = quote_spanned!(at=> ::core::option::Option<#answer>);
    }
    let error = match output.shape.fails.as_ref().or(output.shape.items_fail.as_ref()) {
        None => quote_spanned!(at=> #facade::Error),
        Some(FailsWith::Spelled(error)) => quote_spanned!(at=> #facade::CallError<#error>),
        Some(FailsWith::ErrorOf(alias)) => {
            quote_spanned!(at=> #facade::CallError<<#alias as #facade::__private::Fallible>::Err>)
        }
    };
    syn::parse_quote_spanned!(at=> -> ::core::result::Result<#answer, #error>)
}
