//! The kit's own tests.
mod cluster;
