//! `#[kafka_output::test]` as its users have it: bodies that run on memory here, and by this program's own doing once more on
//! embedded clusters and on a real broker.
#![allow(clippy::unwrap_used, reason = "a panic is how a test reports")]
#![allow(clippy::missing_panics_doc, clippy::must_use_candidate, reason = "nobody depends on a test program")]

mod bodies;
mod elsewhere;
mod endings;
mod fakes;
mod many;
mod told;
/// What the other program has, but its runtime.
#[allow(dead_code, reason = "the other program uses the rest")]
#[path = "../support"]
pub mod support {
    mod answering;
    pub mod broker;
    pub mod consume;
    pub mod java;
    pub mod kcat;
    pub mod options;
    pub mod process;
    pub mod topic;
}
