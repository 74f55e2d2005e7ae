//! Reading types as they are spelled.

use kafka_output_options::suggest::is_slip;
use proc_macro2::TokenStream;
use syn::punctuated::Punctuated;
use syn::{
    GenericArgument, PathArguments, PathSegment, Token, Type, TypeImplTrait, TypeInfer, TypeParamBound,
    TypePath,
};

use crate::diagnostics::Underline;

/// Whether some part of the type is `impl`.
pub(crate) fn has_impl(ty: &Type) -> bool {
    !erase_impl(&mut ty.clone()).is_empty()
}

/// Whether some part of the type is an `impl` by which the compiler learns of types in the body: a closure's arguments by
/// `impl Fn(&str)`, what `?` gives in an `async` block by `impl Future<Output = …>`, what an empty `Vec` holds by
/// `impl Iterator<Item = …>`.
pub(crate) fn tells_its_body(ty: &Type) -> bool {
    const TELLING: &[&str] = &["Fn", "FnMut", "FnOnce", "AsyncFn", "AsyncFnMut", "AsyncFnOnce", "IntoFuture"];
    let opaque = erase_impl(&mut ty.clone());
    let mut traits = opaque.iter().flat_map(|opaque| traits_of(&opaque.bounds));
    let told =
        |bound: &PathSegment| associated(bound, "Item").or_else(|| associated(bound, "Output")).is_some();
    traits.any(|bound| told(bound) || TELLING.iter().any(|name| bound.ident == name))
}

/// The type inside parentheses, or inside what a `macro_rules!` macro put there.
pub(crate) fn bare(ty: &Type) -> &Type {
    match ty {
        Type::Paren(paren) => bare(&paren.elem),
        Type::Group(group) => bare(&group.elem),
        other => other,
    }
}

/// A path and its last segment: `anyhow::Result<Order>`, `Result<Order>`.
pub(crate) fn last_segment(ty: &Type) -> Option<(&TypePath, &PathSegment)> {
    match ty {
        Type::Path(path) => Some((path, path.path.segments.last()?)),
        _ => None,
    }
}

/// `AppResult`, which is read as a `Result` but tells neither of its types.
pub(crate) fn is_result_without_arguments(ty: &Type) -> bool {
    last_segment(bare(ty))
        .is_some_and(|(_, last)| last.ident.to_string().ends_with("Result") && last.arguments.is_none())
}

/// `HashSet<Order, State>` → `Order`, `State`.
pub(crate) fn type_arguments(segment: &PathSegment) -> impl Iterator<Item = &Type> {
    let arguments = match &segment.arguments {
        PathArguments::AngleBracketed(arguments) => Some(arguments.args.iter()),
        _ => None,
    };
    arguments.into_iter().flatten().filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}

/// The first type argument, where the last segment has one of these names.
pub(crate) fn argument_of<'a>(ty: &'a Type, names: &[&str]) -> Option<&'a Type> {
    let (_, last) = last_segment(ty)?;
    names.iter().any(|name| last.ident == name).then(|| type_arguments(last).next()).flatten()
}

/// `Iterator<Item = Order>` → `Order`
pub(crate) fn item_of(segment: &PathSegment) -> Option<&Type> {
    associated(segment, "Item")
}

/// `Future<Output = Order>`, `Output` → `Order`
pub(crate) fn associated<'a>(segment: &'a PathSegment, name: &str) -> Option<&'a Type> {
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::AssocType(item) if item.ident == name => Some(&item.ty),
        _ => None,
    })
}

/// Whether a trait is one by its name, or was to be: `impl Strem<Item = Order>`, of which the compiler says that there is none.
pub(crate) fn is_meant(segment: &PathSegment, name: &str) -> bool {
    segment.ident == name || item_of(segment).is_some() && is_slip(&segment.ident.to_string(), name)
}

/// `dyn Iterator<Item = Order> + Send` → `Iterator<Item = Order>`, `Send`
pub(crate) fn traits_of(
    bounds: &Punctuated<TypeParamBound, Token![+]>,
) -> impl Iterator<Item = &PathSegment> {
    bounds.iter().filter_map(|bound| match bound {
        TypeParamBound::Trait(bound) => bound.path.segments.last(),
        _ => None,
    })
}

/// Whether it is `u8`, many of which are one value.
pub(crate) fn is_byte(ty: &Type) -> bool {
    last_segment(bare(ty)).is_some_and(|(_, last)| last.ident == "u8")
}

/// ```text
/// INPUT   anyhow::Result<impl Iterator<Item = Order>>
/// OUTPUT  anyhow::Result<()>
/// ```
/// Its error is the same, it may stand where `impl` may not, and a private type of the user's is not in it. It stands at the
/// place of the type, so that what is wrong with the whole is one error, not two.
pub(crate) fn with_unit_value(path: &TypePath) -> TypePath {
    let mut path = path.clone();
    if let Some(PathArguments::AngleBracketed(arguments)) =
        path.path.segments.last_mut().map(|last| &mut last.arguments)
        && let Some(GenericArgument::Type(first)) =
            arguments.args.iter_mut().find(|argument| matches!(argument, GenericArgument::Type(_)))
    {
        let at = Underline::of(first).start();
        *first = syn::parse_quote_spanned!(at=> ());
    }
    path
}

/// ```text
/// INPUT   Result<impl Iterator<Item = Order>, AppError>
/// OUTPUT  Result<_, AppError>
/// ```
/// `impl` may not stand in a `let` or on a closure. Answers with those there were.
pub(crate) fn erase_impl(ty: &mut Type) -> Vec<TypeImplTrait> {
    match ty {
        Type::ImplTrait(opaque) => {
            let opaque = opaque.clone();
            let underscore_token = Token![_](opaque.impl_token.span);
            *ty = Type::Infer(TypeInfer { attrs: Vec::new(), underscore_token });
            vec![opaque]
        }
        Type::Paren(paren) => erase_impl(&mut paren.elem),
        Type::Group(group) => erase_impl(&mut group.elem),
        Type::Array(array) => erase_impl(&mut array.elem),
        Type::Slice(slice) => erase_impl(&mut slice.elem),
        Type::Reference(reference) => erase_impl(&mut reference.elem),
        Type::Tuple(tuple) => tuple.elems.iter_mut().flat_map(erase_impl).collect(),
        Type::Path(path) => path.path.segments.iter_mut().flat_map(erase_in).collect(),
        _ => Vec::new(),
    }
}

fn erase_in(segment: &mut PathSegment) -> Vec<TypeImplTrait> {
    let PathArguments::AngleBracketed(arguments) = &mut segment.arguments else { return Vec::new() };
    let types = arguments.args.iter_mut().filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    });
    types.flat_map(erase_impl).collect()
}

/// ```text
/// INPUT   KafkaEventData<Order, CustomerId>
/// OUTPUT                 Order, CustomerId
/// ```
pub(crate) fn argument_of_event(ty: &TokenStream, nth: usize) -> Option<Type> {
    let ty: Type = syn::parse2(ty.clone()).ok()?;
    let (_, last) = last_segment(bare(&ty)).filter(|(_, last)| last.ident == "KafkaEventData")?;
    type_arguments(last).nth(nth).cloned()
}
