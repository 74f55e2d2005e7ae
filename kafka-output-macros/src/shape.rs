//! What a return type means, by how it is spelled. The compiler confirms it by type: the runtime's function for each
//! shape takes std's own type, and the element is asked what it is where it is sent.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::punctuated::Punctuated;
use syn::{Path, PathSegment, ReturnType, Token, Type, TypeImplTrait, TypeParamBound};

use crate::around::File;
use crate::diagnostics::Underline;
use crate::refusal::{
    ANSWER, CHECKPOINTED, FUTURE, HIDDEN, ITERATOR, MUTABLE, NEVER, NO_ITEM, NO_STREAM_ITEM, NOTHING,
    PLACEHOLDER, Refusal, STREAM, UNSIZED,
};
use crate::stream::stream_of;
use crate::types::{
    argument_of, associated, bare, has_impl, is_byte, is_meant, item_of, last_segment, traits_of,
    type_arguments, with_unit_value,
};

/// A return type, understood.
#[derive(Debug)]
pub(crate) struct Shape {
    /// `Result<_, E>`, or an alias of it: what the error is.
    pub(crate) fails: Option<FailsWith>,
    /// `Stream<Item = Result<_, E>>`: what the error of its items is.
    pub(crate) items_fail: Option<FailsWith>,
    /// How many records.
    pub(crate) count: Count,
    /// Where only the compiler can tell whether the body gives what is spelled: what that is.
    pub(crate) yields: Option<Yields>,
    /// The type of each element, or why there is none. What stands around it is known all the same, so that callers see the
    /// signature that a mended function will have.
    pub(crate) leaf: Result<Leaf, Shapeless>,
}

/// A stream, or an `impl Iterator`, whose items are told.
#[derive(Debug)]
pub(crate) struct Yields {
    /// The ladder that confirms it.
    pub(crate) by: &'static str,
    pub(crate) item: TokenStream,
    /// Where it is written.
    pub(crate) place: Underline,
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
    /// `impl Stream`: nobody knows how many.
    Stream,
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
    /// Whether a body may give it. Of one that gives what has no size, or what is no stream in a `Checkpointed`, the compiler would have much to say.
    pub(crate) sized: bool,
}

/// The standard library's collections whose elements are records.
const COLLECTIONS: &[&str] = &["Vec", "VecDeque", "LinkedList", "HashSet", "BTreeSet", "BinaryHeap"];

/// The traits whose implementors yield records, and the ladder that confirms it.
const ITERATORS: &[(&str, &str)] = &[
    ("Iterator", "__iterated"),
    ("IntoIterator", "__iterable"),
    ("DoubleEndedIterator", "__iterated"),
    ("ExactSizeIterator", "__iterated"),
    ("FusedIterator", "__iterated"),
];

/// ```text
/// INPUT   -> Result<Vec<Order>, AppError>   -> Option<Order>   -> AppResult<Order>
/// OUTPUT  AppError, Many, Order             Maybe, Order       error of AppResult<()>, One, Order
/// ```
pub(crate) fn shape_of(output: &ReturnType, name: Underline) -> Shape {
    let ReturnType::Type(_, ty) = output else {
        let nothing = Shapeless { place: name, sentence: NOTHING.sentence, sized: true };
        return Shape { fails: None, items_fail: None, count: Count::One, yields: None, leaf: Err(nothing) };
    };
    let (fails, held) = result_of(ty);
    let value = match held {
        Ok(value) => value,
        Err(alias) => {
            return Shape { fails, items_fail: None, count: Count::One, yields: None, leaf: Ok(alias) };
        }
    };
    let Some(stream) = stream_of(value) else {
        let (mut count, leaf) = records_of(value);
        // What it is to be.
        if holds_no_stream(bare(value)) {
            count = Count::Stream;
        }
        return Shape { fails, items_fail: None, count, yields: yielded_by(value), leaf };
    };
    let count = Count::Stream;
    let Some(item) = stream.item else {
        let untold = Shapeless { place: stream.place, sentence: NO_STREAM_ITEM.sentence, sized: true };
        return Shape { fails, items_fail: None, count, yields: None, leaf: Err(untold) };
    };
    let (items_fail, held) = result_of(item);
    let by = if stream.checkpointed { "__checkpointed" } else { "__streamed" };
    let yields = Some(Yields { by, item: item.to_token_stream(), place: stream.place });
    Shape { fails, items_fail, count, yields, leaf: held.map_or_else(Ok, leaf) }
}

/// ```text
/// INPUT   Result<Order, AppError>   AppResult<Order>                    AppResult                               Order
/// OUTPUT  AppError, Order           error of AppResult<()>, Order       error of AppResult, value of AppResult  none, Order
/// ```
fn result_of(ty: &Type) -> (Option<FailsWith>, Result<&Type, Leaf>) {
    let result = last_segment(bare(ty)).filter(|(_, last)| last.ident.to_string().ends_with("Result"));
    let Some((path, last)) = result else { return (None, Ok(ty)) };
    let spelled = type_arguments(last).nth(1).filter(|_| last.ident == "Result");
    let fails = match spelled {
        Some(error) => FailsWith::Spelled(error.to_token_stream()),
        None => FailsWith::ErrorOf(with_unit_value(path).into_token_stream()),
    };
    let value = type_arguments(last).next();
    (Some(fails), value.ok_or_else(|| Leaf::ValueOf(path.to_token_stream())))
}

/// What stands in a `Result` or a field, or for itself.
pub(crate) fn records_of(ty: &Type) -> (Count, Result<Leaf, Shapeless>) {
    let ty = bare(ty);
    if let Some(value) = argument_of(ty, &["Option"]) {
        // Without the `Option`, which they are to lose.
        let count = match bare(value) {
            Type::ImplTrait(opaque) if iterator_among(opaque).is_some() => Count::Many,
            value if stream_of(value).is_some() => Count::Stream,
            _ => Count::Maybe,
        };
        return (count, leaf(value));
    }
    if stream_of(ty).is_some() {
        return (Count::One, leaf(ty));
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
    {
        if reference.mutability.is_some() {
            // What it is to be.
            return (Count::Many, leaf(ty));
        }
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
    any_element_of(ty).filter(|element| !is_byte(element))
}

fn any_element_of(ty: &Type) -> Option<&Type> {
    match ty {
        Type::Array(array) => Some(&*array.elem),
        Type::Slice(slice) => Some(&*slice.elem),
        _ => match argument_of(ty, &["Box"]).map(bare) {
            Some(Type::Slice(slice)) => Some(&*slice.elem),
            _ => argument_of(ty, COLLECTIONS),
        },
    }
}

/// `impl Iterator<Item = Order> + Send` → `Order`
fn item_of_opaque(opaque: &TypeImplTrait) -> (Count, Result<Leaf, Shapeless>) {
    let refused = |refusal: Refusal| {
        Err(Shapeless { place: Underline::of(opaque), sentence: refusal.sentence, sized: true })
    };
    match iterator_among(opaque).map(|(iterator, _)| item_of(iterator)) {
        Some(Some(item)) => (Count::Many, leaf(item)),
        Some(None) => (Count::Many, refused(NO_ITEM)),
        None if future_among(&opaque.bounds).is_some() => (Count::One, refused(FUTURE)),
        None => (Count::One, refused(HIDDEN)),
    }
}

/// The first bound that yields records, and the ladder that confirms it.
fn iterator_among(opaque: &TypeImplTrait) -> Option<(&PathSegment, &'static str)> {
    traits_of(&opaque.bounds).find_map(|segment| iterator_named(segment).map(|(_, by)| (segment, by)))
}

/// The one that a trait is by its name, or was to be.
fn iterator_named(segment: &PathSegment) -> Option<(&'static str, &'static str)> {
    let mut found = ITERATORS.iter().filter(|(name, _)| segment.ident == name);
    let mut meant = ITERATORS.iter().filter(|(name, _)| is_meant(segment, name));
    found.next().or_else(|| meant.next()).copied()
}

/// Whether it is none of them, though it was to be.
pub(crate) fn is_slip_of_iterator(segment: &PathSegment) -> bool {
    iterator_named(segment).is_some_and(|(name, _)| segment.ident != name)
}

/// `impl Iterator<Item = Order>` → `Order`, by `__iterated`
fn yielded_by(ty: &Type) -> Option<Yields> {
    let Type::ImplTrait(opaque) = bare(ty) else { return None };
    let (iterator, by) = iterator_among(opaque)?;
    let item = item_of(iterator)?.to_token_stream();
    Some(Yields { by, item, place: Underline::of(opaque) })
}

/// One element: what cannot be named cannot be asked how it is sent, and `()` is not worth a record.
fn leaf(ty: &Type) -> Result<Leaf, Shapeless> {
    let refusal = match bare(ty) {
        Type::Never(_) => NEVER,
        Type::Infer(_) => PLACEHOLDER,
        Type::Tuple(tuple) if tuple.elems.is_empty() => NOTHING,
        Type::Path(path) if is_an_answer(&path.path) => ANSWER,
        Type::Reference(reference)
            if reference.mutability.is_some() && any_element_of(bare(&reference.elem)).is_some() =>
        {
            MUTABLE
        }
        _ if is_unsized(ty) => UNSIZED,
        _ if future_of(ty).is_some() => FUTURE,
        Type::ImplTrait(opaque) if iterator_among(opaque).is_some() => ITERATOR,
        held if holds_no_stream(held) => CHECKPOINTED,
        _ if stream_of(ty).is_some() => STREAM,
        _ if has_impl(ty) => HIDDEN,
        _ => return Ok(Leaf::Spelled(ty.to_token_stream())),
    };
    let sized = !is_unsized(ty) && (has_impl(ty) || !holds_no_stream(bare(ty)));
    Err(Shapeless { place: Underline::of(ty), sentence: refusal.sentence, sized })
}

/// `kafka_output::Delivery`, also by a `use`; a user's own type may have the name.
fn is_an_answer(path: &Path) -> bool {
    const ANSWERS: &[&str] = &["Delivery", "Deliveries", "Enqueued", "StreamSummary"];
    let Some(last) = path.segments.last() else { return false };
    let is_ours = || match path.segments.first() {
        Some(first) if path.segments.len() > 1 => first.ident == "kafka_output",
        _ => File::of_attribute().is_some_and(|file| file.imports_of_ours(&last.ident.to_string())),
    };
    ANSWERS.iter().any(|answer| last.ident == answer) && is_ours()
}

pub(crate) fn is_unsized(ty: &Type) -> bool {
    match bare(ty) {
        Type::Slice(_) | Type::TraitObject(_) => true,
        Type::Path(path) => path.path.is_ident("str"),
        _ => false,
    }
}

/// `Checkpointed<impl Iterator<Item = Order>>`, `Checkpointed<Vec<Order>>`; a type of the user's own that has the name holds neither.
fn holds_no_stream(ty: &Type) -> bool {
    argument_of(ty, &["Checkpointed"]).is_some_and(|held| {
        stream_of(held).is_none() && (has_impl(held) || any_element_of(bare(held)).is_some())
    })
}

/// A future that is spelled as one.
#[derive(Debug)]
pub(crate) struct Future<'a> {
    /// What it gives, where that is told.
    pub(crate) output: Option<&'a Type>,
}

/// ```text
/// INPUT   impl Future<Output = Order>   Pin<Box<dyn Future<Output = Order> + Send>>   BoxFuture<'a, Order>
/// OUTPUT  Order                         Order                                         Order
/// ```
pub(crate) fn future_of(ty: &Type) -> Option<Future<'_>> {
    let bounded = |bounds| future_among(bounds).map(|future| Future { output: associated(future, "Output") });
    let ty = bare(ty);
    if let Type::ImplTrait(opaque) = ty {
        return bounded(&opaque.bounds);
    }
    if let Some(inner) = argument_of(ty, &["Pin", "Box"]) {
        return match bare(inner) {
            Type::TraitObject(object) => bounded(&object.bounds),
            inner => future_of(inner),
        };
    }
    argument_of(ty, &["BoxFuture", "LocalBoxFuture"]).map(|output| Future { output: Some(output) })
}

fn future_among(bounds: &Punctuated<TypeParamBound, Token![+]>) -> Option<&PathSegment> {
    traits_of(bounds).find(|segment| segment.ident == "Future")
}
