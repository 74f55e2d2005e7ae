//! `Capture`, as a crate that tests its annotated functions uses it; the functions are what the attribute writes.

#![cfg(feature = "testing")]
#![allow(clippy::unwrap_used)]

mod capture;
