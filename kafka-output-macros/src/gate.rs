//! Types that a signature has from an implementation.
//!
//! Where there is none, that is told at the function, and once more at each of its callers, who have no type to go on with. So the type is asked
//! for with a constant of the implementation's: the compiler tells of a constant without a value where it stands, and says no more of what
//! depends on it.

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;
use syn::{GenericArgument, PathArguments, PathSegment, Type};

use crate::lower::OutputFn;
use crate::process::is_read;
use crate::warm::nameable;

/// ```text
/// INPUT   PlaceOrder
/// OUTPUT  <PlaceOrder as AnswerIf<{ <PlaceOrder as KafkaOutputs>::__KAFKA_OUTPUT_IS }>>::Answer
/// READ    <PlaceOrder as KafkaOutputs>::Answer
/// ```
pub(crate) fn answer_of(output: &OutputFn, ty: &TokenStream, at: Span) -> TokenStream {
    let facade = &output.facade;
    // The `impl` around a method may have a parameter of any name, and of an associated function it seldom is what that returns.
    let named = if output.function.sig.receiver().is_some() { None } else { gated(output, ty) };
    named.map_or_else(
        || quote_spanned!(at=> <#ty as #facade::KafkaOutputs>::Answer),
        |named| {
            let is = quote_spanned!(at=> <#named as #facade::KafkaOutputs>::__KAFKA_OUTPUT_IS);
            quote_spanned!(at=> <#ty as #facade::__private::AnswerIf<{ #is }>>::Answer)
        },
    )
}

/// ```text
/// INPUT   OrderResult
/// OUTPUT  <OrderResult as ErrIf<{ <OrderResult as Fallible>::IS }>>::Err
/// READ    <OrderResult as Fallible>::Err
/// ```
pub(crate) fn error_of(output: &OutputFn, ty: &TokenStream, at: Span) -> TokenStream {
    let facade = &output.facade;
    gated(output, ty).map_or_else(
        || quote_spanned!(at=> <#ty as #facade::__private::Fallible>::Err),
        |named| {
            let is = quote_spanned!(at=> <#named as #facade::__private::Fallible>::IS);
            quote_spanned!(at=> <#ty as #facade::__private::ErrIf<{ #is }>>::Err)
        },
    )
}

/// The type as the constant names it; `None` where it may not, since it may be generic around it, and where people read the signature.
fn gated(output: &OutputFn, ty: &TokenStream) -> Option<TokenStream> {
    let is_plain = syn::parse2(ty.clone()).is_ok_and(|ty| takes_no_types(&ty));
    if is_read() || !is_plain { None } else { nameable(output, ty) }
}

/// What stands in the type could be a parameter.
fn takes_no_types(ty: &Type) -> bool {
    let Type::Path(path) = ty else { return false };
    let is_fixed = |argument: &GenericArgument| match argument {
        GenericArgument::Lifetime(_) => true,
        GenericArgument::Type(Type::Tuple(unit)) => unit.elems.is_empty(),
        _ => false,
    };
    let are_fixed = |segment: &PathSegment| match &segment.arguments {
        PathArguments::None => true,
        PathArguments::AngleBracketed(arguments) => arguments.args.iter().all(is_fixed),
        PathArguments::Parenthesized(_) => false,
    };
    path.qself.as_ref().is_none_or(|of| takes_no_types(&of.ty)) && path.path.segments.iter().all(are_fixed)
}
