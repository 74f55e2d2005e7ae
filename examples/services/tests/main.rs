//! Each program as a process, against a real broker: what clients and hosts post to it, what they hear, and what kcat reads then.
#![allow(clippy::unwrap_used, reason = "a panic is how a test reports")]

mod channel;
mod csv;
mod functions;
mod grpc;
mod program;
mod shops;
/// What the other tests have, but their runtime.
#[allow(dead_code, reason = "the other programs use the rest")]
#[path = "../../../tests/support"]
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

/// Where no broker is.
const NOBODY: &str = "127.0.0.1:9";
