//! A stream as a return type, by how it is spelled.

use syn::punctuated::Punctuated;
use syn::{PathSegment, Token, Type, TypeParamBound};

use crate::diagnostics::Underline;
use crate::types::{argument_of, bare, item_of, last_segment, traits_of, type_arguments};

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
        Type::ImplTrait(opaque) => item_of_stream(&opaque.bounds)?,
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
    let item = item_of_stream(&object.bounds)?;
    Some(Spelled { item, place: Underline::of(ty), checkpointed: false })
}

/// `Stream<Item = Order> + Send` → `Order`; nothing at all without `Stream`.
fn item_of_stream(bounds: &Punctuated<TypeParamBound, Token![+]>) -> Option<Option<&Type>> {
    let is_stream = |segment: &&PathSegment| {
        // The traits of the futures crate that are streams, and are named where one is returned.
        ["Stream", "FusedStream"].iter().any(|name| segment.ident == name)
    };
    traits_of(bounds).find(is_stream).map(item_of)
}
