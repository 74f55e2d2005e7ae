//! What is made from the option table and its rules is not stale: the manual's pages, and the UI cases of the rules.
//! With `UPDATE_DOCS` set, the tests write anew what is, and remove what is of no use any more.

mod cases;
mod made;
#[path = "../../kafka-output-macros/src/outputs/refusal.rs"]
mod of_outputs;
mod pages;
#[path = "../../kafka-output-macros/src/refusal.rs"]
mod refusal;
mod sentences;
