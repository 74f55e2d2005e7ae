//! Reading types as they are spelled.

use syn::punctuated::Punctuated;
use syn::{GenericArgument, PathArguments, PathSegment, Token, Type, TypeInfer, TypeParamBound, TypePath};

use crate::diagnostics::Underline;

/// Whether some part of the type is `impl`.
pub(crate) fn has_impl(ty: &Type) -> bool {
    erase_impl(&mut ty.clone()) > 0
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
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::AssocType(item) if item.ident == "Item" => Some(&item.ty),
        _ => None,
    })
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
/// `impl` may not stand in a `let` or on a closure. Answers how many there were.
pub(crate) fn erase_impl(ty: &mut Type) -> usize {
    match ty {
        Type::ImplTrait(opaque) => {
            let underscore_token = Token![_](opaque.impl_token.span);
            *ty = Type::Infer(TypeInfer { attrs: Vec::new(), underscore_token });
            1
        }
        Type::Paren(paren) => erase_impl(&mut paren.elem),
        Type::Group(group) => erase_impl(&mut group.elem),
        Type::Array(array) => erase_impl(&mut array.elem),
        Type::Slice(slice) => erase_impl(&mut slice.elem),
        Type::Reference(reference) => erase_impl(&mut reference.elem),
        Type::Tuple(tuple) => tuple.elems.iter_mut().map(erase_impl).sum(),
        Type::Path(path) => path.path.segments.iter_mut().map(erase_in).sum(),
        _ => 0,
    }
}

fn erase_in(segment: &mut PathSegment) -> usize {
    let PathArguments::AngleBracketed(arguments) = &mut segment.arguments else { return 0 };
    let types = arguments.args.iter_mut().filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    });
    types.map(erase_impl).sum()
}
