//! Streams: unbounded, in order, and held back.
#![allow(clippy::unwrap_used, reason = "a panic is how a test reports")]

mod broker;
mod captured;
mod checkpoints;
mod programs;
mod registry;
