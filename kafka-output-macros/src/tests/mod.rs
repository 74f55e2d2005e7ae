//! What the attribute reads, what it says, and what it writes.

mod attribute;
mod cautions;
mod editor;
mod expansion;
mod fits;
mod meant;
mod mistakes;
mod outputs;
mod refusals;
mod schemas;
mod shapes;
mod test;

use std::str::FromStr;

use proc_macro2::TokenStream;

/// The tokens of a text.
fn tokens(text: &str) -> TokenStream {
    TokenStream::from_str(text).expect("the test's text is Rust")
}

/// The expansion, as rustfmt would lay it out.
fn expand(attribute: &str, item: &str) -> String {
    let expanded = crate::expand::kafka_output(tokens(attribute), tokens(item));
    match syn::parse2(expanded.clone()) {
        Ok(file) => prettyplease::unparse(&file),
        Err(error) => panic!("the expansion is no Rust: {error}\n{expanded}"),
    }
}

/// The expansion of a connection.
fn expand_connection(attribute: &str, item: &str) -> String {
    let expanded = crate::connection::kafka_connection(tokens(attribute), &tokens(item));
    prettyplease::unparse(&syn::parse2(expanded).expect("the expansion is Rust"))
}

/// The implementation of `KafkaOutputs`.
fn derive_outputs(item: &str) -> String {
    let expanded = crate::outputs::kafka_outputs(tokens(item));
    match syn::parse2(expanded.clone()) {
        Ok(file) => prettyplease::unparse(&file),
        Err(error) => panic!("the expansion is no Rust: {error}\n{expanded}"),
    }
}

/// The sentences of all mistakes, in order.
fn sentences(attribute: &str, item: &str) -> Vec<String> {
    sentences_of(&expand(attribute, item))
}

/// The sentences of the errors in an expansion, in order.
fn sentences_of(expanded: &str) -> Vec<String> {
    let marked = expanded.split("compile_error! {").skip(1);
    marked
        .map(|rest| {
            let literal = rest.split_once("}\n").map_or(rest, |(literal, _)| literal);
            syn::parse_str::<syn::LitStr>(literal.trim()).expect("an error is a text").value()
        })
        .collect()
}
