//! What a return type means, by how it is spelled. The compiler confirms it by type: the runtime's function for each
//! shape takes std's own type, and the element is asked what it is where it is sent.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{PathSegment, ReturnType, Type, TypeImplTrait, TypeParamBound};

use crate::diagnostics::Underline;
use crate::refusal::{FUTURE, HIDDEN, NEVER, NO_ITEM, NOTHING, STREAM};
use crate::types::{
    argument_of, bare, has_impl, is_byte, item_of, last_segment, type_arguments, with_unit_value,
};

/// A return type, understood.
#[derive(Debug)]
pub(crate) struct Shape {
    /// `Result<_, E>`, or an alias of it: what the error is.
    pub(crate) fails: Option<FailsWith>,
    /// How many records.
    pub(crate) count: Count,
    /// The type of each element.
    pub(crate) leaf: Leaf,
}

/// Where a function's error type is found.
#[derive(Debug)]
pub(crate) enum FailsWith {
    /// `Result<_, E>`: it is spelled.
    Spelled(TokenStream),
    /// `anyhow::Result<_>`: it is this type's.
    ErrorOf(TokenStream),
}

/// How many records a call sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Count {
    /// One.
    One,
    /// `Option<_>`: one or none.
    Maybe,
    /// `Vec<_>` and its like.
    Many,
}

/// The type of an element.
#[derive(Debug)]
pub(crate) enum Leaf {
    /// As spelled.
    Spelled(TokenStream),
    /// `AppResult`, which names none: what this type holds when all is well.
    ValueOf(TokenStream),
}

/// Why a return type has no shape.
#[derive(Debug)]
pub(crate) struct Shapeless {
    pub(crate) place: Underline,
    pub(crate) sentence: &'static str,
}

/// The standard library's collections whose elements are records.
const COLLECTIONS: &[&str] = &["Vec", "VecDeque", "LinkedList", "HashSet", "BTreeSet", "BinaryHeap"];

/// The traits whose implementors yield records.
const ITERATORS: &[&str] =
    &["Iterator", "IntoIterator", "DoubleEndedIterator", "ExactSizeIterator", "FusedIterator"];

/// ```text
/// INPUT   -> Result<Vec<Order>, AppError>   -> Option<Order>   -> AppResult<Order>
/// OUTPUT  AppError, Many, Order             Maybe, Order       error of AppResult<()>, One, Order
/// ```
pub(crate) fn shape_of(output: &ReturnType, name: Underline) -> Result<Shape, Shapeless> {
    let ReturnType::Type(_, ty) = output else {
        return Err(Shapeless { place: name, sentence: NOTHING.sentence });
    };
    let result = last_segment(bare(ty)).filter(|(_, last)| last.ident.to_string().ends_with("Result"));
    let Some((path, last)) = result else {
        let (count, leaf) = records_of(ty)?;
        return Ok(Shape { fails: None, count, leaf });
    };
    let value = type_arguments(last).next();
    let spelled = type_arguments(last).nth(1).filter(|_| last.ident == "Result");
    let fails = match spelled {
        Some(error) => FailsWith::Spelled(error.to_token_stream()),
        None => FailsWith::ErrorOf(with_unit_value(path).into_token_stream()),
    };
    let (count, leaf) = match value {
        Some(value) => records_of(value)?,
        None => (Count::One, Leaf::ValueOf(path.to_token_stream())),
    };
    Ok(Shape { fails: Some(fails), count, leaf })
}

/// What stands in a `Result`, or for itself.
fn records_of(ty: &Type) -> Result<(Count, Leaf), Shapeless> {
    let ty = bare(ty);
    if let Some(value) = argument_of(ty, &["Option"]) {
        return Ok((Count::Maybe, leaf(value)?));
    }
    if let Type::ImplTrait(opaque) = ty {
        return Ok((Count::Many, leaf(item_of_opaque(opaque)?)?));
    }
    if let Some(element) = element_of(ty) {
        return Ok((Count::Many, leaf(element)?));
    }
    // A reference to a collection yields references.
    if let Type::Reference(reference) = ty
        && let Some(element) = element_of(bare(&reference.elem))
        && reference.mutability.is_none()
    {
        leaf(element)?;
        let (and, lifetime) = (&reference.and_token, &reference.lifetime);
        return Ok((Count::Many, Leaf::Spelled(quote!(#and #lifetime #element))));
    }
    Ok((Count::One, leaf(ty)?))
}

/// ```text
/// INPUT   Vec<Order>   [Order; 2]   Box<[Order]>   Vec<u8>
/// OUTPUT  Order        Order        Order          none: many bytes are one value
/// ```
fn element_of(ty: &Type) -> Option<&Type> {
    let element = match ty {
        Type::Array(array) => Some(&*array.elem),
        Type::Slice(slice) => Some(&*slice.elem),
        _ => match argument_of(ty, &["Box"]).map(bare) {
            Some(Type::Slice(slice)) => Some(&*slice.elem),
            _ => argument_of(ty, COLLECTIONS),
        },
    };
    element.filter(|element| !is_byte(element))
}

/// `impl Iterator<Item = Order> + Send` → `Order`
fn item_of_opaque(opaque: &TypeImplTrait) -> Result<&Type, Shapeless> {
    let traits = opaque.bounds.iter().filter_map(|bound| match bound {
        TypeParamBound::Trait(bound) => bound.path.segments.last(),
        _ => None,
    });
    let traits: Vec<&PathSegment> = traits.collect();
    let named = |names: &[&str]| traits.iter().find(|segment| names.iter().any(|name| segment.ident == name));
    let refusal = match named(ITERATORS) {
        Some(iterator) => match item_of(iterator) {
            Some(item) => return Ok(item),
            None => NO_ITEM,
        },
        None if named(&["Stream"]).is_some() => STREAM,
        None if named(&["Future"]).is_some() => FUTURE,
        None => HIDDEN,
    };
    Err(Shapeless { place: Underline::of(opaque), sentence: refusal.sentence })
}

/// One element: what cannot be named cannot be asked how it is sent, and `()` is not worth a record.
fn leaf(ty: &Type) -> Result<Leaf, Shapeless> {
    let place = Underline::of(ty);
    let refusal = match bare(ty) {
        Type::Never(_) => NEVER,
        Type::Tuple(tuple) if tuple.elems.is_empty() => NOTHING,
        _ if has_impl(ty) => HIDDEN,
        _ => return Ok(Leaf::Spelled(ty.to_token_stream())),
    };
    Err(Shapeless { place, sentence: refusal.sentence })
}
