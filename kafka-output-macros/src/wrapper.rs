//! What the wrapper returns.

use proc_macro2::{Ident, TokenStream};
use quote::quote_spanned;
use syn::{GenericArgument, PathArguments, ReturnType, Type, TypeParamBound};

use crate::gate::{anything, error_of, given_of};
use crate::lower::{Of, OutputFn};
use crate::outputs::{answer_of_several, place};
use crate::shape::{Count, FailsWith};

/// ```text
/// INPUT   Vec<Order>                  Option<Order>, delivery = enqueued   Result<Order, AppError>
/// OUTPUT  Result<Deliveries, Error>   Result<Option<Enqueued>, Error>      Result<Delivery, CallError<AppError>>
/// ```
pub(crate) fn return_type(output: &OutputFn, untold: Option<&TokenStream>) -> ReturnType {
    let at = output.function.return_span();
    let facade = &output.facade;
    if let Some(errors) = untold {
        let anything = anything(facade, errors);
        return syn::parse_quote!(-> #anything);
    }
    let answer = answer(output);
    let error = match output.shape.fails.as_ref().or(output.shape.items_fail.as_ref()) {
        None => quote_spanned!(at=> #facade::Error),
        Some(FailsWith::Spelled(error)) => quote_spanned!(at=> #facade::CallError<#error>),
        Some(FailsWith::ErrorOf(alias)) => {
            let error = error_of(output, alias, at);
            quote_spanned!(at=> #facade::CallError<#error>)
        }
    };
    syn::parse_quote_spanned!(at=> -> ::core::result::Result<#answer, #error>)
}

/// What a call gives when all is well.
fn answer(output: &OutputFn) -> TokenStream {
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
        Ok(leaf) if matches!(output.of, Of::Several) => answer_of_several(output, leaf),
        Ok(leaf) => given_of(output, leaf, quote_spanned!(at=> #facade::#name)),
        Err(_) => quote_spanned!(at=> #facade::#name),
    };
    if output.shape.count == Count::Maybe {
        answer = quote_spanned!(at=> ::core::option::Option<#answer>);
    }
    answer
}

/// ```text
/// INPUT   Pin<Box<dyn Future<Output = Order> + Send + 'async_trait>>, Result<Delivery, Error>
/// OUTPUT  Pin<Box<dyn Future<Output = Result<Delivery, Error>> + Send + 'async_trait>>
/// ```
/// What a trait asks of its implementors, so that it is not told to be another; the answer alone where it has no place.
pub(crate) fn giving(boxed: ReturnType, answer: &ReturnType) -> ReturnType {
    if let (ReturnType::Type(arrow, mut ty), ReturnType::Type(_, answer)) = (boxed, answer)
        && put_output(&mut ty, answer)
    {
        return ReturnType::Type(arrow, ty);
    }
    answer.clone()
}

/// Whether there was a place for it.
fn put_output(ty: &mut Type, answer: &Type) -> bool {
    match ty {
        Type::Path(path) => {
            let arguments = path.path.segments.last_mut().map(|last| &mut last.arguments);
            let Some(PathArguments::AngleBracketed(arguments)) = arguments else { return false };
            arguments.args.iter_mut().any(|argument| match argument {
                GenericArgument::Type(ty) => put_output(ty, answer),
                _ => false,
            })
        }
        Type::TraitObject(object) => {
            let mut futures = object.bounds.iter_mut().filter_map(|bound| match bound {
                TypeParamBound::Trait(bound) => bound.path.segments.last_mut(),
                _ => None,
            });
            futures.any(|future| {
                let PathArguments::AngleBracketed(arguments) = &mut future.arguments else { return false };
                let output = arguments.args.iter_mut().find_map(|argument| match argument {
                    GenericArgument::AssocType(output) => Some(output),
                    _ => None,
                });
                output.map(|output| output.ty = answer.clone()).is_some()
            })
        }
        _ => false,
    }
}
