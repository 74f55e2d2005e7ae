//! What a function may return: values and [`KafkaEventData`], and how the compiler sorts them.

mod around;
mod checkpointed;
mod data;
pub mod described;
pub(crate) mod handed;
mod json;
mod key_path;
pub(crate) mod keyed;
mod known;
pub(crate) mod leaf;
pub mod one;
pub(crate) mod refused;
mod timestamp;
pub(crate) mod ways_out;
pub(crate) mod yields;

pub use around::{ErrIf, Fallible, GivenIf, held, option, result};
pub use checkpointed::Checkpointed;
pub(crate) use checkpointed::Watch;
pub use data::{EventParts, HeaderValue, KafkaEventData};
pub use json::Json;
pub use key_path::{KeyField, KeyOf, field, key_path, whole};
pub use known::known;
pub use leaf::{EventShape, NoKey};
pub(crate) use timestamp::from_millis as millis_to_time;
#[cfg(feature = "testing")]
pub(crate) use timestamp::to_millis as time_to_millis;
