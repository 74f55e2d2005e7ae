//! The names that a function's arguments bind.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, FnArg, Ident, Pat, PatIdent, Signature};

/// ```text
/// INPUT   (mut self, Json(cart): Json<Cart>, #[cfg(x)] trace: Trace)
/// OUTPUT  let _ = &self; let _ = &cart; #[cfg(x)] let _ = &trace;
/// ```
/// Named whole at the start of the closure that the body stands in, each argument is captured whole. Else a closure takes
/// only the fields the body names: it would work on copies of those that are `Copy`, a `Drop` of the whole would see the
/// old ones, and an argument the body never names would live until the broker has answered.
pub(crate) fn capture_whole(sig: &Signature) -> TokenStream {
    let this = sig.inputs.iter().find_map(|argument| match argument {
        FnArg::Receiver(receiver) => {
            let cfg = receiver.attrs.iter().filter(|attribute| is_cfg(attribute));
            let this = &receiver.self_token;
            Some(quote!(#(#cfg)* let _ = &#this;))
        }
        FnArg::Typed(_) => None,
    });
    let others = each_argument(sig, &|name| quote!(let _ = &#name;));
    quote!(#this #others)
}

/// ```text
/// INPUT   (&self, Json(cart): Json<Cart>, #[cfg(x)] trace: Trace)
/// OUTPUT  let cart = cart; #[cfg(x)] let trace = trace;
/// ```
/// At the start of a block: the arguments are gone at its end, in a function's order. `self` cannot be moved so.
pub(crate) fn move_in(sig: &Signature) -> TokenStream {
    each_argument(sig, &|name| quote!(let #name = #name;))
}

fn each_argument(sig: &Signature, statement: &dyn Fn(&Ident) -> TokenStream) -> TokenStream {
    let mut statements = TokenStream::new();
    for argument in &sig.inputs {
        let FnArg::Typed(argument) = argument else { continue };
        let cfg: Vec<&Attribute> = argument.attrs.iter().filter(|attribute| is_cfg(attribute)).collect();
        bound(&argument.pat, &mut |binding| {
            let ident = &binding.ident;
            // A guard's name may say that nobody uses it; this is no use.
            let unused = ident.to_string().starts_with('_');
            let allow = unused.then(
                || quote!(#[allow(clippy::used_underscore_binding, clippy::no_effect_underscore_binding)]),
            );
            let statement = statement(ident);
            statements.extend(quote!(#(#cfg)* #allow #statement));
        });
    }
    statements
}

/// `mut self` or `mut count: u32`. What the body writes to such an argument and only its `Drop` reads, the compiler would call
/// never read, since to it the argument is a capture of our closure.
pub(crate) fn takes_mutable_values(sig: &Signature) -> bool {
    sig.inputs.iter().any(|argument| match argument {
        FnArg::Receiver(receiver) => receiver.mutability.is_some(),
        FnArg::Typed(argument) => {
            let mut found = false;
            bound(&argument.pat, &mut |binding| found |= binding.mutability.is_some());
            found
        }
    })
}

fn is_cfg(attribute: &Attribute) -> bool {
    attribute.path().is_ident("cfg")
}

/// Tells each binding of a pattern. Of alternatives, all bind the same.
fn bound(pattern: &Pat, tell: &mut dyn FnMut(&PatIdent)) {
    match pattern {
        Pat::Ident(binding) => {
            tell(binding);
            if let Some((_, inner)) = &binding.subpat {
                bound(inner, tell);
            }
        }
        Pat::Tuple(tuple) => tuple.elems.iter().for_each(|inner| bound(inner, tell)),
        Pat::TupleStruct(tuple) => tuple.elems.iter().for_each(|inner| bound(inner, tell)),
        Pat::Slice(slice) => slice.elems.iter().for_each(|inner| bound(inner, tell)),
        Pat::Struct(fields) => fields.fields.iter().for_each(|field| bound(&field.pat, tell)),
        Pat::Reference(reference) => bound(&reference.pat, tell),
        Pat::Paren(inner) => bound(&inner.pat, tell),
        Pat::Type(inner) => bound(&inner.pat, tell),
        Pat::Or(alternatives) => {
            if let Some(first) = alternatives.cases.first() {
                bound(first, tell);
            }
        }
        _ => {}
    }
}
