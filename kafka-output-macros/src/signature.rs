//! What a function may not be.

use quote::ToTokens;
use syn::Visibility;

use crate::diagnostics::{Diagnostics, Underline};
use crate::parse::AnnotatedFn;
use crate::refusal::{CONST, EXTERN, MAIN, Refusal, VARIADIC};

/// Refuses `const`, `extern` and variadic functions, each at its word, and the program's own. Whether the function can be
/// wrapped at all.
pub(crate) fn judge_signature(function: &AnnotatedFn, diagnostics: &mut Diagnostics) -> bool {
    let (sig, before) = (&function.sig, diagnostics.len());
    let mut refuse = |word: Option<&dyn ToTokens>, refusal: &Refusal| {
        if let Some(word) = word {
            diagnostics.push(Underline::of(&word.to_token_stream()), refusal.sentence);
        }
    };
    refuse(sig.constness.as_ref().map(|word| word as _), &CONST);
    refuse(sig.abi.as_ref().map(|word| word as _), &EXTERN);
    refuse(sig.variadic.as_ref().map(|word| word as _), &VARIADIC);
    if is_main(function) {
        diagnostics.push(sig.ident.span(), MAIN.sentence);
    }
    diagnostics.len() == before
}

/// Whether a program starts here. One in a module of its own may be called so, and is called by others then.
pub(crate) fn is_main(function: &AnnotatedFn) -> bool {
    let sig = &function.sig;
    let free = sig.inputs.is_empty() && sig.generics.params.is_empty();
    sig.ident == "main" && free && matches!(function.vis, Visibility::Inherited)
}
