//! What a function may not be.

use quote::ToTokens;
use syn::Signature;

use crate::diagnostics::{Diagnostics, Underline};
use crate::refusal::{CONST, EXTERN, Refusal, VARIADIC};

/// Refuses `const`, `extern` and variadic functions, each at its word. Whether the function can be wrapped at all.
pub(crate) fn judge_signature(sig: &Signature, diagnostics: &mut Diagnostics) -> bool {
    let before = diagnostics.len();
    let mut refuse = |word: Option<&dyn ToTokens>, refusal: &Refusal| {
        if let Some(word) = word {
            diagnostics.push(Underline::of(&word.to_token_stream()), refusal.sentence);
        }
    };
    refuse(sig.constness.as_ref().map(|word| word as _), &CONST);
    refuse(sig.abi.as_ref().map(|word| word as _), &EXTERN);
    refuse(sig.variadic.as_ref().map(|word| word as _), &VARIADIC);
    diagnostics.len() == before
}
