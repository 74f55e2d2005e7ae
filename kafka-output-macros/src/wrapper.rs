//! What the wrapper returns.

use proc_macro2::Ident;
use quote::quote_spanned;
use syn::ReturnType;

use crate::lower::{Of, OutputFn};
use crate::outputs::{answer_of_several, place};
use crate::shape::{Count, FailsWith};

/// ```text
/// INPUT   Vec<Order>                  Option<Order>, delivery = enqueued   Result<Order, AppError>
/// OUTPUT  Result<Deliveries, Error>   Result<Option<Enqueued>, Error>      Result<Delivery, CallError<AppError>>
/// ```
pub(crate) fn return_type(output: &OutputFn) -> ReturnType {
    let facade = &output.facade;
    let name = match (output.enqueued, output.shape.count) {
        (_, Count::Stream) => "StreamSummary",
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
