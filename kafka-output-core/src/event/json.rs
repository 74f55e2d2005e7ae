//! The wrapper that makes one record of anything serde can write.

use serde::{Serialize, Serializer};

/// Sends any [`Serialize`] value, a collection or a map too, as **one** record of JSON.
///
/// ```
/// # use kafka_output_core as kafka_output;
/// use kafka_output::Json;
/// let all_at_once = Json(vec![1, 2, 3]); // one record: [1,2,3]
/// # let _ = all_at_once;
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Json<T>(pub T);

impl<T: Serialize> Serialize for Json<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<T> From<T> for Json<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}
