//! Secrets from where they belong, and that nobody else sees them.
//!
//! Each scene is a program of its own, since a process has one environment and one runtime.
#![allow(clippy::unwrap_used, reason = "a panic is how a test reports")]
#![allow(clippy::missing_panics_doc, clippy::must_use_candidate, reason = "nobody depends on a test program")]

pub mod certificates;
pub mod cloud;
pub mod fetched;
pub mod machine;
pub mod planted;
pub mod refused;
pub mod seen;
pub mod waiting;
pub mod world;
