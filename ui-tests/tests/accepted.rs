//! What must compile without a warning, of clippy's too. Nothing here is called: the types are the test.
#![deny(warnings, clippy::shadow_same)]
#![forbid(unsafe_code)]
#![allow(dead_code, reason = "nothing is called")]

#[path = "../pass/arguments.rs"]
mod arguments;
#[path = "../pass/avro_record.rs"]
mod avro_record;
#[path = "../pass/axum.rs"]
mod axum_handlers;
#[allow(clippy::unwrap_used, reason = "guards are what bodies borrow from")]
#[path = "../pass/bodies.rs"]
mod bodies;
#[allow(unused_imports, reason = "they are named, for nobody")]
#[path = "../pass/editors.rs"]
#[rustfmt::skip]
mod editors;
#[path = "../pass/expanded.rs"]
mod expanded;
#[path = "../pass/handlers.rs"]
mod handlers;
#[path = "../pass/hygiene.rs"]
mod hygiene;
#[path = "../pass/many.rs"]
mod many;
#[path = "../pass/methods.rs"]
mod methods;
#[path = "../pass/one.rs"]
mod one;
#[path = "../pass/options.rs"]
mod options;
#[path = "../pass/outputs.rs"]
mod outputs;
#[path = "../pass/results.rs"]
mod results;
// Made from the rules, in lines as long as their examples.
#[path = "../pass/rules.rs"]
#[rustfmt::skip]
mod rules;
#[path = "../pass/signatures.rs"]
mod signatures;
#[path = "../pass/streams.rs"]
mod streams;
#[path = "../pass/tests.rs"]
mod tests;

/// The future of an annotated function is `Send` when the function's own is.
fn is_send<T: Send>(value: T) -> T {
    value
}

#[test]
fn it_compiles() {}
