//! Types that a signature has from an implementation.
//!
//! Where there is none, that is told at the function, and once more at each of its callers, who have no type to go on with. So the type is asked
//! for with a constant of the implementation's: the compiler tells of a constant without a value where it stands, and says no more of what
//! depends on it.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::{GenericArgument, Path, PathArguments, PathSegment, Type};

use crate::around::File;
use crate::ask::ask_kind;
use crate::lower::OutputFn;
use crate::outputs::place;
use crate::process::is_read;
use crate::shape::Leaf;
use crate::types::{bare, is_byte, type_arguments};
use crate::warm::nameable;

/// ```text
/// INPUT   PlaceOrder
/// OUTPUT  <PlaceOrder as AnswerIf<{ <PlaceOrder as KafkaOutputs>::__KAFKA_OUTPUT_IS }>>::Answer
/// READ    <PlaceOrder as KafkaOutputs>::Answer
/// ```
pub(crate) fn answer_of(output: &OutputFn, ty: &TokenStream, at: Span) -> TokenStream {
    let facade = &output.facade;
    let named = if is_read() { None } else { nameable(output, ty).or_else(|| plain_self(output, ty)) };
    named.filter(is_no_parameter_around).map_or_else(
        || quote_spanned!(at=> <#ty as #facade::KafkaOutputs>::Answer),
        |named| {
            let is = quote_spanned!(at=> <#named as #facade::KafkaOutputs>::__KAFKA_OUTPUT_IS);
            quote_spanned!(at=> <#ty as #facade::__private::AnswerIf<{ #is }>>::Answer)
        },
    )
}

/// `Self`, where it hangs on no parameter, by which a constant may ask for it.
fn plain_self(output: &OutputFn, ty: &TokenStream) -> Option<TokenStream> {
    let generics = &output.function.sig.generics;
    let is_plain = || File::of_attribute().is_some_and(|file| file.has_plain_self());
    (ty.to_string() == "Self" && generics.type_params().next().is_none() && is_plain()).then(|| ty.clone())
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

/// ```text
/// INPUT   Orders, where `type Orders = Vec<Order>` stands in the file
/// OUTPUT  <Delivery as GivenIf<{ let _ = || { let event = …; let value = …; }; true }>>::Given
/// READ    Delivery
/// ```
/// What hides a collection or a stream is refused in the body, and what callers took its answer for, that is not.
pub(crate) fn given_of(output: &OutputFn, leaf: &Leaf, given: TokenStream) -> TokenStream {
    if is_read() || !hides_several(leaf) {
        return given;
    }
    let (Leaf::Spelled(ty) | Leaf::ValueOf(ty)) = leaf;
    let Some(named) = nameable(output, ty).filter(is_no_parameter_around) else { return given };
    let leaf = match leaf {
        Leaf::Spelled(_) => Leaf::Spelled(named),
        Leaf::ValueOf(_) => Leaf::ValueOf(named),
    };
    let (facade, at) = (&output.facade, place(&leaf));
    let asked = ask_kind(output, &leaf);
    quote_spanned! {at=>
        <#given as #facade::__private::GivenIf<{
            let _ = || {
                use #facade::__private::all as __kafka;
                use #facade::__private::prelude::*;
                #asked
            };
            true
        }>>::Given
    }
}

/// A type that is none, so that callers are told nothing of it: what is wrong with the attribute stands in the constant that it hangs on.
pub(crate) fn anything(facade: &Path, errors: &TokenStream) -> TokenStream {
    quote!(<() as #facade::__private::GivenIf<{ #errors }>>::Given)
}

/// Whether the type may be more than one value, by its name or by what the file says of it. Most are not, and pay nothing.
fn hides_several(leaf: &Leaf) -> bool {
    match leaf {
        Leaf::Spelled(ty) => syn::parse2(ty.clone()).is_ok_and(|ty| may_be_several(&ty)),
        Leaf::ValueOf(_) => true,
    }
}

fn may_be_several(ty: &Type) -> bool {
    /// What is one value, or none, as what it holds is.
    const AROUND_ONE: &[&str] = &["KafkaEventData", "Box", "Arc", "Rc", "Cow"];
    /// How types are called that are several, or aliases of them, where another file declares them.
    const OF_SEVERAL: &[&str] = &[
        "Batch", "Deque", "Iter", "Iterator", "List", "Map", "Option", "Queue", "Receiver", "Set", "Stream",
        "Vec", "s",
    ];
    /// Of these nobody needs to ask.
    const IN_STD: &[&str] = &[
        "String", "str", "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "u16", "u32",
        "u64", "u128", "usize", "isize",
    ];
    match bare(ty) {
        Type::TraitObject(_) | Type::Macro(_) | Type::Tuple(_) => true,
        Type::Slice(slice) => !is_byte(&slice.elem),
        Type::Array(array) => !is_byte(&array.elem),
        Type::Reference(reference) => may_be_several(&reference.elem),
        // What an implementation says it is.
        Type::Path(path) if path.qself.is_some() => true,
        Type::Path(path) => path.path.segments.last().is_some_and(|last| {
            let name = last.ident.to_string();
            if AROUND_ONE.contains(&name.as_str()) {
                return type_arguments(last).any(may_be_several);
            }
            let sounds_so = type_arguments(last).any(|held| !is_byte(held))
                || OF_SEVERAL.iter().any(|of_several| name.ends_with(of_several));
            name != "Json"
                && File::of_attribute().map_or(sounds_so, |file| {
                    let is_so = file.makes_several(&name) || file.derives(&name, "KafkaOutputs");
                    let is_known = file.declares(&name) || IN_STD.contains(&name.as_str());
                    is_so || file.has_alias(&name) || !is_known && (sounds_so || file.imports_several(&name))
                })
        }),
        _ => false,
    }
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

/// Whether no `impl` or `trait` in the file has a parameter of such a name, which a constant may not name.
fn is_no_parameter_around(ty: &TokenStream) -> bool {
    if !proc_macro::is_available() {
        return true;
    }
    let mut names = Vec::new();
    words_of(ty.clone(), &mut names);
    File::of_attribute().is_some_and(|file| !names.iter().any(|name| file.has_parameter(name)))
}

fn words_of(tokens: TokenStream, found: &mut Vec<String>) {
    for token in tokens {
        match token {
            TokenTree::Ident(name) => found.push(name.to_string()),
            TokenTree::Group(group) => words_of(group.stream(), found),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}
