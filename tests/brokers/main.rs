//! Brokers that are not as one would have them: too old for what a record brings along, or reachable only in roundabout ways.
//!
//! A program of its own: its runtime's settings name brokers of other kinds than the shared one.
#![allow(clippy::unwrap_used, reason = "a panic is how a test reports")]
#![allow(clippy::missing_panics_doc, clippy::must_use_candidate, reason = "nobody depends on a test program")]

pub mod forwarder;
pub mod old;
pub mod oldest;
pub mod private;
/// What the other programs have, but their runtimes.
#[allow(dead_code, reason = "the other programs use the rest")]
#[path = "../support"]
pub mod support {
    pub mod broker;
    pub mod consume;
    pub mod kcat;
    pub mod options;
    pub mod process;
    pub mod topic;
}
pub mod world;
