//! Where the user's body stands in the wrapper.

use proc_macro2::{TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::{FnArg, Path, ReceiverKind, ReturnType, Type};

use crate::bindings::{capture_whole, move_in, takes_mutable_values};
use crate::diagnostics::Underline;
use crate::parse::AnnotatedFn;
use crate::types::erase_impl;

/// What the wrapper makes of a body.
pub(crate) struct Body {
    /// Written behind `let returned`.
    pub(crate) ty: TokenStream,
    pub(crate) value: TokenStream,
}

/// ```text
/// INPUT   async fn f() -> RET { BODY }                          fn f() -> RET { BODY }
/// OUTPUT  (async move {                                         Option::<RET>::None.unwrap_or_else(move || {
///             if false {                                            let _ = &argument; …
///                 return Option::<RET>::None                        match () { () => { BODY } }
///                     .unwrap_or_else(|| loop {});              })
///             }
///             let _ = &argument; …
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
/// OUTPUT  let returned: Returned<RET> = { let argument = argument; … match () { () => { BODY } } };
/// ```
/// Moved in, the arguments are gone before the records are sent. An arm drops what its tail borrows before the arguments go,
/// as a function does, in every edition.
pub(crate) fn inline_body(function: &AnnotatedFn, facade: &Path) -> Body {
    let user = &function.body;
    if let Some(ty) = type_of_plain_end(function) {
        let arguments = move_in(&function.sig);
        let at = Underline::ours(&ty);
        return Body {
            ty: quote_spanned!(at=> : #facade::__private::Returned<#ty>),
            value: quote!({ #arguments match () { () => #user } }),
        };
    }
    Body { ty: TokenStream::new(), value: called(function) }
}

/// The body in a closure or a future of its own, and its outcome.
fn called(function: &AnnotatedFn) -> TokenStream {
    let body = &function.body;
    let (user, capture) = (body, capture_whole(&function.sig));
    // A bare block here would be told to lose its braces, which are the user's.
    let body = quote!({ #capture match () { () => #body } });
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
    quote!((async move { #tell_type #capture match () { () => #user } }).await)
}

/// The type of a body whose only way out is its end and whose arguments can be moved; `None` for others.
fn type_of_plain_end(function: &AnnotatedFn) -> Option<Type> {
    let ReturnType::Type(_, ty) = &function.sig.output else { return None };
    let owns_self = |argument: &FnArg| matches!(argument, FnArg::Receiver(receiver) if !matches!(receiver.kind, ReceiverKind::Reference(..)));
    if matches!(**ty, Type::Infer(_) | Type::Never(_))
        || takes_mutable_values(&function.sig)
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
    let (mut word, mut bang) = (String::new(), false);
    for token in body {
        match token {
            TokenTree::Group(group) => {
                let is_macro = bang && !is_harmless(&word);
                if is_macro || may_leave(group.stream()) {
                    return true;
                }
                (word, bang) = (String::new(), false);
            }
            TokenTree::Ident(ident) if ident == "return" || ident == "loop" => return true,
            // What may stand before a `!` that means "not".
            TokenTree::Ident(ident)
                if ["if", "while", "match", "in"].iter().any(|keyword| ident == keyword) =>
            {
                (word, bang) = (String::new(), false);
            }
            TokenTree::Ident(ident) => (word, bang) = (ident.to_string(), false),
            TokenTree::Punct(punct) if punct.as_char() == '?' => return true,
            TokenTree::Punct(punct) if punct.as_char() == '!' => bang = !word.is_empty(),
            TokenTree::Punct(_) | TokenTree::Literal(_) => (word, bang) = (String::new(), false),
        }
    }
    false
}

/// Macros of std that neither return from the function around them nor end it.
fn is_harmless(name: &str) -> bool {
    let asserts = name.strip_prefix("debug_").unwrap_or(name);
    matches!(asserts, "assert" | "assert_eq" | "assert_ne")
        || matches!(name, "vec" | "format" | "format_args" | "print" | "println" | "eprint" | "eprintln")
        || matches!(name, "dbg" | "matches" | "write" | "writeln" | "concat" | "stringify" | "env" | "cfg")
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
            "vec![order.clone(), std::format!(\"{}\", a + !(b))].len() != (2)",
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
        ] {
            assert!(may_leave(leaves.parse().unwrap()), "{leaves}");
        }
    }
}
