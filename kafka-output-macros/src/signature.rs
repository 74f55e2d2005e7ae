//! What a function may not be.

use quote::ToTokens;
use syn::Signature;

use crate::diagnostics::{Diagnostics, Underline};

/// Refuses `const`, `extern` and variadic functions, each at its word. Whether the function can be wrapped at all.
pub(crate) fn judge_signature(sig: &Signature, diagnostics: &mut Diagnostics) -> bool {
    let before = diagnostics.len();
    let mut refuse = |word: Option<&dyn ToTokens>, sentence: &str| {
        if let Some(word) = word {
            diagnostics.push(Underline::of(&word.to_token_stream()), sentence);
        }
    };
    refuse(
        sig.constness.as_ref().map(|word| word as _),
        "a `const fn` runs while compiling, where there is no Kafka; remove `const`",
    );
    refuse(
        sig.abi.as_ref().map(|word| word as _),
        "an `extern` function cannot return what Kafka answered; annotate an ordinary function and call it from this one",
    );
    refuse(
        sig.variadic.as_ref().map(|word| word as _),
        "variadic arguments cannot be passed on; take a slice or a `Vec`",
    );
    diagnostics.len() == before
}
