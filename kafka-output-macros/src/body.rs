//! Where the user's body stands in the wrapper.

use proc_macro2::{Delimiter, Group, Spacing, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::{FnArg, Path, ReceiverKind, ReturnType, Type};

use crate::ask::local;
use crate::diagnostics::Underline;
use crate::parse::AnnotatedFn;
use crate::types::erase_impl;

/// ```text
/// INPUT   async fn f() -> RET { BODY }                          fn f() -> RET { BODY }
/// OUTPUT  (async move {                                         Option::<RET>::None.unwrap_or_else(move || {
///             if false {                                            let argument = argument; …
///                 return Option::<RET>::None                        match () { () => { BODY } }
///                     .unwrap_or_else(|| loop {});              })
///             }
///             let argument = argument; …
///             match () { () => { BODY } }
///         }).await
/// ```
/// The body keeps its own `?` and `return`. The branch never taken tells its type, as the closure's own type does; both name
/// it where the ladders do, between `<` and `>`, so that a type nobody knows is one error, not two.
/// `unwrap_or_else` is std's way to call a closure *once*: only then may the body return what it borrows from an
/// argument.
///
/// A body that ends at its end alone needs neither and stands as it is, which saves the compiler a future or a closure:
/// ```text
/// OUTPUT  {
///             let argument = argument; …
///             let value: Returned<RET> = match () { () => { BODY } };
///             value
///         }
/// ```
/// Moved in, the arguments are gone before the records are sent, and so is what the body's tail borrows, which goes first, as in a
/// function: an arm drops it where it ends, and what `&guard()` makes live on lives as long as `value`.
pub(crate) fn inline_body(function: &AnnotatedFn, arguments: &TokenStream, facade: &Path) -> TokenStream {
    let user = &function.body;
    let Some(ty) = type_of_plain_end(function) else { return called(function, arguments) };
    let value = local("value", Span::mixed_site());
    let at = Underline::ours(&ty);
    let ty = quote_spanned!(at=> #facade::__private::Returned<#ty>);
    quote! {{
        #arguments
        let #value: #ty = match () { () => #user };
        #[allow(unreachable_code)]
        { #value }
    }}
}

/// The body in a closure or a future of its own, and its outcome.
fn called(function: &AnnotatedFn, arguments: &TokenStream) -> TokenStream {
    let user = &function.body;
    // A bare block here would be told to lose its braces, which are the user's.
    let body = quote!({ #arguments match () { () => #user } });
    let ReturnType::Type(arrow, ty) = &function.sig.output else {
        return if function.sig.asyncness.is_some() {
            quote!((async move #body).await)
        } else {
            quote!(::core::option::Option::None.unwrap_or_else(move || #body))
        };
    };
    let mut ty = ty.clone();
    erase_impl(&mut ty);
    if function.sig.asyncness.is_none() {
        return if let Type::Never(_) = *ty {
            quote!(::core::option::Option::None.unwrap_or_else(move || #arrow #ty #body))
        } else {
            quote!(::core::option::Option::<#ty>::None.unwrap_or_else(move || #body))
        };
    }
    let at = Underline::ours(&ty);
    let tell_type = (!matches!(*ty, Type::Infer(_) | Type::Never(_))).then(|| {
        quote_spanned! {at=>

            #[allow(unreachable_code)]
            if false {
                return ::core::option::Option::<#ty>::None.unwrap_or_else(|| loop {});
            }
        }
    });
    quote!((async move { #tell_type #arguments match () { () => #user } }).await)
}

/// The type of a body whose only way out is its end and which does not own its receiver; `None` for others.
fn type_of_plain_end(function: &AnnotatedFn) -> Option<Type> {
    let ReturnType::Type(_, ty) = &function.sig.output else { return None };
    let owns_self = |argument: &FnArg| matches!(argument, FnArg::Receiver(receiver) if !matches!(receiver.kind, ReceiverKind::Reference(..)));
    if matches!(**ty, Type::Infer(_) | Type::Never(_))
        || function.sig.inputs.iter().any(owns_self)
        || may_leave(function.body.stream())
    {
        return None;
    }
    let mut ty = (**ty).clone();
    erase_impl(&mut ty);
    Some(ty)
}

/// A body that may leave before its end by `?` or `return`, if only in a closure of its own or in a macro; or that may have no end, behind
/// which the compiler would call ours unreachable.
fn may_leave(body: TokenStream) -> bool {
    // What stands before, and, where a `!` follows it, whether it calls a macro that may.
    let (mut before, mut bang) = (Before::Else, false);
    for token in body {
        before = match token {
            TokenTree::Group(group) => {
                if bang && before != Before::Harmless || may_leave(group.stream()) {
                    return true;
                }
                bang = false;
                // A name that a `macro_rules!` macro was given.
                if group.delimiter() == Delimiter::None { Before::Word } else { Before::Else }
            }
            TokenTree::Ident(ident) if ident == "return" || ident == "loop" => return true,
            TokenTree::Ident(ident) => {
                bang = false;
                match ident.to_string().as_str() {
                    // What may stand before a `!` that means "not".
                    "if" | "while" | "match" | "in" => Before::Else,
                    "std" | "core" | "alloc" if before != Before::Path => Before::Std,
                    name if is_harmless(name) && before != Before::Path => Before::Harmless,
                    _ => Before::Word,
                }
            }
            TokenTree::Punct(punct) if punct.as_char() == '?' => return true,
            TokenTree::Punct(punct) if punct.as_char() == '!' => {
                bang = matches!(before, Before::Word | Before::Harmless);
                before
            }
            // The first of two.
            TokenTree::Punct(punct) if punct.as_char() == ':' && punct.spacing() == Spacing::Joint => {
                match before {
                    Before::Std => Before::Std,
                    Before::Word | Before::Harmless => Before::Path,
                    _ => Before::Else,
                }
            }
            // The second, or a lone one.
            TokenTree::Punct(punct) if punct.as_char() == ':' => match before {
                Before::Std | Before::Path => before,
                _ => Before::Else,
            },
            TokenTree::Punct(_) | TokenTree::Literal(_) => {
                bang = false;
                Before::Else
            }
        };
    }
    false
}

/// A body that is `todo!()` or its like, from which the compiler learns no type.
pub(crate) fn is_unwritten(body: &Group) -> bool {
    let mut tokens = body.stream().into_iter();
    let named = matches!(tokens.next(), Some(TokenTree::Ident(name))
        if ["todo", "unimplemented", "unreachable", "panic"].iter().any(|diverges| name == diverges));
    let bang = matches!(tokens.next(), Some(TokenTree::Punct(bang)) if bang.as_char() == '!');
    named && bang && tokens.next().is_some() && tokens.next().is_none()
}

/// What stands before a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    /// A name, or what may be one.
    Word,
    /// That of a macro that does no harm.
    Harmless,
    /// `std` or `core`, perhaps with the colons behind it.
    Std,
    /// The colons behind another name.
    Path,
    Else,
}

/// Macros of std that neither return from the function around them nor end it, by names that nobody gives to others of his own.
fn is_harmless(name: &str) -> bool {
    let asserts = name.strip_prefix("debug_").unwrap_or(name);
    matches!(asserts, "assert" | "assert_eq" | "assert_ne")
        || matches!(name, "vec" | "format" | "format_args" | "print" | "println" | "eprint" | "eprintln")
        || matches!(name, "dbg" | "matches" | "concat" | "stringify" | "env" | "cfg")
        || matches!(name, "include_str" | "include_bytes" | "module_path" | "file" | "line" | "column")
}

#[cfg(test)]
mod tests {
    use super::may_leave;

    #[test]
    fn a_body_leaves_by_its_end_alone_unless_a_word_says_otherwise() {
        for plain in [
            "order",
            "{ let id = format!(\"o-{}\", order.id); Order { id, ..order } }",
            "if !(a) { b } else { !c }",
            "Order { id: format!(\"{id}\"), lines: vec![], ..order }",
            "vec![order.clone(), std::format!(\"{}\", ::std::format!(\"\") + !(b))].len() != (2)",
        ] {
            assert!(!may_leave(plain.parse().unwrap()), "{plain}");
        }
        for leaves in [
            "fetch(id)?",
            "if done { return None; } Some(order)",
            "vec![fetch(id)?]",
            "orders.iter().map(|order| { if x { return 1 } 2 })",
            "bail!(\"no order\")",
            "anyhow::ensure!{ok}",
            "todo!()",
            "loop {}",
            "own::vec![order]",
            "own::std::vec![order]",
        ] {
            assert!(may_leave(leaves.parse().unwrap()), "{leaves}");
        }
    }
}
