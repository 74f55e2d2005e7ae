//! `#[derive(KafkaOutputs)]`: several outputs of one function.
//!
//! ```text
//! item ─read→ what each field says ─judge, lower (as for a function that returns the field)→ Outputs ─emit→ tokens
//! ```

mod emit;
mod function;
mod lower;
mod marker;
mod name;
mod read;
mod refusal;

use proc_macro2::TokenStream;
use syn::DeriveInput;

pub(crate) use self::function::{answer_of_several, is_said_by_type, place, says_nothing, send_several};
use self::lower::Outputs;
pub(crate) use self::marker::is_marker;
#[cfg(test)]
pub(crate) use self::refusal::REFUSALS;
pub(crate) use self::refusal::{COLLECTION, SAYS_ITSELF, SAYS_NOTHING};
use crate::diagnostics::Diagnostics;

/// `#[derive(KafkaOutputs)] ITEM`, with every mistake told at once.
pub(crate) fn kafka_outputs(item: TokenStream) -> TokenStream {
    let input: DeriveInput = match syn::parse2(item) {
        Ok(input) => input,
        Err(error) => return error.into_compile_error(),
    };
    let mut diagnostics = Diagnostics::new();
    let outputs = Outputs::lower(input, &mut diagnostics);
    emit::emit(&outputs, &diagnostics.into_tokens())
}
