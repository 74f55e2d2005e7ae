//! What a return type means, by how it is spelled. The compiler confirms it by type: the runtime's function for each
//! shape takes std's own type, and the element is asked what it is where it is sent.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{PathSegment, ReturnType, Type, TypeImplTrait};

use crate::diagnostics::Underline;
use crate::refusal::{FUTURE, HIDDEN, NEVER, NO_ITEM, NOTHING, Refusal, STREAM, UNSIZED};
use crate::types::{
    argument_of, bare, has_impl, is_byte, item_of, last_segment, traits_of, type_arguments, with_unit_value,
};

/// A return type, understood.
#[derive(Debug)]
pub(crate) struct Shape {
    /// `Result<_, E>`, or an alias of it: what the error is.
    pub(crate) fails: Option<FailsWith>,
    /// How many records.
    pub(crate) count: Count,
    /// The type of each element, or why there is none. What stands around it is known all the same, so that callers see the
    /// signature that a mended function will have.
    pub(crate) leaf: Result<Leaf, Shapeless>,
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

/// Why the elements of a return type have no type that can be sent.
#[derive(Debug)]
pub(crate) struct Shapeless {
    pub(crate) place: Underline,
    pub(crate) sentence: &'static str,
    /// Whether it has a size. Without one the compiler would have much to say of the body.
    pub(crate) sized: bool,
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
pub(crate) fn shape_of(output: &ReturnType, name: Underline) -> Shape {
    let ReturnType::Type(_, ty) = output else {
        let nothing = Shapeless { place: name, sentence: NOTHING.sentence, sized: true };
        return Shape { fails: None, count: Count::One, leaf: Err(nothing) };
    };
    let result = last_segment(bare(ty)).filter(|(_, last)| last.ident.to_string().ends_with("Result"));
    let Some((path, last)) = result else {
        let (count, leaf) = records_of(ty);
        return Shape { fails: None, count, leaf };
    };
    let value = type_arguments(last).next();
    let spelled = type_arguments(last).nth(1).filter(|_| last.ident == "Result");
    let fails = match spelled {
        Some(error) => FailsWith::Spelled(error.to_token_stream()),
        None => FailsWith::ErrorOf(with_unit_value(path).into_token_stream()),
    };
    let (count, leaf) = match value {
        Some(value) => records_of(value),
        None => (Count::One, Ok(Leaf::ValueOf(path.to_token_stream()))),
    };
    Shape { fails: Some(fails), count, leaf }
}

/// What stands in a `Result` or a field, or for itself.
pub(crate) fn records_of(ty: &Type) -> (Count, Result<Leaf, Shapeless>) {
    let ty = bare(ty);
    if let Some(value) = argument_of(ty, &["Option"]) {
        return (Count::Maybe, leaf(value));
    }
    if let Type::ImplTrait(opaque) = ty {
        return item_of_opaque(opaque);
    }
    if let Some(element) = element_of(ty) {
        return (Count::Many, if is_unsized(ty) { leaf(ty) } else { leaf(element) });
    }
    // A reference to a collection yields references.
    if let Type::Reference(reference) = ty
        && let Some(element) = element_of(bare(&reference.elem))
        && reference.mutability.is_none()
    {
        let (and, lifetime) = (&reference.and_token, &reference.lifetime);
        return (Count::Many, leaf(element).map(|_| Leaf::Spelled(quote!(#and #lifetime #element))));
    }
    (Count::One, leaf(ty))
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
fn item_of_opaque(opaque: &TypeImplTrait) -> (Count, Result<Leaf, Shapeless>) {
    let traits: Vec<&PathSegment> = traits_of(&opaque.bounds).collect();
    let named = |names: &[&str]| traits.iter().find(|segment| names.iter().any(|name| segment.ident == name));
    let refused = |refusal: Refusal| {
        Err(Shapeless { place: Underline::of(opaque), sentence: refusal.sentence, sized: true })
    };
    match named(ITERATORS).map(|iterator| item_of(iterator)) {
        Some(Some(item)) => (Count::Many, leaf(item)),
        Some(None) => (Count::Many, refused(NO_ITEM)),
        None if named(&["Stream"]).is_some() => (Count::One, refused(STREAM)),
        None if named(&["Future"]).is_some() => (Count::One, refused(FUTURE)),
        None => (Count::One, refused(HIDDEN)),
    }
}

/// One element: what cannot be named cannot be asked how it is sent, and `()` is not worth a record.
fn leaf(ty: &Type) -> Result<Leaf, Shapeless> {
    let refusal = match bare(ty) {
        Type::Never(_) => NEVER,
        Type::Tuple(tuple) if tuple.elems.is_empty() => NOTHING,
        _ if is_unsized(ty) => UNSIZED,
        _ if is_boxed_future(ty) => FUTURE,
        _ if has_impl(ty) => HIDDEN,
        _ => return Ok(Leaf::Spelled(ty.to_token_stream())),
    };
    Err(Shapeless { place: Underline::of(ty), sentence: refusal.sentence, sized: !is_unsized(ty) })
}

fn is_unsized(ty: &Type) -> bool {
    match bare(ty) {
        Type::Slice(_) | Type::TraitObject(_) => true,
        Type::Path(path) => path.path.is_ident("str"),
        _ => false,
    }
}

/// `Pin<Box<dyn Future<Output = Order> + Send>>`, also as the `futures` crate calls it.
fn is_boxed_future(ty: &Type) -> bool {
    let ty = bare(ty);
    if let Some(inner) = argument_of(ty, &["Pin", "Box"]) {
        return match bare(inner) {
            Type::TraitObject(object) => traits_of(&object.bounds).any(|segment| segment.ident == "Future"),
            inner => is_boxed_future(inner),
        };
    }
    argument_of(ty, &["BoxFuture", "LocalBoxFuture"]).is_some()
}
