//! What the attribute must refuse, and in which words (`fail/`, a folder for each class of fault), and what it must
//! go on to accept (`pass/`). Here is what all of these cases return.

use std::fmt;

/// A value for records.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub struct Order {
    /// A field whose fields may be keys.
    pub customer: Customer,
    /// A key that Kafka's own serializers know.
    pub number: i64,
}

/// A field of an [`Order`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub struct Customer {
    /// A key of text.
    pub id: String,
    /// A key that may be missing, with a raw name.
    pub r#type: Option<i64>,
}

impl Order {
    /// Some order.
    #[must_use]
    pub fn example() -> Self {
        Self { customer: Customer { id: "c-42".to_owned(), r#type: None }, number: 1 }
    }
}

/// The error of a function.
#[derive(Debug)]
pub struct AppError;

impl fmt::Display for AppError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("it did not work")
    }
}

impl std::error::Error for AppError {}

impl From<std::num::ParseIntError> for AppError {
    fn from(_: std::num::ParseIntError) -> Self {
        Self
    }
}

/// An alias that hides a collection.
pub type Orders = Vec<Order>;

/// An alias whose name ends in `Result`.
pub type AppResult<T> = Result<T, AppError>;

/// An extractor, for patterns in arguments.
#[derive(Debug)]
pub struct Extracted<T>(pub T);
