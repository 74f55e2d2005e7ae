//! The names that a function's arguments bind.

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote};
use syn::{Attribute, FnArg, Pat, PatIdent, Receiver, ReceiverKind, Signature};

/// ```text
/// INPUT   (mut self, mut count: u32, Json(cart): Json<Cart>, #[cfg(x)] _: Trace)
/// OUTPUT  (mut self, count: u32, Json(cart): Json<Cart>, #[cfg(x)] __argument_3: Trace)
///         let _ = &self; let mut count = count; let cart = cart;
///         #[cfg(x)] let __argument_3 = __argument_3; #[cfg(x)] let _ = __argument_3;
/// ```
/// Taken in at the start of the block, closure or future that the body stands in, the arguments are gone at its end, in a function's order,
/// and not when the broker has answered; and lints and `mut` speak of what the body sees. What a pattern leaves behind goes
/// with them, so that one is taken apart there. `self` cannot be moved so; named whole, a closure captures it whole, not
/// copies of the fields that the body names.
pub(crate) fn take_in(sig: &mut Signature) -> TokenStream {
    let mut statements = TokenStream::new();
    for (at, argument) in sig.inputs.iter_mut().enumerate() {
        match argument {
            FnArg::Receiver(Receiver { kind: ReceiverKind::Reference(..), .. }) => {}
            FnArg::Receiver(receiver) => {
                let cfg = receiver.attrs.iter().filter(|attribute| is_cfg(attribute));
                let this = &receiver.self_token;
                statements.extend(quote!(#(#cfg)* let _ = &#this;));
            }
            FnArg::Typed(argument) => {
                let lints: Vec<Attribute> =
                    argument.attrs.extract_if(.., |attribute| is_lint(attribute)).collect();
                let cfg: Vec<&Attribute> =
                    argument.attrs.iter().filter(|attribute| is_cfg(attribute)).collect();
                if leaves_something(&argument.pat) {
                    let name = format_ident!("__argument_{at}", span = Span::mixed_site());
                    let whole = Pat::Ident(PatIdent {
                        attrs: Vec::new(),
                        by_ref: None,
                        mutability: None,
                        ident: name.clone(),
                        subpat: None,
                    });
                    let pattern = std::mem::replace(&mut *argument.pat, whole);
                    statements.extend(
                        quote!(#(#cfg)* let #name = #name; #(#cfg)* #(#lints)* let #pattern = #name;),
                    );
                    continue;
                }
                bound(&mut argument.pat, &mut |binding| {
                    let (ident, mutable) = (&binding.ident, binding.mutability.take());
                    // A guard's name may say that nobody uses it; this is no use.
                    let unused = ident.to_string().starts_with('_').then(|| {
                        quote!(clippy::used_underscore_binding, clippy::no_effect_underscore_binding,)
                    });
                    let allow = quote!(#[allow(#unused clippy::shadow_same)]);
                    statements.extend(quote!(#(#cfg)* #allow #(#lints)* let #mutable #ident = #ident;));
                });
            }
        }
    }
    statements
}

/// `mut self`. What the body writes to it and only its `Drop` reads, the compiler would call never read, since to it the
/// argument is a capture of our closure.
pub(crate) fn takes_mutable_self(sig: &Signature) -> bool {
    sig.receiver().is_some_and(|receiver| receiver.mutability.is_some())
}

fn is_lint(attribute: &Attribute) -> bool {
    ["allow", "expect", "warn", "deny", "forbid"].iter().any(|level| attribute.path().is_ident(level))
}

fn is_cfg(attribute: &Attribute) -> bool {
    attribute.path().is_ident("cfg")
}

/// Whether a pattern may bind less than all there is, or only borrow it.
fn leaves_something(pattern: &Pat) -> bool {
    match pattern {
        Pat::Ident(binding) => binding.by_ref.is_some() || binding.subpat.is_some(),
        Pat::Tuple(tuple) => tuple.elems.iter().any(leaves_something),
        Pat::TupleStruct(tuple) => tuple.elems.iter().any(leaves_something),
        Pat::Slice(slice) => slice.elems.iter().any(leaves_something),
        Pat::Struct(fields) => {
            fields.rest.is_some() || fields.fields.iter().any(|field| leaves_something(&field.pat))
        }
        Pat::Reference(reference) => leaves_something(&reference.pat),
        Pat::Paren(inner) => leaves_something(&inner.pat),
        Pat::Type(inner) => leaves_something(&inner.pat),
        _ => true,
    }
}

/// Tells each binding of a pattern that leaves nothing.
fn bound(pattern: &mut Pat, tell: &mut dyn FnMut(&mut PatIdent)) {
    match pattern {
        Pat::Ident(binding) => tell(binding),
        Pat::Tuple(tuple) => tuple.elems.iter_mut().for_each(|inner| bound(inner, tell)),
        Pat::TupleStruct(tuple) => tuple.elems.iter_mut().for_each(|inner| bound(inner, tell)),
        Pat::Slice(slice) => slice.elems.iter_mut().for_each(|inner| bound(inner, tell)),
        Pat::Struct(fields) => fields.fields.iter_mut().for_each(|field| bound(&mut field.pat, tell)),
        Pat::Reference(reference) => bound(&mut reference.pat, tell),
        Pat::Paren(inner) => bound(&mut inner.pat, tell),
        Pat::Type(inner) => bound(&mut inner.pat, tell),
        _ => {}
    }
}
