//! Ladder of `keyed()`: may a record have a key at all? It is asked where a format or a schema for keys is written.

use super::leaf::{NoKey, Probe};
use super::ways_out::{GivesKey, Kafka, refused_rung};

refused_rung! {
    /// Rung 1: a plain value has none.
    IsKeyless::__keyed says GivesKey
}
impl IsKeyless for &Probe<NoKey> {
    type Refused = NoKey;
}

/// Rung 0: an event may.
pub trait IsKeyed {
    /// Nothing to tell.
    fn __keyed(&self) {}
}
impl<K> IsKeyed for Probe<K> {}
