//! Tests without a broker.

pub(crate) mod scope;
