//! The attribute of `kafka-output`. Use it through that crate, which documents it.

use proc_macro::TokenStream;

mod bindings;
mod choose;
mod chosen;
mod diagnostics;
mod editor;
mod emit;
mod expand;
mod handler;
mod judge;
mod lower;
mod parse;
mod shape;
mod signature;
#[cfg(test)]
mod tests;
mod types;
mod wrapper;

/// Makes acknowledged Kafka records of what the function returns.
///
/// The function keeps all it has but its return type, which becomes a `Result` of what Kafka answered. The options,
/// and what each return type means, are in the documentation of the crate `kafka-output`.
#[proc_macro_attribute]
pub fn kafka_output(attribute: TokenStream, item: TokenStream) -> TokenStream {
    expand::kafka_output(attribute.into(), item.into()).into()
}
