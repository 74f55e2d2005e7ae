//! `#[derive(AvroRecord)]` against another implementation: the same bytes for the same values, and read back.
#![allow(clippy::unwrap_used, reason = "a panic is how a test reports")]

mod kinds;
mod names;
mod oracle;
mod recursive;
mod shipment;
