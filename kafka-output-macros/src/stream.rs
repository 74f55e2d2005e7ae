//! A stream as a return type, by how it is spelled.

use proc_macro2::TokenStream;
use quote::quote;
use syn::punctuated::Punctuated;
use syn::{Path, PathArguments, PathSegment, ReturnType, Token, Type, TypeParamBound};

use crate::diagnostics::Underline;
use crate::shape::is_slip_of_iterator;
use crate::types::{
    argument_of, bare, erase_impl, has_impl, is_meant, item_of, last_segment, traits_of, type_arguments,
};

/// How a stream is returned.
#[derive(Debug)]
pub(crate) struct Spelled<'a> {
    /// The type of its items, where it is told.
    pub(crate) item: Option<&'a Type>,
    /// Where the stream itself is written.
    pub(crate) place: Underline,
    /// In a `Checkpointed`, which tells how far it is acknowledged.
    pub(crate) checkpointed: bool,
}

/// ```text
/// INPUT   impl Stream<Item = Order> + Send   Pin<Box<dyn Stream<Item = Order> + Send>>   Checkpointed<BoxStream<'a, Order>>
/// OUTPUT  Order                              Order                                       Order, checkpointed
/// ```
pub(crate) fn stream_of(ty: &Type) -> Option<Spelled<'_>> {
    let ty = bare(ty);
    if let Some(inner) = argument_of(ty, &["Checkpointed"]) {
        let Spelled { item, place, .. } = stream_of(inner)?;
        return Some(Spelled { item, place, checkpointed: true });
    }
    let item = match ty {
        Type::ImplTrait(opaque) => item_of(stream_among(&opaque.bounds)?),
        _ => match (boxed_in(ty), last_segment(ty)) {
            (Some(inner), _) => return stream_of(inner).or_else(|| dynamic(inner)),
            (None, Some((_, last))) if last.ident == "BoxStream" || last.ident == "LocalBoxStream" => {
                type_arguments(last).next()
            }
            _ => return None,
        },
    };
    Some(Spelled { item, place: Underline::of(ty), checkpointed: false })
}

/// ```text
/// INPUT   Result<impl futures::Stream<Item = Order> + Send, AppError>
/// OUTPUT  let _ = PhantomData::<dyn futures::Stream<Item = Order>>;
/// ```
/// The wrapper returns no stream, so a user's import of the trait would be told to be unused, and nobody would tell that there is no such trait.
pub(crate) fn mention_traits(output: &ReturnType) -> TokenStream {
    let ReturnType::Type(_, ty) = output else { return TokenStream::new() };
    let opaque = erase_impl(&mut ty.clone());
    let bounds = opaque.iter().flat_map(|opaque| &opaque.bounds);
    let streams = bounds.filter(|bound| match bound {
        TypeParamBound::Trait(bound) => {
            bound.path.segments.last().is_some_and(|last| is_stream(last) || is_slip_of_iterator(last))
        }
        _ => false,
    });
    streams.map(|stream| quote!(let _ = ::core::marker::PhantomData::<dyn #stream>;)).collect()
}

/// What a refused type names as well, so that no import is told to be unused: the items of what is `impl`, and a slice's elements.
pub(crate) fn mention_refused(output: &ReturnType, facade: &Path) -> TokenStream {
    let ReturnType::Type(_, ty) = output else { return TokenStream::new() };
    let opaque = erase_impl(&mut ty.clone());
    let items = opaque.iter().flat_map(|opaque| traits_of(&opaque.bounds)).filter_map(item_of);
    let elements = match bare(ty) {
        Type::Slice(slice) => Some(&*slice.elem),
        _ => None,
    };
    let checkpointed = argument_of(bare(ty), &["Checkpointed"]);
    let named = items.chain(elements).chain(checkpointed).filter(|named| !has_impl(named));
    let traits = mention_traits(output);
    let holder = checkpointed.and_then(|_| holding_a_stream(bare(ty), facade));
    quote!(#traits #holder #(let _ = ::core::marker::PhantomData::<#named>;)*)
}

/// `Checkpointed<Vec<Order>>` as what it may be.
fn holding_a_stream(ty: &Type, facade: &Path) -> Option<TokenStream> {
    let (path, _) = last_segment(ty)?;
    let mut path = path.clone();
    let last = path.path.segments.last_mut()?;
    last.arguments = PathArguments::AngleBracketed(syn::parse_quote!(<#facade::__private::AnyStream>));
    Some(quote!(let _ = ::core::marker::PhantomData::<#path>;))
}

/// `Pin<Box<T>>` → `T`; `Box<T>` → `T`
fn boxed_in(ty: &Type) -> Option<&Type> {
    match argument_of(ty, &["Pin"]) {
        Some(inner) => argument_of(bare(inner), &["Box"]),
        None => argument_of(ty, &["Box"]),
    }
}

/// `dyn Stream<Item = Order> + Send`, behind a pointer.
fn dynamic(ty: &Type) -> Option<Spelled<'_>> {
    let Type::TraitObject(object) = bare(ty) else { return None };
    let item = item_of(stream_among(&object.bounds)?);
    Some(Spelled { item, place: Underline::of(ty), checkpointed: false })
}

/// `Stream<Item = Order> + Send` → `Stream<Item = Order>`
fn stream_among(bounds: &Punctuated<TypeParamBound, Token![+]>) -> Option<&PathSegment> {
    traits_of(bounds).find(|segment| is_stream(segment))
}

/// The traits of the futures crate that are streams, and are named where one is returned.
fn is_stream(segment: &PathSegment) -> bool {
    ["Stream", "FusedStream"].iter().any(|name| is_meant(segment, name))
}
