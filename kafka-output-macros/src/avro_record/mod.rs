//! `#[derive(AvroRecord)]`: a type, held against a schema while compiling, and code that writes exactly that.
//!
//! ```text
//! tokens ─attributes→ Derived ─source→ Source ─fit→ Plan ─emit→ tokens
//! ```
//!
//! Names are judged here. Types are the compiler's to judge, by what they are and not by how they are spelled: for each field
//! a trait of its own, which only types that fit have, says in our words what is wrong, under the field's type.

mod attributes;
mod emit;
mod fit;
mod names;
mod source;
#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;
use syn::DeriveInput;

use crate::diagnostics::Diagnostics;
use attributes::Derived;
use fit::Plan;
use source::Source;

/// `#[derive(AvroRecord)] ITEM`, with every mistake told at once.
pub(crate) fn derive(item: TokenStream) -> TokenStream {
    let mut diagnostics = Diagnostics::new();
    let input = match syn::parse2::<DeriveInput>(item) {
        Ok(input) => input,
        Err(error) => return error.into_compile_error(),
    };
    let derived = Derived::read(input, &mut diagnostics);
    if let Some(ty) = derived.transparent(&mut diagnostics) {
        return emit::transparent(&derived, ty, diagnostics);
    }
    let source = Source::find(&derived, &mut diagnostics);
    let plan = source.as_ref().and_then(|source| Plan::fit(&derived, source, &mut diagnostics));
    match (source, plan) {
        // What a type parameter stands for is no field's type, and is refused already.
        (Some(source), Some(plan)) if !derived.takes_types() => {
            emit::record(&derived, &source, &plan, diagnostics)
        }
        _ => emit::refused(&derived, diagnostics),
    }
}
