//! Every protocol and way to authenticate against a broker that enforces it, and what is said of each that is wrong.
//!
//! A program of its own: its runtime's settings name a broker with all listeners, and it hears every log line.
#![allow(clippy::unwrap_used, reason = "a panic is how a test reports")]
#![allow(clippy::missing_panics_doc, clippy::must_use_candidate, reason = "nobody depends on a test program")]

pub mod accepted;
pub mod again;
pub mod event_hubs;
pub mod kerberos;
pub mod later;
pub mod linked;
pub mod provided;
pub mod refused;
pub mod rotation;
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
pub mod world;
