//! What the compiler tells with a schema registry, where an attribute asks it about types twice. Here is what these cases return.

/// A value for records.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Order {
    /// Its number.
    pub number: i64,
    /// What is no key.
    pub lines: Vec<String>,
}

/// What nothing can write.
#[derive(Debug)]
pub struct Opaque;
